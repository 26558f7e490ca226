"""What ``brink sensitivity`` declares: ranges from options, and sweeps made of them."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sim.errors import BrinkError, Problem, ScenarioError
from sim.scenario import load_scenario
from sim.scenario.assumptions import assumptions, range_at
from sim.scenario.format.kinds import Whole
from sim.scenario.reading.overrides import split_path
from sim.scenario.reading.parsing import parse
from sim.scenario.sweepfile.format import EDGE
from sim.scenario.sweepfile.reading import parse_sweep
from sim.scenario.wording import printable
from sim.sweep.planning import Planned, planned_of

MANY = 12  # parameters beyond which they are screened before they are weighed
SHOWN = "brink sensitivity"  # where a wrong option stands


@dataclass(frozen=True, slots=True)
class Range:
    """A parameter and the range it is varied in: of whole numbers, where it takes no others."""

    path: str
    low: float
    high: float
    whole: bool = False


def stem_of(file: str) -> str:
    """Name of a scenario or sweep in results: that of its file.

    >>> stem_of("crises/cuba.yaml")
    'cuba'
    """
    return printable(Path(file).name.removesuffix(".yaml").removesuffix(".yml"))


def ranges_of(options: Sequence[str], name: str = "--parameters") -> list[Range]:
    """Parameters given as PATH:LOW:HIGH.

    >>> ranges_of(["a.b:0:1,c:2:3"])[1]
    Range(path='c', low=2.0, high=3.0, whole=False)

    Raises:
        BrinkError: One of them is no such thing.
    """
    found = []
    for text in (part.strip() for option in options for part in option.split(",")):
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
        found.append(Range(path, low, high, whole))
    return found


def assumed(file: str, overrides: Sequence[str], within: float) -> tuple[list[Range], list[str]]:
    """Ranges of all assumptions of a scenario, and the paths of those that cannot be moved.

    Raises:
        ScenarioError: Something is wrong with the scenario.
        BrinkError: It has no assumption.
    """
    found = assumptions(load_scenario(file, overrides), within)
    ranges = [Range(one.path, one.low, one.high, one.whole) for one in found if one.low < one.high]
    if not ranges:
        raise BrinkError(f"{file}: no number has source: assumption; give --parameters instead")
    return ranges, [one.path for one in found if one.low >= one.high]


def designed(
    ranges: Sequence[Range],
    common: Mapping[str, Any],
    *,
    name: str,
    **design: Any,  # noqa: ANN401 - of a sweep file
) -> Planned:
    """The plan of a sweep over these ranges.

    Args:
        ranges: What is varied.
        common: Keys of a sweep file that every sweep of a job has: scenario, set, seed.
        name: Of the sweep.
        design: More keys of a sweep file.

    Raises:
        ScenarioError: A path or a value is wrong.
    """
    corners = [{"path": one.path, "values": [one.low, one.high]} for one in ranges]
    declared({**common, "parameters": corners, "design": "list"}, name)  # refused in round numbers
    drawn = [asdict(one) for one in ranges]
    return between({**common, "parameters": drawn, **design}, name)


def between(content: Mapping[str, Any], name: str) -> Planned:
    """The plan of values that the user did not write: one message of one of them is enough.

    Raises:
        ScenarioError: A value is wrong.
    """
    try:
        return declared(content, name)
    except ScenarioError as error:
        raise ScenarioError(error.problems[:1]) from error


def declared(content: Mapping[str, Any], name: str) -> Planned:
    """The plan of what a sweep file with this content would declare.

    Raises:
        ScenarioError: A path or a value is wrong; messages say which, for there are no lines.
    """
    try:
        sweep, root = parse_sweep(json.dumps(content), SHOWN)
        return planned_of(sweep, root, Path(f"{name}.yaml"))
    except ScenarioError as error:
        raise ScenarioError(tuple(_placeless(one) for one in error.problems)) from error


def settings_of(overrides: Sequence[str]) -> dict[str, object]:
    """``--set`` as the key ``set`` of a sweep file.

    Raises:
        ScenarioError: One of them is not PATH=VALUE.
    """
    found: dict[str, object] = {}
    for text in overrides:
        path, equals, written = text.partition("=")
        flaws: list[Problem] = []
        shown = f"--set {printable(text)}"
        value = parse(written if written.strip() else "null", shown, flaws).plain()
        if not equals:
            cure = "write for example actors.FRA.resolve=1.2"
            flaws = [Problem(file=shown, problem="this is not PATH=VALUE", cure=cure)]
        if flaws:
            raise ScenarioError(tuple(_placeless(flaw) for flaw in flaws))
        found[path.strip()] = value
    return found


def _placeless(one: Problem) -> Problem:
    return replace(one, line=0, column=0) if one.file.startswith((SHOWN, "--set")) else one
