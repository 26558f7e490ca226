"""Who moved first, and how long each run stood at its peak."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.pooled.clusters import (
    code_shares,
    luck_of,
    places,
    require_single_runs,
)

TOGETHER = "together"
NOBODY = "nobody"


def first_movers(turns: pd.DataFrame, sides: Mapping[str, str], *, rung: int) -> pd.DataFrame:
    """The side and the actor that were first to stand on a rung, run by run.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``rung``.
        sides: Side by actor code; actors without one are left out.
        rung: The rung; an actor above it counts too. An actor that begins there has moved first.

    Returns:
        One row a run: ``run``, ``turn`` (null if nobody got there), ``side`` (``together`` when
        several sides got there in the same turn, ``nobody``), ``actor`` (null when several got
        there in the same turn, or nobody).

    >>> turns = pd.DataFrame({"run": 0, "turn": [1, 2, 2], "actor": ["A", "A", "B"],
    ...                       "rung": [3, 8, 9]})
    >>> first_movers(turns, {"A": "west", "B": "east"}, rung=9).to_dict("records")
    [{'run': 0, 'turn': 2, 'side': 'east', 'actor': 'B'}]
    """
    require_single_runs(turns)
    there = turns[turns["actor"].isin(list(sides)) & (turns["rung"] >= rung)]
    first = there[there["turn"] == there.groupby("run")["turn"].transform("min")]
    first = first.astype({"actor": object})
    first = first.assign(side=first["actor"].map(dict(sides)))
    runs = first.groupby("run")
    one_side, one_actor = (runs[name].min() == runs[name].max() for name in ("side", "actor"))
    found = pd.DataFrame(
        {
            "turn": runs["turn"].first().astype("Int64"),
            "side": runs["side"].first().where(one_side, TOGETHER),
            "actor": runs["actor"].first().where(one_actor, None),
        }
    ).reindex(pd.Index(turns["run"].unique(), name="run").sort_values())
    return found.fillna({"side": NOBODY}).reset_index()


def mover_shares(movers: pd.DataFrame, names: Sequence[str], *, of: str = "side") -> pd.DataFrame:
    """In what share of runs each side, or each actor, moved first.

    Args:
        movers: The table of ``first_movers``.
        names: Sides, or actors; each has a row, even at 0.
        of: ``side`` or ``actor``.

    Returns:
        One row a name, then ``together`` and ``nobody``: the column ``of``, ``n``, ``of_runs``,
        ``share``, ``low``, ``high`` (in [0, 1]). The shares sum to 1. Allies that move in the
        same turn are ``together`` by actor, but not by side. Tables of several points may be
        joined: runs that share their luck are told apart as in ``outcome_shares``.

    Source: wilson1927; of runs that share their luck: korn1998.

    >>> movers = pd.DataFrame({"turn": [4, 5], "side": ["east", "together"]})
    >>> mover_shares(movers, ["east", "west"])["share"].tolist()
    [0.5, 0.0, 0.5, 0.0]
    """
    first = movers[of].astype(object)
    never = movers["turn"].isna()
    first = first.where(first.notna(), TOGETHER).where(~never, NOBODY)
    order = [*names, TOGETHER, NOBODY]
    found = code_shares(places(first, order), len(order), luck_of(movers))
    found = found.rename(columns={"of": "of_runs"})
    return pd.concat([pd.DataFrame({of: order}), found], axis=1)


def peak_duration(
    turns: pd.DataFrame, sides: Mapping[str, str], *, column: str = "displayed"
) -> pd.DataFrame:
    """How long each run stood at its highest crisis rung.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``column``.
        sides: Side by actor code; actors without one are left out.
        column: ``displayed`` (what the others saw) or ``rung`` (the posture chosen).

    Returns:
        One row a run: ``run``, ``peak`` (rung), ``start`` (its first turn there), ``turns``
        (at the peak, in all, >= 1), ``longest`` (consecutive turns there), ``last`` (whether
        the last turn played was at the peak). Only turns that were played count: a run that a
        clash ended has one turn of it.

    >>> turns = pd.DataFrame({"run": 0, "turn": range(1, 6), "actor": "A",
    ...                       "displayed": [2, 7, 3, 7, 7]})
    >>> peak_duration(turns, {"A": "west"})[["peak", "start", "turns", "longest"]].iloc[0].tolist()
    [7, 2, 3, 2]
    """
    require_single_runs(turns)
    on_side = turns[turns["actor"].isin(list(sides))]
    level = on_side.groupby(["run", "turn"])[column].max().rename("peak").reset_index()
    highest = level.groupby("run")["peak"].transform("max")
    last = level["turn"] == level.groupby("run")["turn"].transform("max")
    at = level.assign(last=last)[level["peak"] == highest]
    # Consecutive turns share their distance from a count of the turns at the peak.
    stretch = at["turn"] - at.groupby("run").cumcount()
    longest = at.groupby([at["run"], stretch]).size().groupby("run").max()
    runs = at.groupby("run")
    found = {
        "peak": runs["peak"].first(),
        "start": runs["turn"].min(),
        "turns": runs.size(),
        "longest": longest,
        "last": runs["last"].any(),
    }
    return pd.DataFrame(found).astype({"turns": np.int64, "longest": np.int64}).reset_index()
