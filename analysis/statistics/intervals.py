"""Every share carries an interval; it covers chance within the model, not doubt about it."""

from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:  # half a second of start-up, for two names of types
    import pandas as pd

Floats = npt.NDArray[np.float64]

LEVEL = 0.95
ROUNDING = 1e-12
"""Below this a spread is nothing but rounding."""


def share_interval(
    hits: npt.ArrayLike, total: npt.ArrayLike, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Wilson interval of ``hits / total``; it contains the share and stays within [0, 1].

    Args:
        hits: Successes, 0 <= hits <= total; fractions allowed (an effective count).
        total: Trials; 0 gives the whole of [0, 1], for nothing is known.
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
    known = np.maximum(n, np.finfo(float).tiny)
    share = np.where(n > 0.0, k / known, 0.5)
    middle = (k + z2 / 2.0) / (n + z2)
    half = np.sqrt(z2) / (n + z2) * np.sqrt(n * share * (1.0 - share) + z2 / 4.0)
    # The ends are exact where the share is 0 or 1; rounding must not push them past it.
    low = np.where((k <= 0.0) | (n <= 0.0), 0.0, np.clip(middle - half, 0.0, share))
    high = np.where((k >= n) | (n <= 0.0), 1.0, np.clip(middle + half, share, 1.0))
    return low, high


def variance_interval(
    share: npt.ArrayLike, variance: npt.ArrayLike, *, known: npt.ArrayLike, most: float
) -> tuple[Floats, Floats]:
    """Wilson's 95% interval of a share of which the variance is known instead of the trials.

    Args:
        share: In [0, 1].
        variance: Of the share; at a share of 0 or 1 it tells nothing and is not used.
        known: Trials to count there.
        most: Trials there were; the variance is never taken for more.

    Returns:
        Lower and upper ends, of the shape the arguments broadcast to.

    The variance stands for ``share (1 - share) / variance`` independent trials, at least one.
    Source: korn1998.

    >>> low, high = variance_interval(0.003, 0.003 * 0.997 / 1000, known=1000, most=1000)
    >>> round(float(low), 4), round(float(high), 4)
    (0.001, 0.0088)
    """
    p, v, sure = np.broadcast_arrays(
        np.asarray(share, float), np.asarray(variance, float), np.asarray(known, float)
    )
    spread = p * (1.0 - p)
    seen = (spread > ROUNDING) & (v > 0.0)
    worth = np.divide(spread, v, out=np.array(sure), where=seen)
    trials = np.where(seen, np.clip(worth, 1.0, most), sure)
    return share_interval(p * trials, trials)


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
    """Student's t that is exceeded in 2.5% of samples, by degrees of freedom (above 0).

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
    events for Wilson's interval; times ``(z / t)^2`` with a degree of freedom less than runs, for
    few runs know their variance badly; never above the real number. Source: korn1998.

    >>> share, low, high = clustered_interval([2, 0, 1], [4, 0, 2])
    >>> share, low < share < high
    (0.5, True)
    """
    k, n = np.asarray(hits, float), np.asarray(total, float)
    k, n = k[n > 0.0], n[n > 0.0]
    if not n.size:
        return float("nan"), 0.0, 1.0
    share = float(k.sum() / n.sum())
    effective = _effective(k, n, share)
    low, high = share_interval(share * effective, effective)
    return share, min(float(low), share), max(float(high), share)


def clustered_ratio(
    one: tuple[npt.ArrayLike, npt.ArrayLike], other: tuple[npt.ArrayLike, npt.ArrayLike]
) -> tuple[float, float, float]:
    """Ratio of two pooled shares of events that come in the same runs, and its 95% interval.

    Args:
        one: Successes and events in each run, of the share above the line.
        other: The same of the share below it, run by run. Runs without an event say nothing.

    Returns:
        ``ratio``, ``low`` and ``high`` (0 to infinity where a share is 0 or has no event, for
        then nothing is known; the ratio is nan if it is 0 / 0 or if there is no event).

    The logarithm of the ratio is taken for normal, its variance is that over runs (linearised),
    its quantile Student's with a degree of freedom less than runs. Where all runs say the same
    there is no spread to go by: then the width is that of as many independent events, from the
    Wilson intervals of both shares, squared and added (on the logarithm).
    Source: katz1978; for runs: korn1998; without a spread: newcombe1998.

    >>> ratio, low, high = clustered_ratio(([2, 1, 1], [4, 2, 2]), ([1, 0, 1], [4, 2, 2]))
    >>> ratio, low < ratio < high
    (2.0, True)
    """
    (hits, total), (less, of) = (
        (np.asarray(k, float), np.asarray(n, float)) for k, n in (one, other)
    )
    above, below = (
        float(k.sum() / n.sum()) if n.sum() else 0.0 for k, n in ((hits, total), (less, of))
    )
    if not total.sum() or not of.sum() or not above or not below:
        known = bool(total.sum() and of.sum())
        bare = float("nan") if not known or above == below else float("inf") if above else 0.0
        return bare, 0.0, float("inf")
    ratio = above / below
    pull = (hits - above * total) / hits.sum() - (less - below * of) / less.sum()
    runs = float(np.count_nonzero(total + of))
    if runs == 1.0:
        return ratio, 0.0, float("inf")
    error = float(np.sqrt(runs / (runs - 1.0) * np.sum(pull**2)))
    if error <= ROUNDING:
        return ratio, *_apart((hits.sum(), total.sum()), (less.sum(), of.sum()))
    reach = float(np.exp(student(runs - 1.0) * error))
    return ratio, ratio / reach, ratio * reach


def _apart(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Interval of the ratio of two shares above 0 of independent events (hits, events)."""
    below, above = [], []  # how far each share may be off, as a logarithm
    for hits, events in (one, other):
        low, high = share_interval(hits, events)
        below.append(float(np.log(hits / events / low)))
        above.append(float(np.log(high * events / hits)))
    ratio = one[0] / one[1] / (other[0] / other[1])
    less, more = np.hypot(below[0], above[1]), np.hypot(above[0], below[1])
    return float(ratio / np.exp(less)), float(ratio * np.exp(more))


def _effective(k: Floats, n: Floats, share: float) -> float:
    """Independent events worth as much as these clustered ones."""
    runs = float(n.size)
    if share in (0.0, 1.0) or runs == 1.0:
        return runs  # no spread to see: at worst a run is one event
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
