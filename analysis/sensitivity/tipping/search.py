"""Tipping points: where along one parameter a share crosses a level, and how sure that is.

The same runs are played at every value, so the share is one function of the value, and the
search only brackets where it crosses. Where it crosses ``level`` is the estimate; the interval
is all values at which a test of ``level`` is not refused, and its ends are found by the same
search. Source: wilson1927 for the test; the interval is its inversion (cox1974, ch. 7).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import NormalDist
from typing import NamedTuple

SCAN = 9  # values looked at first
CUTS = 3  # values that a bracket is then cut at, at once
FINE = 1.0 / 512.0  # of the range: a bracket that narrow is narrow enough

Span = tuple[float | None, float | None]
"""Ends of a stretch of values; None where it goes on beyond the range."""


class Sample(NamedTuple):
    """What was played at one value.

    Attributes:
        value: Of the parameter.
        hits, runs: Runs counted, and all of them; the same number of runs at every value.
    """

    value: float
    hits: int
    runs: int

    @property
    def share(self) -> float:
        """Share of runs."""
        return self.hits / self.runs


class Crossing(NamedTuple):
    """One crossing.

    Attributes:
        value: Where the share crosses the level.
        low, high: Ends of its 95% interval; None where it goes on beyond the range.
        rising: Whether the share rises there.
    """

    value: float
    low: float | None
    high: float | None
    rising: bool


@dataclass(frozen=True, slots=True)
class Search:
    """Where a share crosses a level between two values.

    Attributes:
        low, high: The range looked at.
        level: In (0, 1).
        runs: Played at each value.
        whole: Whether only whole numbers are played; then the ends are such.
    """

    low: float
    high: float
    level: float
    runs: int
    whole: bool = False

    @property
    def slack(self) -> float:
        """How far a share may lie from the level for the level not to be refused at 5%."""
        z = NormalDist().inv_cdf(0.975)
        return z * math.sqrt(self.level * (1.0 - self.level) / self.runs)

    def values(self, seen: Sequence[Sample]) -> list[float]:
        """The values to be played next; none when all is known.

        Args:
            seen: All that was played so far, in whatever order; the answer depends on nothing
                else, so that a search that was stopped goes on as if it had not been.
        """
        known = sorted(seen)
        there = {one.value for one in known}
        missing = [value for value in self._scan() if value not in there]
        if missing:
            return missing
        wanted: set[float] = set()
        for region in self._regions(known):
            tip = self._tip(region)
            if tip is None:
                continue
            values = [one.value for one in region.seen]
            place = max(i for i, value in enumerate(values) if value <= tip.value)
            place = min(place, len(values) - 2)
            brackets = {(values[place], values[place + 1])}
            brackets |= {(values[0], values[1])} if region.left else set()
            brackets |= {(values[-2], values[-1])} if region.right else set()
            wanted |= {value for left, right in brackets for value in self._cut(left, right)}
        edges = [edge for edges in self._untold(known) for edge in edges if edge is not None]
        wanted |= {value for one, other in edges for value in self._cut(one.value, other.value)}
        return sorted(wanted)

    def tips(self, seen: Sequence[Sample]) -> list[Crossing]:
        """Every crossing of the level, from left to right; none where it is not crossed."""
        found = [self._tip(region) for region in self._regions(sorted(seen))]
        return [tip for tip in found if tip is not None]

    def undecided(self, seen: Sequence[Sample]) -> list[Span]:
        """Where the level is not refused although no crossing was found: one cannot be excluded.

        Args:
            seen: All that was played; nothing is undecided where every value refuses the level.
        """
        return [(self._end(left), self._end(right)) for left, right in self._untold(sorted(seen))]

    def _untold(self, known: Sequence[Sample]) -> list[tuple["_Edge", "_Edge"]]:
        """Where stretches away from every tip begin and end whose values do not refuse the level.

        An edge is two neighbours of which one refuses it, or None at an end of the range.
        """
        tips, found, start = self.tips(known), list[tuple["_Edge", "_Edge"]](), 0
        for refused, group in groupby(known, lambda one: self._refused(one) != 0):
            stop = start + len(list(group))
            around = known[max(start - 1, 0) : stop + 1]
            if not refused and not any(
                around[0].value <= tip.value <= around[-1].value for tip in tips
            ):
                left = (known[start - 1], known[start]) if start else None
                right = (known[stop - 1], known[stop]) if stop < len(known) else None
                found.append((left, right))
            start = stop
        return found

    def _end(self, edge: "_Edge") -> float | None:
        """Where between two neighbours the level ceases to be refused."""
        if edge is None:
            return None
        way = self._refused(edge[0]) or self._refused(edge[1])
        return _passed([(one.value, one.share) for one in edge], self.level + way * self.slack)

    def _scan(self) -> list[float]:
        step = (self.high - self.low) / (SCAN - 1)
        inner = [self._tidy(self.low + i * step) for i in range(1, SCAN - 1)]
        return list(dict.fromkeys([_tidy(self.low), *inner, _tidy(self.high)]))

    def _cut(self, left: float, right: float) -> list[float]:
        if right - left <= (self.high - self.low) * FINE:
            return []
        step = (right - left) / (CUTS + 1)
        values = dict.fromkeys(self._tidy(left + (i + 1) * step) for i in range(CUTS))
        return [value for value in values if left < value < right]

    def _tidy(self, value: float) -> float:
        return float(round(value)) if self.whole else _tidy(value)

    def _refused(self, one: Sample) -> int:
        """-1 or 1 where the share is refused to be the level, being below or above; else 0."""
        away = one.share - self.level
        return 0 if abs(away) <= self.slack else (1 if away > 0.0 else -1)

    def _regions(self, known: Sequence[Sample]) -> list["_Region"]:
        """Where the share goes from surely below to surely above, or the other way."""
        places = [i for i, one in enumerate(known) if self._refused(one)]
        if not places:
            return [_Region(list(known), left=False, right=False)]
        regions = [
            _Region(list(known[before : after + 1]), left=True, right=True)
            for before, after in pairwise(places)
            if self._refused(known[before]) != self._refused(known[after])
        ]
        if places[0] > 0:
            regions.insert(0, _Region(list(known[: places[0] + 1]), left=False, right=True))
        if places[-1] < len(known) - 1:
            regions.append(_Region(list(known[places[-1] :]), left=True, right=False))
        return regions

    def _tip(self, region: "_Region") -> Crossing | None:
        """The crossing in a region, on a line that only rises or only falls; None without one."""
        from scipy.optimize import isotonic_regression  # noqa: PLC0415 - takes half a second

        shares = [one.share for one in region.seen]
        rising = shares[-1] > shares[0]
        line = isotonic_regression(shares, increasing=rising).x.tolist()
        if not min(line[0], line[-1]) <= self.level <= max(line[0], line[-1]) or len(line) < 2:  # noqa: PLR2004
            return None
        smooth = [(one.value, share) for one, share in zip(region.seen, line, strict=True)]
        edge = self.slack if rising else -self.slack
        low = _passed(smooth, self.level - edge) if region.left else None
        high = _passed(smooth, self.level + edge) if region.right else None
        return Crossing(_passed(smooth, self.level), low, high, rising)


class _Region(NamedTuple):
    """Neighbouring values; at an end marked True the level is refused."""

    seen: list[Sample]
    left: bool
    right: bool


_Edge = tuple[Sample, Sample] | None


def _passed(line: Sequence[tuple[float, float]], target: float) -> float:
    """Where a line that only rises or only falls passes a target; the middle if it rests there."""
    found = []
    for (left, one), (right, other) in pairwise(line):
        if min(one, other) <= target <= max(one, other):
            part = (target - one) / (other - one) if other != one else 0.5
            found.append(left + part * (right - left))
    return (found[0] + found[-1]) / 2.0


def _tidy(value: float) -> float:
    """A value as a file would write it, so that it is the same when it is read again."""
    return float(f"{value:.12g}")
