"""When a crisis turns: competing ends, weekly hazards and the time to each rung."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.intervals import Floats, share_interval, with_interval

CLASH_OR_WORSE = ("direct_clash", "war", "nuclear_use")
CLASH = "clash_or_worse"
ENDS = (CLASH, "settlement", "deescalation", "stalemate")
"""Competing events: the first of them takes a run out of the risk of the others."""


def first_events(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """Which competing event came first in each run, and when.

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
    any more, so this is never one minus Kaplan-Meier. Only ``frozen`` is censoring, at the horizon.

    Args:
        runs: As for ``first_events``.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row an event of ``ENDS`` and turn from 0: ``event``, ``turn``, ``incidence``, ``low``,
        ``high`` (in [0, 1]); the events of a turn sum to at most 1. The interval is Wilson's on
        the runs whose fate by that turn is known, all of them where the horizon is one.

    Source: aalen1978.

    >>> runs = pd.DataFrame({"outcome": ["war", "settlement", "frozen", "frozen"],
    ...                      "outcome_turn": [1, 2, 2, 2]})
    >>> table = cumulative_incidence(runs)
    >>> table[table["turn"] == 2].set_index("event")["incidence"].round(6).to_dict()
    {'clash_or_worse': 0.25, 'settlement': 0.25, 'deescalation': 0.0, 'stalemate': 0.0}
    """
    table = hazard(runs, rung=rung)
    surviving = np.cumprod(1.0 - _by_turn(table, "hazard").sum(axis=0))
    before = np.concatenate([[1.0], surviving[:-1]])
    incidence = np.cumsum(_by_turn(table, "hazard") * before, axis=1)
    incidence = np.clip(np.pad(incidence, ((0, 0), (1, 0))), 0.0, 1.0)
    turns = np.arange(incidence.shape[1])
    known = _known(first_events(runs, rung=rung), turns)
    low, high = share_interval(incidence * known, np.broadcast_to(known, incidence.shape))
    return pd.DataFrame(
        {
            "event": np.repeat(ENDS, len(turns)),
            "turn": np.tile(turns, len(ENDS)),
            "incidence": incidence.ravel(),
            "low": np.minimum(low, incidence).ravel(),
            "high": np.maximum(high, incidence).ravel(),
        }
    )


def hazard(runs: pd.DataFrame, *, rung: str = "clash") -> pd.DataFrame:
    """Share of the runs still open at a turn in which each event comes at that turn.

    Args:
        runs: As for ``first_events``.
        rung: Id of the rung from which a clash counts.

    Returns:
        One row an event and turn from 1: ``event``, ``turn``, ``n`` (new events), ``of`` (runs
        still open), ``share``, ``hazard`` (the share; 0 where no run is open), ``low``, ``high``.

    >>> runs = pd.DataFrame({"outcome": ["war", "frozen"], "outcome_turn": [1, 1]})
    >>> hazard(runs)[["event", "turn", "n", "of", "hazard"]].to_dict("records")[0]
    {'event': 'clash_or_worse', 'turn': 1, 'n': 1, 'of': 2, 'hazard': 0.5}
    """
    ends = first_events(runs, rung=rung)
    last = int(ends["turn"].max())
    turns = np.arange(1, last + 1)
    left = np.bincount(ends["turn"], minlength=last + 1)
    open_runs = len(ends) - np.cumsum(left)[:-1]
    tables = [
        pd.DataFrame(
            {
                "event": event,
                "turn": turns,
                "n": np.bincount(ends["turn"][ends["event"] == event], minlength=last + 1)[1:],
                "of": open_runs,
            }
        )
        for event in ENDS
    ]
    table = with_interval(pd.concat(tables, ignore_index=True))
    return table.assign(hazard=table["share"].fillna(0.0))


def time_to_rung(runs: pd.DataFrame, rungs: Sequence[str]) -> pd.DataFrame:
    """How long each rung takes among the runs that reach it, and how many never do.

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


def _by_turn(table: pd.DataFrame, column: str) -> Floats:
    """A column as an array of events by turns."""
    return table[column].to_numpy(dtype=float).reshape(len(ENDS), -1)


def _known(ends: pd.DataFrame, turns: np.ndarray) -> Floats:
    """Runs, by turn, that had ended by then or were still watched."""
    lost = np.sort(ends["turn"][ends["event"] == ""].to_numpy())
    return (len(ends) - np.searchsorted(lost, turns, side="left")).astype(float)
