"""The effect of a mechanism: the same runs with it and without it, paired run by run."""

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.paired import paired_interval

ADDRESS = ("seed", "run")


def mechanism_effect(on: pd.DataFrame, off: pd.DataFrame) -> pd.DataFrame:
    """The change of each outcome's share, run by run; the changes sum to 0.

    Args:
        on: One row a run, with ``seed``, ``run`` and ``outcome``; the mechanism enabled.
        off: The same runs without it, in any order.

    Returns:
        One row an outcome, gravest first: ``outcome``, ``pairs`` (runs), ``on`` and ``off``
        (shares in [0, 1]), ``effect`` (on - off), ``low`` and ``high`` (Tango's interval for
        pairs), ``gained`` and ``lost`` (runs with that outcome only with it, and only without it).

    Raises:
        AnalysisError: The two tables do not hold the same runs.

    It compares any two settings, not only on and off. Source: tango1998.

    >>> on = pd.DataFrame({"seed": 0, "run": [0, 1, 2], "outcome": ["war", "war", "frozen"]})
    >>> off = on.assign(outcome=["war", "frozen", "frozen"])
    >>> table = mechanism_effect(on, off).set_index("outcome")
    >>> table.loc["war", ["gained", "lost"]].tolist(), float(table.loc["war", "effect"].round(3))
    ([1, 0], 0.333)
    """
    keys = list(ADDRESS)
    if on.duplicated(keys).any() or off.duplicated(keys).any() or on.empty:
        raise AnalysisError("an effect needs tables with each run once, and at least one")
    pairs = on[[*keys, "outcome"]].merge(off[[*keys, "outcome"]], on=keys, suffixes=("_on", "_off"))
    if not len(pairs) == len(on) == len(off):
        raise AnalysisError("an effect needs the same runs with and without; seeds or runs differ")
    rows = []
    for name in OUTCOMES:
        with_it, without = pairs["outcome_on"] == name, pairs["outcome_off"] == name
        gained, lost = int((with_it & ~without).sum()), int((without & ~with_it).sum())
        low, high = paired_interval(gained, lost, len(pairs))
        shares = (float(with_it.mean()), float(without.mean()), (gained - lost) / len(pairs))
        rows.append((name, len(pairs), *shares, float(low), float(high), gained, lost))
    columns = ["outcome", "pairs", "on", "off", "effect", "low", "high", "gained", "lost"]
    return pd.DataFrame(rows, columns=columns)
