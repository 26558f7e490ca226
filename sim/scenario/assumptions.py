"""The numbers of a scenario that are assumptions, and how far each may be varied."""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.format.walk import kinds, shape_at
from brinkmanship.sim.scenario.reading.annotations import ASSUMPTION
from brinkmanship.sim.scenario.tree import Path, dotted

Numeric = Between | Whole
SILENT = ("source", "note", "low", "high")  # edges of a draw are no assumptions of their own
RANGES = ("uniform", "triangular")  # distributions that say themselves how far


class Assumption(NamedTuple):
    """A number whose source is ``assumption``.

    Attributes:
        path: Where it stands, as ``--set`` takes it.
        value: What is written there; of a range that is drawn from, its middle.
        low, high: Ends of the range in which it is varied; equal where it cannot be.
        whole: Whether only whole numbers are meant.
    """

    path: str
    value: float
    low: float
    high: float
    whole: bool


def assumptions(scenario: Scenario, within: float) -> list[Assumption]:
    """Every number whose nearest ``source:`` is ``assumption``, in the order of the document.

    A number may vary by the share ``within`` either way, but not out of the range of its
    field. A uniform or triangular value is varied over the range it declares; of a normal
    value the mean and the standard deviation are each varied.

    Args:
        scenario: A scenario, with its document.
        within: Share of the number, above 0.
    """
    found = _assumed_numbers(scenario.document, (), "")
    return [
        Assumption(dotted(path), number, *ends) if ends else with_range(path, number, within)
        for path, number, ends in found
    ]


def range_at(path: Path) -> Numeric | None:
    """The range of numbers that the format allows at a path.

    >>> range_at(("actors", "FRA", "resolve"))
    Between(low=0, high=50, above=False, below=False)
    """
    return next((one for one in kinds(shape_at(path)) if isinstance(one, Between | Whole)), None)


def _assumed_numbers(
    node: object, path: Path, source: str
) -> Iterator[tuple[Path, float, tuple[float, float, bool] | None]]:
    """Path and number of each assumption, and its range where it declares one."""
    if isinstance(node, Mapping):
        source = str(node.get("source", source))
        for key, part in node.items():
            if key in RANGES and source == ASSUMPTION:
                low, high = float(part["low"]), float(part["high"])
                yield path, (low + high) / 2.0, (low, high, False)
            elif key not in SILENT and (path or key != "sources"):
                yield from _assumed_numbers(part, path if key == "value" else (*path, key), source)
    elif isinstance(node, list | tuple):
        for place, part in enumerate(node):
            yield from _assumed_numbers(part, (*path, place), source)
    elif isinstance(node, int | float) and not isinstance(node, bool) and source == ASSUMPTION:
        yield path, float(node), None


def with_range(path: Path, number: float, within: float) -> Assumption:
    """The number at a path with the range in which it is varied; see :func:`assumptions`."""
    drawn = [step in DISTRIBUTIONS for step in path]
    kind = range_at(path[: drawn.index(True)] if True in drawn else path)
    reach = within * abs(number)
    low, high = (float(f"{end:.12g}") for end in (number - reach, number + reach))
    if path[-1] == "sd":
        return Assumption(dotted(path), number, max(low, 0.0), high, whole=False)
    if isinstance(kind, Whole):
        low, high = math.floor(min(low, number - 1)), math.ceil(max(high, number + 1))
    if kind is not None:
        low, high = _cut_to_range(kind, number, low, high)
    return Assumption(dotted(path), number, low, high, isinstance(kind, Whole))


def _cut_to_range(kind: Numeric, number: float, low: float, high: float) -> tuple[float, float]:
    """The range cut at the edges of the field; to an excluded edge it goes half-way."""
    if low <= kind.low:
        excluded = isinstance(kind, Between) and kind.above
        low = (number + kind.low) / 2.0 if excluded else kind.low
    if high >= kind.high:
        excluded = isinstance(kind, Between) and kind.below
        high = (number + kind.high) / 2.0 if excluded else kind.high
    return low, high
