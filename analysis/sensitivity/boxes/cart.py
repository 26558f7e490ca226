"""CART by scikit-learn: the parameter space cut into boxes of like share."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from brinkmanship.analysis.sensitivity.boxes.points import Mask, PointSet
from brinkmanship.analysis.sensitivity.boxes.prim import Box
from brinkmanship.analysis.sensitivity.parameters import is_numeric
from brinkmanship.analysis.statistics.intervals import Floats

LEAST = 0.05  # of all points, that a leaf must hold
LEAVES = range(2, 9)
FOLDS = 5


class Leaf(NamedTuple):
    """One box of a tree.

    Attributes:
        limits: In words.
        inside: Which points of the judging half lie in it.
        box: The same part of the space.
    """

    limits: list[str]
    inside: Mask
    box: Box


def cart(find: PointSet, judge: PointSet, seed: int) -> list[Leaf]:
    """The leaves of a regression tree on the share of each point, highest share first.

    Args:
        find: Points the tree is grown on; its number of leaves is chosen on them, by the error
            in five folds.
        judge: Points whose leaf is looked up.
        seed: Of the folds; 0 is a seed.

    Source: breiman1984.
    """
    from sklearn.tree import DecisionTreeRegressor  # noqa: PLC0415 - takes a second

    codes, names = _encoded(find.table, find.table)
    shares = find.hits / find.runs
    tree = DecisionTreeRegressor(
        max_leaf_nodes=_best_leaves(codes, shares, seed), min_samples_leaf=LEAST, random_state=seed
    )
    tree.fit(codes, shares)
    grown = tree.tree_
    where = tree.apply(_encoded(judge.table, find.table)[0])
    leaves: list[tuple[float, Leaf]] = []

    def walk(node: int, limits: dict[tuple[str, str], float]) -> None:
        if grown.children_left[node] < 0:
            inside = np.asarray(where == node)
            leaf = Leaf(_words(limits), inside, _box(limits, find.table))
            leaves.append((float(grown.value[node].item()), leaf))
            return
        name, edge = names[grown.feature[node]], float(grown.threshold[node])
        walk(grown.children_left[node], limits | {(name, "<="): edge})
        walk(grown.children_right[node], limits | {(name, ">"): edge})

    walk(0, {})
    return [leaf for _, leaf in sorted(leaves, key=lambda one: -one[0])]


def _words(limits: dict[tuple[str, str], float]) -> list[str]:
    """The limits of a leaf in words; those on words as "name = value" or "name is not value"."""
    words = []
    for name in dict.fromkeys(name for name, _ in limits):
        low, high = limits.get((name, ">")), limits.get((name, "<="))
        if " = " in name:
            words.append(name.replace(" = ", " is not ") if low is None else name)
        elif low is None or high is None:
            words.append(f"{name} > {low:.4g}" if high is None else f"{name} <= {high:.4g}")
        else:
            words.append(f"{low:.4g} < {name} <= {high:.4g}")
    return words


def _box(limits: dict[tuple[str, str], float], table: pd.DataFrame) -> Box:
    """The limits of a leaf as a box; an excluded edge becomes the next floating-point number."""
    box = Box()
    for name in map(str, table.columns):
        if is_numeric(table, name):
            low, high = limits.get((name, ">"), -math.inf), limits.get((name, "<="), math.inf)
            if math.isfinite(low) or math.isfinite(high):
                box = box.within(name, (math.nextafter(low, math.inf), high))
            continue
        every = {_indicator(name, repr(one)): one for one in table[name]}
        only = [one for column, one in every.items() if (column, ">") in limits]
        kept = only or [one for column, one in every.items() if (column, "<=") not in limits]
        if len(kept) < len(every):
            box = box.within(name, ("of", *kept))
    return box


def _indicator(name: str, kind: str) -> str:
    """Name of the 0-1 column of one value that is no number."""
    return f"{name} = {kind.strip(chr(39))}"


def _best_leaves(codes: Floats, shares: Floats, seed: int) -> int:
    """Number of leaves with the smallest cross-validated error; 2 where there are few points."""
    from sklearn.model_selection import KFold, cross_val_score  # noqa: PLC0415 - as above
    from sklearn.tree import DecisionTreeRegressor  # noqa: PLC0415 - as above

    if len(shares) < 4 * FOLDS:
        return LEAVES[0]
    folds = KFold(FOLDS, shuffle=True, random_state=seed)
    scores = {}
    for count in LEAVES:
        tree = DecisionTreeRegressor(
            max_leaf_nodes=count, min_samples_leaf=LEAST, random_state=seed
        )
        errors = cross_val_score(tree, codes, shares, cv=folds, scoring="neg_mean_squared_error")
        scores[count] = float(errors.mean())
    return max(scores, key=lambda count: (scores[count], -count))


def _encoded(table: pd.DataFrame, like: pd.DataFrame) -> tuple[Floats, list[str]]:
    """Numbers as they are; for any other parameter one 0-1 column a value."""
    columns, names = [], []
    for name in like.columns:
        if is_numeric(like, name):
            columns.append(table[name].to_numpy(float))
            names.append(name)
            continue
        for kind in sorted({repr(one): one for one in like[name]}):
            columns.append((table[name].map(repr) == kind).to_numpy(float))
            names.append(_indicator(name, kind))
    return np.column_stack(columns), names
