"""Scenario discovery: in which part of the parameter space the share is high."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.sensitivity.boxes.cart import cart
from brinkmanship.analysis.sensitivity.boxes.points import (
    box_statistics,
    distinct_points,
    limits_text,
    split_halves,
)
from brinkmanship.analysis.sensitivity.boxes.prim import Box, prim
from brinkmanship.analysis.sensitivity.parameters import is_numeric
from brinkmanship.analysis.statistics.intervals import Floats

FEWEST = 40  # points: half to find boxes in, half to judge them by


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Boxes, judged by points that had no part in finding them.

    Attributes:
        table: One row a box: ``method`` (prim or cart), ``box`` (its number), ``limits`` in
            words, and the statistics of ``points.box_statistics``.
        boxes: The boxes of the figure, by label: those of PRIM, and the best one of CART if its
            share is higher than theirs.
        ranges: Lowest and highest value of each numeric parameter.
        kinds: All values of each other parameter.
        points: Number of points, equal ones counted once.
        share, low, high: Of all judging runs, with its interval.
    """

    table: pd.DataFrame
    boxes: dict[str, Box]
    ranges: dict[str, tuple[float, float]]
    kinds: dict[str, tuple[Any, ...]]
    points: int
    share: float
    low: float
    high: float


def discover(points: pd.DataFrame, values: Floats, *, seed: int) -> Discovery:
    """Find boxes by PRIM and by CART.

    Args:
        points: Values of the parameters, one row a point.
        values: (points, runs) 0 or 1.
        seed: Of the random split and the folds; 0 is a seed.

    Raises:
        AnalysisError: There are too few points.
    """
    distinct = distinct_points(points, values)
    if len(distinct.table) < FEWEST:
        what = f"{len(distinct.table)} different points are too few for boxes"
        raise AnalysisError(f"{what}; sweep {FEWEST} or more")
    find, judge = split_halves(distinct, seed)
    boxes, leaves = prim(find), cart(find, judge, seed) if find.hits.sum() else []
    rows = [
        {"method": "prim", "box": number, "limits": limits_text(box.limits(distinct)),
         **box_statistics(judge, box.holds(judge))}
        for number, box in enumerate(boxes, 1)
    ]  # fmt: skip
    rows += [
        {"method": "cart", "box": number, "limits": limits_text(leaf.limits),
         **box_statistics(judge, leaf.inside)}
        for number, leaf in enumerate(leaves, 1)
    ]  # fmt: skip
    columns = ["method", "box", "limits", "points", "mass", "share", "low", "high"]
    table = pd.DataFrame(rows, columns=[*columns, "coverage", "lift", "told"])
    drawn = {f"PRIM {number}": box for number, box in enumerate(boxes, 1)}
    best = highest_box(table)
    if best is not None and best["method"] == "cart":
        drawn[box_label(best)] = leaves[best["box"] - 1].box
    numbers = [name for name in map(str, points.columns) if is_numeric(points, name)]
    ranges = {name: (float(points[name].min()), float(points[name].max())) for name in numbers}
    kinds = {
        name: tuple(dict.fromkeys(points[name])) for name in map(str, points) if name not in ranges
    }
    everywhere = box_statistics(judge, np.ones(len(judge.table), bool))
    return Discovery(
        table=table, boxes=drawn, ranges=ranges, kinds=kinds, points=len(distinct.table),
        share=everywhere["share"], low=everywhere["low"], high=everywhere["high"],
    )  # fmt: skip


def box_label(row: Mapping[Any, Any]) -> str:
    """The name of a box in figures, tables and sentences.

    >>> box_label({"method": "cart", "box": 3})
    'CART 3'
    """
    return f"{str(row['method']).upper()} {row['box']}"


def highest_box(table: pd.DataFrame) -> dict[Any, Any] | None:
    """The box with the highest share of those told from chance; its interval is not adjusted.

    Args:
        table: One row a box; see ``Discovery``.
    """
    sure = table[table["told"].astype(bool)]
    order = sure.sort_values("share", ascending=False, kind="stable")
    return order.iloc[0].to_dict() if len(order) else None
