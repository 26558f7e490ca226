"""The summary of a sweep: one row a point, with a share and interval for each outcome."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.results.columns import Column, setting_of
from brinkmanship.sim.sweep.plan import Plan
from brinkmanship.sim.sweep.storage.parquet import table_bytes
from brinkmanship.sim.sweep.tally import Counts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Interval = Callable[[Ints, Ints], tuple[Floats, Floats]]
MEASURES = (("n", "int64"), ("share", "float64"), ("low", "float64"), ("high", "float64"))


def counts_by_name(plan: Plan, counts: Counts) -> dict[str, Ints]:
    """Runs of each point by name of what is counted: each outcome, then each threshold."""
    places = {name: plan.ladder.index(name) for name in plan.thresholds}
    return {
        **{name: counts.ended[:, i] for i, name in enumerate(plan.outcomes)},
        **{f"reached_{name}": counts.reached[:, place] for name, place in places.items()},
    }


def summary_rows(
    plan: Plan, counts: Counts, interval: Interval
) -> tuple[list[Column], dict[str, Any]]:
    """Columns of the summary, and their values, one a point.

    A share is null at a point without finished runs; its interval is then [0, 1].
    """
    runs = counts.runs
    columns: list[Column] = [("point", "int64"), *plan.kinds, ("runs", "int64")]
    rows: dict[str, Any] = {"point": np.arange(len(plan.points)), "runs": runs}
    kinds = plan.kinds
    cells = [plan.cells(point, kinds) for point in range(len(plan.points))]
    for (path, _), values in zip(kinds, zip(*cells, strict=True), strict=True):
        rows[path] = list(values)
    columns.append(("failed", "int64"))
    rows["failed"] = counts.failed
    for name, n in counts_by_name(plan, counts).items():
        low, high = interval(n, runs)
        share = np.where(runs > 0, n / np.maximum(runs, 1), np.nan)
        columns += [(f"{name}_{measure}", kind) for measure, kind in MEASURES]
        values = (n, share, low, high)
        rows |= {f"{name}_{key}": one for (key, _), one in zip(MEASURES, values, strict=True)}
    return columns, rows


def summary_files(plan: Plan, counts: Counts, interval: Interval) -> tuple[bytes, bytes]:
    """The summary as Parquet and as CSV."""
    return table_bytes(*summary_rows(plan, counts, interval))


def summary_json(plan: Plan, counts: Counts, interval: Interval) -> dict[str, Any]:
    """The summary as ``brink sweep --json`` prints it: for each point as for a run folder."""
    runs = counts.runs
    intervals = {name: (n, *interval(n, runs)) for name, n in counts_by_name(plan, counts).items()}
    return {
        "sweep": plan.sweep,
        "title": plan.title,
        "scenario": plan.scenario,
        "digest": plan.digest,
        "seed": plan.seed,
        "runs": int(runs.sum()),
        "failed": int(counts.failed.sum()),
        "points": [_point(plan, i, int(runs[i]), intervals) for i in range(len(plan.points))],
    }


def _point(plan: Plan, i: int, runs: int, found: dict[str, tuple[Any, Any, Any]]) -> dict[str, Any]:
    counts_and_shares = {
        name: {
            "n": int(n[i]),
            "share": int(n[i]) / runs if runs else None,
            "low": float(low[i]),
            "high": float(high[i]),
        }
        for name, (n, low, high) in found.items()
    }
    settings = {
        path: setting_of(value) for path, value in zip(plan.paths, plan.points[i], strict=True)
    }
    return {
        "point": i,
        "settings": settings,
        "runs": runs,
        "outcomes": {name: counts_and_shares[name] for name in plan.outcomes},
        "thresholds": {name: counts_and_shares[f"reached_{name}"] for name in plan.thresholds},
    }
