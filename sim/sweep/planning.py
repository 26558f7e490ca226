"""From a sweep file to a plan: every path is tried on the scenario before any run is played."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.results.manifest import document_text
from brinkmanship.sim.results.versions import versions
from brinkmanship.sim.scenario import Scenario, load_scenario
from brinkmanship.sim.scenario.loading import in_file_order, scenario_name
from brinkmanship.sim.scenario.reading.extends import lies_outside
from brinkmanship.sim.scenario.reading.library import find_shipped, portable
from brinkmanship.sim.scenario.reading.overrides import override_text, split_path
from brinkmanship.sim.scenario.sweepfile.format import Parameter, SweepFile
from brinkmanship.sim.scenario.sweepfile.reading import read_sweep
from brinkmanship.sim.scenario.tree import Node, Path, problem, value_at
from brinkmanship.sim.scenario.wording import quoted
from brinkmanship.sim.sweep.design import points_of
from brinkmanship.sim.sweep.plan import Layer, Plan, Stop, block_size
from brinkmanship.sim.sweep.replaced import replaced_distributions

MOST_TRIED = 200  # points loaded before playing; of more, those where a parameter is at an end
DECIDING = ("brinkmanship", "llvmlite", "numpy", "pyarrow", "engine")
Point = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and the scenario it varies.

    Attributes:
        plan: What is to be played.
        document: The scenario before any change, as JSON, and so YAML that runs as it is.
        block: Runs in a file, if the sweep file says so.
    """

    plan: Plan
    document: str
    block: int | None


def plan_sweep(path: File | str) -> Planned:
    """The plan of a sweep file.

    Args:
        path: A file, or the name of a shipped sweep.

    Raises:
        ScenarioError: Something is wrong with the file, its scenario, or a value of a parameter.
    """
    sweep, root, where = read_sweep(path)
    return planned_of(sweep, root, where.name, _scenario_file(sweep, root, where))


def planned_of(sweep: SweepFile, root: Node, name: str, file: File | str) -> Planned:
    """The plan of a sweep file that was read.

    Args:
        sweep: What is declared.
        root: Its tree, for line and column of messages.
        name: Name of the sweep file, from which the plan gets its own.
        file: The scenario: a file, or a shipped name.

    Raises:
        ScenarioError: As for :func:`plan_sweep`.
    """
    scenario = _load_base(root, file)
    held = tuple(override_text(path, value) for path, value in sweep.set.items())
    changed = _load_changed(sweep, root, file, held)
    points = tuple(points_of(sweep, _base_values(sweep, root, changed)))
    layer = Layer(range(len(points)), 0, sweep.runs)
    plan = Plan(
        sweep=scenario_name(name),
        title=sweep.title or scenario.title,
        scenario=scenario_name(str(file)),
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
        trace=sweep.trace,
        replaced={
            **replaced_distributions(scenario.document, {p: [v] for p, v in sweep.set.items()}),
            **replaced_distributions(changed.document, _values_by_path(sweep, points)),
        },
    )
    _try_points(plan, sweep, root, file)
    return Planned(plan, document_text(scenario), sweep.block)


def _values_by_path(sweep: SweepFile, points: Sequence[Point]) -> dict[str, Sequence[Any]]:
    """The values that each parameter takes."""
    columns = zip(*points, strict=True)
    return {one.path: values for one, values in zip(sweep.parameters, columns, strict=True)}


def deciding_versions() -> dict[str, str]:
    """Versions that decide the bytes of a sweep: it is not continued with others."""
    return {name: version for name, version in versions().items() if name in DECIDING}


