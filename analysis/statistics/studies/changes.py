"""Changes between paired runs: differences of shares and of means, each with its interval."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from brinkmanship.analysis.statistics.intervals import LEVEL, Ints, share_interval
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.paired import (
    flip_test,
    holm,
    mean_interval,
    mean_test,
    paired_interval,
)

if TYPE_CHECKING:  # the command needs none
    import pandas as pd

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

    Shares carry Wilson's interval, the difference Tango's, and ``p`` is of the score test that
    Tango's interval inverts.

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
    interval and ``p`` are None.

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
        "p": mean_test(total, squares, pairs) if has_spread else None,
    }


def with_zero_differences(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows with every difference exactly 0: of two scenarios that play the same.

    Nothing is tested there, so ``p`` is None.

    >>> with_zero_differences({"clash": share_change(10, 0, 0, 50)})["clash"]["difference"]
    {'share': 0.0, 'low': 0.0, 'high': 0.0}
    """
    return {
        name: {**row, "difference": dict.fromkeys(row["difference"], 0.0), "p": None}
        for name, row in rows.items()
    }


Result = tuple[int, str, str]
"""Place of a variant, ``outcomes``, ``thresholds`` or ``means``, and the name of a result."""


def results_in_family(summary: Mapping[str, Any], show: Sequence[str] = ()) -> Iterator[Result]:
    """The results of a comparison that are tested together.

    Args:
        summary: The content of ``summary.json``.
        show: Names of those that were asked for; empty for all outcomes, the rungs of interest
            and all means.
    """
    for place, variant in enumerate(summary["variants"]):
        for part in ("outcomes", "thresholds", "means"):
            for name, row in variant[part].items():
                usual = part != "thresholds" or name in summary["thresholds"]
                if row["p"] is not None and (name in show if show else usual):
                    yield place, part, name


def adjusted_p_values(summary: Mapping[str, Any], show: Sequence[str] = ()) -> dict[Result, float]:
    """Adjusted p of each result in the family, corrected for their number by Holm's method."""
    results = list(results_in_family(summary, show))
    variants = summary["variants"]
    values = holm([variants[place][part][name]["p"] for place, part, name in results])
    return dict(zip(results, values, strict=True))


ADJUSTED = "p_holm"
"""Column of a comparison's table: p adjusted for the number of comparisons, where it was tested."""


def withstanding(table: "pd.DataFrame") -> "pd.Series":
    """Whether the difference in each row of a comparison's table withstands the correction.

    False where it was not tested, as in every row of a folder that holds no adjusted p.
    """
    if ADJUSTED not in table:
        return table["difference"].isna() & False
    return table[ADJUSTED].fillna(1.0) < 1.0 - LEVEL


def correction_note(table: "pd.DataFrame") -> str:
    """How many comparisons a table makes, and how many withstand the correction for that number.

    >>> import pandas as pd
    >>> correction_note(pd.DataFrame({"difference": [0.1, 0.0], "p_holm": [0.001, 1.0]}))
    "1 of 2 comparisons withstands Holm's correction for their number"
    """
    if ADJUSTED not in table or not table[ADJUSTED].notna().any():
        return ""
    count, sure = int(table[ADJUSTED].notna().sum()), int(withstanding(table).sum())
    verb = "withstands" if sure == 1 else "withstand"
    return f"{sure} of {count} comparisons {verb} Holm's correction for their number"


def excludes_zero(row: Mapping[str, Any]) -> bool:
    """Whether the test of a row's difference rejects zero, and so its interval leaves it out.

    >>> excludes_zero(share_change(10, 30, 5, 1000)), excludes_zero(share_change(10, 5, 5, 1000))
    (True, False)
    """
    return row["p"] is not None and row["p"] < 1.0 - LEVEL
