"""A number of a scenario: fixed, or drawn once a run from a distribution."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same number in every run.

    >>> Fixed(1.1).mean
    1.1
    """

    value: float

    @property
    def mean(self) -> float:
        """The number itself."""
        return self.value

    def support(self) -> tuple[float, ...]:
        """Every number that must lie within the range of the field."""
        return (self.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """A normal deviate; draws beyond ``low``, ``high`` or the field's range are set to that edge.

    Attributes:
        mean: Mean before the edges are applied, in the unit of the field.
        sd: Standard deviation before the edges are applied, at least 0.
        low: Smallest value, or None for the edge of the field.
        high: Largest value, or None for the edge of the field.
    """

    mean: float
    sd: float
    low: float | None = None
    high: float | None = None

    def support(self) -> tuple[float, ...]:
        """Mean and written edges; the tails are held at the field's range when drawn."""
        return (self.mean, *(edge for edge in (self.low, self.high) if edge is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform:
    """Every number from ``low`` to ``high`` alike.

    >>> Uniform(low=0.0, high=1.0).mean
    0.5
    """

    low: float
    high: float

    @property
    def mean(self) -> float:
        """Midpoint."""
        return (self.low + self.high) / 2.0

    def support(self) -> tuple[float, ...]:
        """Both ends."""
        return (self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular:
    """Most often near ``mode``, never outside ``low`` to ``high``."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        """Mean of the three corners."""
        return (self.low + self.mode + self.high) / 3.0

    def support(self) -> tuple[float, ...]:
        """Both ends and the mode."""
        return (self.low, self.mode, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the listed numbers, each as often as the others."""

    options: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean of the options."""
        return sum(self.options) / len(self.options)

    def support(self) -> tuple[float, ...]:
        """All options."""
        return self.options


Value = Fixed | Normal | Uniform | Triangular | Choice
DISTRIBUTIONS = ("normal", "uniform", "triangular", "choice")


def as_written(value: Value) -> float | dict[str, object]:
    """A value as a file writes it; the digest is made of this.

    >>> as_written(Uniform(low=0.0, high=1.0))
    {'uniform': {'low': 0.0, 'high': 1.0}}
    """
    match value:
        case Fixed():
            return value.value
        case Normal():
            edges = {"low": value.low, "high": value.high}
            given = {name: edge for name, edge in edges.items() if edge is not None}
            return {"normal": {"mean": value.mean, "sd": value.sd, **given}}
        case Uniform():
            return {"uniform": {"low": value.low, "high": value.high}}
        case Triangular():
            return {"triangular": {"low": value.low, "mode": value.mode, "high": value.high}}
        case Choice():
            return {"choice": list(value.options)}
