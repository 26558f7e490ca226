"""Signals by turn and by sender, and how many threats were kept."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import clustered_interval
from brinkmanship.analysis.statistics.names import SIGNAL_NAMES
from brinkmanship.analysis.statistics.pooled.clusters import luck_of, sums_by_luck


def signal_counts(
    signals: pd.DataFrame, sides: Mapping[str, str], *, runs: int, horizon: int
) -> pd.DataFrame:
    """Signals a run at each turn, by kind and side; turns without one count as 0.

    Args:
        signals: One row a signal; needs ``turn``, ``sender`` and ``signal``.
        sides: Side by actor code; signals of other senders are left out.
        runs: Runs in the ensemble; those that had ended send nothing and count.
        horizon: Last turn, counted from 1.

    Returns:
        One row a kind that was sent, side and turn: ``signal``, ``side``, ``turn``, ``n``,
        ``rate`` (signals a run).

    >>> signals = pd.DataFrame({"turn": [1, 1], "sender": "RUS", "signal": "warn"})
    >>> signal_counts(signals, {"RUS": "east"}, runs=4, horizon=1)["rate"].tolist()
    [0.5]
    """
    sent = signals.assign(side=signals["sender"].astype(object).map(sides)).dropna(subset=["side"])
    sent = sent.assign(signal=sent["signal"].astype(object))
    kinds = [kind for kind in SIGNAL_NAMES if (sent["signal"] == kind).any()]
    keys = [kinds, list(dict.fromkeys(sides.values())), range(1, horizon + 1)]
    every = pd.MultiIndex.from_product(keys, names=["signal", "side", "turn"])
    counts = sent.groupby(["signal", "side", "turn"]).size().reindex(every, fill_value=0)
    table = counts.rename("n").reset_index()
    return table.assign(rate=table["n"] / runs)


def sender_counts(signals: pd.DataFrame, *, runs: int) -> pd.DataFrame:
    """Signals a run by sender and kind, the sender of most signals first.

    Args:
        signals: One row a signal; needs ``sender`` and ``signal``.
        runs: Runs in the ensemble.

    Returns:
        One row a sender and kind, even at 0: ``sender``, ``signal``, ``n``, ``rate``
        (signals a run).

    >>> signals = pd.DataFrame({"sender": ["RUS", "RUS"], "signal": ["warn", "warn"]})
    >>> sender_counts(signals, runs=1)[["sender", "signal", "rate"]].to_dict("records")
    [{'sender': 'RUS', 'signal': 'warn', 'rate': 2.0}]
    """
    sent = signals[["sender", "signal"]].astype(object)
    sent = sent[sent["signal"].isin(list(SIGNAL_NAMES))]
    kinds = [kind for kind in SIGNAL_NAMES if (sent["signal"] == kind).any()]
    senders = sent["sender"].value_counts(sort=False).sort_index()
    order = senders.sort_values(ascending=False, kind="stable").index
    every = pd.MultiIndex.from_product([order, kinds], names=["sender", "signal"])
    counts = sent.groupby(["sender", "signal"]).size().reindex(every, fill_value=0)
    table = counts.rename("n").reset_index()
    return table.assign(rate=table["n"] / runs)


def threats_kept(runs: pd.DataFrame) -> pd.DataFrame:
    """How many threats were kept, bluffs or undecided where tested, and how many were untested.

    Args:
        runs: One row a run; needs ``threats_made``, ``threats_tested``, ``threats_kept`` and
            ``threats_broken``.

    Returns:
        Rows ``kept``, ``bluff`` and ``undecided`` (which together are all tested threats;
        undecided where the run ended, or the other side stepped back, before the threat was due)
        and ``untested`` (among those made): ``fate``, ``n``, ``of`` (threats), ``share`` (nan when
        there was none), ``low``, ``high``. Threats of one run are not independent, nor are runs
        that share their luck; the interval is over runs, or over seeds and run numbers.

    >>> counts = {"made": [4], "tested": [4], "kept": [1], "broken": [2]}
    >>> table = threats_kept(pd.DataFrame(counts).add_prefix("threats_"))
    >>> dict(zip(table["fate"], table["share"]))
    {'kept': 0.25, 'bluff': 0.5, 'undecided': 0.25, 'untested': 0.0}
    """
    made, tested, kept, broken = (
        runs[f"threats_{fate}"] for fate in ("made", "tested", "kept", "broken")
    )
    # A threat made before the first turn may be tested later: tested can exceed made.
    untested = (made - tested).clip(lower=0)
    fates = {
        "kept": (kept, tested),
        "bluff": (broken, tested),
        "undecided": (tested - kept - broken, tested),
        "untested": (untested, np.maximum(made, tested)),
    }
    luck = luck_of(runs)
    rows = [
        (fate, int(hits.sum()), int(total.sum()),
         *clustered_interval(sums_by_luck(hits, luck), sums_by_luck(total, luck)))
        for fate, (hits, total) in fates.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["fate", "n", "of", "share", "low", "high"])
