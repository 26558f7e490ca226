"""A value of the scenario becomes a number of one run, drawn at the value's own address."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from sim.chance import VALUE, WORD, key_of, philox, place, uniform
from sim.numeric import clip, normal
from sim.scenario.values import Choice, Fixed, Normal, Triangular, Uniform, Value

FIXED, NORMAL, UNIFORM, TRIANGULAR, CHOICE = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A number of the vector that is drawn once a run.

    Attributes:
        index: Its place in the vector.
        path: Its path in the document, which is its address.
        key: The 32-bit address of the path.
        value: The distribution.
        low, high: Range of the field; draws beyond are held at its edge.
    """

    index: int
    path: str
    key: int
    value: Value
    low: float
    high: float


def drawn_number(drawn: Drawn, u: float) -> float:
    """The number that one uniform ``u`` in (0, 1) gives; unit and range of the field."""
    value, low, high = drawn.value, drawn.low, drawn.high
    match value:
        case Fixed():
            return value.value
        case Normal():
            low = low if value.low is None else max(low, value.low)
            high = high if value.high is None else min(high, value.high)
            return clip(value.mean + value.sd * normal(u), low, high)
        case Uniform():
            return clip(value.low + (value.high - value.low) * u, low, high)
        case Triangular():
            return clip(_triangular(value, u), low, high)
        case Choice():
            return value.options[int(u * len(value.options))]


def _triangular(value: Triangular, u: float) -> float:
    width = value.high - value.low
    rising = (value.mode - value.low) / width
    if u < rising:
        return value.low + sqrt(u * width * (value.mode - value.low))
    return value.high - sqrt((1.0 - u) * width * (value.high - value.mode))


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
            one = Drawn(
                index=index, path=path, key=key_of(path), value=value, low=low, high=high
            )
            self.drawn.append(one)
        return index


def numbers_of(base: Sequence[float], drawn: Sequence[Drawn], seed: int, run: int) -> list[float]:
    """The vector of one run: fixed numbers as they are, distributions drawn."""
    numbers = list(base)
    for one in drawn:
        word = philox(
            run & WORD, place(run, 0, VALUE, 0), one.key, 0, seed & WORD, (seed >> 32) & WORD
        )[0]
        numbers[one.index] = drawn_number(one, uniform(word))
    return numbers
