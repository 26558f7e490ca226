"""Changes between paired runs: differences of shares and of means, each with its interval."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from brinkmanship.analysis.statistics.intervals import Ints, share_interval
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.paired import flip_test, mean_interval, paired_interval

Row = dict[str, Any]


def outcome_changes(table: npt.ArrayLike) -> dict[str, Row]:
    """The change of each outcome's share.

    Args:
        table: (7, 7) pairs of runs by outcome before (row) and after (column), gravest first.

    Returns:
        For each outcome the row of :func:`share_change`.
    """
    pairs = np.asarray(table, np.int64)
    return {
        name: share_change(
            int(pairs[k, k]),
            _sum_without(pairs[:, k], k),
            _sum_without(pairs[k], k),
            int(pairs.sum()),
        )
        for k, name in enumerate(OUTCOMES)
    }


def _sum_without(counts: Ints, place: int) -> int:
    """The sum of all counts but one."""
    return int(counts.sum() - counts[place])


def threshold_changes(table: npt.ArrayLike, rungs: Sequence[str]) -> dict[str, Row]:
    """The change of each rung's share: runs whose direct rung reached it or a higher one.

    Args:
        table: (K, K) pairs of runs by highest rung before (row) and after (column).
        rungs: Names of the rungs, lowest first.
    """
    pairs = np.asarray(table, np.int64)
    return {
        name: share_change(
            int(pairs[k:, k:].sum()), int(pairs[:k, k:].sum()), int(pairs[k:, :k].sum()),
            int(pairs.sum()),
        )
        for k, name in enumerate(rungs)
    }  # fmt: skip


def share_change(both: int, gained: int, lost: int, pairs: int) -> Row:
    """Shares before and after, their difference, and how many runs flipped.

    Args:
        both: Runs with the property before and after.
        gained: Runs with it only after.
        lost: Runs with it only before.
        pairs: All runs, at least 1.

    Shares carry Wilson's interval, the difference Tango's, and ``p`` is McNemar's exact test.

    >>> row = share_change(10, 30, 5, 1000)
    >>> row["before"]["n"], row["after"]["n"], round(row["difference"]["share"], 3)
    (15, 40, 0.025)
    """
    low, high = paired_interval(gained, lost, pairs)
    return {
        "before": _share_row(both + lost, pairs),
        "after": _share_row(both + gained, pairs),
        "difference": {
            "share": (gained - lost) / pairs,
            "low": float(low),
            "high": float(high),
        },
        "gained": gained,
        "lost": lost,
        "p": flip_test(gained, lost),
    }


def _share_row(n: int, pairs: int) -> Row:
    low, high = share_interval(n, pairs)
    return {"n": n, "share": n / pairs, "low": float(low), "high": float(high)}


def mean_change(moments: tuple[float, float, float, float], pairs: int) -> Row:
    """The change of a mean, with Student's interval of the paired difference.

    Where no pair differs, or there is only one pair, differences have no spread: the ends of the
    interval are None.

    Args:
        moments: Sums over pairs: before, after, difference, squared difference.
        pairs: How many, at least 1.
    """
    before, after, total, squares = moments
    mean, low, high = mean_interval(total, squares, pairs)
    has_spread = pairs > 1 and squares > 0.0
    return {
        "before": before / pairs,
        "after": after / pairs,
        "difference": {
            "mean": mean,
            "low": low if has_spread else None,
            "high": high if has_spread else None,
        },
    }


def with_zero_differences(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows with every difference exactly 0: of two scenarios that play the same.

    >>> with_zero_differences({"clash": share_change(10, 0, 0, 50)})["clash"]["difference"]
    {'share': 0.0, 'low': 0.0, 'high': 0.0}
    """
    return {
        name: {**row, "difference": dict.fromkeys(row["difference"], 0.0)}
        for name, row in rows.items()
    }


def excludes_zero(row: Mapping[str, Any]) -> bool:
    """Whether the interval of a row's difference excludes zero.

    >>> excludes_zero(share_change(10, 30, 5, 1000)), excludes_zero(share_change(10, 5, 5, 1000))
    (True, False)
    """
    low, high = row["difference"]["low"], row["difference"]["high"]
    return low is not None and (low > 0.0 or high < 0.0)
