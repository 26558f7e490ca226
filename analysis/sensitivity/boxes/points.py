"""Points of a sweep with their responses, and the statistics of a box of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from brinkmanship.analysis.statistics.intervals import Z95, Floats, share_interval

Mask = npt.NDArray[np.bool_]
LEAST_JUDGED = 10  # points inside, and outside, that a comparison of the two needs


@dataclass(frozen=True, slots=True)
class PointSet:
    """Points of a sweep.

    Attributes:
        table: Values of the parameters, one row a point.
        responses: (points, runs) 0 or 1.
        hits, runs: Runs at each point that count, and all its runs.
    """

    table: pd.DataFrame
    responses: Floats
    hits: Floats
    runs: Floats

    @property
    def share(self) -> float:
        """Share of all runs that count."""
        return share_inside(self, np.ones(len(self.table), bool))

    def subset(self, which: Mask) -> "PointSet":
        """Some of the points."""
        return distinct_points(self.table[which].reset_index(drop=True), self.responses[which])


def distinct_points(table: pd.DataFrame, values: Floats) -> PointSet:
    """The points of a sweep, equal ones once: a drawn design may have a point twice.

    Args:
        table: Values of the parameters, one row a point.
        values: (points, runs) 0 or 1.
    """
    once = ~table.map(repr).duplicated().to_numpy(bool)
    responses = values[once]
    runs = np.full(len(responses), float(values.shape[1]))
    table = table[once].reset_index(drop=True)
    return PointSet(table, responses, responses.sum(axis=1), runs)


def split_halves(points: PointSet, seed: int) -> tuple[PointSet, PointSet]:
    """The points in two random halves: one to find boxes in, one to judge them by.

    Args:
        points: At least two points.
        seed: Of the random split; 0 is a seed.
    """
    order = np.random.default_rng(seed).permutation(len(points.table))
    first = np.zeros(len(order), bool)
    first[order[: (len(order) + 1) // 2]] = True
    return points.subset(first), points.subset(~first)


def share_inside(points: PointSet, inside: Mask) -> float:
    """Share of the runs of some points; 0 where there are none."""
    runs = float(points.runs[inside].sum())
    return float(points.hits[inside].sum()) / runs if runs else 0.0


def box_statistics(points: PointSet, inside: Mask) -> dict[str, float]:
    """Statistics of a box, from points that had no part in finding it.

    Returns:
        ``points`` in it, ``mass`` (share of all points), ``share`` of its runs with a 95%
        interval ``low`` to ``high``, ``coverage`` (share of all runs that count which lie in it),
        ``lift`` (its share divided by that of all), and ``told`` (whether its share is above that
        of the points outside by more than chance; never with fewer than ten on either side).

    Responses are correlated by point and by the luck of a run: both variances are added.
    Source: cameron2011, without the part they subtract, which makes it conservative.
    """
    hits = float(points.hits.sum())
    share = share_inside(points, inside) if inside.any() else float("nan")
    low, high = _interval(points.responses[inside])
    difference = share - share_inside(points, ~inside)
    error = math.sqrt(_variance(points.responses[inside], points.responses[~inside]))
    return {
        "points": int(inside.sum()),
        "mass": float(inside.mean()),
        "share": share,
        "low": low,
        "high": high,
        "coverage": float(points.hits[inside].sum()) / hits if hits else 0.0,
        "lift": share / points.share if hits else 0.0,
        "told": bool(difference > Z95 * error)
        if min(inside.sum(), (~inside).sum()) >= LEAST_JUDGED
        else False,
    }


def _interval(values: Floats) -> tuple[float, float]:
    """95% interval of the mean of responses: Wilson's, for their effective number."""
    if not values.size:
        return 0.0, 1.0
    share, effective = float(values.mean()), float(values.size)
    variance = _variance(values, np.zeros((0, values.shape[1])))
    if variance > 0.0:
        effective = min(effective, share * (1.0 - share) / variance)
    elif share in {0.0, 1.0}:
        effective = float(min(values.shape))  # without a spread all points count as one
    low, high = share_interval(share * effective, effective)
    return min(float(low), share), max(float(high), share)


def _variance(inside: Floats, outside: Floats) -> float:
    """Variance of the mean inside less the mean outside; either may be empty."""
    groups = [one for one in (inside, outside) if len(one)]
    by_point = sum(float(one.mean(axis=1).var(ddof=1)) / len(one) for one in groups if len(one) > 1)
    means = [one.mean(axis=0) for one in groups]
    apart = means[0] - means[1] if len(means) > 1 else means[0] if means else np.zeros(1)
    by_run = float(apart.var(ddof=1)) / len(apart) if len(apart) > 1 else 0.0
    return by_point + by_run


def gain(points: PointSet, inside: Mask) -> float:
    """Weighted relative accuracy: mass of a box times its share less that of all.

    It balances the size of a box against its share. Source: lavrac1999.
    """
    runs = float(points.runs.sum())
    mass = float(points.runs[inside].sum()) / runs
    return mass * (share_inside(points, inside) - points.share)


def limits_text(limits: Sequence[str]) -> str:
    """The limits of a box in one line."""
    return " and ".join(limits) or "everywhere"
