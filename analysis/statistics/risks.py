"""Competing risks: the first of several ends takes a run out of the risk of the others."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import (
    Floats,
    Ints,
    cautious_variance,
    variance_interval,
)
from brinkmanship.analysis.statistics.pooled.incidence import (
    exits_by_luck,
    variance_over_clusters,
)


def events_by_turn(ends: pd.DataFrame, events: Sequence[str]) -> pd.DataFrame:
    """How many runs each event ends at each turn, and out of how many.

    Args:
        ends: One row a run: ``event`` (one of ``events``; any other word, such as ``""``, for a
            run that was censored) and ``turn`` (of the event or of the censoring, >= 0).
        events: Competing events; each has a row a turn, even at 0.

    Returns:
        One row an event and turn from 0 to the last: ``event``, ``turn``, ``n`` (new events),
        ``of`` (runs still open just before; those censored at the turn are included).

    >>> ends = pd.DataFrame({"event": ["war", ""], "turn": [1, 1]})
    >>> events_by_turn(ends, ["war"]).to_dict("records")[1]
    {'event': 'war', 'turn': 1, 'n': 1, 'of': 2}
    """
    turn = ends["turn"].to_numpy(dtype=np.int64)
    event = ends["event"].to_numpy(dtype=object)
    turns = np.arange(int(turn.max(initial=-1)) + 1)
    left = np.bincount(turn, minlength=len(turns))
    new = [np.bincount(turn[event == name], minlength=len(turns)) for name in events]
    return pd.DataFrame(
        {
            "event": np.repeat(np.array(events, dtype=object), len(turns)),
            "turn": np.tile(turns, len(events)),
            "n": np.concatenate(new),
            "of": np.tile(len(ends) - np.cumsum(left) + left, len(events)),
        }
    )


def aalen_johansen(
    ends: pd.DataFrame, events: Sequence[str], *, luck: Ints | None = None
) -> pd.DataFrame:
    """Share of runs that each event had ended by each turn: ``F(t) = sum S(s-1) d(s)/n(s)``.

    ``d`` are the new events at a turn, ``n`` the runs still open and ``S`` the share of runs
    that no event had ended. This is not one minus Kaplan-Meier, which counts a run that another
    event ended as one that might still have had this one.

    Args:
        ends: As for ``events_by_turn``.
        events: Competing events, all of them.
        luck: The number of each row's cluster, as of ``clusters.luck_of``; None if all rows are
            independent.

    Returns:
        One row an event and turn from 0: ``event``, ``turn``, ``incidence``, ``error`` (standard
        error), ``low``, ``high``, ``open`` (share that no event had ended); all in [0, 1].
        Incidences of a turn and ``open`` sum to 1. The interval is Wilson's on the effective
        number of runs that the variance (delta method) implies: on all of them where none was
        censored. With ``luck`` the variance is that of the sums of each cluster's influence
        on the incidence (``intervals.cautious_variance``), times ``(t / z)^2`` with clusters - 1
        degrees of freedom.

    Source: aalen1978; the variance dinse1986; over clusters korn1998.

    >>> ends = pd.DataFrame({"event": ["war", "peace", "", "war"], "turn": [1, 1, 1, 2]})
    >>> aalen_johansen(ends, ["war", "peace"])["incidence"].tolist()
    [0.0, 0.25, 0.75, 0.0, 0.25, 0.25]
    """
    table = events_by_turn(ends, events)
    shape = (len(events), -1)
    new = table["n"].to_numpy(dtype=float).reshape(shape)
    of = table["of"].to_numpy(dtype=float).reshape(shape)[0]
    surviving = np.clip(np.cumprod(1.0 - new.sum(axis=0) / of), 0.0, 1.0)
    before = np.concatenate([[1.0], surviving[:-1]])
    incidence = np.clip(np.cumsum(before * new / of, axis=1), 0.0, 1.0)
    trials = _observed_runs(ends, events, luck)
    if luck is None:
        variance = widened = _variance(incidence, before, new, of)
    else:
        counts = exits_by_luck(ends, events, luck)
        variance = variance_over_clusters(incidence, before, new, of, counts)
        clusters = max(len(counts), 2)
        widened = cautious_variance(incidence, variance, clusters, np.maximum(trials, 1.0))
    low, high = variance_interval(incidence, widened, trials=trials, most=len(ends))
    columns = {"incidence": incidence, "error": np.sqrt(variance), "low": low, "high": high}
    flat = {name: values.ravel() for name, values in columns.items()}
    return table[["event", "turn"]].assign(**flat, open=np.tile(surviving, len(events)))


def _variance(incidence: Floats, before: Floats, new: Floats, of: Floats) -> Floats:
    """Delta method (dinse1986, equation 6); without censoring it is ``F (1 - F) / runs``."""
    leaving = new.sum(axis=0)
    left = of * (of - leaving)
    greenwood = np.divide(leaving, left, out=np.zeros_like(left), where=left > 0.0)
    since = incidence[:, :, None] - incidence[:, None, :]
    past = np.tri(len(of))
    weight = before / of**2
    spread = np.einsum("ktj,tj,j->kt", since**2, past, greenwood)
    own = np.cumsum(before * weight * new * (of - new) / of, axis=1)
    joint = np.einsum("ktj,tj,kj->kt", since, past, new * weight)
    variance: Floats = np.maximum(spread + own - 2.0 * joint, 0.0)
    return variance


def _observed_runs(ends: pd.DataFrame, events: Sequence[str], luck: Ints | None) -> Floats:
    """Runs, or clusters of runs, by turn, that were not censored before it."""
    turn = ends["turn"].to_numpy(dtype=np.int64)
    turns = np.arange(int(turn.max(initial=-1)) + 1)
    last = np.where(ends["event"].isin(list(events)), len(turns), turn)
    if luck is not None:
        latest = np.zeros(int(luck.max(initial=-1)) + 1, np.int64)
        np.maximum.at(latest, luck, last)
        last = latest
    lost = np.sort(last)
    return (len(lost) - np.searchsorted(lost, turns, side="left")).astype(float)
