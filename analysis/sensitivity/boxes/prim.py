"""PRIM: boxes of the parameter space in which a share is high, found by patient peeling.

Source: friedman1999; its use for scenario discovery: bryant2010; the choice of a peel by its rise
for each point removed: kwakkel2016. docs/adr/0031 says why no library is used.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from brinkmanship.analysis.sensitivity.boxes.points import Mask, PointSet, gain, share_inside
from brinkmanship.analysis.sensitivity.parameters import is_numeric

ALPHA = 0.05  # of the points in a box, peeled or pasted at once
LEAST = 0.05  # of all points, that a box must hold
WORTH = 0.05  # of the gain, that a limit must contribute to stay
MOST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the parameter space; parameters without a limit are free.

    Attributes:
        ranges: Lowest and highest value inside, by numeric parameter.
        kinds: Values inside, by any other parameter.
    """

    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)
    kinds: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def holds(self, points: PointSet) -> Mask:
        """Which points lie inside."""
        inside = np.ones(len(points.table), bool)
        for name, (low, high) in self.ranges.items():
            column = points.table[name].to_numpy(float)
            inside &= (column >= low) & (column <= high)
        for name, kinds in self.kinds.items():
            inside &= points.table[name].map(repr).isin([repr(one) for one in kinds]).to_numpy()
        return inside

    def within(self, name: str, limit: object) -> "Box":
        """The box with another limit for one parameter; None removes the limit."""
        ranges, kinds = dict(self.ranges), dict(self.kinds)
        ranges.pop(name, None)
        kinds.pop(name, None)
        if isinstance(limit, tuple) and limit[:1] == ("of",):
            kinds[name] = limit[1:]
        elif isinstance(limit, tuple):
            ranges[name] = limit
        return Box(ranges, kinds)

    @property
    def names(self) -> list[str]:
        """The parameters it limits."""
        return [*self.ranges, *self.kinds]

    def limits(self, points: PointSet) -> list[str]:
        """Each limit in words; an end beyond which there is no point is left out."""
        words = []
        for name, (low, high) in self.ranges.items():
            column = points.table[name].to_numpy(float)
            if low > column.min() and high < column.max():
                words.append(f"{low:.4g} <= {name} <= {high:.4g}")
            elif low > column.min():
                words.append(f"{name} >= {low:.4g}")
            elif high < column.max():
                words.append(f"{name} <= {high:.4g}")
        for name, kinds in self.kinds.items():
            words.append(f"{name} in {', '.join(map(str, kinds))}")
        return words


def prim(points: PointSet) -> list[Box]:
    """Boxes with a high share, each found among the points outside the earlier ones.

    Args:
        points: Points to find boxes in; judge the boxes by other points.

    Returns:
        At most three boxes. Each search begins with the whole space and peels off slices of a
        twentieth of the points. It always peels the slice whose removal raises the share most
        for its size, and stops before a box holds less than a twentieth of all points. The
        search keeps the box with the highest gain on this path. It then pastes slices back on
        while the gain rises, and drops limits that add less than a twentieth of the gain.
    """
    boxes: list[Box] = []
    left = points
    while len(boxes) < MOST_BOXES and len(left.table) * LEAST >= 1.0 and left.hits.sum() > 0.0:
        box = max(peel_trajectory(left), key=lambda one: gain(left, one.holds(left)))
        box = _prune(left, _paste(left, box))
        inside = box.holds(left)
        if not box.names or share_inside(left, inside) <= points.share:
            break
        boxes.append(box)
        left = left.subset(~inside)
    return boxes


def peel_trajectory(points: PointSet) -> list[Box]:
    """The boxes of peeling, from the whole space to the smallest."""
    path = [Box()]
    least = max(LEAST * len(points.table), 1.0)
    while True:
        inside = path[-1].holds(points)
        smaller = [(one, one.holds(points)) for one in _slices(points, path[-1], inside)]
        fits = [(one, mask) for one, mask in smaller if least <= mask.sum() < inside.sum()]
        if not fits:
            return path
        now, size = share_inside(points, inside), int(inside.sum())
        # Per point removed: one of three values is a far larger slice than a twentieth.
        rises = [(share_inside(points, mask) - now) / (size - mask.sum()) for _, mask in fits]
        best = int(np.argmax(rises))
        if rises[best] < 0.0:
            return path
        path.append(fits[best][0])


def _slices(points: PointSet, box: Box, inside: Mask) -> Iterator[Box]:
    """The boxes that are smaller by one slice."""
    for name in points.table.columns:
        column = points.table[name][inside]
        if is_numeric(points.table, name):
            values = column.to_numpy(float)
            first, last = box.ranges.get(name, (-math.inf, math.inf))
            low, high = np.quantile(values, [ALPHA, 1.0 - ALPHA], method="inverted_cdf")
            above, below = values[values > low], values[values < high]
            if above.size:
                yield box.within(name, (float(above.min()), last))
            if below.size:
                yield box.within(name, (first, float(below.max())))
            continue
        kinds = {repr(one): one for one in column}
        for gone in kinds if len(kinds) > 1 else ():
            yield box.within(name, ("of", *(one for key, one in kinds.items() if key != gone)))


def _paste(points: PointSet, box: Box) -> Box:
    """The box enlarged, slice by slice, while that raises the gain."""
    while True:
        now = gain(points, box.holds(points))
        larger = list(_pastes(points, box))
        best = max(larger, key=lambda one: gain(points, one.holds(points)), default=box)
        if gain(points, best.holds(points)) <= now:
            return box
        box = best


def _pastes(points: PointSet, box: Box) -> Iterator[Box]:
    """The boxes that are larger by one slice."""
    for name, (low, high) in box.ranges.items():
        free = box.within(name, None).holds(points)
        values = np.sort(points.table[name].to_numpy(float)[free])
        more = max(round(ALPHA * float(box.holds(points).sum())), 1)
        under, over = values[values < low], values[values > high]
        if under.size:
            wider = float(under[-more]) if under.size > more else -math.inf
            yield box.within(name, (wider, high))
        if over.size:
            wider = float(over[more - 1]) if over.size > more else math.inf
            yield box.within(name, (low, wider))
    for name, kinds in box.kinds.items():
        known = {repr(one): one for one in points.table[name]}
        for key in sorted(known.keys() - {repr(one) for one in kinds}):
            yield box.within(name, ("of", *kinds, known[key]))


def _prune(points: PointSet, box: Box) -> Box:
    """The box without limits that contribute little to the gain."""
    while box.names:
        now = gain(points, box.holds(points))
        freer = [box.within(name, None) for name in box.names]
        best = max(freer, key=lambda one: gain(points, one.holds(points)))
        if gain(points, best.holds(points)) < (1.0 - WORTH) * now:
            return box
        box = best
    return box
