"""A run played again from a turn on: with its own luck, or with that of fresh runs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import local
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.explain.target import Target
from brinkmanship.sim.mechanisms.chance import LAST_RUN
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.rows import UNSET, InjectRow
from brinkmanship.sim.runs.workers import open_threads

Hits = NDArray[np.bool_]
Progress = Callable[[int], None]
NOTHING_HAPPENS = InjectRow(
    turn=UNSET, when=None, note="", posture=(), resolve=(), war=None, signals=(), incident=None,
    join=None, cohesion=(),
)  # fmt: skip


class Luck(NamedTuple):
    """Fresh luck: numbers of runs counted down from the last, which no ensemble comes to.

    Attributes:
        skipped: How many from the top are left for others.
        size: How many there are.
    """

    skipped: int
    size: int

    @property
    def runs(self) -> NDArray[np.int64]:
        """The numbers."""
        return LAST_RUN - np.arange(self.skipped, self.skipped + self.size, dtype=np.int64)


class Restart(NamedTuple):
    """Where a run is played again, and what is changed there.

    Attributes:
        fork: The turn, and a decision or chance in it.
        without: Position of an event of the scenario that happened then and now does not, or -1.
    """

    fork: Fork
    without: int = -1


def premise_without_event(premise: Premise, place: int) -> Premise:
    """The premise in which the event at this position comes to nothing; with -1 as it is."""
    if place < 0:
        return premise
    old = premise.injects[place]
    gone = NOTHING_HAPPENS._replace(turn=old.turn, when=old.when)
    injects = (*premise.injects[:place], gone, *premise.injects[place + 1 :])
    return replace(premise, injects=injects)


class Rewinder:
    """Plays one run again and again, each time changed at one point; use it as a context.

    Args:
        premise: What the run is of.
        seed, run: Which run.
        target: What is asked about.
        workers: Threads; they change no number.
    """

    def __init__(
        self, premise: Premise, seed: int, run: int, *, target: Target, workers: int = 1
    ) -> None:
        self.premise, self.seed, self.run, self.target = premise, seed, run, target
        self.own, self.pool = local(), open_threads(workers)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the threads go."""
        self.pool.shutdown(cancel_futures=True)

    def hits(
        self, restarts: Iterable[Restart], luck: Luck, progress: Progress | None = None
    ) -> Iterator[Hits]:
        """For each restart in order, which continuations with fresh luck reach the target."""
        laters = luck.runs
        for found in self.pool.map(lambda one: self._hits(one, laters), list(restarts)):
            if progress is not None:
                progress(len(found))
            yield found

    def own_hits(self, restarts: Iterable[Restart]) -> list[bool]:
        """For each restart, whether the run reaches the target with its own later luck."""
        same = np.array([self.run], np.int64)
        return [bool(found[0]) for found in self.pool.map(lambda r: self._hits(r, same), restarts)]

    def _hits(self, restart: Restart, laters: NDArray[np.int64]) -> Hits:
        runs = np.full(len(laters), self.run, np.int64)
        played = self._engine(restart.without).play_forked(self.seed, restart.fork, runs, laters)
        return self.target.reached(played)

    def _engine(self, without: int) -> Engine:
        """This thread's engine for the scenario without one of its events; -1 for all of them."""
        engines: dict[int, Engine] = self.own.__dict__.setdefault("engines", {})
        if without not in engines:
            engines[without] = Engine(premise_without_event(self.premise, without))
        return engines[without]
