"""All numbers of a scenario as one vector, and how those that are distributions are drawn.

A value is drawn once a run, at the address of its own path in the document.
"""

from functools import cache
from typing import NamedTuple, get_args, get_origin

from brinkmanship.sim.mechanisms.chance import key_of
from brinkmanship.sim.mechanisms.values import CHOICE, NORMAL, TRIANGULAR, UNIFORM
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.values import (
    Choice,
    Fixed,
    Normal,
    Triangular,
    Uniform,
    Value,
)
from brinkmanship.sim.scenario.format.walk import ITEM, alternatives, kinds, shape_of

UNBOUNDED = 1e9
INSIDE = 1e-6  # how near a draw comes to an edge that its field excludes


class Drawn(NamedTuple):
    """A number of the vector that is drawn once a run.

    Attributes:
        place: Its place in the vector.
        key: The 32-bit address of its path in the document.
        kind, shape: The distribution, as ``drawn_number`` takes it.
        low, high: Range of the field, narrowed by the distribution's own edges.
        options: What a choice chooses from.
        path: Its path in the document.
    """

    place: int
    key: int
    kind: int
    shape: tuple[float, float, float]
    low: float
    high: float
    options: tuple[float, ...]
    path: str


class Vector:
    """All numbers of a scenario in a fixed order: which are drawn once a run, which are weekly."""

    def __init__(self) -> None:
        self.base: list[float] = []
        self.drawn: list[Drawn] = []
        self.weekly: list[int] = []

    def add(self, path: str, value: Value | float, low: float, high: float) -> int:
        """Append a number; its index.

        Args:
            path: Where it stands in the document: the address of its draw.
            value: What stands there.
            low: Smallest number that is drawn.
            high: Largest.
        """
        if isinstance(value, float | int):
            return self.fix(value)
        index = self.fix(value.mean)
        if not isinstance(value, Fixed):
            self.drawn.append(_drawn(index, path, value, (low, high)))
        return index

    def fix(self, number: float) -> int:
        """Append a number that is the same in every run; its index."""
        self.base.append(float(number))
        return len(self.base) - 1

    def add_field(self, path: str, model: Model, name: str) -> int:
        """Append the number of a model's field, drawn within the range the field declares."""
        low, high = field_range(type(model), name)
        place = self.add(f"{path}.{name}", getattr(model, name), low, high)
        extra = type(model).model_fields[name].json_schema_extra
        if isinstance(extra, dict) and extra.get("weekly"):
            self.weekly.append(place)
        return place


@cache
def field_range(model: type[Model], name: str) -> tuple[float, float]:
    """The range within which a field, or each number in it, is drawn.

    An edge that the field excludes is not reached: a normal deviate held at an excluded 0 would
    be divided by.
    """
    shape = shape_of(model.model_fields[name])
    for one in alternatives(shape):
        origin = get_origin(one)
        if origin in ITEM:
            shape = get_args(one)[ITEM[origin]]
    kind = next((one for one in kinds(shape) if isinstance(one, Between)), None)
    if kind is None:
        return -UNBOUNDED, UNBOUNDED
    return kind.low + INSIDE * kind.above, kind.high - INSIDE * kind.below


def _drawn(index: int, path: str, value: Value, edges: tuple[float, float]) -> Drawn:
    (low, high), key = edges, key_of(path)
    match value:
        case Normal():
            low = low if value.low is None else max(low, value.low)
            high = high if value.high is None else min(high, value.high)
            return Drawn(index, key, NORMAL, (value.mean, value.sd, 0.0), low, high, (), path)
        case Uniform():
            return Drawn(index, key, UNIFORM, (value.low, value.high, 0.0), low, high, (), path)
        case Triangular():
            shape = (value.low, value.mode, value.high)
            return Drawn(index, key, TRIANGULAR, shape, low, high, (), path)
        case Choice():
            shape = (float(len(value.options)), 0.0, 0.0)
            return Drawn(index, key, CHOICE, shape, low, high, value.options, path)
        case Fixed():
            return Drawn(index, key, CHOICE, (1.0, 0.0, 0.0), low, high, (value.value,), path)
