"""Runs in blocks: a premise laid out in the memory of a machine, and played there."""

from collections.abc import Callable, Iterator
from math import prod
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.crisis.state.fork import NO_FORK, Fork
from brinkmanship.sim.crisis.state.layout import Arrays, arrays_of
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Ints, Played
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Traces
from brinkmanship.sim.runs.workers import FAULTS

PIECE = 10_000  # runs played at once: what is played is wider than what is kept of it
ALL = slice(None)
Failed = Callable[[int, BaseException], None]


class Machine(Protocol):
    """What plays the compiled text: native code, or WebAssembly.

    Attributes:
        name: As it is called on the command line.
    """

    name: str

    def place(self, arrays: Arrays, room: int) -> tuple[Arrays, int, object]:
        """The arrays as the machine sees them, the address of their addresses, their keeper.

        ``room`` is how many bytes of tables there must be beside them.
        """

    def clear(self) -> None:
        """Forget all tables handed out so far."""

    def table(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:  # noqa: ANN401
        """A table that the machine can write to."""

    def address(self, array: NDArray[Any]) -> int:
        """Where an array of the machine's lies."""

    def call(self, entry: str, *arguments: int) -> int:
        """Call an entry of the text; what it answers."""


class Engine:
    """A premise in a machine's memory; play blocks of runs with it, one at a time.

    Args:
        premise: What is played.
        machine: What plays it; native code if none is given.
        listening: Whether runs can be traced.

    Attributes:
        arrays: The state, as ``brinkmanship.sim.crisis.state.records.Crisis`` names it.
    """

    def __init__(
        self, premise: Premise, machine: Machine | None = None, *, listening: bool = False
    ) -> None:
        self.premise, self.machine = premise, machine or native()
        blank = arrays_of(premise, listening=listening)
        self.shape = len(premise.levels), len(premise.codes), len(premise.drawn)
        room = PIECE * sum(one.itemsize * prod(one.shape[1:]) for one in self._tables_of(1))
        self.arrays, self.crisis, self.keeper = self.machine.place(blank, room)
        self._take(NO_FORK)

    def play(self, seed: int, first: int, count: int) -> Played:
        """``count`` runs from run number ``first`` on."""
        runs = np.arange(first, first + count, dtype=np.int64)
        return self._block(seed, runs, runs)

    def play_forked(self, seed: int, fork: Fork, runs: Ints, laters: Ints) -> Played:
        """The runs of these numbers, each made to leave its way at the fork.

        Args:
            seed: Of all of them.
            fork: Where, and for what.
            runs: (R,) numbers of the runs; one may come many times.
            laters: (R,) numbers of the runs whose dice fall after the fork.
        """
        try:
            self._take(fork)
            return self._block(seed, runs, laters)
        finally:
            self._take(NO_FORK)

    def begin(self, seed: int, run: int) -> None:
        """Set the state to the start of a run, to be played turn by turn."""
        self.machine.call("begin_run", self.crisis, seed, run, run)

    def play_turns(self, count: int = 1) -> bool:
        """Play some turns of the run begun, at most to its end; True when it is over."""
        last = int(self.arrays["course"]["turn"][0]) + count
        return self.machine.call("play_turns", self.crisis, last) == 1

    def play_traced(self, seed: int, run: int) -> tuple[Played, Traces]:
        """One run with all that was noted; of an engine that listens."""
        arrays, window = self.arrays, len(self.arrays["moments"])
        course, parts, over = arrays["course"][0], [], False
        self.begin(seed, run)
        while not over:
            before = int(course["turn"])
            over = self.play_turns(window)
            turns, notes = int(course["turn"]) - before, int(course["notes"])
            kept = arrays["notes"][:notes], arrays["moments"][:turns], arrays["held"][:turns]
            parts.append(Traces.collected(run, *kept))
            course["notes"] = 0
        row = self._tables(np.array([run]))
        self.machine.call("write_run", self.crisis, 0, *map(self.machine.address, row[1:]))
        return row.of_rows(ALL), Traces.joined(parts)

    def survivors(self, seed: int, first: int, count: int, failed: Failed) -> Iterator[Played]:
        """The same runs in pieces, but for those that fail, which are reported.

        Args:
            seed: Of all the runs.
            first: Number of the first.
            count: How many.
            failed: Called with the number of a run that failed and what was raised.
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

    def _block(self, seed: int, runs: Ints, laters: Ints) -> Played:
        pieces = [slice(start, start + PIECE) for start in range(0, max(len(runs), 1), PIECE)]
        return Played.joined([self._piece(seed, runs[one], laters[one]) for one in pieces])

    def _piece(self, seed: int, runs: Ints, laters: Ints) -> Played:
        tables = self._tables(runs)
        numbers = [self.machine.table(runs.shape, np.int64) for _ in range(2)]
        numbers[0][:], numbers[1][:] = runs, laters
        places = map(self.machine.address, (*numbers, *tables[1:]))
        self.machine.call("play_block", self.crisis, seed, len(runs), *places)
        return tables.of_rows(ALL)

    def _tables(self, runs: Ints) -> Played:
        """Tables of the machine's for the results of these runs."""
        self.machine.clear()
        blank = Played.blank(runs[:0], self.shape)
        ending, first, peaks, sums, inputs = (
            self.machine.table((len(runs), *one.shape[1:]), one.dtype) for one in blank[1:]
        )
        return Played(runs, ending, first, peaks, sums, inputs)

    def _tables_of(self, count: int) -> list[NDArray[Any]]:
        """Tables such as a block of so many runs needs."""
        blank = Played.blank(np.zeros(count, np.int64), self.shape)
        return [*blank[1:], *(np.zeros(count + 4, np.int64) for _ in range(2))]

    def _take(self, fork: Fork) -> None:
        for name, value in zip(Fork._fields, fork, strict=True):
            self.arrays["fork"][name] = value
