"""The search for values of one parameter at which a share crosses a level, with intervals.

The same runs are played at every value, so the share is a function of the value, and the search
brackets where it crosses the level. The crossing is the estimate; its interval consists of all
values at which a test does not reject the level, and its ends are found by the same search.
Source: wilson1927 for the test; the interval is its inversion (cox1974, ch. 7).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import NormalDist
from typing import NamedTuple

SCAN = 9  # values played first
CUTS = 3  # values that divide a bracket, played together
FINE = 1.0 / 512.0  # of the range: the width at which a bracket is not divided further

Span = tuple[float | None, float | None]
"""Ends of a stretch of values; None where it extends beyond the range."""


class Sample(NamedTuple):
    """The runs at one value.

    Attributes:
        value: Of the parameter.
        hits, runs: Runs that count, and all runs; the same number of runs at every value.
    """

    value: float
    hits: int
    runs: int

    @property
    def share(self) -> float:
        """Share of runs that count."""
        return self.hits / self.runs


class Crossing(NamedTuple):
    """One crossing of the level.

    Attributes:
        value: Where the share crosses the level.
        low, high: Ends of its 95% interval; None where it extends beyond the range.
        rising: Whether the share rises there.
    """

    value: float
    low: float | None
    high: float | None
    rising: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A search for crossings of a level between two values.

    Attributes:
        low, high: The range searched.
        level: In (0, 1).
        runs: Played at each value.
        whole: Whether only whole numbers are played; then both ends are whole.
    """

    low: float
    high: float
    level: float
    runs: int
    whole: bool = False

    @property
    def slack(self) -> float:
        """Largest distance of a share from the level at which the level is not rejected at 5%."""
        z = NormalDist().inv_cdf(0.975)
        return z * math.sqrt(self.level * (1.0 - self.level) / self.runs)

    def values(self, samples: Sequence[Sample]) -> list[float]:
        """The values to play next; none when the search has ended.

        Args:
            samples: Everything played so far, in any order. The answer depends on nothing else,
                so a search that was stopped goes on as if it had not been.
        """
        known = sorted(samples)
        played = {one.value for one in known}
        missing = [value for value in self._scan() if value not in played]
        if missing:
            return missing
        wanted: set[float] = set()
        for region in self._regions(known):
            crossing = self._crossing(region)
            if crossing is None:
                continue
            values = [one.value for one in region.samples]
            place = max(i for i, value in enumerate(values) if value <= crossing.value)
            place = min(place, len(values) - 2)
            brackets = {(values[place], values[place + 1])}
            brackets |= {(values[0], values[1])} if region.left else set()
            brackets |= {(values[-2], values[-1])} if region.right else set()
            wanted |= {value for left, right in brackets for value in self._cut(left, right)}
        edges = [
            edge for edges in self._undecided_edges(known) for edge in edges if edge is not None
        ]
        wanted |= {value for one, other in edges for value in self._cut(one.value, other.value)}
        return sorted(wanted)

    def crossings(self, samples: Sequence[Sample]) -> list[Crossing]:
        """Every crossing of the level, from left to right; none where it is not crossed."""
        crossings = [self._crossing(region) for region in self._regions(sorted(samples))]
        return [one for one in crossings if one is not None]

    def undecided(self, samples: Sequence[Sample]) -> list[Span]:
        """Stretches where no crossing was found and none can be excluded.

        Args:
            samples: Everything played; where every value rejects the level there is no stretch.
        """
        edges = self._undecided_edges(sorted(samples))
        return [(self._end(left), self._end(right)) for left, right in edges]

    def _undecided_edges(self, known: Sequence[Sample]) -> list[tuple["_Edge", "_Edge"]]:
        """Edges of the stretches without a crossing whose values do not reject the level.

        An edge is two neighbours of which one rejects it, or None at an end of the range.
        """
        crossings, stretches, start = self.crossings(known), list[tuple["_Edge", "_Edge"]](), 0
        for rejected, group in groupby(known, lambda one: self._rejects(one) != 0):
            stop = start + len(list(group))
            around = known[max(start - 1, 0) : stop + 1]
            if not rejected and not any(
                around[0].value <= one.value <= around[-1].value for one in crossings
            ):
                left = (known[start - 1], known[start]) if start else None
                right = (known[stop - 1], known[stop]) if stop < len(known) else None
                stretches.append((left, right))
            start = stop
        return stretches

    def _end(self, edge: "_Edge") -> float | None:
        """The value between two neighbours at which the level is no longer rejected."""
        if edge is None:
            return None
        way = self._rejects(edge[0]) or self._rejects(edge[1])
        return _crossing_value(
            [(one.value, one.share) for one in edge], self.level + way * self.slack
        )

    def _scan(self) -> list[float]:
        step = (self.high - self.low) / (SCAN - 1)
        inner = [self._rounded(self.low + i * step) for i in range(1, SCAN - 1)]
        return list(dict.fromkeys([_rounded(self.low), *inner, _rounded(self.high)]))

    def _cut(self, left: float, right: float) -> list[float]:
        if right - left <= (self.high - self.low) * FINE:
            return []
        step = (right - left) / (CUTS + 1)
        values = dict.fromkeys(self._rounded(left + (i + 1) * step) for i in range(CUTS))
        return [value for value in values if left < value < right]

    def _rounded(self, value: float) -> float:
        return float(round(value)) if self.whole else _rounded(value)

    def _rejects(self, one: Sample) -> int:
        """-1 or 1 where a sample rejects the level, being below or above it; else 0."""
        away = one.share - self.level
        return 0 if abs(away) <= self.slack else (1 if away > 0.0 else -1)

    def _regions(self, known: Sequence[Sample]) -> list["_Region"]:
        """Regions in which the share goes from rejected below to rejected above, or back."""
        places = [i for i, one in enumerate(known) if self._rejects(one)]
        if not places:
            return [_Region(list(known), left=False, right=False)]
        regions = [
            _Region(list(known[before : after + 1]), left=True, right=True)
            for before, after in pairwise(places)
            if self._rejects(known[before]) != self._rejects(known[after])
        ]
        if places[0] > 0:
            regions.insert(0, _Region(list(known[: places[0] + 1]), left=False, right=True))
        if places[-1] < len(known) - 1:
            regions.append(_Region(list(known[places[-1] :]), left=True, right=False))
        return regions

    def _crossing(self, region: "_Region") -> Crossing | None:
        """The crossing in a region, on its monotone regression; None without one."""
        from scipy.optimize import isotonic_regression  # noqa: PLC0415 - takes half a second

        shares = [one.share for one in region.samples]
        rising = shares[-1] > shares[0]
        line = isotonic_regression(shares, increasing=rising).x.tolist()
        if not min(line[0], line[-1]) <= self.level <= max(line[0], line[-1]) or len(line) < 2:  # noqa: PLR2004
            return None
        smooth = [(one.value, share) for one, share in zip(region.samples, line, strict=True)]
        edge = self.slack if rising else -self.slack
        low = _crossing_value(smooth, self.level - edge) if region.left else None
        high = _crossing_value(smooth, self.level + edge) if region.right else None
        return Crossing(_crossing_value(smooth, self.level), low, high, rising)


class _Region(NamedTuple):
    """Neighbouring samples; at an end marked True the level is rejected."""

    samples: list[Sample]
    left: bool
    right: bool


_Edge = tuple[Sample, Sample] | None


def _crossing_value(line: Sequence[tuple[float, float]], target: float) -> float:
    """The value at which a monotone line passes a target; the middle of a level stretch there."""
    values = []
    for (left, one), (right, other) in pairwise(line):
        if min(one, other) <= target <= max(one, other):
            part = (target - one) / (other - one) if other != one else 0.5
            values.append(left + part * (right - left))
    return (values[0] + values[-1]) / 2.0


def _rounded(value: float) -> float:
    """A value rounded as a file would write it, so that it is read back unchanged."""
    return float(f"{value:.12g}")
