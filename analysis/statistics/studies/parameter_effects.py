"""How far each parameter of a sweep moved a share, over all points with the same value of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from brinkmanship.analysis.statistics.intervals import (
    LEVEL,
    ROUNDING,
    Floats,
    Ints,
    cautious_variance,
    share_interval,
    student,
)
from brinkmanship.analysis.statistics.paired import paired_interval, simultaneous_level

Rows = tuple[npt.NDArray[np.integer], npt.NDArray[np.integer], npt.NDArray[np.bool_]]
"""Point, run number and hit of some runs."""

CLASSES = 5  # of a parameter that takes many values
MANY = 8  # values above which classes are made
NULL = "null"  # the word of a sweep file for a parameter without a value


def value_classes(values: pd.Series) -> tuple[Ints, list[str]]:
    """Class of each point by one parameter, and the name of each class, in rising order.

    A parameter with at most eight values has one class a value; another, five classes that hold
    about as many points each. Points without a value are one more class, the last.

    >>> place, names = value_classes(pd.Series([0.5, None, 0.0, 0.5]))
    >>> place.tolist(), names
    ([1, 2, 0, 1], ['0', '0.5', 'null'])
    """
    numbers = pd.api.types.is_numeric_dtype(values)
    spans: list[str] = []
    if numbers and values.nunique() > MANY:
        values, edges = pd.qcut(values, CLASSES, labels=False, retbins=True, duplicates="drop")
        spans = [f"{low:.3g} to {high:.3g}" for low, high in pairwise(edges)]
    place, kept = pd.factorize(values, sort=numbers)
    names = [
        spans[int(one)] if spans else _value_name(one) for one in kept
    ]  # ties leave spans empty
    if (place < 0).any():
        place = np.where(place < 0, len(names), place)
        names.append(NULL)
    return place.astype(np.int64), names


def _value_name(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The points of a sweep in the classes of one parameter, and the statistics of each class.

    Points weigh alike within a class, however many runs each got: ``until`` plays longest where
    the share is near a half, and would otherwise lend one parameter the effect of another.

    Attributes:
        parameter: Its path.
        names: Of the classes, in rising order.
        points: Number of points in each class.
        n, of: Hits and runs of each class.
        share: Mean of the shares of its points.
        fewest: Smallest number of runs of any of its points.
        effective: Number of independent runs, spread evenly, that would estimate as well.
        deviation: By class and run number: by how much the runs of this number move the share
            from the mean of their points. Run 17 has the same luck at every point, so the sum of
            squares over run numbers is the variance of the share.
    """

    parameter: str
    names: Sequence[str]
    points: Ints
    n: Ints
    of: Ints
    share: Floats
    fewest: Ints
    effective: Floats
    deviation: Floats

    def interval(self, rank: int) -> tuple[float, float]:
        """95% interval of a class's share; without a spread each run number counts as one run."""
        share, fewest, effective = self.share[rank], self.fewest[rank], self.effective[rank]
        if share in (0.0, 1.0) or fewest == 1 or self.points[rank] == 1:
            trials = fewest
        else:
            found = np.square(self.deviation[rank]).sum()
            variance = float(cautious_variance(share, found, fewest, fewest))
            spread = share * (1.0 - share)
            trials = min(effective, spread / variance) if variance > 0.0 else effective
        low, high = share_interval(share * trials, trials)
        return min(float(low), share), max(float(high), share)

    def difference(
        self, rank: int, base: int, *, level: float = LEVEL
    ) -> tuple[float, float, float]:
        """Share of a class less that of another, and its interval by Student's t.

        Args:
            rank: The class.
            base: The class it is compared with.
            level: Confidence level in (0, 1).

        Run numbers that both classes hold are paired, so that luck cancels; others are not.
        Where all run numbers agree there is no spread: the interval is then that of as many
        pairs of runs of which none differed.
        """
        change = float(self.share[rank] - self.share[base])
        if rank == base:
            return 0.0, 0.0, 0.0
        pairs = int(min(self.fewest[rank], self.fewest[base]))
        error = float(np.sqrt(np.square(self.deviation[rank] - self.deviation[base]).sum()))
        if pairs == 1:
            half = 2.0  # nothing is known
        elif error > ROUNDING:
            half = float(student(pairs - 1, level=level)) * error
        else:
            half = float(paired_interval(0, 0, pairs, level=level)[1])
        return change, max(change - half, -1.0), min(change + half, 1.0)


def partitions(
    points: pd.DataFrame, parameters: Sequence[str], rows: Callable[[], Iterable[Rows]]
) -> list[Partition]:
    """The points divided by each parameter; the runs are read twice and never kept in memory.

    Args:
        points: One row a point; needs ``point`` and the parameters. Those without a run are
            left out.
        parameters: Columns of ``points``.
        rows: Yields all runs, some at a time, whenever it is called.
    """
    hits, of, numbers = _by_point(rows(), int(points["point"].max()) + 1)
    points = points[of[points["point"]] > 0]
    share = hits / np.maximum(of, 1)
    weight = 1.0 / np.sqrt(np.maximum(of * (of - 1), 1))  # 1 / of, with Bessel's correction
    parts = [_part(points, name, hits, of, numbers) for name in parameters]
    for point, run, hit in rows():
        deviation = (hit - share[point]) * weight[point]
        for part, place in parts:
            rank = place[point]
            cells = part.deviation.reshape(-1)
            np.add.at(cells, rank * numbers + run, deviation / part.points[rank])
    return [part for part, _ in parts]


