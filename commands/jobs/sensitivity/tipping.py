"""The search for a tipping point, played as a sweep that grows value by value."""

from collections.abc import Callable

from brinkmanship.analysis.sensitivity.measures import Measure
from brinkmanship.analysis.sensitivity.parts import Part
from brinkmanship.analysis.sensitivity.tipping.part import tipping_part
from brinkmanship.analysis.sensitivity.tipping.search import Sample, Search
from brinkmanship.commands.jobs.sensitivity.plans import Range
from brinkmanship.commands.jobs.sweep import play_missing, raise_failures
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.plan_file import plan_in
from brinkmanship.sim.sweep.planning import Planned
from brinkmanship.sim.sweep.runner import Sweep
from brinkmanship.sim.sweep.storage.folder import PLAN, SweepFolder

PlanValues = Callable[[list[float]], Planned]


def find_tipping_point(
    along: Range,
    level: float,
    measure: Measure,
    plan_values: PlanValues,
    folder: SweepFolder,
    workers: int,
) -> Part:
    """Where a share crosses a level along a parameter.

    Args:
        along: The parameter and its range.
        level: In (0, 1).
        measure: Whose share.
        plan_values: Makes a plan that plays these values of the parameter.
        folder: Of the sweep; what is there is not played again.
        workers: Processes.
    """
    values = _values_in(folder, along) or search_along(along).values([])
    folder.make()
    while True:
        planned = plan_values(values)
        sweep = play_missing(planned, folder, workers)
        raise_failures(sweep)
        results = _results(sweep, measure)
        search = search_along(along, level, results[0].runs)
        more = search.values(results)
        if not more:
            sample = {"seed": planned.plan.seed, "title": planned.plan.title}
            return tipping_part(along.path, results, search, measure, sample)
        values += more


def search_along(along: Range, level: float = 0.5, runs: int = 1) -> Search:
    """The search along a range; its first values depend on neither level nor runs."""
    return Search(along.low, along.high, level, runs, along.whole)


def _values_in(folder: SweepFolder, along: Range) -> list[float]:
    """The values of a search that was begun in the folder; none without one.

    Raises:
        BrinkError: The folder holds another search.
    """
    if not folder.has(PLAN):
        return []
    plan = plan_in(folder)
    values, scan = [point[0] for point in plan.points], search_along(along).values([])
    numbers = all(isinstance(one, int | float) for one in values)
    if plan.paths != (along.path,) or values[: len(scan)] != scan or not numbers:
        raise BrinkError(f"{folder}: holds another search; choose another --out")
    return [float(one) for one in values]


def _results(sweep: Sweep, measure: Measure) -> list[Sample]:
    """How many runs came to the outcome at each value."""
    plan, counts = sweep.plan, sweep.counts
    if measure.rung >= 0:
        hits = counts.reached[:, measure.rung]
    else:
        hits = counts.ended[:, plan.outcomes.index(measure.name)]
    rows = zip(plan.points, hits, counts.runs, strict=True)
    return [Sample(float(point[0]), int(n), int(runs)) for point, n, runs in rows]