def _as_read_back(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points as read back from JSON, so that a plan from disk equals a fresh one."""
    return tuple(map(tuple, json.loads(json.dumps(points))))


def _load_base(root: Node, file: File | str) -> Scenario:
    """The scenario of a sweep, unchanged."""
    try:
        return load_scenario(file)
    except ScenarioError as error:
        if len(error.problems) == 1 and not error.problems[0].line:
            only = error.problems[0]
            raise _refusal(root, ("scenario",), only.problem, only.cure) from error
        raise


def _scenario_file(sweep: SweepFile, root: Node, where: File) -> File:
    """The scenario that a sweep file names: below the folder of the file, else a shipped one.

    Raises:
        ScenarioError: It lies elsewhere, or there is none.
    """
    beside = where.parent / portable(sweep.scenario, where.parent)
    try:
        if lies_outside(beside, where.parent):
            what = f"{quoted(sweep.scenario)} lies outside the folder of this file"
            cure = "move the sweep file into the scenario's folder, or into one above it"
            raise _refusal(root, ("scenario",), what, cure)
        if os.path.lexists(beside):
            return beside
    except (OSError, ValueError) as error:  # a name too long, or with NUL
        what = "no file can have this name"
        raise _refusal(root, ("scenario",), what, "write a path") from error
    try:
        return find_shipped(sweep.scenario)
    except ScenarioError as error:
        only = error.problems[0]
        raise _refusal(root, ("scenario",), only.problem, only.cure) from error


def _load_changed(
    sweep: SweepFile, root: Node, file: File | str, held: tuple[str, ...]
) -> Scenario:
    """The scenario with the values that hold at every point.

    Raises:
        ScenarioError: With all problems of these values and of the ends of the parameters.
    """
    places, problems = _places_of_paths(sweep), _malformed_paths(sweep, root)
    if problems:
        raise ScenarioError(in_file_order(problems, root.place.file))
    try:
        return load_scenario(file, held)
    except ScenarioError as error:
        problems = [_moved_problem(one, root, places, "") for one in error.problems]
    for end in (0, -1):
        values = [(one.path, (one.values or (one.low, one.high))[end]) for one in sweep.parameters]
        try:
            load_scenario(file, [*held, *(override_text(*one) for one in values)])
        except ScenarioError as error:
            problems += [_moved_problem(one, root, places, "") for one in error.problems]
    raise ScenarioError(in_file_order(problems, root.place.file))


def _malformed_paths(sweep: SweepFile, root: Node) -> list[Problem]:
    cure = "write for example actors.FRA.resolve"
    return [
        problem(root, steps, f"{quoted(path)} is no path", cure)
        for path, steps in _places_of_paths(sweep).items()
        if not split_path(path)
    ]


def _places_of_paths(sweep: SweepFile) -> dict[str, Path]:
    """Where each path stands in the sweep file."""
    varied = {one.path: ("parameters", i) for i, one in enumerate(sweep.parameters)}
    return {**{path: ("set", path) for path in sweep.set}, **varied}


def _base_values(sweep: SweepFile, root: Node, scenario: Scenario) -> list[Any]:
    """Value of each parameter while others vary; nothing if the design needs none."""
    if sweep.design != "one_at_a_time":
        return []
    found, problems = [], []
    for i, one in enumerate(sweep.parameters):
        value, what = _base_value(one, scenario), ""
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


def _base_value(one: Parameter, scenario: Scenario) -> Any:  # noqa: ANN401 - a value of any kind
    """What a parameter is while others vary: its base, else what the scenario says."""
    value = one.base
    if value is None:
        value = value_at(scenario.document, split_path(one.path))
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _try_points(plan: Plan, sweep: SweepFile, root: Node, file: File | str) -> None:
    """Load the scenario at the points of :func:`_end_points`; raise all problems together."""
    places = _places_of_paths(sweep)
    problems: dict[tuple[str, str], Problem] = {}
    for point in _end_points(plan.points):
        try:
            load_scenario(file, plan.overrides(point))
        except ScenarioError as error:
            at = ", ".join(plan.overrides(point)[len(plan.held) :])
            for one in error.problems:
                problems.setdefault((one.path, one.problem), _moved_problem(one, root, places, at))
    if problems:
        raise ScenarioError(in_file_order(list(problems.values()), root.place.file))


def _end_points(points: Sequence[Point]) -> Iterator[int]:
    """Points where a parameter is at an end; of a small sweep all points."""
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


def _moved_problem(one: Problem, root: Node, places: Mapping[str, Path], at: str) -> Problem:
    """A problem of a changed scenario, moved to the sweep file if that is the cause."""
    cut = one.file.removeprefix("--set ").split("=")[0].rstrip("…")
    path = next((path for path in places if path.startswith(cut)), None)
    if one.file.startswith("--set ") and path is not None:
        named = f"{one.path}: {one.problem}" if one.path else one.problem
        return problem(root, places[path], named, one.cure)
    told = f"{one.problem} (with {at})" if at else one.problem
    return Problem(file=one.file, line=one.line, column=one.column, path=one.path,
                   problem=told, cure=one.cure)  # fmt: skip


def _refusal(root: Node, path: Path, what: str, cure: str) -> ScenarioError:
    return ScenarioError((problem(root, path, what, cure),))
