"""A sweep as text: its estimate, and one line a point."""

from typing import TYPE_CHECKING

from brinkmanship.analysis.report.honesty import honesty_lines
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.commands.text.columns import aligned_lines
from brinkmanship.sim.sweep.estimate import Estimate
from brinkmanship.sim.sweep.plan import Plan
from brinkmanship.sim.sweep.runner import Sweep
from brinkmanship.sim.sweep.summary import counts_by_name

if TYPE_CHECKING:  # a dry run needs none
    import pandas as pd

ROWS = 40  # points shown in the table
SHORT = 120.0  # seconds below which a time is printed in seconds
PAIRED = (
    "From point 0: paired difference in percentage points, run by run on the same dice; its "
    "intervals\nhold all together with 95% (comparisons: {}); * marks one without zero."
)
UNEQUAL = (
    "Points have {} to {} runs. A line is of its own runs, a difference of the run numbers that "
    "both\npoints have; where points are pooled (tables, figures, report) each weighs alike."
)
CAVEAT = "Shares of simulated runs with 95% intervals, not a forecast."


def estimate_text(plan: Plan, cost: Estimate) -> str:
    """What a sweep will cost, in points, runs, time and disk."""
    least = "at least " if plan.until else ""
    return (
        f"{plan.title}\n"
        f"{cost.points} points, {least}{cost.runs} runs in {cost.blocks} blocks "
        f"of at most {plan.block}; {cost.finished} blocks are there already\n"
        f"Time: {least}about {_duration(cost.seconds)} with {cost.workers} workers "
        f"({cost.rate:.0f} runs/s each, measured now)\n"
        f"Disk: {least}about {cost.bytes / 1e6:.1f} MB\n"
        + "".join(f"{line}\n" for line in replaced_lines(plan))
    )


def replaced_lines(plan: Plan) -> list[str]:
    """Says of each distribution that the sweep replaces by fixed values that it does so."""
    return [
        f"Note: {path} is fixed at each point; the scenario draws it for each run, "
        f"from {distribution}."
        for path, distribution in plan.replaced.items()
    ]


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if seconds >= SHORT else f"{seconds:.0f} s"


def shown_outcome(plan: Plan) -> str:
    """The outcome whose share is printed."""
    return plan.until.outcome if plan.until else "direct_clash"


def sweep_text(sweep: Sweep, differences: "pd.DataFrame | None" = None) -> str:
    """One line a point: its values, its runs, and the share of one outcome.

    Args:
        sweep: What was played.
        differences: Of the printed points from the first, as of
            ``statistics.studies.point_differences``; None where there is nothing to compare.
    """
    plan, counts = sweep.plan, sweep.counts
    name = shown_outcome(plan)
    runs, n = counts.runs, counts_by_name(plan, counts)[name]
    low, high = share_interval(n, runs)
    kinds = plan.kinds
    head = ["point", *(path.rpartition(".")[2] for path in plan.paths), "runs", name, "interval"]
    if differences is not None:
        head.append("from point 0")
    rows = [head]
    for i in range(min(len(plan.points), ROWS)):
        share = f"{100.0 * n[i] / runs[i]:.2f}%" if runs[i] else "-"
        ends = f"{100.0 * low[i]:.2f} to {100.0 * high[i]:.2f}%"
        cells = ["-" if one is None else str(one) for one in plan.cells(i, kinds)]
        paired = [] if differences is None else [_difference_text(differences, i)]
        rows.append([str(i), *cells, str(runs[i]), share, ends, *paired])
    left = len(plan.points) - ROWS
    more = [f"... and {left} more points: summary.csv"] if left > 0 else []
    notes = [] if differences is None else [PAIRED.format(len(plan.points) - 1)]
    if runs.min() < runs.max():
        notes.append(UNEQUAL.format(runs.min(), runs.max()))
    notes += replaced_lines(plan)
    rests = [f"At point 0: {line}" for line in honesty_lines(sweep.honesty)]
    lines = [plan.title, "", *aligned_lines(rows), *more, *notes, *rests, CAVEAT]
    return "\n".join(line.rstrip() for line in lines)


def _difference_text(differences: "pd.DataFrame", point: int) -> str:
    """The paired difference of a point's share, in percentage points, with its interval."""
    row = differences.iloc[point]
    if not point or not row["pairs"]:
        return "-"
    mark = "*" if row["low"] > 0.0 or row["high"] < 0.0 else " "
    cells = (f"{100.0 * row[name]:+.2f}" for name in ("difference", "low", "high"))
    return "{} ({} to {}){}".format(*cells, mark)
