"""From a sweep file to a plan: every path is tried on the scenario before anything is played."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import Problem, ScenarioError
from sim.mechanisms.endings import OUTCOMES
from sim.results.versions import versions
from sim.scenario import Scenario, load_scenario
from sim.scenario.loading import in_file_order
from sim.scenario.reading.overrides import split_path
from sim.scenario.sweepfile.format import SweepFile
from sim.scenario.sweepfile.reading import read_sweep
from sim.scenario.tree import Node, problem
from sim.scenario.wording import printable, quoted
from sim.sweep.design import points_of
from sim.sweep.plan import Layer, Plan, Stop, assigned, block_size

MOST_TRIED = 200  # points loaded before playing; of more, those where a parameter is at an end
DECIDING = ("brinkmanship", "numba", "numpy", "pyarrow", "engine")
Point = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and the scenario it varies.

    Attributes:
        plan: What is to be played.
        document: The scenario before any change, as JSON, and so YAML that runs as it is.
        block: Runs in a file that the sweep file insists on, if it does.
    """

    plan: Plan
    document: str
    block: int | None


def plan_sweep(path: Path | str) -> Planned:
    """The plan of a sweep file.

    Args:
        path: A file, or the name of a shipped sweep.

    Raises:
        ScenarioError: Something is wrong with the file, its scenario, or a value of a parameter.
    """
    return planned_of(*read_sweep(path))


def planned_of(sweep: SweepFile, root: Node, where: Path) -> Planned:
    """The plan of a sweep that was read.

    Args:
        sweep: What is declared.
        root: Its tree, for the places of messages.
        where: Its file, from which the scenario is looked for, and which names the plan.

    Raises:
        ScenarioError: As for :func:`plan_sweep`.
    """
    name, scenario = _scenario(sweep, root, where)
    held = tuple(assigned(path, value) for path, value in sweep.set.items())
    changed = _tried(sweep, root, where, held)
    points = tuple(points_of(sweep, _base(sweep, root, changed)))
    layer = Layer(range(len(points)), 0, sweep.runs)
    stem = where.name.removesuffix(".yaml").removesuffix(".yml")
    plan = Plan(
        sweep=printable(stem),
        title=sweep.title or scenario.title,
        scenario=name,
        digest=scenario.digest,
        held=held,
        paths=tuple(one.path for one in sweep.parameters),
        spacings=tuple(one.spacing for one in sweep.parameters),
        design=sweep.design,
        points=_as_read_back(points),
        layers=(layer,),
        until=Stop(**sweep.until.model_dump()) if sweep.until else None,
        seed=sweep.seed,
        block=sweep.block or block_size(layer.runs),
        outcomes=OUTCOMES,
        thresholds=changed.thresholds,
        ladder=tuple(changed.ladder.ids),
        versions=deciding_versions(),
    )
    _try_points(plan, sweep, root, where)
    document = json.dumps(scenario.document, indent=1, ensure_ascii=False) + "\n"
    return Planned(plan, document, sweep.block)


def deciding_versions() -> dict[str, str]:
    """Versions on which a byte of a sweep depends: with another of these it is not continued."""
    return {name: version for name, version in versions().items() if name in DECIDING}


