"""The search for a tipping point, played as a sweep that grows value by value."""

from collections.abc import Callable

from analysis.sensitivity.measures import Measure
from analysis.sensitivity.parts import Part
from analysis.sensitivity.tipping.part import tipping_part as of_tipping
from analysis.sensitivity.tipping.search import Sample as Seen
from analysis.sensitivity.tipping.search import Search
from commands.sensing_plans import Range
from commands.sweeping import played, report
from sim.errors import BrinkError
from sim.sweep.folder import PLAN, SweepFolder
from sim.sweep.planning import Planned
from sim.sweep.runner import Sweep
from sim.sweep.stored import plan_in

Planning = Callable[[list[float]], Planned]


def tipped(
    along: Range,
    level: float,
    measure: Measure,
    plan: Planning,
    folder: SweepFolder,
    workers: int,
) -> Part:
    """Where a share crosses a level along a parameter.

    Args:
        along: The parameter and its range.
        level: In (0, 1).
        measure: Whose share.
        plan: Makes a plan that plays these values of the parameter.
        folder: Of the sweep; what is there is not played again.
        workers: Processes.
    """
    values = _begun(along, folder)
    seen: list[Seen] = []
    search = search_of(along, level)
    folder.make()
    while True:
        if not values:
            values = search.values([])
        planned = plan(values)
        done = played(planned, folder, workers)
        report(done)
        seen = _seen(done, measure)
        search = search_of(along, level, seen[0].runs)
        more = search.values(seen)
        if not more:
            sample = {"seed": planned.plan.seed, "title": planned.plan.title}
            return of_tipping(along.path, seen, search, measure, sample)
        values += more


def search_of(along: Range, level: float = 0.5, runs: int = 1) -> Search:
    """The search along a range; its first values depend on neither level nor runs."""
    return Search(along.low, along.high, level, runs, along.whole)


def _begun(along: Range, folder: SweepFolder) -> list[float]:
    """The values of a search that was begun in the folder."""
    if not folder.has(PLAN):
        return []
    plan = plan_in(folder)
    values = [float(point[0]) for point in plan.points]
    scan = search_of(along).values([])
    if plan.paths != (along.path,) or values[: len(scan)] != scan:
        raise BrinkError(f"{folder}: holds another search; choose another --out")
    return values


def _seen(done: Sweep, measure: Measure) -> list[Seen]:
    plan, counts = done.plan, done.counts
    if measure.rung >= 0:
        hits = counts.reached[:, measure.rung]
    else:
        hits = counts.ended[:, plan.outcomes.index(measure.name)]
    named = zip(plan.points, hits, counts.runs, strict=True)
    return [Seen(float(point[0]), int(n), int(runs)) for point, n, runs in named]
