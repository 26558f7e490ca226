"""Every share carries an interval; it covers chance within the model, not doubt about it."""

from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

LEVEL = 0.95


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


def clustered_interval(hits: npt.ArrayLike, total: npt.ArrayLike) -> tuple[float, float, float]:
    """Share and 95% interval of events that come in runs, which are not independent.

    Args:
        hits: Successes in each run.
        total: Events in each run; each >= its hits.

    Returns:
        ``share`` (pooled; nan without an event), ``low`` and ``high``.

    The variance of the pooled share over runs (linearised ratio) gives an effective number of
    events, never above the real one, for Wilson's interval. Source: korn1998.

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


def _effective(k: Floats, n: Floats, share: float) -> float:
    """Independent events worth as much as these clustered ones."""
    runs = float(n.size)
    if share in (0.0, 1.0) or runs == 1.0:
        return runs  # no spread to see: at worst a run is one event
    spread = float(np.sum((k - share * n) ** 2))
    variance = runs / (runs - 1.0) * spread / float(n.sum()) ** 2
    events = float(n.sum())
    return min(events, share * (1.0 - share) / variance) if variance > 0.0 else events


def with_interval(table: pd.DataFrame, *, hits: str = "n", total: str = "of") -> pd.DataFrame:
    """The table with columns ``share``, ``low`` and ``high`` of ``hits`` among ``total``.

    >>> with_interval(pd.DataFrame({"n": [1], "of": [2]}))["share"].item()
    0.5
    """
    low, high = share_interval(table[hits].to_numpy(), table[total].to_numpy())
    of = table[total].where(table[total] > 0)
    columns: dict[str, Any] = {"share": table[hits] / of, "low": low, "high": high}
    return table.assign(**columns)
