"""Runs of many points as one share, when run 17 meets the same luck at each of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.statistics.intervals import clustered_interval, share_interval

Ints = NDArray[np.int64]


class Share(NamedTuple):
    """``n`` of ``of`` runs, as a share with its 95% interval; null without a run."""

    n: int
    of: int
    share: float
    low: float
    high: float


def clustered_share(batches: Iterable[pa.RecordBatch], outcome: str) -> Share:
    """Share of runs with an outcome, runs of one number being one observation.

    Args:
        batches: Rows with ``run`` and ``outcome``; one at a time is in memory, beside two
            numbers for each run of a point.
        outcome: Such as ``direct_clash``.
    """
    hits = total = np.zeros(0, np.int64)
    for batch in batches:
        run = batch["run"].to_numpy()
        hit = pc.equal(batch["outcome"], outcome).to_numpy(zero_copy_only=False)
        total = _plus(total, np.bincount(run))
        hits = _plus(hits, np.bincount(run[hit], minlength=len(total)))
    n, of = int(hits.sum()), int(total.sum())
    if total.max(initial=0) > 1:
        return Share(n, of, *clustered_interval(hits, total))
    low, high = share_interval(n, of)
    return Share(n, of, n / of if of else float("nan"), float(low), float(high))


def _plus(one: Ints, other: Ints) -> Ints:
    """The sum of two tallies, the shorter filled with zeros."""
    short, long = sorted((one, other), key=len)
    found = long.copy()
    found[: len(short)] += short
    return found
