"""A sweep as text: its estimate, and one line a point."""

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.commands.text.columns import aligned_lines
from brinkmanship.sim.sweep.estimate import Estimate
from brinkmanship.sim.sweep.plan import Plan
from brinkmanship.sim.sweep.runner import Sweep
from brinkmanship.sim.sweep.summary import counts_by_name

ROWS = 40  # points shown in the table
SHORT = 120.0  # seconds below which a time is printed in seconds
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
    )


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if seconds >= SHORT else f"{seconds:.0f} s"


def sweep_text(sweep: Sweep) -> str:
    """One line a point: its values, its runs, and the share of one outcome."""
    plan, counts = sweep.plan, sweep.counts
    name = plan.until.outcome if plan.until else "direct_clash"
    runs, n = counts.runs, counts_by_name(plan, counts)[name]
    low, high = share_interval(n, runs)
    kinds = plan.kinds
    head = ["point", *(path.rpartition(".")[2] for path in plan.paths), "runs", name, "interval"]
    rows = [head]
    for i in range(min(len(plan.points), ROWS)):
        share = f"{100.0 * n[i] / runs[i]:.2f}%" if runs[i] else "-"
        ends = f"{100.0 * low[i]:.2f} to {100.0 * high[i]:.2f}%"
        cells = ["-" if one is None else str(one) for one in plan.cells(i, kinds)]
        rows.append([str(i), *cells, str(runs[i]), share, ends])
    left = len(plan.points) - ROWS
    more = [f"... and {left} more points: summary.csv"] if left > 0 else []
    return "\n".join([plan.title, "", *aligned_lines(rows), *more, CAVEAT])
