"""Many runs of one scenario: everything that decides the bytes of their tables."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from brinkmanship.api.honesty import honesty_of
from brinkmanship.api.parameters import Open, with_ranges
from brinkmanship.api.tally import Summary, Tally, ensemble_summary
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.block import Block
from brinkmanship.sim.results.manifest import settings
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.tables import Label, Tables
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of

Progress = Callable[[int], object]
"""Is told how many more runs were played."""


@dataclass(frozen=True, kw_only=True)  # no slots: it keeps what was counted
class Ensemble:
    """Runs of one scenario; everything that decides the bytes of their tables.

    Attributes:
        premise: What is played.
        name: Name of the scenario in results.
        overrides: What was changed after reading, as ``PATH=VALUE``, in order.
        seed, first_run, runs: Seed of all chance, number of the first run, and how many.
        engine: Name of the engine.
        trace: Whether turns, signals, events and beliefs are kept too.
        csv: Whether each table of a folder is written as CSV too.
        workers: How many play side by side; changes no byte.
        open: The scenario under each vector of a set of parameters, if shares over it are wanted.
    """

    premise: Premise
    name: str
    overrides: tuple[str, ...]
    seed: int
    first_run: int
    runs: int
    engine: str
    trace: bool
    csv: bool
    workers: int
    open: Open | None = None

    @property
    def label(self) -> Label:
        """What every row of the run table repeats."""
        scenario = self.premise.scenario
        return Label(
            scenario=self.name,
            digest=scenario.digest,
            seed=self.seed,
            settings=settings(scenario, self.overrides),
        )

    def tables(self) -> Tables:
        """What makes the tables of blocks."""
        return Tables(self.premise, self.label, trace=self.trace)

    def writer(self, target: Path) -> FolderWriter:
        """What writes the run folder; nothing must be at ``target``."""
        return FolderWriter(
            target, self.premise, self.label, trace=self.trace, csv=self.csv, runs=self.runs
        )

    def play(self, take: Callable[[Block], object], progress: Progress | None) -> Tally:
        """Play the runs, hand each block on in the order of run numbers, and count them.

        Args:
            take: Is given each block.
            progress: Is told of each block, if given.

        Raises:
            WorkerLostError: A worker process was killed.
        """
        tally = self._tally(self.premise, take, progress, trace=self.trace)
        for premise in self.open.premises if self.open else ():
            tally.others.append(self._tally(premise, _ignored, progress, trace=False))
        return tally

    def _tally(
        self,
        premise: Premise,
        take: Callable[[Block], object],
        progress: Progress | None,
        *,
        trace: bool,
    ) -> Tally:
        """Play the runs of a premise; as :meth:`play`."""
        tally = Tally(len(premise.levels))
        blocks = run_ensemble(
            premise,
            seed=self.seed,
            runs=self.runs,
            first_run=self.first_run,
            workers=self.workers,
            way=way_of(self.engine, trace=trace),
        )
        with closing(blocks):
            for block in blocks:
                take(block)
                tally.add(block)
                if progress is not None:
                    progress(block.runs)
        return tally

    @cached_property
    def honesty(self) -> dict[str, Any]:
        """What chance decided, what has no source, and whether the model was fitted to this."""
        return honesty_of(self.premise, seed=self.seed, first=self.first_run, runs=self.runs)

    def summary(self, tally: Tally) -> Summary:
        """The content of ``summary.json``, of at least one run."""
        shares = ensemble_summary(self.premise.scenario, self.name, self.seed, tally)
        if self.open is not None:
            shares = with_ranges(shares, self.open, tally)
        return {**shares, "honesty": self.honesty}


def _ignored(block: Block) -> None:
    """Of the runs under other parameters only the counts are kept."""
