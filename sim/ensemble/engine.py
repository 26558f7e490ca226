"""Runs in blocks: the compiled twin of playing the Mesa model run by run."""

from collections.abc import Callable, Iterator

import numpy as np

from sim.ensemble.cache import called
from sim.ensemble.hub import FORK, HUB, hub_of
from sim.ensemble.kernel import play_block
from sim.ensemble.state import blank_crisis, blank_state
from sim.ensemble.tables import TRAITS, WORLD, tables_of
from sim.fork import NO_FORK, Fork
from sim.played import Ints, Played
from sim.premise import Premise
from sim.premise.parameters import Traits, World
from sim.record import RunRecord
from sim.workers import FAULTS

PIECE = 10_000  # runs played at once: what is played is wider than what is kept of it
Failed = Callable[[int, BaseException], None]


class Engine:
    """A premise compiled and its working memory; play blocks of runs with it, one at a time.

    Playing lets go of the interpreter's lock, so engines in threads run side by side.
    """

    def __init__(self, premise: Premise) -> None:
        self.premise, self.tables = premise, tables_of(premise)
        self.state, self.crisis = blank_state(self.tables), blank_crisis(self.tables)
        vector, start = self.state.vector, len(World._fields)
        stop = start + len(Traits._fields) * len(premise.codes)
        self.world = vector[:start].view(WORLD)
        self.traits = vector[start:stop].view(TRAITS)
        self.hub = hub_of(self.tables, self.state, self.crisis, self.traits)

    def play(self, seed: int, first: int, count: int) -> Played:
        """``count`` runs from run number ``first`` on."""
        runs = np.arange(first, first + count, dtype=np.int64)
        played = Played.blank(runs, len(self.premise.levels), len(self.premise.codes))
        called(play_block, self.hub, self.world, seed, runs, *played)
        return played

    def play_forked(self, seed: int, fork: Fork, runs: Ints, laters: Ints) -> Played:
        """The runs of these numbers, each made to leave its way at the fork.

        Args:
            seed: Of all of them.
            fork: Where, and for what.
            runs: (R,) numbers of the runs; one may come many times.
            laters: (R,) numbers of the runs whose dice fall after the fork.
        """
        played = Played.blank(runs, len(self.premise.levels), len(self.premise.codes))
        try:
            self._take(fork)
            called(play_block, self.hub, self.world, seed, laters, *played)
        finally:
            self._take(NO_FORK)
        return played

    def _take(self, fork: Fork) -> None:
        for name, value in zip(FORK, fork, strict=True):
            self.hub[name] = value

    def survivors(self, seed: int, first: int, count: int, failed: Failed) -> Iterator[Played]:
        """The same runs in pieces, but for those that fail; of these ``failed`` is told.

        Args:
            seed, first, count: As for :meth:`play`.
            failed: Called with the number of the run and what was raised.
        """
        stop = first + count
        for start in range(first, stop, PIECE):
            runs = min(PIECE, stop - start)
            try:
                played = self.play(seed, start, runs)
            except FAULTS:
                yield from self._singly(seed, range(start, start + runs), failed)
            else:
                yield played

    def records(self, seed: int, first: int, count: int) -> list[RunRecord]:
        """The same in words."""
        played = self.play(seed, first, count)
        return [RunRecord.of(self.premise.codes, played.row(place)) for place in range(count)]

    def _singly(self, seed: int, runs: range, failed: Failed) -> Iterator[Played]:
        for run in runs:
            try:
                played = self.play(seed, run, 1)
            except FAULTS as error:
                failed(run, error)
            else:
                yield played


def compile_now() -> None:
    """Compile, or read what an earlier start has compiled; no run is played."""
    none = Played.blank(np.zeros(0, np.int64), 0, 0)
    called(play_block, np.zeros(1, HUB), np.zeros(1, WORLD), 0, none.runs, *none)
