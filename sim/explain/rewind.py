"""A run played again from a turn on: with its own luck, or with that of fresh runs."""

from collections.abc import Callable, Iterable, Iterator
from threading import local
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.explain.target import Target
from brinkmanship.sim.mechanisms.chance import LAST_RUN
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.runs.workers import open_threads

Hits = NDArray[np.bool_]
Progress = Callable[[int], None]


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
        self, forks: Iterable[Fork], luck: Luck, progress: Progress | None = None
    ) -> Iterator[Hits]:
        """For each fork in order, which continuations with fresh luck reach the target."""
        laters = luck.runs
        for found in self.pool.map(lambda fork: self._hits(fork, laters), list(forks)):
            if progress is not None:
                progress(len(found))
            yield found

    def own_hits(self, forks: Iterable[Fork]) -> list[bool]:
        """For each fork, whether the run reaches the target with its own later luck."""
        same = np.array([self.run], np.int64)
        return [bool(found[0]) for found in self.pool.map(lambda f: self._hits(f, same), forks)]

    def _hits(self, fork: Fork, laters: NDArray[np.int64]) -> Hits:
        runs = np.full(len(laters), self.run, np.int64)
        engine: Engine | None = getattr(self.own, "engine", None)
        if engine is None:
            engine = self.own.engine = Engine(self.premise)
        return self.target.reached(engine.play_forked(self.seed, fork, runs, laters))
