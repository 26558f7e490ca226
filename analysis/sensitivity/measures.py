"""What every point answered in every run: points crossed with runs that share their luck."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.errors import AnalysisError
from analysis.statistics.intervals import ROUNDING
from analysis.tables.sweeps import SweepTables

Floats = npt.NDArray[np.float64]
OUTCOMES = (
    "nuclear_use", "war", "direct_clash", "settlement", "deescalation", "stalemate", "frozen",
)  # fmt: skip
MEAN_PEAK = "mean_peak"
GROUPS = 20  # of runs, each left out once


@dataclass(frozen=True, slots=True)
class Measure:
    """What of a run is looked at.

    Attributes:
        name: A rung, an outcome, or ``mean_peak``.
        rung: Its place on the ladder, if it is a rung.
    """

    name: str
    rung: int = -1

    @property
    def label(self) -> str:
        """In words, as a table or an axis has it.

        >>> Measure("clash", 12).label
        'share of runs that reach clash'
        """
        word = self.name.replace("_", " ")
        if self.name == MEAN_PEAK:
            return "mean highest rung of a run"
        return f"share of runs that {'reach' if self.rung >= 0 else 'end in'} {word}"

    @property
    def share(self) -> bool:
        """Whether it is a share of runs, and not a mean of rungs."""
        return self.name != MEAN_PEAK


def find_measure(name: str, ladder: Sequence[str]) -> Measure:
    """The measure of a name.

    Args:
        name: A rung of the ladder, an outcome, or ``mean_peak``.
        ladder: Names of the rungs.

    Raises:
        AnalysisError: There is no such thing.

    >>> find_measure("war", ["quiet", "war"]).rung
    1
    """
    if name in ladder:
        return Measure(name, list(ladder).index(name))
    if name in OUTCOMES or name == MEAN_PEAK:
        return Measure(name)
    known = ", ".join([*ladder, *(one for one in OUTCOMES if one not in ladder), MEAN_PEAK])
    raise AnalysisError(f"--outcome {name}: there is no such rung or outcome; known: {known}")


def read_ladder(sweep: SweepTables) -> list[str]:
    """Names of the rungs of the ladder a sweep was played on."""
    return list(json.loads((sweep.path / "plan.json").read_bytes())["ladder"])


def responses(sweep: SweepTables, measure: Measure) -> Floats:
    """(points, runs) what is looked at: 0 or 1 for a share, the highest rung for a mean."""
    if measure.name == MEAN_PEAK:
        return sweep.point_run_matrix("peak_rung_direct").astype(float)
    if measure.rung >= 0:
        return (sweep.point_run_matrix("peak_rung_direct") >= measure.rung).astype(float)
    return sweep.point_run_matrix("outcome", measure.name).astype(float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How much of the variance between the points of a design is the luck of its runs.

    Attributes:
        variance: Of the means of the points, as seen.
        luck: What of it chance adds, with the luck that points share left out.
        alone: What chance would add if every point had luck of its own.
    """

    variance: float
    luck: float
    alone: float

    @property
    def part(self) -> float:
        """Luck as a part of the variance, held within 0 and 1; 0 where nothing varies."""
        return min(max(self.luck / self.variance, 0.0), 1.0) if self.variance > 0.0 else 0.0

    @property
    def part_alone(self) -> float:
        """The same without shared luck."""
        return min(max(self.alone / self.variance, 0.0), 1.0) if self.variance > 0.0 else 0.0


def equal_means(values: Floats) -> bool:
    """Whether every point has the same mean, but for rounding.

    >>> equal_means(np.array([[0.0, 1.0], [1.0, 0.0]]))
    True
    """
    return bool(np.ptp(values.mean(axis=1)) <= ROUNDING)


def split_variance(values: Floats) -> Chance:
    """Split the variance between points into theirs and chance's.

    Args:
        values: (points, runs), at least two of each for anything to be told.

    Points crossed with runs are a two-way layout: the mean of a point is its own part, plus a
    part of the runs that all points share and that cancels between them, plus what is left.
    The mean square of what is left, by the number of runs, is what chance adds.
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
    """The responses without one group of runs at a time, for the spread that runs cause."""
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
