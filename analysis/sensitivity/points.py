"""The points of a sweep with what happened at each: what boxes are found in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals import clustered_interval

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cloud:
    """Points of a sweep.

    Attributes:
        table: Values of the parameters, one row a point.
        hits, runs: Runs counted at each point, and all of them.
    """

    table: pd.DataFrame
    hits: Floats
    runs: Floats

    @property
    def share(self) -> float:
        """Of all runs."""
        return share_in(self, np.ones(len(self.table), bool))

    def some(self, which: Mask) -> "Cloud":
        """Some of the points."""
        return replace(self, table=self.table[which].reset_index(drop=True),
                       hits=self.hits[which], runs=self.runs[which])  # fmt: skip


def cloud_of(table: pd.DataFrame, values: Floats) -> Cloud:
    """The points of a sweep, equal ones together: a drawn design may have a point twice.

    Args:
        table: Values of the parameters, one row a point.
        values: (points, runs) 0 or 1.
    """
    columns = list(table.columns)
    frame = table.assign(__hits=values.sum(axis=1), __runs=float(values.shape[1]))
    key = [frame[name].map(repr) for name in columns]
    once = frame.groupby(key, sort=False).agg(dict.fromkeys(frame.columns, "first"))
    once = once.reset_index(drop=True)
    return Cloud(once[columns], once["__hits"].to_numpy(float), once["__runs"].to_numpy(float))


def halves(cloud: Cloud, seed: int) -> tuple[Cloud, Cloud]:
    """The points in two halves by chance: one to find boxes in, one to judge them by.

    Args:
        cloud: At least two points.
        seed: Of the halving; 0 is a seed.
    """
    order = np.random.default_rng(seed).permutation(len(cloud.table))
    first = np.zeros(len(order), bool)
    first[order[: (len(order) + 1) // 2]] = True
    return cloud.some(first), cloud.some(~first)


def numeric(table: pd.DataFrame, name: str) -> bool:
    """Whether a parameter has numbers that can be cut at a limit."""
    column = table[name]
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def share_in(cloud: Cloud, inside: Mask) -> float:
    """Share of the runs of some points; 0 where there are none."""
    runs = float(cloud.runs[inside].sum())
    return float(cloud.hits[inside].sum()) / runs if runs else 0.0


def judged(cloud: Cloud, inside: Mask) -> dict[str, float]:
    """What a box holds of points that had no part in finding it.

    Returns:
        ``points`` in it, ``mass`` (share of all points), ``share`` of its runs with a 95%
        interval ``low`` to ``high`` that takes points as clusters, ``coverage`` (share of all
        counted runs that lie in it), and ``lift`` (its share by the share of all).
    """
    hits = float(cloud.hits.sum())
    share, low, high = clustered_interval(cloud.hits[inside], cloud.runs[inside])
    return {
        "points": int(inside.sum()),
        "mass": float(inside.mean()),
        "share": share,
        "low": low,
        "high": high,
        "coverage": float(cloud.hits[inside].sum()) / hits if hits else 0.0,
        "lift": share / cloud.share if hits else 0.0,
    }


def gain(cloud: Cloud, inside: Mask) -> float:
    """Weighted relative accuracy: mass of a box times what its share has over that of all.

    Source: lavrac1999. It weighs a box that is large against one that is pure.
    """
    runs = float(cloud.runs.sum())
    mass = float(cloud.runs[inside].sum()) / runs
    return mass * (share_in(cloud, inside) - cloud.share)


def said(limits: Sequence[str]) -> str:
    """The limits of a box in one line."""
    return " and ".join(limits) or "everywhere"
