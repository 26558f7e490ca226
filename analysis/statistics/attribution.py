"""Causes and routes of the runs that clashed."""

import pandas as pd

from brinkmanship.analysis.statistics.intervals import with_interval
from brinkmanship.analysis.statistics.names import CAUSE_NAMES, CLASH_OR_WORSE, ROUTE_NAMES


def attribution(runs: pd.DataFrame, *, column: str = "route") -> pd.DataFrame:
    """Share of the clashes by route (or by cause); each has a row, even at 0.

    Args:
        runs: One row a run; needs ``outcome`` and ``column``.
        column: ``route`` (how the crisis got there) or ``cause`` (what made the last step).

    Returns:
        One row a route: the column, ``n``, ``of`` (runs that ended in a clash or worse),
        ``share`` (in [0, 1], summing to 1; nan without a clash), ``low``, ``high``; most
        frequent first. A name outside the usual ones is kept, a null counts as ``unknown``.

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "cause": ["accident", None]})
    >>> attribution(runs, column="cause")[["cause", "share"]].to_dict("records")[0]
    {'cause': 'accident', 'share': 1.0}
    """
    clashed = runs[runs["outcome"].isin(CLASH_OR_WORSE)]
    values = clashed[column].astype(object).where(clashed[column].notna(), "unknown")
    counts = values.value_counts()
    usual = ROUTE_NAMES if column == "route" else CAUSE_NAMES
    names = list(dict.fromkeys([*usual, *sorted(counts.index)]))
    table = pd.DataFrame({column: names, "n": [int(counts.get(name, 0)) for name in names]})
    table = with_interval(table.assign(of=len(clashed)))
    return table.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)
