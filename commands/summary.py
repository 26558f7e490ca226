"""What an ensemble comes to: counts, shares and intervals; ``summary.json`` and the table."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.statistics.intervals import share_interval
from sim.blocks import Block, Failure
from sim.mechanisms.endings import OUTCOMES
from sim.played import DIRECT, OUTCOME
from sim.scenario import Scenario

KEPT = 100  # failures remembered
MANY = 10_000  # runs from which shares are printed to a thousandth of a per cent
HEADS = "{:<24}      runs     share   95% interval"
ROWS = "{:<24}  {:>8}  {:>8}   {} to {}"
CAVEAT = "Shares of simulated runs, not a forecast."

Summary = dict[str, Any]


class Tally:
    """Counts that grow block by block, so that memory does not.

    Attributes:
        runs, failed: Runs that were finished, and that were not.
        outcomes: Runs by outcome.
        peaks: Runs by the highest rung of a principal, from rung 0.
        failures: The first that failed.
    """

    def __init__(self, rungs: int) -> None:
        self.runs = self.failed = 0
        self.outcomes = dict.fromkeys(OUTCOMES, 0)
        self.peaks = [0] * rungs
        self.failures: list[Failure] = []

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


def summary_of(scenario: Scenario, name: str, seed: int, tally: Tally) -> Summary:
    """The content of ``summary.json``.

    Args:
        scenario: What was played.
        name: Its name.
        seed: Of the ensemble.
        tally: At least one run.

    ``thresholds`` counts the runs in which some principal stood on the rung or above it; so
    its shares fall from rung to rung, while those of ``outcomes`` sum to 1.
    """
    reached = [sum(tally.peaks[rung:]) for rung in range(len(tally.peaks))]
    rungs = zip(scenario.ladder.ids, reached, strict=True)
    return {
        "scenario": name,
        "title": scenario.title,
        "digest": scenario.digest,
        "seed": seed,
        "runs": tally.runs,
        "outcomes": {name: share(n, tally.runs) for name, n in tally.outcomes.items()},
        "thresholds": {name: share(n, tally.runs) for name, n in rungs},
    }


def share(n: int, runs: int) -> dict[str, float]:
    """Count, share of the runs and its 95% Wilson interval; source: wilson1927."""
    low, high = share_interval(n, runs)
    return {"n": n, "share": n / runs, "low": float(low), "high": float(high)}


def table_of(scenario: Scenario, summary: Summary) -> str:
    """The summary as plain aligned text: outcomes, then the scenario's thresholds."""
    outcomes, reached = summary["outcomes"], summary["thresholds"]
    interest = {name: reached[name] for name in scenario.ladder.ids if name in scenario.thresholds}
    decimals = 3 if summary["runs"] >= MANY else 1
    lines = [
        summary["title"],
        f"n = {summary['runs']} simulated runs, seed {summary['seed']}",
        "",
        HEADS.format("the run ends in"),
        *_lines(outcomes, decimals),
        "",
        HEADS.format("a side itself reaches"),
        *_lines(interest, decimals),
        "",
        CAVEAT,
    ]
    return "".join(f"{line}\n" for line in lines)


def _lines(rows: Mapping[str, Any], decimals: int) -> list[str]:
    return [
        ROWS.format(
            name.replace("_", " "),
            row["n"],
            *(f"{100.0 * row[key]:.{decimals}f}%" for key in ("share", "low", "high")),
        )
        for name, row in rows.items()
    ]
