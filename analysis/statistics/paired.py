"""Differences of shares and of means between paired runs, which share their random numbers."""

from collections.abc import Sequence
from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from brinkmanship.analysis.statistics.intervals import LEVEL, Floats

HALVINGS = 60  # enough to bisect [-1, 1] to the precision of a double


def paired_interval(
    gained: npt.ArrayLike, lost: npt.ArrayLike, pairs: npt.ArrayLike, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Tango's score interval of a difference of shares among pairs; it lies within [-1, 1].

    Args:
        gained: Pairs in which only the second run has the property.
        lost: Pairs in which only the first run has it; ``gained + lost <= pairs``.
        pairs: All pairs, 0 or more; 0 gives all of [-1, 1].
        level: Confidence level in (0, 1).

    Returns:
        Lower and upper ends of (share of the second) - (share of the first).

    Only the number of pairs that agree matters. Without any flip the interval still has a width,
    that of Wilson's for no hit. Source: tango1998; why this one: newcombe1998.

    >>> low, high = paired_interval(1, 7, 21)
    >>> round(float(low), 3), round(float(high), 3)
    (-0.517, -0.026)
    """
    b, c, n = (
        np.asarray(one, float)
        for one in np.broadcast_arrays(*map(np.asarray, (gained, lost, pairs)))
    )
    z = NormalDist().inv_cdf(0.5 + level / 2.0)
    high = _upper_end(b, c, n, z)
    low = -_upper_end(c, b, n, z)
    share = np.where(n > 0.0, (b - c) / np.maximum(n, 1.0), 0.0)
    low, high = np.minimum(low, share), np.maximum(high, share)
    return np.where(n > 0.0, low, -1.0), np.where(n > 0.0, high, 1.0)


def _upper_end(b: Floats, c: Floats, n: Floats, z: float) -> Floats:
    """The greatest difference that the score test does not reject, by bisection."""
    low = np.where(n > 0.0, (b - c) / np.maximum(n, 1.0), 0.0)
    high = np.ones_like(low)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        kept = _score(b, c, n, middle) > -z
        low, high = np.where(kept, middle, low), np.where(kept, high, middle)
    return np.where(b >= np.maximum(n, 1.0), 1.0, (low + high) / 2.0)


def _score(b: Floats, c: Floats, n: Floats, delta: Floats) -> Floats:
    """Tango's statistic: the score of a difference ``delta`` in standard deviations."""
    first = (2.0 * n - b + c) * delta - b - c
    last = c * delta * (1.0 - delta)
    lost = (np.sqrt(first * first + 8.0 * n * last) - first) / np.maximum(4.0 * n, 1.0)
    variance = n * (2.0 * lost + delta * (1.0 - delta))
    return (b - c - n * delta) / np.sqrt(np.maximum(variance, np.finfo(float).tiny))


def flip_test(gained: int, lost: int) -> float:
    """Two-sided p value of McNemar's score test that flips go either way equally often.

    Returns:
        p in (0, 1]; without a flip 1.

    It is the test that :func:`paired_interval` inverts: p is below 0.05 if and only if the 95%
    interval leaves out zero. It has no correction for continuity, with which, or with McNemar's
    exact test, it would be conservative. Source: mcnemar1947, fagerland2013.

    >>> round(flip_test(1, 7), 4), flip_test(0, 0)
    (0.0339, 1.0)
    """
    flips = gained + lost
    return erfc(abs(gained - lost) / sqrt(2.0 * flips)) if flips else 1.0


def mean_test(total: float, squares: float, pairs: int) -> float:
    """Two-sided p value of Student's test that paired differences have a mean of zero.

    Args:
        total: Sum of the differences, as of :func:`mean_interval`, whose test this is.
        squares: Sum of their squares.
        pairs: At least two, of which one differs.

    Returns:
        p in [0, 1]; below 0.05 if and only if the 95% interval leaves out zero.

    Source: student1908.

    >>> round(mean_test(6.0, 14.0, 3), 3)
    0.074
    """
    from scipy.stats import t  # noqa: PLC0415 - takes half a second

    mean = total / pairs
    spread = max(squares - total * mean, 0.0) / (pairs - 1)
    if not spread:
        return 0.0 if mean else 1.0
    return float(2.0 * t.sf(abs(mean) / np.sqrt(spread / pairs), pairs - 1))


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values adjusted for their number by Holm's method, in the same order.

    Returns:
        Values in [0, 1], none below its p. The chance that any difference of zero has one below
        0.05 is at most 5%, however the tests depend on one another.

    Source: holm1979.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, least = [1.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        least = max(least, min((len(p_values) - rank) * p_values[place], 1.0))
        adjusted[place] = least
    return adjusted


def simultaneous_level(comparisons: int, *, level: float = LEVEL) -> float:
    """The level of each of several intervals that all hold together with ``level`` (Bonferroni).

    Returns:
        A level below 1. It holds however the comparisons depend on one another.

    Source: dunn1961.

    >>> round(simultaneous_level(5), 6)
    0.99
    """
    return 1.0 - (1.0 - level) / max(comparisons, 1)


def mean_interval(
    total: float, squares: float, pairs: int, *, level: float = LEVEL
) -> tuple[float, float, float]:
    """Mean of paired differences and its interval by Student's t.

    Args:
        total: Sum of the differences.
        squares: Sum of their squares.
        pairs: How many, at least 1; a single pair gives an infinite interval.
        level: Confidence level in (0, 1).

    Returns:
        Mean, and lower and upper end.

    Source: student1908.

    >>> mean_interval(6.0, 14.0, 3)[0]
    2.0
    """
    mean = total / pairs
    if pairs == 1:
        return mean, float("-inf"), float("inf")
    from scipy.special import stdtrit  # noqa: PLC0415 - as above

    spread = max(squares - total * mean, 0.0) / (pairs - 1)
    half = float(stdtrit(pairs - 1, 0.5 + level / 2.0)) * float(np.sqrt(spread / pairs))
    return mean, mean - half, mean + half
