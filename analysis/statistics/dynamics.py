"""How sides answer each other: reciprocity, spirals and skipped rungs."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.intervals import Floats, clustered_interval, clustered_ratio
from brinkmanship.analysis.statistics.pooled.clusters import require_single_runs

MILITARY = 2
COOPERATIVE = 1
OTHER = 0


def from_start(turns: pd.DataFrame, starts: Mapping[str, int]) -> pd.DataFrame:
    """The turns with the rungs before the first turn as turn 0, so that moves in turn 1 count.

    Tables of turns begin with the rungs after turn 1. Without turn 0 every measure of moves
    misses those of the first turn.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``rung``.
        starts: Rung by actor code (``RunFolder.starts``); others get no row.

    Returns:
        ``turns``, with a row at turn 0 for each run and each of its actors in ``starts``: the
        rung, ``acted`` false, ``signal`` none; other columns null.

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2], "actor": "A", "rung": [3, 3]})
    >>> spiral_length(from_start(turns, {"A": 2}), {"A": "west"}).to_dict("records")
    [{'run': 0, 'start': 1, 'length': 1}]
    """
    require_single_runs(turns)
    first = turns[["run", "actor"]].astype({"actor": object}).drop_duplicates()
    first = first[first["actor"].isin(list(starts))]
    if first.empty:
        return turns.reset_index(drop=True)
    first = first.assign(turn=0, rung=first["actor"].map(dict(starts)), acted=False, signal="none")
    kept = first[[name for name in turns if name in first]]
    return pd.concat([kept, turns.astype({"actor": object})], ignore_index=True)[list(turns)]


def side_acts(turns: pd.DataFrame, sides: Mapping[str, str], *, military: int) -> pd.DataFrame:
    """What each side did in each turn in which one of its members acted.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor``, ``rung``,
            ``acted`` and ``signal``.
        sides: Side by actor code.
        military: Lowest rung of a military act (``show`` on the shipped ladder).

    Returns:
        One row a run, turn and side that acted: ``run``, ``turn``, ``side``, ``act``: 2 when a
        member chose a rung >= ``military``, else 1 when one stepped down or assured, else 0.

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2], "actor": "A", "rung": [8, 3],
    ...                       "acted": True, "signal": "none"})
    >>> side_acts(turns, {"A": "west"}, military=7)["act"].tolist()
    [2, 1]
    """
    moves = _moves(turns, sides)
    moves = moves[moves["acted"].astype(bool)]
    down = (moves["step"] < 0) | (moves["signal"].astype(object) == "assure")
    act = np.where(moves["rung"] >= military, MILITARY, np.where(down, COOPERATIVE, OTHER))
    return moves.assign(act=act).groupby(["run", "turn", "side"])["act"].max().reset_index()


def reciprocity(turns: pd.DataFrame, sides: Mapping[str, str], *, military: int) -> pd.DataFrame:
    """Share of acts answered by a military next act of another side, by what was answered.

    Args:
        turns: As for ``side_acts``.
        sides: Side by actor code; two or more, of which any may answer any other.
        military: Lowest rung of a military act.

    Returns:
        Rows ``military`` and ``cooperative``: ``after``, ``n`` (military answers), ``of`` (acts
        answered), ``share``, ``low``, ``high`` (over runs, whose acts are not independent).
        An act counts once; its answer is the next turn in which another side acted.

    Source: leng1993. Between states .44 and .10 (VALIDATION section 4).

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2], "actor": ["A", "B"], "rung": [8, 9],
    ...                       "acted": True, "signal": "none"})
    >>> reciprocity(turns, {"A": "west", "B": "east"}, military=7)["share"].tolist()
    [1.0, nan]
    """
    replies = _replies(turns, sides, military)
    rows = [
        (after, int(hits.sum()), int(total.sum()), *clustered_interval(hits, total))
        for after, (hits, total) in replies.items()
    ]
    return pd.DataFrame(rows, columns=["after", "n", "of", "share", "low", "high"])


def reciprocity_ratio(
    turns: pd.DataFrame, sides: Mapping[str, str], *, military: int
) -> pd.DataFrame:
    """How many times likelier a military answer is after a military than a cooperative act.

    Args:
        turns: As for ``side_acts``.
        sides: Side by actor code; two or more, of which any may answer any other.
        military: Lowest rung of a military act.

    Returns:
        One row: ``ratio`` of the two shares of ``reciprocity`` (1: force is no answer to force;
        nan if neither or no act was answered so), ``low``, ``high`` (over runs). Between states
        4.4 (VALIDATION section 4).

    Source: leng1993; the interval katz1978.

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2], "actor": ["A", "B"], "rung": [8, 9],
    ...                       "acted": True, "signal": "none"})
    >>> reciprocity_ratio(turns, {"A": "west", "B": "east"}, military=7)["ratio"].isna().item()
    True
    """
    replies = _replies(turns, sides, military)
    row = clustered_ratio(replies["military"], replies["cooperative"])
    return pd.DataFrame([row], columns=["ratio", "low", "high"])


def spiral_length(turns: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Every spiral: consecutive turns in which some side moves up and none steps down.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``rung``.
        sides: Side by actor code; a side's level is its highest member's rung.

    Returns:
        One row a spiral: ``run``, ``start`` (its first turn), ``length`` (turns, >= 1).

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2, 3, 4], "actor": "A", "rung": [2, 3, 5, 4]})
    >>> spiral_length(turns, {"A": "west"}).to_dict("records")
    [{'run': 0, 'start': 2, 'length': 2}]
    """
    require_single_runs(turns)
    on_side = turns[turns["actor"].isin(list(sides))]
    on_side = on_side.assign(side=on_side["actor"].astype(object).map(sides))
    level = on_side.groupby(["run", "side", "turn"])["rung"].max()
    step = level.groupby(level=["run", "side"]).diff().groupby(level=["run", "turn"])
    table = pd.DataFrame({"up": step.max() > 0, "held": step.min() >= 0}).reset_index()
    rising = table["up"] & table["held"]
    follows = rising.shift(fill_value=False)  # a run's first turn never rises: runs stay apart
    spirals = table[rising].groupby((rising & ~follows).cumsum()[rising])
    start = spirals[["run", "turn"]].first().rename(columns={"turn": "start"})
    return start.assign(length=spirals.size()).reset_index(drop=True)


