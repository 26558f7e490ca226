"""Causes and routes of the runs that clashed."""

import pandas as pd

from brinkmanship.analysis.statistics.names import CAUSE_NAMES, CLASH_OR_WORSE, ROUTE_NAMES
from brinkmanship.analysis.statistics.pooled.clusters import code_shares, luck_of, places


def attribution(runs: pd.DataFrame, *, column: str = "route") -> pd.DataFrame:
    """Share of the clashes by route (or by cause); each has a row, even at 0.

    Args:
        runs: One row a run; needs ``outcome`` and ``column``.
        column: ``route`` (how the crisis got there) or ``cause`` (what made the last step).

    Returns:
        One row a route: the column, ``n``, ``of`` (runs that ended in a clash or worse),
        ``share`` (in [0, 1], summing to 1; nan without a clash), ``low``, ``high``; most
        frequent first. A name outside the usual ones is kept, a null counts as ``unknown``.
        Runs that share their luck are told apart as in ``outcome_shares``.

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "cause": ["accident", None]})
    >>> attribution(runs, column="cause")[["cause", "share"]].to_dict("records")[0]
    {'cause': 'accident', 'share': 1.0}
    """
    clashed = runs[runs["outcome"].isin(CLASH_OR_WORSE)]
    values = clashed[column].astype(object).where(clashed[column].notna(), "unknown")
    usual = ROUTE_NAMES if column == "route" else CAUSE_NAMES
    names = list(dict.fromkeys([*usual, *sorted(values.unique())]))
    found = code_shares(places(values, names), len(names), luck_of(clashed))
    table = pd.concat([pd.DataFrame({column: names}), found], axis=1)
    return table.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)
