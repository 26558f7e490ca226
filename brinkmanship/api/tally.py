"""Counts of an ensemble, and the summary with shares and intervals that is made of them."""

from typing import Any

import numpy as np

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.sim.crisis.state.row import DIRECT, OUTCOME
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.scenario import Scenario

KEPT = 100  # failures remembered

Summary = dict[str, Any]


class Tally:
    """Counts that grow block by block, so that memory does not.

    Attributes:
        runs, failed: Runs that were finished, and that were not.
        outcomes: Runs by outcome.
        peaks: Runs by the highest rung of a principal, from rung 0.
        failures: The first that failed.
        others: Counts of the same runs under each vector of a set of parameters, if there is one.
    """

    def __init__(self, rungs: int) -> None:
        self.runs = self.failed = 0
        self.outcomes = dict.fromkeys(OUTCOMES, 0)
        self.peaks = [0] * rungs
        self.failures: list[Failure] = []
        self.others: list[Tally] = []

    def add(self, block: Block) -> None:
        """Count the runs of a block."""
        ending = block.played.ending
        ended = np.bincount(ending[:, OUTCOME], minlength=len(OUTCOMES))
        for name, runs in zip(OUTCOMES, ended.tolist(), strict=True):
            self.outcomes[name] += runs
        peaks = np.bincount(ending[:, DIRECT], minlength=len(self.peaks))
        self.peaks = [old + new for old, new in zip(self.peaks, peaks.tolist(), strict=True)]
        self.runs += len(ending)
        self.failed += len(block.failures)
        self.failures = [*self.failures, *block.failures][:KEPT]


def ensemble_summary(scenario: Scenario, name: str, seed: int, tally: Tally) -> Summary:
    """The content of ``summary.json``.

    Args:
        scenario: What was played.
        name: Its name.
        seed: Of the ensemble.
        tally: At least one run.

    ``thresholds`` counts the runs in which some principal stood on the rung or above it; so
    its shares fall from rung to rung, while those of ``outcomes`` sum to 1.
    """
    reached = dict(zip(scenario.ladder.ids, runs_reaching(tally), strict=True))
    return {
        "scenario": name,
        "title": scenario.title,
        "digest": scenario.digest,
        "seed": seed,
        "runs": tally.runs,
        "outcomes": {name: share_row(n, tally.runs) for name, n in tally.outcomes.items()},
        "thresholds": {name: share_row(n, tally.runs) for name, n in reached.items()},
    }


def runs_reaching(tally: Tally) -> list[int]:
    """Runs in which some principal stood on each rung or above it, from rung 0."""
    return [sum(tally.peaks[rung:]) for rung in range(len(tally.peaks))]


def share_row(n: int, runs: int) -> dict[str, float]:
    """Count, share of the runs and its 95% Wilson interval; source: wilson1927."""
    low, high = share_interval(n, runs)
    return {"n": n, "share": n / runs, "low": float(low), "high": float(high)}
