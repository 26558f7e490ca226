"""The points of a sweep with what happened at each: what boxes are found in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.statistics.intervals import share_interval

Mask = npt.NDArray[np.bool_]
Z95 = 1.959963984540054
LEAST_JUDGED = 10  # points inside, and outside, for a spread between them to be worth a claim
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PointSet:
    """Points of a sweep.

    Attributes:
        table: Values of the parameters, one row a point.
        answers: (points, runs) 0 or 1.
        hits, runs: Runs counted at each point, and all of them.
    """

    table: pd.DataFrame
    answers: Floats
    hits: Floats
    runs: Floats

    @property
    def share(self) -> float:
        """Of all runs."""
        return share_inside(self, np.ones(len(self.table), bool))

    def some(self, which: Mask) -> "PointSet":
        """Some of the points."""
        return distinct_points(self.table[which].reset_index(drop=True), self.answers[which])


def distinct_points(table: pd.DataFrame, values: Floats) -> PointSet:
    """The points of a sweep, equal ones together: a drawn design may have a point twice.

    Args:
        table: Values of the parameters, one row a point.
        values: (points, runs) 0 or 1.
    """
    once = ~table.map(repr).duplicated().to_numpy(bool)
    kept = values[once]
    runs = np.full(len(kept), float(values.shape[1]))
    return PointSet(table[once].reset_index(drop=True), kept, kept.sum(axis=1), runs)


def split_halves(cloud: PointSet, seed: int) -> tuple[PointSet, PointSet]:
    """The points in two halves by chance: one to find boxes in, one to judge them by.

    Args:
        cloud: At least two points.
        seed: Of the halving; 0 is a seed.
    """
    order = np.random.default_rng(seed).permutation(len(cloud.table))
    first = np.zeros(len(order), bool)
    first[order[: (len(order) + 1) // 2]] = True
    return cloud.some(first), cloud.some(~first)


def is_numeric(table: pd.DataFrame, name: str) -> bool:
    """Whether a parameter has numbers that can be cut at a limit."""
    column = table[name]
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def share_inside(cloud: PointSet, inside: Mask) -> float:
    """Share of the runs of some points; 0 where there are none."""
    runs = float(cloud.runs[inside].sum())
    return float(cloud.hits[inside].sum()) / runs if runs else 0.0


def box_statistics(cloud: PointSet, inside: Mask) -> dict[str, float]:
    """What a box holds of points that had no part in finding it.

    Returns:
        ``points`` in it, ``mass`` (share of all points), ``share`` of its runs with a 95%
        interval ``low`` to ``high``, ``coverage`` (share of all counted runs that lie in it),
        ``lift`` (its share by the share of all), and ``told`` (whether its share is above that
        of the points outside by more than chance; never with fewer than ten on either side).

    Answers hang together twice, by point and by the luck of a run: both spreads are added.
    Source: cameron2011, without the part they subtract, which makes it careful.
    """
    hits = float(cloud.hits.sum())
    share = share_inside(cloud, inside) if inside.any() else float("nan")
    low, high = _interval(cloud.answers[inside])
    apart = share - share_inside(cloud, ~inside)
    error = math.sqrt(_spread(cloud.answers[inside], cloud.answers[~inside]))
    return {
        "points": int(inside.sum()),
        "mass": float(inside.mean()),
        "share": share,
        "low": low,
        "high": high,
        "coverage": float(cloud.hits[inside].sum()) / hits if hits else 0.0,
        "lift": share / cloud.share if hits else 0.0,
        "told": bool(apart > Z95 * error)
        if min(inside.sum(), (~inside).sum()) >= LEAST_JUDGED
        else False,
    }


def _interval(values: Floats) -> tuple[float, float]:
    """95% interval of the mean of responses: Wilson's, for as many as they are worth."""
    if not values.size:
        return 0.0, 1.0
    share, worth = float(values.mean()), float(values.size)
    variance = _spread(values, np.zeros((0, values.shape[1])))
    if variance > 0.0:
        worth = min(worth, share * (1.0 - share) / variance)
    elif share in {0.0, 1.0}:
        worth = float(min(values.shape))  # no spread to see: at worst all points are one
    low, high = share_interval(share * worth, worth)
    return min(float(low), share), max(float(high), share)


def _spread(inside: Floats, outside: Floats) -> float:
    """Variance of the mean inside less the mean outside; either may be empty."""
    groups = [one for one in (inside, outside) if len(one)]
    by_point = sum(float(one.mean(axis=1).var(ddof=1)) / len(one) for one in groups if len(one) > 1)
    means = [one.mean(axis=0) for one in groups]
    apart = means[0] - means[1] if len(means) > 1 else means[0] if means else np.zeros(1)
    by_run = float(apart.var(ddof=1)) / len(apart) if len(apart) > 1 else 0.0
    return by_point + by_run


def gain(cloud: PointSet, inside: Mask) -> float:
    """Weighted relative accuracy: mass of a box times what its share has over that of all.

    Source: lavrac1999. It weighs a box that is large against one that is pure.
    """
    runs = float(cloud.runs.sum())
    mass = float(cloud.runs[inside].sum()) / runs
    return mass * (share_inside(cloud, inside) - cloud.share)


def limits_text(limits: Sequence[str]) -> str:
    """The limits of a box in one line."""
    return " and ".join(limits) or "everywhere"
