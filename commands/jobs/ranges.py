"""Results of a comparison over a set of parameter vectors: what the data leave open."""

from collections.abc import Sequence
from typing import Any

from brinkmanship.analysis.statistics.studies.changes import (
    mean_change,
    outcome_changes,
    threshold_changes,
)
from brinkmanship.sim.runs.pairs import Ensembles, Pairs
from brinkmanship.sim.scenario.vectors import ParameterSet


def result_parts(pairs: Pairs) -> dict[str, dict[str, Any]]:
    """The changes of outcomes, rungs and means."""
    return {
        "outcomes": outcome_changes(pairs.outcomes),
        "thresholds": threshold_changes(pairs.peaks, pairs.after.scenario.ladder.ids),
        "means": {name: mean_change(sums, pairs.pairs) for name, sums in pairs.means.items()},
    }


def add_ranges(summary: dict[str, Any], found: ParameterSet, played: Sequence[Ensembles]) -> None:
    """Add to every result of every variant its range over a set, as ``set_low`` and ``set_high``.

    Args:
        summary: Of the comparison under the shipped parameters.
        found: The set.
        played: The same variants under each of its vectors.
    """
    summary["parameters"] = {
        "name": found.name,
        "title": found.title,
        "vectors": len(played),
        "failed": sum(one.failed for one in played),
    }
    for place, variant in enumerate(summary["variants"]):
        by_vector = [result_parts(one.pairs[place]) for one in played]
        for part in ("outcomes", "thresholds", "means"):
            for name, row in variant[part].items():
                _add_range(row, [parts[part][name] for parts in by_vector])


def _add_range(row: dict[str, Any], others: Sequence[dict[str, Any]]) -> None:
    for key in ("before", "after", "difference"):
        values = [_value(one[key]) for one in others]
        low, high = min(values), max(values)
        if isinstance(row[key], dict):
            row[key] = {**row[key], "set_low": low, "set_high": high}
        else:
            row[f"{key}_set_low"], row[f"{key}_set_high"] = low, high


def _value(cell: float | dict[str, float]) -> float:
    """A mean, or the share or mean of a row."""
    return cell.get("share", cell.get("mean", 0.0)) if isinstance(cell, dict) else cell
