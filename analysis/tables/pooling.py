"""One share of the runs of many points, where run 17 has the same luck at each of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from brinkmanship.analysis.statistics.intervals import Ints, clustered_interval, share_interval


class Share(NamedTuple):
    """``n`` of ``of`` runs, as a share with its 95% interval; null without a run."""

    n: int
    of: int
    share: float
    low: float
    high: float


def clustered_share(batches: Iterable[pa.RecordBatch], outcome: str) -> Share:
    """Share of runs with an outcome; the runs of one number count as one observation.

    Args:
        batches: Rows with ``run`` and ``outcome``; only one batch is in memory, and two counts
            for each run number.
        outcome: Such as ``direct_clash``.
    """
    hits = total = np.zeros(0, np.int64)
    for batch in batches:
        run = batch["run"].to_numpy()
        hit = pc.equal(batch["outcome"], outcome).to_numpy(zero_copy_only=False)
        total = _add_counts(total, np.bincount(run))
        hits = _add_counts(hits, np.bincount(run[hit], minlength=len(total)))
    n, of = int(hits.sum()), int(total.sum())
    if total.max(initial=0) > 1:
        return Share(n, of, *clustered_interval(hits, total))
    low, high = share_interval(n, of)
    return Share(n, of, n / of if of else float("nan"), float(low), float(high))


def _add_counts(one: Ints, other: Ints) -> Ints:
    """The sum of two arrays of counts, the shorter one filled with zeros."""
    short, long = sorted((one, other), key=len)
    total = long.copy()
    total[: len(short)] += short
    return total
