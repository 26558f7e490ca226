"""The sweeps of a sensitivity analysis: ranges read from options, and plans made of them."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from brinkmanship.printable import printable
from brinkmanship.sim.errors import BrinkError, Problem, ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.assumptions import assumptions, range_at
from brinkmanship.sim.scenario.format.kinds import Whole
from brinkmanship.sim.scenario.reading.overrides import split_path
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.sweepfile.format import EDGE
from brinkmanship.sim.scenario.sweepfile.reading import parse_sweep
from brinkmanship.sim.sweep.planning import Planned, planned_of

MANY = 12  # parameters beyond which Morris screens them before Sobol indices are made
PLACE = "brink sensitivity"  # what messages call the place of a wrong option


@dataclass(frozen=True, slots=True)
class Range:
    """A parameter and the range it is varied in.

    Attributes:
        path: Of the parameter.
        low, high: Ends of the range.
        whole: Whether it takes whole numbers only.
    """

    path: str
    low: float
    high: float
    whole: bool = False


def parse_ranges(options: Sequence[str], name: str = "--parameters") -> list[Range]:
    """Parameters given as PATH:LOW:HIGH.

    >>> parse_ranges(["a.b:0:1,c:2:3"])[1]
    Range(path='c', low=2.0, high=3.0, whole=False)

    Raises:
        BrinkError: One of them has another form, or LOW is not below HIGH.
    """
    parts = (part.strip() for option in options for part in option.split(","))
    return [_parse_range(part, name) for part in parts]


def _parse_range(text: str, name: str) -> Range:
    path, *ends = text.rsplit(":", 2)
    try:
        low, high = map(float, ends)
    except ValueError:
        low = high = math.nan
    if not (path and -EDGE <= low < high <= EDGE):
        what = f'{name}: "{printable(text)}" is not PATH:LOW:HIGH with LOW below HIGH'
        raise BrinkError(f"{what}; write for example actors.FRA.resolve:0.5:2")
    whole = isinstance(range_at(split_path(path)), Whole)
    if whole and not (low.is_integer() and high.is_integer()):
        cure = f"write {printable(path)}:{math.floor(low)}:{max(math.floor(high), low + 1):.0f}"
        raise BrinkError(f"{name}: {printable(path)} takes whole numbers; {cure}")
    return Range(path, low, high, whole)


def assumption_ranges(
    file: str, overrides: Sequence[str], within: float
) -> tuple[list[Range], list[str]]:
    """Ranges of all assumptions of a scenario, and the paths of those that cannot be moved.

    Args:
        file: The scenario.
        overrides: Changes to it.
        within: How far an assumption moves either way, as a share of itself.

    Raises:
        ScenarioError: Something is wrong with the scenario.
        BrinkError: It has no assumption.
    """
    every = assumptions(load_scenario(file, overrides), within)
    ranges = [Range(one.path, one.low, one.high, one.whole) for one in every if one.low < one.high]
    if not ranges:
        raise BrinkError(f"{file}: no number has source: assumption; give --parameters instead")
    return ranges, [one.path for one in every if one.low >= one.high]


def plan_ranges(
    ranges: Sequence[Range],
    common: Mapping[str, Any],
    *,
    name: str,
    **design: Any,  # keys of a sweep file
) -> Planned:
    """The plan of a sweep over these ranges.

    Args:
        ranges: What is varied.
        common: Keys of a sweep file that every sweep of an analysis has: scenario, set, seed.
        name: Of the sweep.
        design: More keys of a sweep file.

    Raises:
        ScenarioError: A path or a value is wrong.
    """
    corners = [{"path": one.path, "values": [one.low, one.high]} for one in ranges]
    corner_sweep = {**common, "parameters": corners, "design": "list"}
    plan_content(corner_sweep, name)  # first, so that messages name the ends as they were typed
    return plan_drawn({**common, "parameters": [asdict(one) for one in ranges], **design}, name)


def plan_drawn(content: Mapping[str, Any], name: str) -> Planned:
    """The plan of values that the user did not write; the message names the first wrong one.

    Raises:
        ScenarioError: A value is wrong.
    """
    try:
        return plan_content(content, name)
    except ScenarioError as error:
        raise ScenarioError(error.problems[:1]) from error


def plan_content(content: Mapping[str, Any], name: str) -> Planned:
    """The plan of a sweep file with this content.

    Raises:
        ScenarioError: A path or a value is wrong; messages name no line, for there is no file.
    """
    try:
        sweep, root = parse_sweep(json.dumps(content), PLACE)
        return planned_of(sweep, root, name, sweep.scenario)
    except ScenarioError as error:
        raise ScenarioError(tuple(_without_line(one) for one in error.problems)) from error


def sweep_settings(overrides: Sequence[str]) -> dict[str, object]:
    """``--set`` as the key ``set`` of a sweep file.

    Raises:
        ScenarioError: One of them is not PATH=VALUE.
    """
    settings: dict[str, object] = {}
    for text in overrides:
        path, equals, written = text.partition("=")
        problems: list[Problem] = []
        place = f"--set {printable(text)}"
        value = parse(written if written.strip() else "null", place, problems).plain()
        if not equals:
            cure = "write for example actors.FRA.resolve=1.2"
            problems = [Problem(file=place, problem="this is not PATH=VALUE", cure=cure)]
        if problems:
            raise ScenarioError(tuple(_without_line(one) for one in problems))
        settings[path.strip()] = value
    return settings


def _without_line(one: Problem) -> Problem:
    return replace(one, line=0, column=0) if one.file.startswith((PLACE, "--set")) else one
