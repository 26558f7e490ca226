"""Confidence intervals of shares; they cover chance within the model, not doubt about it."""

from functools import cache
from math import atan, exp, inf, lgamma, log1p, pi, sin, sqrt, tan
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:  # pandas takes half a second of start-up
    import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVEL = 0.95
Z95 = 1.959963984540054
"""Standard normal quantile of a 95% interval."""
ROUNDING = 1e-12
"""A spread below it is rounding alone."""
SERIES = 100.0  # from here on the first terms of an asymptotic series are exact
SURE = 0.99  # up to here a few nodes integrate Student's density to the last digits


def share_interval(
    hits: npt.ArrayLike, total: npt.ArrayLike, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Wilson interval of ``hits / total``; it contains the share and stays within [0, 1].

    Args:
        hits: Successes, 0 <= hits <= total; fractions allowed (an effective count).
        total: Trials; 0 gives all of [0, 1], because nothing is known then.
        level: Confidence level in (0, 1).

    Returns:
        Lower and upper ends, of the shape the arguments broadcast to.

    Source: wilson1927.

    >>> low, high = share_interval(3, 1000)
    >>> round(float(low), 4), round(float(high), 4)
    (0.001, 0.0088)
    """
    k, n = np.broadcast_arrays(np.asarray(hits, float), np.asarray(total, float))
    z2 = NormalDist().inv_cdf(0.5 + level / 2.0) ** 2
    trials = np.maximum(n, np.finfo(float).tiny)
    share = np.where(n > 0.0, k / trials, 0.5)
    middle = (k + z2 / 2.0) / (n + z2)
    half = np.sqrt(z2) / (n + z2) * np.sqrt(n * share * (1.0 - share) + z2 / 4.0)
    # The ends are exact where the share is 0 or 1; rounding must not push them past it.
    low = np.where((k <= 0.0) | (n <= 0.0), 0.0, np.clip(middle - half, 0.0, share))
    high = np.where((k >= n) | (n <= 0.0), 1.0, np.clip(middle + half, share, 1.0))
    return low, high


def variance_interval(
    share: npt.ArrayLike, variance: npt.ArrayLike, *, trials: npt.ArrayLike, most: float
) -> tuple[Floats, Floats]:
    """Wilson's 95% interval of a share whose variance is known instead of its trials.

    Args:
        share: In [0, 1].
        variance: Of the share; at a share of 0 or 1 it says nothing and is not used.
        trials: Number of trials to assume at a share of 0 or 1.
        most: Number of trials in all; the variance never counts for more.

    Returns:
        Lower and upper ends, of the shape the arguments broadcast to.

    The variance stands for ``share (1 - share) / variance`` independent trials, at least one.
    Source: korn1998.

    >>> low, high = variance_interval(0.003, 0.003 * 0.997 / 1000, trials=1000, most=1000)
    >>> round(float(low), 4), round(float(high), 4)
    (0.001, 0.0088)
    """
    p, v, fallback = np.broadcast_arrays(
        np.asarray(share, float), np.asarray(variance, float), np.asarray(trials, float)
    )
    spread = p * (1.0 - p)
    usable = (spread > ROUNDING) & (v > 0.0)
    effective = np.divide(spread, v, out=np.array(fallback), where=usable)
    effective = np.where(usable, np.clip(effective, 1.0, most), fallback)
    return share_interval(p * effective, effective)


def monte_carlo_error(share: npt.ArrayLike, runs: npt.ArrayLike) -> Floats:
    """Standard error of a share of independent runs: ``sqrt(share (1 - share) / runs)``.

    How far chance alone moves a share from one seed to the next. Doubt about the numbers in the
    scenario is far larger: sweep first.

    >>> (196 * monte_carlo_error(0.05, [2000, 10000])).round(1).tolist()
    [1.0, 0.4]
    """
    p = np.asarray(share, float)
    return np.asarray(np.sqrt(p * (1.0 - p) / np.asarray(runs, float)), dtype=np.float64)


def student(freedom: npt.ArrayLike, *, level: float = LEVEL) -> Floats:
    """Student's t of a two-sided interval, by degrees of freedom (above 0); 95% by default.

    Source: student1908.

    >>> student([2, 999]).round(3).tolist()
    [4.303, 1.962]
    """
    given, shape = np.unique(np.asarray(freedom, float), return_inverse=True)
    found = np.array([_student(one, level) for one in given.tolist()])
    return np.asarray(found[shape].reshape(np.shape(freedom)), dtype=np.float64)


def _student(freedom: float, level: float) -> float:
    """Student's t by Newton's method: SciPy's takes most of a second to be imported.

    With ``t = sqrt(v) tan(a)`` the density is ``c cos(a)^(v - 1)``, which is smooth, so forty nodes
    integrate it to the last digits. It falls with ``a`` from one degree of freedom on: begun at
    the normal quantile, which is too small, the steps come from one side.
    """
    if level > SURE or not freedom >= 1.0:
        from scipy.special import stdtrit  # noqa: PLC0415 - takes half a second

        return float(stdtrit(freedom, 0.5 + level / 2.0))
    nodes, weights = _nodes()
    normal = NormalDist().inv_cdf(0.5 + level / 2.0)
    if freedom == inf:
        return normal
    angle = atan(normal / sqrt(freedom))
    height = 2.0 * _gamma_ratio(freedom / 2.0) / sqrt(pi)
    for _ in range(60):
        # the logarithm of a cosine, exact for the small angles of many degrees of freedom
        falls = np.exp((freedom - 1.0) / 2.0 * np.log1p(-np.square(np.sin(angle * nodes))))
        here = exp((freedom - 1.0) / 2.0 * log1p(-(sin(angle) ** 2)))
        step = (level - height * angle * float(np.dot(weights, falls))) / (height * here)
        angle = min(angle + step, 0.5 * (angle + pi / 2.0))
        if abs(step) <= ROUNDING * angle:  # the next one would be its square
            break
    return sqrt(freedom) * tan(angle)


@cache
def _nodes() -> tuple[Floats, Floats]:
    """Nodes and weights of Gauss and Legendre on [0, 1]."""
    at, weights = np.polynomial.legendre.leggauss(40)
    return (at + 1.0) / 2.0, weights / 2.0


def _gamma_ratio(half: float) -> float:
    """``gamma(half + 1/2) / gamma(half)``; by its series where both would be huge."""
    if half < SERIES:
        return exp(lgamma(half + 0.5) - lgamma(half))
    x = 1.0 / half  # of the asymptotic series
    return sqrt(half) * (1.0 + x * (-1 / 8 + x * (1 / 128 + x * (5 / 1024 - x * 21 / 32768))))


def clustered_interval(hits: npt.ArrayLike, total: npt.ArrayLike) -> tuple[float, float, float]:
    """Share and 95% interval of events that come in clusters, such as the acts of a run.

    Args:
        hits: Successes in each cluster.
        total: Events in each cluster; each >= its hits.

    Returns:
        ``share`` (pooled; nan without an event), ``low`` and ``high``, as of
        :func:`clustered_shares`. Source: korn1998.

    >>> share, low, high = clustered_interval([2, 0, 1], [4, 0, 2])
    >>> share, low < share < high
    (0.5, True)
    """
    k, n = (np.asarray(one, float).reshape(-1, 1) for one in (hits, total))
    share, low, high = clustered_shares(k, n)
    return float(share[0]), float(low[0]), float(high[0])


def clustered_shares(
    hits: npt.ArrayLike, total: npt.ArrayLike, *, squares: npt.ArrayLike | None = None
) -> tuple[Floats, Floats, Floats]:
    """Shares and 95% intervals of events that are alike within a cluster.

    Args:
        hits: (clusters, shares) successes; of weighted events the sums of their weights.
        total: Events, of a shape that broadcasts to that of ``hits``; each >= its hits.
        squares: Sums of the squares of the weights, one a share; None if all weights are 1.

    Returns:
        ``share`` (pooled; nan without an event), ``low`` and ``high``, one a share.

    Where no cluster has two events they are independent, and the interval is Wilson's. Else the
    variance of the pooled share over clusters (linearised ratio) gives an effective number of
    events for Wilson's interval, times ``(z / t)^2`` with clusters - 1 degrees of freedom, because
    few clusters estimate their variance badly; never above the real number. Rare events estimate
    it badly too (:func:`cautious_variance`): at a share of 0 or 1 a cluster counts as one event.
    Source: korn1998.

    >>> share, low, high = clustered_shares([[1, 0], [0, 0]], [[1], [1]])
    >>> share.tolist(), high.round(3).tolist()
    ([0.5, 0.0], [0.905, 0.658])
    """
    k, n = np.broadcast_arrays(np.asarray(hits, float), np.asarray(total, float))
    events = n.sum(axis=0)
    share = np.divide(k.sum(axis=0), events, out=np.full_like(events, np.nan), where=events > 0.0)
    trials = _effective_events(k, n, np.nan_to_num(share), squares)
    low, high = share_interval(np.nan_to_num(share) * trials, trials)
    return share, np.fmin(low, share), np.fmax(high, share)


def clustered_ratio(
    one: tuple[npt.ArrayLike, npt.ArrayLike], other: tuple[npt.ArrayLike, npt.ArrayLike]
) -> tuple[float, float, float]:
    """Ratio of two pooled shares of events that come in the same runs, and its 95% interval.

    Args:
        one: Successes and events in each run, of the share in the numerator.
        other: The same of the share in the denominator, run by run. Runs without an event say
            nothing.

    Returns:
        ``ratio``, ``low`` and ``high`` (0 to infinity where a share is 0 or has no event, because
        nothing is known then; the ratio is nan if it is 0 / 0 or if there is no event).

    The logarithm of the ratio is taken as normal, its variance is that over runs (linearised),
    its quantile Student's with runs - 1 degrees of freedom. Where all runs agree there is no
    spread: the interval is then that of as many independent events, from the Wilson intervals of
    both shares, squared and added (on the logarithm).
    Source: katz1978; for runs: korn1998; without a spread: newcombe1998.

    >>> ratio, low, high = clustered_ratio(([2, 1, 1], [4, 2, 2]), ([1, 0, 1], [4, 2, 2]))
    >>> ratio, low < ratio < high
    (2.0, True)
    """
    (k1, n1), (k2, n2) = ((np.asarray(k, float), np.asarray(n, float)) for k, n in (one, other))
    share1, share2 = (float(k.sum() / n.sum()) if n.sum() else 0.0 for k, n in ((k1, n1), (k2, n2)))
    if not n1.sum() or not n2.sum() or not share1 or not share2:
        events = bool(n1.sum() and n2.sum())
        ratio = float("nan") if not events or share1 == share2 else float("inf") if share1 else 0.0
        return ratio, 0.0, float("inf")
    ratio = share1 / share2
    influence = (k1 - share1 * n1) / k1.sum() - (k2 - share2 * n2) / k2.sum()
    runs = float(np.count_nonzero(n1 + n2))
    if runs == 1.0:
        return ratio, 0.0, float("inf")
    error = float(np.sqrt(runs / (runs - 1.0) * np.sum(influence**2)))
    if error <= ROUNDING:
        return ratio, *_independent_ratio((k1.sum(), n1.sum()), (k2.sum(), n2.sum()))
    factor = float(np.exp(student(runs - 1.0) * error))
    return ratio, ratio / factor, ratio * factor


def _independent_ratio(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Interval of the ratio of two shares above 0 of independent events (hits, events)."""
    below, above = [], []  # distance of each share from the ends of its interval, as a logarithm
    for hits, events in (one, other):
        low, high = share_interval(hits, events)
        below.append(float(np.log(hits / events / low)))
        above.append(float(np.log(high * events / hits)))
    ratio = one[0] / one[1] / (other[0] / other[1])
    less, more = np.hypot(below[0], above[1]), np.hypot(above[0], below[1])
    return float(ratio / np.exp(less)), float(ratio * np.exp(more))


def cautious_variance(
    share: npt.ArrayLike, variance: npt.ArrayLike, clusters: npt.ArrayLike, worth: npt.ArrayLike
) -> Floats:
    """The variance of a share over clusters, wider where clusters or hits are few.

    Args:
        share: In [0, 1].
        variance: As it was estimated over clusters.
        clusters: How many there are, at least 2.
        worth: Number of independent events that they are worth at least.

    Few clusters estimate their variance badly: it is taken times ``(t / z)^2`` with clusters - 1
    degrees of freedom. So do rare hits, whatever the number of clusters: it is drawn to the
    greatest possible, that of clusters in which all events are alike, which weighs
    ``(z / t)^2 / (1 + 4 m^2)``, where ``m`` is the smaller number of clusters' worth of hits or
    misses: a fifth with one such cluster among many, a hundredth with five. Without it, intervals
    of shares with two or three hits in clusters of twenty hold the true share in 82 to 90% of
    samples (``tests/analysis/statistics/laws/test_coverage.py``). The weight is an assumption.

    >>> float(cautious_variance(0.5, 0.01, 1000, 1000).round(3))
    0.01
    """
    p, c = np.asarray(share, float), np.asarray(worth, float)
    wider = (student(np.asarray(clusters, float) - 1.0) / Z95) ** 2
    widened = wider * np.asarray(variance, float)
    rare = 1.0 / (1.0 + 4.0 * np.square(c * np.minimum(p, 1.0 - p))) / wider
    greatest = np.maximum(widened, p * (1.0 - p) / c)
    return np.asarray((1.0 - rare) * widened + rare * greatest, dtype=np.float64)


def _effective_events(k: Floats, n: Floats, share: Floats, squares: npt.ArrayLike | None) -> Floats:
    """Number of independent events that would estimate each share as well."""
    events, clusters = n.sum(axis=0), np.count_nonzero(n, axis=0).astype(float)
    largest, tiny = n.max(axis=0, initial=0.0), np.finfo(float).tiny
    independent = (largest <= 1.0) & (squares is None)
    if squares is None:
        most, least = events, np.where(independent, events, clusters)
    else:  # of unequal weights the heaviest cluster bounds what all of them know
        most, least = events**2 / np.maximum(squares, tiny), events / np.maximum(largest, tiny)
    spread = np.square(k - share * n).sum(axis=0)
    freedom = np.maximum(clusters - 1.0, 1.0)
    variance = clusters / freedom * spread / np.where(events > 0.0, events, 1.0) ** 2
    variance = cautious_variance(share, variance, freedom + 1.0, np.maximum(least, 1.0))
    worth = share * (1.0 - share) / np.maximum(variance, tiny)
    known = np.where(variance > 0.0, np.minimum(most, worth), most)
    alone = (share <= 0.0) | (share >= 1.0) | (clusters <= 1.0) | independent
    return np.asarray(np.where(alone, least, known), dtype=np.float64)


def with_interval(table: "pd.DataFrame", *, hits: str = "n", total: str = "of") -> "pd.DataFrame":
    """The table with columns ``share``, ``low`` and ``high`` of ``hits`` among ``total``.

    >>> import pandas as pd
    >>> with_interval(pd.DataFrame({"n": [1], "of": [2]}))["share"].item()
    0.5
    """
    low, high = share_interval(table[hits].to_numpy(), table[total].to_numpy())
    of = table[total].where(table[total] > 0)
    columns: dict[str, Any] = {"share": table[hits] / of, "low": low, "high": high}
    return table.assign(**columns)
