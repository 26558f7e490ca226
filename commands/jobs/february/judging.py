"""Differences between paired runs, and what may be said of them; nothing else decides a verdict."""

from collections.abc import Sequence
from math import inf, isnan, nan
from typing import NamedTuple

import numpy as np

from brinkmanship.analysis.statistics.paired import mean_interval, paired_interval
from brinkmanship.sim.results.played import Floats

LEAST_CASES = 30
"""Runs of either side in which a thing that is not in every run must be, to be judged at all."""
EXPECTED, OPPOSITE, SMALLER = "as expected", "opposite", "as expected, but smaller"
MOVES, UNEQUAL, DEAD, NEVER = "moves it", "not in proportion", "changes no run", "does not happen"
UNRESOLVED = "not resolved"


class Rate(NamedTuple):
    """A share or mean over runs, as a ratio of sums.

    Attributes:
        hits: (R,) what is counted.
        of: (R,) of what: 1 in every run for a plain mean.
    """

    hits: Floats
    of: Floats

    @property
    def value(self) -> float:
        """The share or mean; not a number if there is nothing that it is of."""
        whole = float(self.of.sum())
        return float(self.hits.sum()) / whole if whole else nan

    @property
    def plain(self) -> bool:
        """Whether it is a share of all runs."""
        return bool(np.all(self.of == 1) and np.all((self.hits == 0) | (self.hits == 1)))

    def times(self, factor: float) -> "Rate":
        """The rate multiplied."""
        return Rate(self.hits * factor, self.of)

    def influence(self) -> Floats:
        """How much each run moves the value, times the number of runs; its mean is 0."""
        return np.asarray((self.hits - self.value * self.of) / self.of.mean())


class Gap(NamedTuple):
    """What a change does to a rate, run by run on the same dice.

    Attributes:
        first, second: The rate before and after; ``first`` is 0 where a mean is judged alone.
        low, high: 95% interval of ``second - first``.
        gained, lost: Runs that count only after, and only before; -1 for what is no share of runs.
        differing: Runs in which anything at all differs; -1 where a mean is judged alone.
        runs: Pairs of runs.
    """

    first: float
    second: float
    low: float
    high: float
    gained: int
    lost: int
    differing: int
    runs: int

    @property
    def mean(self) -> float:
        """The difference."""
        return self.second - self.first

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out zero, else 0."""
        return int(self.low > 0.0) - int(self.high < 0.0)


def gap_between(first: Rate, second: Rate, differing: int) -> Gap:
    """The difference of two rates of the same runs.

    Shares of all runs get Tango's interval, as in ``brink compare``; other rates Student's, of the
    linear part of the ratio.
    """
    runs = len(first.hits)
    if first.plain and second.plain:
        gained = int(np.sum(second.hits > first.hits))
        lost = int(np.sum(second.hits < first.hits))
        ends = paired_interval(gained, lost, runs)
        low, high = (float(end) for end in ends)
        return Gap(first.value, second.value, low, high, gained, lost, differing, runs)
    if min(np.count_nonzero(first.of), np.count_nonzero(second.of)) < LEAST_CASES:
        return Gap(first.value, second.value, -inf, inf, -1, -1, differing, runs)
    parts = second.influence() - first.influence()
    half = half_width(parts)
    mean = second.value - first.value
    return Gap(first.value, second.value, mean - half, mean + half, -1, -1, differing, runs)


def gap_from_zero(rate: Rate) -> Gap:
    """A mean of changes within a run, against none."""
    runs = len(rate.hits)
    if np.count_nonzero(rate.of) < LEAST_CASES:
        return Gap(0.0, rate.value, -inf, inf, -1, -1, -1, runs)
    half = half_width(rate.influence())
    return Gap(0.0, rate.value, rate.value - half, rate.value + half, -1, -1, -1, runs)


def half_width(parts: Floats) -> float:
    """Half of Student's 95% interval of a mean."""
    mean, low, _ = mean_interval(float(parts.sum()), float((parts * parts).sum()), len(parts))
    return mean - low


def verdict(gap: Gap, sign: int | None, least: float = 0.0) -> str:
    """What the interval says of an expectation.

    Args:
        gap: The difference.
        sign: 1 or -1 for the direction expected, 0 for any, None for no difference at all.
        least: The least size expected.
    """
    if gap.differing == 0:
        return DEAD
    if isnan(gap.mean) or (gap.gained >= 0 and gap.first == gap.second == 0.0):
        return NEVER
    if sign is None:
        return _equal(gap)
    if gap.sign == 0:
        return UNRESOLVED
    if sign == 0:
        return MOVES
    return OPPOSITE if gap.sign != sign else _size(gap, least)


def _size(gap: Gap, least: float) -> str:
    """An effect of the expected sign, against the least size expected."""
    smallest, largest = sorted((abs(gap.low), abs(gap.high)))
    if largest < least:
        return SMALLER
    return EXPECTED if smallest >= least else f"{EXPECTED}, size not resolved"


def _equal(gap: Gap) -> str:
    """No difference can be shown, only that none larger than half of the first is left."""
    if gap.sign:
        return UNEQUAL
    largest = max(abs(gap.low), abs(gap.high))
    return EXPECTED if largest <= abs(gap.first) / 2.0 else UNRESOLVED


def joint_verdict(verdicts: Sequence[str], runs: int) -> str:
    """One sentence for the verdicts under several seeds.

    >>> joint_verdict(["as expected", "as expected"], 100)
    'as expected'
    >>> joint_verdict(["as expected", "not resolved"], 100)
    'as expected under 1 of 2 seeds, not resolved at n = 100 under 1'
    """
    names = {one: f"{one} at n = {runs:,}" if UNRESOLVED in one else one for one in verdicts}
    found = list(dict.fromkeys(verdicts))
    if len(found) == 1:
        return names[found[0]]
    first, *others = sorted(found, key=lambda one: -list(verdicts).count(one))
    parts = [f"{names[first]} under {list(verdicts).count(first)} of {len(verdicts)} seeds"]
    parts += [f"{names[one]} under {list(verdicts).count(one)}" for one in others]
    return ", ".join(parts)


class Change(NamedTuple):
    """How far a share changes, against a bound."""

    gap: Gap
    most: float

    @property
    def verdict(self) -> str:
        """Whether it changes by less than the bound, a share of itself."""
        bound = self.most * self.gap.first
        if max(abs(self.gap.low), abs(self.gap.high)) < bound:
            return "less than a quarter"
        if self.gap.low > bound or self.gap.high < -bound:
            return "more than a quarter"
        return UNRESOLVED


def within(low: float, high: float, bounds: tuple[float, float]) -> str:
    """Whether an interval lies in a range."""
    if bounds[0] <= low and high <= bounds[1]:
        return EXPECTED
    return "outside" if high < bounds[0] or low > bounds[1] else UNRESOLVED
