"""What of a scenario carries its result without a source: findings of ``brink check --lint``."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from brinkmanship.analysis.statistics.intervals import LEVEL
from brinkmanship.analysis.statistics.paired import holm
from brinkmanship.analysis.statistics.studies.changes import outcome_changes, threshold_changes
from brinkmanship.sim.lint.carrying import Tried
from brinkmanship.sim.lint.finding import NOTE, Findings
from brinkmanship.sim.scenario.tree import dotted

CURE = "find a source, or give the range beside every share (brink sensitivity)"


class Change(NamedTuple):
    """How a share changes when something without a source goes from its low to its high end.

    Attributes:
        tried: What was varied.
        result: Name of the outcome or rung.
        row: Shares before and after and their difference, as of ``share_change``.
    """

    tried: Tried
    result: str
    row: dict[str, Any]

    @property
    def size(self) -> float:
        """The difference without its sign."""
        return abs(float(self.row["difference"]["share"]))


def carrying_changes(tried: Sequence[Tried]) -> list[Change]:
    """The largest change of each trial that carries the result, the largest first.

    It does if the share of an outcome, or of a rung of interest, changes by more than luck
    explains, corrected for the number of all comparisons by Holm's method.
    """
    found = [one for trial in tried for one in _changes(trial)]
    adjusted = holm([one.row["p"] for one in found])
    largest: dict[str, Change] = {}
    for one, p in zip(found, adjusted, strict=True):
        name = dotted(one.tried.trial.path)
        if p < 1.0 - LEVEL and (name not in largest or one.size > largest[name].size):
            largest[name] = one
    return sorted(largest.values(), key=lambda one: -one.size)


def _changes(tried: Tried) -> Iterator[Change]:
    scenario = tried.pairs.after.scenario
    rows = outcome_changes(tried.pairs.outcomes)
    rungs = threshold_changes(tried.pairs.peaks, scenario.ladder.ids)
    rows |= {name: rungs[name] for name in scenario.thresholds if name in rungs}
    yield from (Change(tried, name, row) for name, row in rows.items())


def note_carrying(changes: Sequence[Change], findings: Findings) -> None:
    """A note for each number or fact without a source that carries the result."""
    for one in changes:
        trial, row = one.tried.trial, one.row
        gap = row["difference"]
        ends = f"{trial.low.value} to {trial.high.value}"
        what = (
            f"has no source and carries the result: from {ends} the share of runs with "
            f"{one.result.replace('_', ' ')} goes from {row['before']['share']:.1%} to "
            f"{row['after']['share']:.1%} (difference {100.0 * gap['share']:+.1f} points, "
            f"95% interval {100.0 * gap['low']:+.1f} to {100.0 * gap['high']:+.1f})"
        )
        findings.add(NOTE, "carries the result", trial.path, what, CURE)


def carrying_rows(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "path": dotted(one.tried.trial.path),
            "low": one.tried.trial.low.value,
            "high": one.tried.trial.high.value,
            "result": one.result,
            **one.row,
        }
        for one in changes
    ]
