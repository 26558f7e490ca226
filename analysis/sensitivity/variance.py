"""How much of the variance between points is chance, where all points share their luck."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from brinkmanship.analysis.statistics.intervals import ROUNDING, Floats

GROUPS = 20  # of runs, each left out once


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The part of the variance between the points of a design that is the luck of its runs.

    Attributes:
        variance: Of the means of the points, as observed.
        luck: What chance adds to it, apart from the luck that all points share.
        alone: What chance would add if every point had luck of its own.
    """

    variance: float
    luck: float
    alone: float

    @property
    def part(self) -> float:
        """Luck as a part of the variance, within [0, 1]; 0 where nothing varies."""
        return min(max(self.luck / self.variance, 0.0), 1.0) if self.variance > 0.0 else 0.0

    @property
    def part_alone(self) -> float:
        """The same if points did not share their luck."""
        return min(max(self.alone / self.variance, 0.0), 1.0) if self.variance > 0.0 else 0.0


def equal_means(values: Floats) -> bool:
    """Whether every point has the same mean, apart from rounding.

    >>> equal_means(np.array([[0.0, 1.0], [1.0, 0.0]]))
    True
    """
    return bool(np.ptp(values.mean(axis=1)) <= ROUNDING)


def split_variance(values: Floats) -> Chance:
    """Split the variance between points into their own and that of chance.

    Args:
        values: (points, runs) responses; an estimate needs at least two of each.

    Points crossed with runs are a two-way layout: the mean of a point is its own part, plus a
    part of the runs that all points share and that cancels between them, plus a residual. The
    mean square of the residuals, divided by the number of runs, is what chance adds.
    Source: scheffe1959.

    >>> shared = np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
    >>> split_variance(shared).luck  # every point has the same luck: nothing differs by chance
    0.0
    """
    points, runs = values.shape
    means = values.mean(axis=1)
    variance = 0.0 if equal_means(values) else float(means.var())
    if min(points, runs) < 2:  # noqa: PLR2004 - a spread needs two
        return Chance(variance=variance, luck=0.0, alone=0.0)
    left = values - means[:, None] - values.mean(axis=0)[None, :] + values.mean()
    square = float(np.einsum("ij,ij->", left, left)) / ((points - 1.0) * (runs - 1.0))
    own = float(values.var(axis=1, ddof=1).mean())
    scale = (points - 1.0) / points  # the variance above is over points, not an estimate
    return Chance(variance=variance, luck=scale * square / runs, alone=scale * own / runs)


def leave_groups_out(values: Floats) -> list[Floats]:
    """The responses without one group of runs at a time, for :func:`jackknife_error`."""
    runs = values.shape[1]
    groups = min(GROUPS, runs)
    places = np.arange(runs) % groups
    return [values[:, places != group] for group in range(groups)] if groups > 1 else []


def jackknife_error(estimates: Sequence[Floats]) -> Floats:
    """Standard error from estimates that each left out one group of runs.

    Source: efron1981 (the jackknife, by groups).
    """
    table = np.array(estimates)
    groups = len(table)
    away = table - table.mean(axis=0)
    return np.asarray(np.sqrt((groups - 1.0) / groups * np.sum(away**2, axis=0)))
