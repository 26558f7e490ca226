"""Confidence intervals of shares; they cover chance within the model, not doubt about it."""

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


def student(freedom: npt.ArrayLike) -> Floats:
    """Student's t that 2.5% of samples exceed, by degrees of freedom (above 0).

    Source: student1908.

    >>> student([2, 999]).round(3).tolist()
    [4.303, 1.962]
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - takes half a second

    return np.asarray(stdtrit(freedom, 0.5 + LEVEL / 2.0), dtype=np.float64)


def clustered_interval(hits: npt.ArrayLike, total: npt.ArrayLike) -> tuple[float, float, float]:
    """Share and 95% interval of events that come in runs, which are not independent.

    Args:
        hits: Successes in each run.
        total: Events in each run; each >= its hits.

    Returns:
        ``share`` (pooled; nan without an event), ``low`` and ``high``.

    The variance of the pooled share over runs (linearised ratio) gives an effective number of
    events for Wilson's interval, times ``(z / t)^2`` with runs - 1 degrees of freedom, because few
    runs estimate their variance badly; never above the real number. Source: korn1998.

    >>> share, low, high = clustered_interval([2, 0, 1], [4, 0, 2])
    >>> share, low < share < high
    (0.5, True)
    """
    k, n = np.asarray(hits, float), np.asarray(total, float)
    k, n = k[n > 0.0], n[n > 0.0]
    if not n.size:
        return float("nan"), 0.0, 1.0
    share = float(k.sum() / n.sum())
    effective = _effective_events(k, n, share)
    low, high = share_interval(share * effective, effective)
    return share, min(float(low), share), max(float(high), share)


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


def _effective_events(k: Floats, n: Floats, share: float) -> float:
    """Number of independent events that would estimate the share as well."""
    runs = float(n.size)
    if share in (0.0, 1.0) or runs == 1.0:
        return runs  # without a spread a run counts as one event, at worst
    spread = float(np.sum((k - share * n) ** 2))
    variance = runs / (runs - 1.0) * spread / float(n.sum()) ** 2
    events = float(n.sum())
    few = (NormalDist().inv_cdf(0.5 + LEVEL / 2.0) / float(student(runs - 1.0))) ** 2
    return min(events, few * share * (1.0 - share) / variance) if variance > 0.0 else events


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
