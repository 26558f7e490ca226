"""PRIM: boxes of the parameter space in which a share is high, found by patient peeling.

Source: friedman1999; its use for scenario discovery: bryant2010; that a peel is judged by its
rise for each point taken away: kwakkel2016. Why it is written here, and
not taken from a library: docs/adr/0031.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.sensitivity.boxes.points import Mask, PointSet, gain, is_numeric, share_inside

ALPHA = 0.05  # of the points in a box, peeled or pasted at once: the patience
LEAST = 0.05  # of all points, that a box must hold
WORTH = 0.05  # of the gain, that a limit must carry to stay
MOST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the parameter space; a parameter that is not named is free.

    Attributes:
        ranges: Lowest and highest value of a numeric parameter, both inside.
        kinds: Values that stay inside, of any other.
    """

    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)
    kinds: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def holds(self, cloud: PointSet) -> Mask:
        """Which points lie inside."""
        inside = np.ones(len(cloud.table), bool)
        for name, (low, high) in self.ranges.items():
            column = cloud.table[name].to_numpy(float)
            inside &= (column >= low) & (column <= high)
        for name, kinds in self.kinds.items():
            inside &= cloud.table[name].map(repr).isin([repr(one) for one in kinds]).to_numpy()
        return inside

    def within(self, name: str, limit: object) -> "Box":
        """The box with another limit for one parameter; None takes the limit away."""
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

    def limits(self, cloud: PointSet) -> list[str]:
        """Each limit in words; an end beyond which there is no point goes without saying."""
        words = []
        for name, (low, high) in self.ranges.items():
            column = cloud.table[name].to_numpy(float)
            if low > column.min() and high < column.max():
                words.append(f"{low:.4g} <= {name} <= {high:.4g}")
            elif low > column.min():
                words.append(f"{name} >= {low:.4g}")
            elif high < column.max():
                words.append(f"{name} <= {high:.4g}")
        for name, kinds in self.kinds.items():
            words.append(f"{name} in {', '.join(map(str, kinds))}")
        return words


def prim(cloud: PointSet) -> list[Box]:
    """Boxes with a high share, each found among the points that the ones before it left over.

    Args:
        cloud: Points to find boxes in; judge the boxes by others.

    Returns:
        At most three. From the whole space, slices of a twentieth of the points are peeled
        off, always the one whose loss raises the share most for its size, until a box would
        hold less than a twentieth of all. Of the boxes on the way that of the highest gain is
        taken, slices are pasted on again while the gain rises, and limits are dropped that
        carry less than a twentieth of it.
    """
    found: list[Box] = []
    left = cloud
    while len(found) < MOST_BOXES and len(left.table) * LEAST >= 1.0 and left.hits.sum() > 0.0:
        box = max(peel_trajectory(left), key=lambda one: gain(left, one.holds(left)))
        box = _prune(left, _paste(left, box))
        inside = box.holds(left)
        if not box.names or share_inside(left, inside) <= cloud.share:
            break
        found.append(box)
        left = left.some(~inside)
    return found


def peel_trajectory(cloud: PointSet) -> list[Box]:
    """The trajectory of peeling, from the whole space to the smallest box."""
    path = [Box()]
    least = max(LEAST * len(cloud.table), 1.0)
    while True:
        inside = path[-1].holds(cloud)
        smaller = [(one, one.holds(cloud)) for one in _slices(cloud, path[-1], inside)]
        fits = [(one, mask) for one, mask in smaller if least <= mask.sum() < inside.sum()]
        if not fits:
            return path
        now, size = share_inside(cloud, inside), int(inside.sum())
        # By what is taken away, since one of three kinds is a far larger slice than a twentieth.
        rises = [(share_inside(cloud, mask) - now) / (size - mask.sum()) for _, mask in fits]
        best = int(np.argmax(rises))
        if rises[best] < 0.0:
            return path
        path.append(fits[best][0])


def _slices(cloud: PointSet, box: Box, inside: Mask) -> Iterator[Box]:
    """The boxes that are smaller by one slice."""
    for name in cloud.table.columns:
        column = cloud.table[name][inside]
        if is_numeric(cloud.table, name):
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


def _paste(cloud: PointSet, box: Box) -> Box:
    """The box made larger, slice by slice, while that raises the gain."""
    while True:
        now = gain(cloud, box.holds(cloud))
        larger = list(_pastes(cloud, box))
        best = max(larger, key=lambda one: gain(cloud, one.holds(cloud)), default=box)
        if gain(cloud, best.holds(cloud)) <= now:
            return box
        box = best


def _pastes(cloud: PointSet, box: Box) -> Iterator[Box]:
    for name, (low, high) in box.ranges.items():
        free = box.within(name, None).holds(cloud)
        values = np.sort(cloud.table[name].to_numpy(float)[free])
        more = max(round(ALPHA * float(box.holds(cloud).sum())), 1)
        under, over = values[values < low], values[values > high]
        if under.size:
            wider = float(under[-more]) if under.size > more else -math.inf
            yield box.within(name, (wider, high))
        if over.size:
            wider = float(over[more - 1]) if over.size > more else math.inf
            yield box.within(name, (low, wider))
    for name, kinds in box.kinds.items():
        known = {repr(one): one for one in cloud.table[name]}
        for key in sorted(known.keys() - {repr(one) for one in kinds}):
            yield box.within(name, ("of", *kinds, known[key]))


def _prune(cloud: PointSet, box: Box) -> Box:
    """The box without limits that carry next to nothing of the gain."""
    while box.names:
        now = gain(cloud, box.holds(cloud))
        freer = [box.within(name, None) for name in box.names]
        best = max(freer, key=lambda one: gain(cloud, one.holds(cloud)))
        if gain(cloud, best.holds(cloud)) < (1.0 - WORTH) * now:
            return box
        box = best
    return box
