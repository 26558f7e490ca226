"""Tables of ``brink explain`` with intervals: pivotal changes, curve and actors' parts."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import LEVEL, Floats, with_interval
from brinkmanship.analysis.statistics.paired import paired_interval

DECISIVE = 0.05  # change of the share of continuations below which nothing is decided
OMITTED = "stay"  # kind of a change to something that was left undone


def pivot_table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row a change: shares with and without it, and their difference, with intervals.

    Args:
        rows: With ``n``, ``base``, ``changed`` and ``both`` (counts); other columns are kept.
    """
    table = pd.DataFrame(list(rows))
    for name in ("base", "changed"):
        shares = with_interval(table[[name, "n"]], hits=name, total="n")
        for end in ("share", "low", "high"):
            table[f"{name}_{end}"] = shares[end]
    lost, won = table["base"] - table["both"], table["changed"] - table["both"]
    table["effect"] = (won - lost) / table["n"]
    table["effect_low"], table["effect_high"] = paired_interval(won, lost, table["n"])
    return table


def significant_pivots(table: pd.DataFrame) -> pd.DataFrame:
    """The changes whose interval of the difference excludes zero.

    Args:
        table: As of :func:`pivot_table`.
    """
    return table[(table["effect_low"] > 0.0) | (table["effect_high"] < 0.0)]


def decisive_pivots(table: pd.DataFrame) -> pd.DataFrame:
    """The significant changes of five points or more: what was done or suffered, then what was not.

    Args:
        table: As of :func:`pivot_table`, with the ``kind`` of each change.
    """
    rows = significant_pivots(table)
    rows = rows[rows["effect"].abs() >= DECISIVE]
    return rows.assign(left=rows["kind"] == OMITTED).sort_values("left", kind="stable")


def larger_omissions(table: pd.DataFrame, hinge: Mapping[str, Any]) -> pd.DataFrame:
    """What was left undone in another turn and would have moved the share further than the hinge.

    Further means that the intervals of the two differences do not overlap. A hinge that was
    itself left undone is already the largest of its kind, so there are none.

    Args:
        table: As of :func:`pivot_table`, with ``kind``, ``turn`` and ``last`` of each change.
        hinge: One of its rows.
    """
    rows = decisive_pivots(table)
    rows = rows[(rows["kind"] == OMITTED) & ~rows["last"] & (rows["turn"] != hinge["turn"])]
    if hinge["kind"] == OMITTED:
        return pd.DataFrame(rows.iloc[:0])
    if hinge["effect"] < 0.0:
        return pd.DataFrame(rows[rows["effect_high"] < hinge["effect_low"]])
    return pd.DataFrame(rows[rows["effect_low"] > hinge["effect_high"]])


def insignificant_note(table: pd.DataFrame) -> str:
    """A sentence on the changes that are not significant; empty where there are none.

    >>> insignificant_note(pivot_table([dict(n=100, base=50, changed=50, both=50)]))
    'Of 1 that the search put first none moves the share for sure.'
    """
    sure = len(significant_pivots(table))
    left = len(table) - sure
    if not left:
        return ""
    if not sure:
        return f"Of {left} that the search put first none moves the share for sure."
    verb = "does" if left == 1 else "do"
    return f"{left} more that the search put first {verb} not move the share for sure."


def curve_table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row a turn: the share of continuations that reach the outcome, with its interval."""
    return with_interval(pd.DataFrame(list(rows)), hits="hits", total="n")


def parts_table(
    actors: Sequence[Mapping[str, str]], values: Floats, *, runs: int, level: float = LEVEL
) -> pd.DataFrame:
    """One row an actor: its mean part over independent blocks, with Student's interval.

    Where all blocks agree there is no spread: the interval is then that of as many pairs of runs
    of which none differed.

    Args:
        actors: ``actor`` and ``name`` of each.
        values: (blocks, actors) parts; at least two blocks.
        runs: In all blocks together.
        level: Confidence level in (0, 1).

    >>> one = parts_table([{"actor": "A"}], np.zeros((2, 1)), runs=400).iloc[0]
    >>> round(float(one["low"]), 4), round(float(one["high"]), 4)
    (-0.0095, 0.0095)
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - takes half a second

    blocks = len(values)
    part = values.mean(axis=0)
    spread = values.std(axis=0, ddof=1) / np.sqrt(blocks)
    half = float(stdtrit(blocks - 1, 0.5 + level / 2.0)) * spread
    least = paired_interval(np.zeros(1), np.zeros(1), np.full(1, runs), level=level)[1]
    half = np.where(spread > 0.0, half, least)
    table = pd.DataFrame(list(actors)).assign(part=part, low=part - half, high=part + half)
    order = table["part"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
