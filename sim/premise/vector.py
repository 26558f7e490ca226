"""A value of the scenario becomes a number of one run, drawn at the value's own address."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.chance import VALUE, WORD, key_of, philox, place, uniform
from sim.mechanisms.values import CHOICE, NORMAL, TRIANGULAR, UNIFORM, drawn_number
from sim.scenario.format.values import Choice, Fixed, Normal, Triangular, Uniform, Value


class Drawn(NamedTuple):
    """A number of the vector that is drawn once a run.

    Attributes:
        place: Its place in the vector.
        key: The 32-bit address of its path in the document.
        kind, shape: The distribution, as ``drawn_number`` takes it.
        low, high: Range of the field, narrowed by the distribution's own edges.
        options: What a choice chooses from.
    """

    place: int
    key: int
    kind: int
    shape: tuple[float, float, float]
    low: float
    high: float
    options: tuple[float, ...]


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
            self.drawn.append(_drawn(index, key_of(path), value, (low, high)))
        return index


def _drawn(index: int, key: int, value: Value, edges: tuple[float, float]) -> Drawn:
    low, high = edges
    match value:
        case Normal():
            low = low if value.low is None else max(low, value.low)
            high = high if value.high is None else min(high, value.high)
            return Drawn(index, key, NORMAL, (value.mean, value.sd, 0.0), low, high, ())
        case Uniform():
            return Drawn(index, key, UNIFORM, (value.low, value.high, 0.0), low, high, ())
        case Triangular():
            shape = (value.low, value.mode, value.high)
            return Drawn(index, key, TRIANGULAR, shape, low, high, ())
        case Choice():
            shape = (float(len(value.options)), 0.0, 0.0)
            return Drawn(index, key, CHOICE, shape, low, high, value.options)
        case Fixed():
            return Drawn(index, key, CHOICE, (1.0, 0.0, 0.0), low, high, (value.value,))


def numbers_of(base: Sequence[float], drawn: Sequence[Drawn], seed: int, run: int) -> list[float]:
    """The vector of one run: fixed numbers as they are, distributions drawn."""
    numbers = list(base)
    for one in drawn:
        word = philox(
            run & WORD, place(run, 0, VALUE, 0), one.key, 0, seed & WORD, (seed >> 32) & WORD
        )[0]
        found = drawn_number(one.kind, one.shape, one.low, one.high, uniform(word))
        numbers[one.place] = one.options[int(found)] if one.kind == CHOICE else found
    return numbers