def _as_read_back(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points as JSON gives them back, so that a plan read from disk equals a fresh one."""
    return tuple(map(tuple, json.loads(json.dumps(points))))


def _scenario(sweep: SweepFile, root: Node, where: Path) -> tuple[str, Scenario]:
    """The scenario beside the sweep file or shipped, unchanged; and its name."""
    file = _file_of(sweep, where)
    try:
        name = Path(file).name.removesuffix(".yaml").removesuffix(".yml")
        return printable(name), load_scenario(file)
    except ScenarioError as error:
        if len(error.problems) == 1 and not error.problems[0].line:
            only = error.problems[0]
            raise _refusal(root, ("scenario",), only.problem, only.cure) from error
        raise


def _file_of(sweep: SweepFile, where: Path) -> Path | str:
    beside = where.parent / sweep.scenario
    return beside if beside.is_file() else sweep.scenario


def _tried(sweep: SweepFile, root: Node, where: Path, held: tuple[str, ...]) -> Scenario:
    """The scenario with what holds everywhere.

    Raises:
        ScenarioError: Something is wrong with it, or with an end of a parameter; all there is.
    """
    places, problems = _places(sweep), _no_paths(sweep, root)
    if problems:
        raise ScenarioError(in_file_order(problems, root.place.file))
    try:
        return load_scenario(_file_of(sweep, where), held)
    except ScenarioError as error:
        problems = [_placed(one, root, places, "") for one in error.problems]
    for end in (0, -1):
        values = [(one.path, (one.values or (one.low, one.high))[end]) for one in sweep.parameters]
        try:
            load_scenario(_file_of(sweep, where), [*held, *(assigned(*one) for one in values)])
        except ScenarioError as error:
            problems += [_placed(one, root, places, "") for one in error.problems]
    raise ScenarioError(in_file_order(problems, root.place.file))


def _no_paths(sweep: SweepFile, root: Node) -> list[Problem]:
    cure = "write for example actors.FRA.resolve"
    return [
        problem(root, steps, f"{quoted(path)} is no path", cure)
        for path, steps in _places(sweep).items()
        if not split_path(path)
    ]


def _places(sweep: SweepFile) -> dict[str, tuple[str | int, ...]]:
    """Where each path stands in the sweep file."""
    varied = {one.path: ("parameters", i) for i, one in enumerate(sweep.parameters)}
    return {**{path: ("set", path) for path in sweep.set}, **varied}


def _base(sweep: SweepFile, root: Node, scenario: Scenario) -> list[Any]:
    """Value of each parameter while others vary, if the design needs one."""
    if sweep.design != "one_at_a_time":
        return []
    found, problems = [], []
    for i, one in enumerate(sweep.parameters):
        value = one.base if one.base is not None else _at(scenario.document, split_path(one.path))
        if isinstance(value, dict) and "value" in value:
            value = value["value"]  # a number with its source
        what = ""
        if value is None:
            what = f"the scenario says nothing at {quoted(one.path)}"
        elif isinstance(value, dict) and one.low is not None:
            what = f"the scenario draws {quoted(one.path)}, so it has no one value to start from"
        if what:
            problems.append(problem(root, ("parameters", i), what, "write base: and its value"))
        found.append(value)
    if problems:
        raise ScenarioError(tuple(problems))
    return found


def _at(document: object, path: Sequence[str | int]) -> object:
    found: Any = document
    for step in path:
        try:
            found = found[step]
        except (LookupError, TypeError):
            return None
    return found["value"] if isinstance(found, dict) and "value" in found else found


def _try_points(plan: Plan, sweep: SweepFile, root: Node, where: Path) -> None:
    """Load the scenario at points where a parameter is at an end; of a small sweep at all."""
    places = _places(sweep)
    problems: dict[tuple[str, str], Problem] = {}
    for point in _ends(plan.points):
        try:
            load_scenario(_file_of(sweep, where), plan.overrides(point))
        except ScenarioError as error:
            at = ", ".join(plan.overrides(point)[len(plan.held) :])
            for one in error.problems:
                problems.setdefault((one.path, one.problem), _placed(one, root, places, at))
    if problems:
        raise ScenarioError(in_file_order(list(problems.values()), root.place.file))


def _ends(points: Sequence[Point]) -> Iterator[int]:
    """Points that tell whether a path and its values are good."""
    if len(points) <= MOST_TRIED:
        yield from range(len(points))
        return
    seen: dict[tuple[int, str], int] = {}
    for i, column in enumerate(zip(*points, strict=True)):
        distinct = {json.dumps(value): place for place, value in enumerate(column)}
        numbers = all(isinstance(value, int | float) for value in column)
        order = sorted(distinct, key=float) if numbers else list(distinct)
        ends = (order[0], order[-1]) if numbers else order[:MOST_TRIED]
        seen |= {(i, value): distinct[value] for value in ends}
    yield from sorted({0, len(points) - 1, *seen.values()})


def _placed(
    one: Problem, root: Node, places: Mapping[str, tuple[str | int, ...]], at: str
) -> Problem:
    """A problem of the changed scenario as a problem of the sweep file, where it is one."""
    cut = one.file.removeprefix("--set ").split("=")[0].rstrip("…")
    path = next((path for path in places if path.startswith(cut)), None)
    if one.file.startswith("--set ") and path is not None:
        named = f"{one.path}: {one.problem}" if one.path else one.problem
        return problem(root, places[path], named, one.cure)
    told = f"{one.problem} (with {at})" if at else one.problem
    return Problem(file=one.file, line=one.line, column=one.column, path=one.path,
                   problem=told, cure=one.cure)  # fmt: skip


def _refusal(root: Node, path: tuple[str | int, ...], what: str, cure: str) -> ScenarioError:
    return ScenarioError((problem(root, path, what, cure),))
