"""Counts of ``brink explain`` become tables with intervals: pivotal turns, curve, parts."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analysis.intervals import LEVEL, Floats, with_interval


def paired_change(
    lost: npt.ArrayLike, won: npt.ArrayLike, total: npt.ArrayLike, *, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Interval of a change of share, ``(won - lost) / total``, among the same runs both times.

    Args:
        lost: Runs that reach the outcome only without the change.
        won: Runs that reach it only with the change.
        total: All runs; at least 1.
        level: Confidence level in (0, 1).

    Returns:
        Lower and upper ends, within [-1, 1].

    Half a run is added to each of the four kinds. Source: agresti2005.

    >>> low, high = paired_change(60, 2, 100)
    >>> round(float(low), 2), round(float(high), 2)
    (-0.67, -0.46)
    """
    b, c = np.asarray(lost, float) + 0.5, np.asarray(won, float) + 0.5
    n = np.asarray(total, float) + 2.0
    z = NormalDist().inv_cdf(0.5 + level / 2.0)
    middle = (c - b) / n
    half = z * np.sqrt(np.maximum(b + c - (c - b) ** 2 / n, 0.0)) / n
    return np.maximum(middle - half, -1.0), np.minimum(middle + half, 1.0)


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
    table["effect_low"], table["effect_high"] = paired_change(lost, won, table["n"])
    return table


def curve_table(rows: Sequence[Mapping[str, int]]) -> pd.DataFrame:
    """One row a turn: the share of continuations that reach the outcome, with its interval."""
    return with_interval(pd.DataFrame(list(rows)), hits="hits", total="n")


def parts_table(
    actors: Sequence[Mapping[str, str]], values: Floats, *, level: float = LEVEL
) -> pd.DataFrame:
    """One row an actor: its mean part over independent blocks, with a t interval.

    Args:
        actors: ``actor`` and ``name`` of each.
        values: (blocks, actors) parts; at least two blocks.
        level: Confidence level in (0, 1).
    """
    blocks = len(values)
    part = values.mean(axis=0)
    spread = values.std(axis=0, ddof=1) / np.sqrt(blocks)
    half = float(stats.t.ppf(0.5 + level / 2.0, blocks - 1)) * spread
    table = pd.DataFrame(list(actors)).assign(part=part, low=part - half, high=part + half)
    order = table["part"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