def _part(
    points: pd.DataFrame, name: str, hits: Ints, of: Ints, numbers: int
) -> tuple[Partition, Ints]:
    """The classes of one parameter, without deviations yet, and the class of each point."""
    at = points["point"].to_numpy()
    place, names = value_classes(points[name])
    held = np.bincount(place)
    fewest = np.full(len(names), np.iinfo(np.int64).max)
    np.minimum.at(fewest, place, of[at])
    scaled = hits[at] * fewest[place] / of[at]  # exact where points have equally many runs
    part = Partition(
        parameter=name,
        names=names,
        points=held,
        n=_sums(place, hits[at]).astype(np.int64),
        of=_sums(place, of[at]).astype(np.int64),
        share=_sums(place, scaled) / (fewest * held),
        fewest=fewest,
        effective=held**2 / _sums(place, 1.0 / of[at]),
        deviation=np.zeros((len(names), numbers)),
    )
    of_point = np.zeros(len(of), np.int64)
    of_point[at] = place
    return part, of_point


def _sums(place: Ints, values: npt.NDArray[Any]) -> Floats:
    return np.asarray(np.bincount(place, weights=values), np.float64)


def _by_point(rows: Iterable[Rows], size: int) -> tuple[Ints, Ints, int]:
    """Hits and runs of each point, and how many run numbers there are."""
    hits, of, numbers = np.zeros(size, np.int64), np.zeros(size, np.int64), 0
    for point, run, hit in rows:
        of += np.bincount(point, minlength=size)
        hits += np.bincount(point[hit], minlength=size)
        numbers = max(numbers, int(run.max(initial=-1)) + 1)
    return hits, of, numbers


def effects_table(parts: Iterable[Partition]) -> pd.DataFrame:
    """Share of hits by class of each parameter, over all points of that class.

    Returns:
        One row a parameter and class: ``parameter``, ``value`` (of the class), ``n``, ``of``
        (runs), ``share`` (mean over points), ``low``, ``high`` (95%, over run numbers); ``change``
        (share less that of the first class), ``change_low``, ``change_high`` (run by run; these
        intervals hold all together with 95%) and ``comparisons`` (their number).
    """
    kept = list(parts)
    comparisons = sum(len(part.names) - 1 for part in kept)
    level = simultaneous_level(comparisons)
    rows = [
        (part.parameter, name, part.n[rank], part.of[rank], part.share[rank],
         *part.interval(rank), *part.difference(rank, 0, level=level), comparisons)
        for part in kept
        for rank, name in enumerate(part.names)
    ]  # fmt: skip
    columns = ["parameter", "value", "n", "of", "share", "low", "high",
               "change", "change_low", "change_high", "comparisons"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def effect_sizes_table(parts: Iterable[Partition]) -> pd.DataFrame:
    """How far each parameter moved the share, the one that moved it furthest first.

    Returns:
        One row a parameter: ``parameter``, ``least`` and ``most`` (shares of its classes),
        ``lowest`` and ``highest`` (names of these classes), ``range`` (their distance),
        ``range_low``, ``range_high``, ``first`` and ``last`` (names of its end classes),
        ``change`` (share of the last class less that of the first), ``low``, ``high``, and
        ``comparisons``. The intervals of range and change are run by run, and hold together with
        95% for all pairs of classes of all parameters, ``comparisons`` in number: which pair lies
        furthest apart is known only afterwards.

    Source: student1908, dunn1961.
    """
    kept, rows = list(parts), []
    comparisons = sum(comb(len(part.names), 2) for part in kept)
    level = simultaneous_level(comparisons)
    for part in kept:
        bottom, top = int(part.share.argmin()), int(part.share.argmax())
        if bottom == top:  # all shares are equal, which is no proof of no effect
            bottom, top = 0, len(part.names) - 1
        rows.append((
            part.parameter, float(part.share[bottom]), float(part.share[top]),
            part.names[bottom], part.names[top], *part.difference(top, bottom, level=level),
            part.names[0], part.names[-1],
            *part.difference(len(part.names) - 1, 0, level=level), comparisons,
        ))  # fmt: skip
    columns = ["parameter", "least", "most", "lowest", "highest", "range", "range_low",
               "range_high", "first", "last", "change", "low", "high", "comparisons"]  # fmt: skip
    order = pd.DataFrame(rows, columns=columns)
    return order.sort_values("range", ascending=False, kind="stable").reset_index(drop=True)


def effects(
    points: pd.DataFrame, runs: pd.DataFrame, parameters: Sequence[str], hit: pd.Series
) -> pd.DataFrame:
    """:func:`effects_table` of runs in memory.

    Args:
        points: One row a point; needs ``point`` and the parameters.
        runs: One row a run; needs ``point`` and ``run``.
        parameters: Columns of ``points``.
        hit: Whether each row of ``runs`` counts.

    >>> points = pd.DataFrame({"point": [0, 1], "x": [0.0, 1.0]})
    >>> runs = pd.DataFrame({"point": [0, 0, 1, 1], "run": [0, 1, 0, 1]})
    >>> table = effects(points, runs, ["x"], pd.Series([False, False, True, False]))
    >>> table[["value", "share"]].to_dict("records")
    [{'value': '0', 'share': 0.0}, {'value': '1', 'share': 0.5}]
    """
    return effects_table(partitions(points, parameters, _in_memory(runs, hit)))


def effect_sizes(
    points: pd.DataFrame, runs: pd.DataFrame, parameters: Sequence[str], hit: pd.Series
) -> pd.DataFrame:
    """:func:`effect_sizes_table` of runs in memory; arguments as of :func:`effects`."""
    return effect_sizes_table(partitions(points, parameters, _in_memory(runs, hit)))


def _in_memory(runs: pd.DataFrame, hit: pd.Series) -> Callable[[], Iterable[Rows]]:
    rows = runs["point"].to_numpy(), runs["run"].to_numpy(), hit.to_numpy(dtype=bool)
    return lambda: [rows]
