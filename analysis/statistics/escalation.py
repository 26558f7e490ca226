"""Shares of simulated runs by outcome and by highest rung."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import with_interval
from brinkmanship.analysis.statistics.names import OUTCOMES


def outcome_shares(runs: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Share of runs that ended in each outcome; every outcome has a row, even at 0.

    Args:
        runs: One row a run; needs ``outcome`` and the ``by`` columns.
        by: Columns that define a group, such as ``["scenario"]``.

    Returns:
        One row a group and outcome, gravest first: ``by``, ``outcome``, ``n`` and ``of`` (runs),
        ``share``, ``low``, ``high`` (in [0, 1]). Shares of a group sum to 1.

    >>> table = outcome_shares(pd.DataFrame({"outcome": ["frozen", "frozen", "war", "frozen"]}))
    >>> table.set_index("outcome")["share"][["war", "settlement", "frozen"]].tolist()
    [0.25, 0.0, 0.75]
    """

    def counts(group: pd.DataFrame) -> pd.DataFrame:
        n = [int((group["outcome"] == outcome).sum()) for outcome in OUTCOMES]
        return pd.DataFrame({"outcome": OUTCOMES, "n": n, "of": len(group)})

    return with_interval(_by_group(runs, by, counts))


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
        (runs), ``share``, ``low``, ``high`` (in [0, 1]). Shares never rise with the rung.

    >>> table = threshold_shares(pd.DataFrame({"peak_rung_direct": [0, 2]}), ["a", "b", "c"])
    >>> table["share"].tolist()
    [1.0, 0.5, 0.5]
    """
    steps = np.arange(len(rungs))

    def counts(group: pd.DataFrame) -> pd.DataFrame:
        reached = group[peak].to_numpy()[:, None] >= steps[None, :]
        n = reached.sum(axis=0, dtype=np.int64)
        return pd.DataFrame({"rung": steps, "id": list(rungs), "n": n, "of": len(group)})

    return with_interval(_by_group(runs, by, counts))


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

    Source: wilson1927.

    >>> table = peak_distribution(pd.DataFrame({"peak_rung_direct": [0, 2]}), ["a", "b", "c"])
    >>> table["share"].tolist()
    [0.5, 0.0, 0.5]
    """
    table = threshold_shares(runs, rungs, peak=peak, by=by)
    above = table["n"].to_numpy().reshape(-1, len(rungs))
    exactly = above - np.pad(above[:, 1:], ((0, 0), (0, 1)))
    return with_interval(table.assign(n=exactly.ravel()))


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