def spiral_summary(spirals: pd.DataFrame) -> pd.DataFrame:
    """How long spirals last.

    Args:
        spirals: The table of ``spiral_length``; one row a spiral.

    Returns:
        One row: ``n`` (spirals), ``mean`` length in turns, ``median``, ``q90`` (lengths that
        occurred), ``longest``; nan without a spiral. Runs of conflict between states: mean 2.8
        and 90% at most 6 events (VALIDATION section 4).

    >>> spiral_summary(pd.DataFrame({"length": [1, 1, 1, 5]})).iloc[0].tolist()
    [4.0, 2.0, 1.0, 5.0, 5.0]
    """
    length = spirals["length"].to_numpy(dtype=float)
    levels = [0.5, 0.9, 1.0]
    quantiles = np.quantile(length, levels, method="inverted_cdf") if length.size else [np.nan] * 3
    mean = length.mean() if length.size else np.nan
    columns = ["n", "mean", "median", "q90", "longest"]
    return pd.DataFrame([(length.size, mean, *quantiles)], columns=columns)


def ladder_skipping(turns: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Share of upward moves that skip at least one rung.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``rung``.
        sides: Side by actor code.

    Returns:
        One row: ``n`` (moves up by 2 or more), ``of`` (moves up), ``share``, ``low``, ``high``
        (over runs). Between states .57, on a ladder of 7 classes (VALIDATION section 4).

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2, 3], "actor": "A", "rung": [2, 3, 5]})
    >>> ladder_skipping(turns, {"A": "west"})["share"].item()
    0.5
    """
    moves = _moves(turns, sides)
    ups = moves[moves["step"] > 0].groupby("run")["step"]
    skipped, total = ups.agg(lambda step: int((step > 1).sum())), ups.count()
    row = (int(skipped.sum()), int(total.sum()), *clustered_interval(skipped, total))
    return pd.DataFrame([row], columns=["n", "of", "share", "low", "high"])


def _moves(turns: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Rows of actors on a side with ``side`` and ``step``, rungs moved since the turn before."""
    require_single_runs(turns)
    table = turns[turns["actor"].isin(list(sides))].sort_values(["run", "turn"], kind="stable")
    actor = table["actor"].astype(object)
    step = table.groupby(["run", actor])["rung"].diff().fillna(0).astype(int)
    return table.assign(actor=actor, side=actor.map(sides), step=step)


def _replies(
    turns: pd.DataFrame, sides: Mapping[str, str], military: int
) -> dict[str, tuple[Floats, Floats]]:
    """Military answers and answered acts in each run, by the kind of act that was answered."""
    acts = side_acts(turns, sides, military=military).astype({"turn": np.int64})
    answered = pd.concat(
        [
            _answers(acts[acts["side"] == side], acts[acts["side"] != side])
            for side in dict.fromkeys(sides.values())
        ]
    )
    runs = turns["run"].unique()
    replies = {}
    for after, kind in (("military", MILITARY), ("cooperative", COOPERATIVE)):
        group = answered[answered["act"] == kind].groupby("run")["military"]
        counts = group.agg(["sum", "count"]).reindex(runs, fill_value=0).to_numpy(dtype=float)
        replies[after] = (counts[:, 0], counts[:, 1])
    return replies


def _answers(acts: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Each answered act, with whether the next act of the others is military."""
    answer = others.groupby(["run", "turn"])["act"].max().rename("answer").reset_index()
    met = pd.merge_asof(
        acts.sort_values("turn", kind="stable"),
        answer.sort_values("turn", kind="stable"),
        on="turn",
        by="run",
        direction="forward",
        allow_exact_matches=False,
    ).dropna(subset=["answer"])
    return met.assign(military=met["answer"] == MILITARY)
