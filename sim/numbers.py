"""A value of the scenario becomes a number of one run, drawn at the value's own address."""

from typing import NamedTuple

from sim.chance import key_of
from sim.mechanisms.values import CHOICE, NORMAL, TRIANGULAR, UNIFORM
from sim.scenario.values import Choice, Fixed, Normal, Triangular, Uniform, Value


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
    """All numbers of a scenario in a fixed order, and which of them are drawn once a run."""

    def __init__(self) -> None:
        self.base: list[float] = []
        self.drawn: list[Drawn] = []

    def add(self, path: str, value: Value | float, low: float, high: float) -> int:
        """Append a number; its index."""
        index = len(self.base)
        if isinstance(value, float | int):
            value = Fixed(float(value))
        self.base.append(value.mean)
        if not isinstance(value, Fixed):
            self.drawn.append(_drawn(index, path, value, (low, high)))
        return index


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

