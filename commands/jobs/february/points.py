"""Other places in the space of generic parameters, at which signs are tried again."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from brinkmanship.commands.jobs.february.judging import Gap
from brinkmanship.commands.jobs.february.levers import Lever
from brinkmanship.commands.jobs.february.playing import Point
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.policy import Style
from brinkmanship.sim.scenario.vectors import FITTED, ParameterVector, read_parameters

SPREAD = (0.67, 1.5)
"""What each parameter is multiplied with at least and at most, evenly in logarithms."""
SWITCHES = ("resolve.settled",)
"""Numbers that are 0 or 1 and nothing between."""


class Number(NamedTuple):
    """A generic parameter: its path under ``mechanisms``, its default, its range."""

    path: str
    default: float
    low: float
    high: float
    whole: bool

    def scaled(self, factor: float) -> float:
        """The default multiplied, within the range."""
        found = min(max(self.default * factor, self.low), self.high)
        return round(found) if self.whole else found


def generic_numbers() -> Iterator[Number]:
    """Every number of every mechanism but the switches."""
    for part, mechanism in Mechanisms.model_fields.items():
        form: Any = mechanism.annotation
        for name, field in form.model_fields.items():
            path, kinds = f"{part}.{name}", [*field.metadata]
            bounds = [one for one in kinds if isinstance(one, Between | Whole)]
            if bounds and path not in SWITCHES:
                whole = isinstance(bounds[0], Whole)
                default = field.default if whole else field.default.mean
                yield Number(path, float(default), bounds[0].low, bounds[0].high, whole)


def latin_points(count: int, seed: int) -> list[Point]:
    """Points of a Latin hypercube around the defaults: each parameter in each of its strata once.

    Stakes are logarithms, so there each coefficient is multiplied, and with it the logarithm.
    """
    numbers = list(generic_numbers())
    rationality = Style().rationality.mean
    rng = np.random.default_rng(seed)
    width = len(numbers) + 1 + len(STAKES)
    strata = np.array([rng.permutation(count) for _ in range(width)]).T
    places = (strata + rng.random((count, width))) / count
    low, high = np.log(SPREAD)
    factors = np.exp(low + places * (high - low))
    return [_point(numbers, rationality, row) for row in factors]


def _point(numbers: Sequence[Number], rationality: float, factors: Any) -> Point:
    scaled = [(one, one.scaled(f)) for one, f in zip(numbers, factors, strict=False)]
    stakes = zip(STAKES._asdict().items(), factors[len(numbers) + 1 :], strict=True)
    vector = ParameterVector(
        mechanisms={one.path: float(value) for one, value in scaled if not one.whole},
        traits={"rationality": float(rationality * factors[len(numbers)])},
        stakes={name: float(value * factor) for (name, value), factor in stakes},
    )
    durations = tuple(f"mechanisms.{one.path}={value}" for one, value in scaled if one.whole)
    return Point(vector, durations)


def fitted_points() -> list[Point]:
    """The vectors of the shipped set, as ``--parameters fitted`` takes them."""
    return [Point(vector) for vector in read_parameters(FITTED).sets]


class Signs(NamedTuple):
    """At how many points a lever goes which way.

    Attributes:
        points: All of them.
        right: With the expected sign of the mean difference, resolved or not.
        resolved: With an interval that leaves out zero.
        resolved_right: Those of them with the expected sign; for no sign expected, all.
    """

    points: int
    right: int
    resolved: int
    resolved_right: int


def signs_of(lever: Lever, found: Sequence[Gap]) -> Signs | None:
    """The signs of a lever at some points; None where no difference is expected."""
    if lever.sign is None:
        return None
    resolved = [gap for gap in found if gap.sign]
    if lever.sign == 0:
        return Signs(len(found), len(resolved), len(resolved), len(resolved))
    right = sum(lever.sign * gap.mean > 0.0 for gap in found)
    also = sum(gap.sign == lever.sign for gap in resolved)
    return Signs(len(found), right, len(resolved), also)
