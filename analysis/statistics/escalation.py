"""Shares of simulated runs by outcome and by highest rung."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.pooled.clusters import code_shares, luck_of, places


def outcome_shares(runs: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Share of runs that ended in each outcome; every outcome has a row, even at 0.

    Args:
        runs: One row a run; needs ``outcome`` and the ``by`` columns.
        by: Columns that define a group, such as ``["scenario"]``.

    Returns:
        One row a group and outcome, gravest first: ``by``, ``outcome``, ``n`` and ``of`` (runs),
        ``share``, ``low``, ``high`` (in [0, 1]). Shares of a group sum to 1. Every row weighs
        alike; rows of one ``seed`` and ``run`` share their luck (``clusters.luck_of``).

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> table = outcome_shares(pd.DataFrame({"outcome": ["frozen", "frozen", "war", "frozen"]}))
    >>> table.set_index("outcome")["share"][["war", "settlement", "frozen"]].tolist()
    [0.25, 0.0, 0.75]
    """

    def shares(group: pd.DataFrame) -> pd.DataFrame:
        codes = places(group["outcome"], OUTCOMES)
        found = code_shares(codes, len(OUTCOMES), luck_of(group))
        return pd.concat([pd.DataFrame({"outcome": OUTCOMES}), found], axis=1)

    return _by_group(runs, by, shares)


def threshold_shares(
    runs: pd.DataFrame,
    rungs: Sequence[str],
    *,
    peak: str = "peak_rung_direct",
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Share of runs whose highest rung reached each rung of the ladder (exceedance).

    Args:
        runs: One row a run; needs the ``peak`` and ``by`` columns.
        rungs: Ids of the rungs, from rung 0 upwards.
        peak: ``peak_rung_direct`` (between the principals) or ``peak_rung`` (clients included).
        by: Columns that define a group.

    Returns:
        One row a group and rung, lowest first: ``by``, ``rung`` (int), ``id``, ``n`` and ``of``
        (runs), ``share``, ``low``, ``high`` (in [0, 1]). Shares never rise with the rung. Rows
        that share their luck are told apart as in ``outcome_shares``.

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> table = threshold_shares(pd.DataFrame({"peak_rung_direct": [0, 2]}), ["a", "b", "c"])
    >>> table["share"].tolist()
    [1.0, 0.5, 0.5]
    """
    return _rung_shares(runs, rungs, peak, by, reached=True)


def peak_distribution(
    runs: pd.DataFrame,
    rungs: Sequence[str],
    *,
    peak: str = "peak_rung_direct",
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Share of runs whose highest rung was exactly each rung of the ladder.

    Args:
        runs: One row a run; needs the ``peak`` and ``by`` columns.
        rungs: Ids of the rungs, from rung 0 upwards.
        peak: ``peak_rung_direct``, ``peak_rung`` (clients included) or ``peak_<ACTOR>``.
        by: Columns that define a group.

    Returns:
        As ``threshold_shares``; but the shares of a group sum to 1.

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> table = peak_distribution(pd.DataFrame({"peak_rung_direct": [0, 2]}), ["a", "b", "c"])
    >>> table["share"].tolist()
    [0.5, 0.0, 0.5]
    """
    return _rung_shares(runs, rungs, peak, by, reached=False)


def _rung_shares(
    runs: pd.DataFrame, rungs: Sequence[str], peak: str, by: Sequence[str], *, reached: bool
) -> pd.DataFrame:
    """Share of runs whose highest rung is each rung, or each rung or a higher one."""
    labels = pd.DataFrame({"rung": np.arange(len(rungs)), "id": list(rungs)})

    def shares(group: pd.DataFrame) -> pd.DataFrame:
        codes = np.minimum(group[peak].to_numpy(np.int64), len(rungs) - 1)
        found = code_shares(codes, len(rungs), luck_of(group), reached=reached)
        return pd.concat([labels, found], axis=1)

    return _by_group(runs, by, shares)


def grouped(
    table: pd.DataFrame, by: Sequence[str]
) -> list[tuple[tuple[object, ...], pd.DataFrame]]:
    """The groups of a table in the order they first appear; the whole table without ``by``."""
    if not by:
        return [((), table)]
    columns = list(by)
    return [(key, group) for key, group in table.groupby(columns, sort=False, observed=True)]


def _by_group(
    table: pd.DataFrame, by: Sequence[str], count: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """The table of ``count`` for each group, beside its key; without a group only its columns."""
    keys = list(by)
    named = [
        (dict[str, Any](zip(keys, key, strict=True)), part) for key, part in grouped(table, by)
    ]
    parts = [count(part).assign(**key) for key, part in named]
    if not parts:
        key = table[keys].iloc[:0].reset_index(drop=True)
        return pd.concat([key, count(table).iloc[:0]], axis=1)
    found = pd.concat(parts, ignore_index=True)
    return found[[*keys, *found.columns.drop(keys)]]
