"""When runs end and when they reach each rung: incidences, hazards and quantiles."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import (
    ROUNDING,
    clustered_interval,
    clustered_shares,
    share_interval,
    with_interval,
)
from brinkmanship.analysis.statistics.names import CLASH, CLASH_OR_WORSE, ENDS
from brinkmanship.analysis.statistics.pooled.clusters import luck_of, sums_by_luck
from brinkmanship.analysis.statistics.pooled.incidence import events_by_luck
from brinkmanship.analysis.statistics.risks import (
    aalen_johansen,
    events_by_turn,
)

QUARTERS = (0.25, 0.5, 0.75)


def first_events(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """The competing event that came first in each run, and its turn.

    Args:
        runs: One row a run; needs ``outcome`` and ``outcome_turn``; ``first_<rung>`` is used
            where present, so that a run that went on after its clash counts from the clash.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row a run: ``event`` (one of ``ENDS``; ``""`` for a run still open at its horizon)
        and ``turn`` (of the event, or of the horizon).

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "outcome_turn": [9, 52],
    ...                      "first_clash": [7, None]})
    >>> first_events(runs).to_dict("records")
    [{'event': 'clash_or_worse', 'turn': 7}, {'event': '', 'turn': 52}]
    """
    end = runs["outcome_turn"].to_numpy(dtype=np.int64)
    outcome = runs["outcome"].to_numpy(dtype=object)
    clash = np.isin(outcome.astype(str), CLASH_OR_WORSE)
    turn = end.copy()
    if f"first_{rung}" in runs:
        crossed = runs[f"first_{rung}"].astype("Float64").to_numpy(dtype=float, na_value=np.inf)
        clash |= crossed <= end
        turn = np.where(np.isfinite(crossed), np.minimum(crossed, end), end).astype(np.int64)
    event = np.where(clash, CLASH, np.where(np.isin(outcome.astype(str), ENDS), outcome, ""))
    return pd.DataFrame({"event": event, "turn": turn})


def cumulative_incidence(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """Share of runs in which each event had come first by each turn (Aalen-Johansen).

    Settlement and the other ends compete with a clash: a crisis that was settled cannot clash
    any more, so this is not one minus Kaplan-Meier. Only ``frozen`` is censoring, at the horizon.

    Args:
        runs: As for ``first_events``.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row an event of ``ENDS`` and turn from 0: ``event``, ``turn``, ``incidence``,
        ``error``, ``low``, ``high``, ``open`` (share still going), as ``aalen_johansen`` has them.

    Source: aalen1978.

    >>> runs = pd.DataFrame({"outcome": ["war", "settlement", "frozen", "frozen"],
    ...                      "outcome_turn": [1, 2, 2, 2]})
    >>> table = cumulative_incidence(runs)
    >>> table[table["turn"] == 2].set_index("event")["incidence"].round(6).to_dict()
    {'clash_or_worse': 0.25, 'settlement': 0.25, 'deescalation': 0.0, 'stalemate': 0.0}
    """
    return aalen_johansen(first_events(runs, rung=rung), ENDS, luck=luck_of(runs))


def hazard(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """Share of the runs still open at a turn in which each event comes at that turn.

    Args:
        runs: As for ``first_events``.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row an event and turn from 1: ``event``, ``turn``, ``n`` (new events), ``of`` (runs
        still open), ``share``, ``hazard`` (the share; 0 where no run is open), ``low``, ``high``
        (runs that share their luck as in ``outcome_shares``).

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "outcome_turn": [1, 1]})
    >>> hazard(runs)[["event", "turn", "n", "of", "hazard"]].to_dict("records")[0]
    {'event': 'clash_or_worse', 'turn': 1, 'n': 1, 'of': 2, 'hazard': 0.5}
    """
    ends, luck = first_events(runs, rung=rung), luck_of(runs)
    table = events_by_turn(ends, ENDS)
    if luck is None:
        table = with_interval(table)
    else:
        share, low, high = clustered_shares(*events_by_luck(ends, ENDS, luck))
        table = table.assign(share=share, low=low, high=high)
    table = table[table["turn"] > 0].reset_index(drop=True)
    return table.assign(hazard=table["share"].fillna(0.0))


def mean_hazard(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """Events per turn at risk, over all turns.

    Args:
        runs: As for ``first_events``.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row an event of ``ENDS``: ``event``, ``n`` (events), ``of`` (turns of open runs),
        ``share`` (events a turn, in [0, 1]; nan without a turn), ``low``, ``high`` (over runs, or
        over seeds and run numbers; Wilson's on the turns where there was no event).
        Compare with .025 a week, the onset of force in disputes (VALIDATION section 3).

    Source: korn1998.

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "outcome_turn": [2, 8]})
    >>> mean_hazard(runs)[["event", "n", "of", "share"]].to_dict("records")[0]
    {'event': 'clash_or_worse', 'n': 1, 'of': 10, 'share': 0.1}
    """
    ends = first_events(runs, rung=rung)
    watched, luck = ends["turn"].to_numpy(), luck_of(runs)
    turns = sums_by_luck(watched, luck)
    rows = []
    for event in ENDS:
        hits = ((ends["event"] == event) & (watched > 0)).to_numpy(dtype=int)
        n, of = int(hits.sum()), int(watched.sum())
        share, low, high = clustered_interval(sums_by_luck(hits, luck), turns)
        if not n:  # a run has at most one event: without any, its turns are independent trials
            high = float(share_interval(0, of * len(turns) / max(len(runs), 1))[1])
        rows.append((event, n, of, share, low, high))
    return pd.DataFrame(rows, columns=["event", "n", "of", "share", "low", "high"])


def time_to_rung(runs: pd.DataFrame, rungs: Sequence[str]) -> pd.DataFrame:
    """Turns to each rung among the runs that reach it, and the share of runs that never do.

    Args:
        runs: One row a run; needs ``first_<id>`` (turn, null = never) for each rung from 1 up.
        rungs: Ids of the rungs, from rung 0 upwards.

    Returns:
        One row a rung from 1: ``rung``, ``id``, ``n`` (runs that reached it), ``of`` (runs),
        ``lower``, ``median``, ``upper`` (quartiles in turns among those; nan if none),
        ``never`` (share of runs that did not, in [0, 1]).

    >>> runs = pd.DataFrame({"first_war": [4, 8, None, None]})
    >>> time_to_rung(runs, ["quiet", "war"])[["n", "median", "never"]].to_dict("records")
    [{'n': 2, 'median': 6.0, 'never': 0.5}]
    """
    rows = []
    for rung, name in enumerate(rungs[1:], start=1):
        first = runs[f"first_{name}"].dropna().astype(float)
        lower, median, upper = first.quantile([0.25, 0.5, 0.75])
        rows.append((rung, name, len(first), len(runs), lower, median, upper))
    columns = ["rung", "id", "n", "of", "lower", "median", "upper"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(never=1.0 - table["n"] / table["of"])


def rung_incidence(runs: pd.DataFrame, rungs: Sequence[str]) -> pd.DataFrame:
    """Share of runs that had reached each rung by each turn; runs that ended below never will.

    Args:
        runs: One row a run; needs ``outcome``, ``outcome_turn`` and ``first_<id>`` (turn, null =
            never) for each rung from 1 up.
        rungs: Ids of the rungs, from rung 0 upwards.

    Returns:
        One row a rung from 1 and turn from 0: ``rung``, ``id``, ``turn``, ``incidence``,
        ``error``, ``low``, ``high`` (in [0, 1]). Shares rise with the turn, and fall from rung
        to rung. The end of a run below the rung competes; only ``frozen`` is censoring. Runs
        that share their luck as in ``aalen_johansen``.

    Source: aalen1978.

    >>> runs = pd.DataFrame({"outcome": ["settlement", "frozen"], "outcome_turn": [1, 2],
    ...                      "first_war": [None, 2]})
    >>> rung_incidence(runs, ["quiet", "war"])["incidence"].tolist()
    [0.0, 0.0, 0.5]
    """
    end = runs["outcome_turn"].to_numpy(dtype=np.int64)
    other = np.where(runs["outcome"].to_numpy(dtype=object) == "frozen", "", "ended")
    tables, luck = [], luck_of(runs)
    for rung, name in enumerate(rungs[1:], start=1):
        first = runs[f"first_{name}"].astype("Float64").to_numpy(dtype=float, na_value=np.inf)
        event = np.where(first <= end, "reached", other)
        turn = np.minimum(first, end).astype(np.int64)
        ends = pd.DataFrame({"event": event, "turn": turn})
        found = aalen_johansen(ends, ["reached", "ended"], luck=luck)
        reached = found[found["event"] == "reached"].drop(columns=["event", "open"])
        # Where every run is there early the curve stays level up to the last turn.
        turns = range(int(end.max(initial=-1)) + 1)
        whole = reached.set_index("turn").reindex(turns).ffill().reset_index()
        tables.append(whole.assign(rung=rung, id=name))
    columns = ["rung", "id", "turn", "incidence", "error", "low", "high"]
    return pd.concat(tables, ignore_index=True)[columns]


def rung_quantiles(
    runs: pd.DataFrame, rungs: Sequence[str], *, shares: Sequence[float] = QUARTERS
) -> pd.DataFrame:
    """The turn by which a quarter, a half, ... of all runs have reached each rung.

    Args:
        runs: As for ``rung_incidence``.
        rungs: Ids of the rungs, from rung 0 upwards.
        shares: Shares of all runs, in (0, 1].

    Returns:
        One row a rung from 1 and share: ``rung``, ``id``, ``of_all``, ``turn`` (first at which
        the incidence is that high; null if it never is), ``low``, ``high`` (95% interval by
        inverting the band of the incidence; null: beyond the last turn). Unlike those of
        ``time_to_rung`` these quantiles count the runs that never get there.

    Source: brookmeyer1982.

    >>> runs = pd.DataFrame({"outcome": "frozen", "outcome_turn": 9, "first_war": [4, 8, None]})
    >>> rung_quantiles(runs, ["quiet", "war"])["turn"].tolist()
    [4, 8, <NA>]
    """
    table = rung_incidence(runs, rungs)
    rows = []
    for (rung, name), part in table.groupby(["rung", "id"], sort=False):
        for share in shares:
            turns = (_first(part, column, share) for column in ("incidence", "high", "low"))
            rows.append((rung, name, share, *turns))
    found = pd.DataFrame(rows, columns=["rung", "id", "of_all", "turn", "low", "high"])
    kinds = {"rung": "int64", "of_all": "float64"}
    return found.astype({**kinds, **dict.fromkeys(("turn", "low", "high"), "Int64")})


def _first(part: pd.DataFrame, column: str, share: float) -> int | None:
    """The first turn at which a rising column is at least a share; None if it never is."""
    there = part["turn"][part[column] >= share - ROUNDING]
    return int(there.iloc[0]) if len(there) else None
