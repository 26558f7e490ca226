"""Rungs, credibility and cohesion, turn by turn."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.names import CLASH_OR_WORSE, OUTCOMES
from brinkmanship.analysis.statistics.pooled.clusters import require_single_runs

QUANTILES = {"q10": 0.10, "q25": 0.25, "median": 0.50, "q75": 0.75, "q90": 0.90}


def crisis_rungs(
    turns: pd.DataFrame, runs: pd.DataFrame, sides: Mapping[str, str], *, column: str = "displayed"
) -> pd.DataFrame:
    """The crisis rung of every run and turn: the highest of all actors that stand on a side.

    A run that ended is carried forward at its last rung, one that ended in a clash or worse at
    its peak. So every turn counts every run, not only those that are still going.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``column``.
        runs: One row a run; needs ``run``, ``outcome`` and ``peak_rung_direct``.
        sides: Side by actor code; actors without one (clients, bystanders) are left out.
        column: ``displayed`` (what the others saw) or ``rung`` (the posture chosen).

    Returns:
        Index ``run``, columns turns from 1, values rungs (int).

    >>> turns = pd.DataFrame({"run": [0, 0, 1], "turn": [1, 2, 1], "actor": "A",
    ...                       "displayed": [3, 5, 11]})
    >>> runs = pd.DataFrame({"run": [0, 1], "outcome": ["frozen", "war"],
    ...                      "peak_rung_direct": [5, 13]})
    >>> crisis_rungs(turns, runs, {"A": "west"}).to_numpy().tolist()
    [[3, 5], [11, 13]]
    """
    require_single_runs(turns)
    on_side = turns[turns["actor"].isin(list(sides))]
    highest = on_side.pivot_table(index="run", columns="turn", values=column, aggfunc="max")
    peaks = runs.set_index("run").reindex(highest.index)
    clashed = peaks["outcome"].isin(CLASH_OR_WORSE).to_numpy()
    values = highest.to_numpy(dtype=float)
    after = np.isnan(values) & clashed[:, None]
    values = np.where(after, peaks["peak_rung_direct"].to_numpy(dtype=float)[:, None], values)
    carried = pd.DataFrame(values, index=highest.index, columns=highest.columns).ffill(axis=1)
    return carried.astype(int)


def rung_fan(rungs: pd.DataFrame) -> pd.DataFrame:
    """Mean and quantiles of the crisis rung at each turn.

    Args:
        rungs: The table of ``crisis_rungs``: every run at every turn, ended runs carried forward.

    Returns:
        One row a turn: ``turn``, ``mean``, ``q10``, ``q25``, ``median``, ``q75``, ``q90``
        (rungs; quantiles are rungs that occurred, for the ladder is ordinal), ``of`` (runs). None
        without a run.

    >>> rung_fan(pd.DataFrame({1: [2, 4, 9]}))[["mean", "median", "q90"]].to_dict("records")
    [{'mean': 5.0, 'median': 4, 'q90': 9}]
    """
    values = rungs.to_numpy(dtype=np.int64)
    if not len(values):  # no turn has a run: all columns, no row
        values, rungs = np.zeros((1, 0), dtype=np.int64), rungs.iloc[:, :0]
    levels = list(QUANTILES.values())
    quantiles = np.quantile(values, levels, axis=0, method="inverted_cdf").astype(int)
    bands = dict(zip(QUANTILES, quantiles, strict=True))
    columns = {"turn": rungs.columns, "mean": values.mean(axis=0), **bands, "of": len(rungs)}
    return pd.DataFrame(columns)


def single_runs(runs: pd.DataFrame, *, of: Sequence[str] = OUTCOMES) -> pd.DataFrame:
    """The first run of each outcome, as an example that nobody picked by hand.

    Args:
        runs: One row a run; needs ``run``, ``outcome`` and ``outcome_turn``.
        of: Outcomes wanted, in the order wanted.

    Returns:
        At most one row an outcome: ``outcome``, ``run``, ``outcome_turn``.

    >>> runs = pd.DataFrame({"run": [4, 5], "outcome": ["frozen"] * 2, "outcome_turn": [9, 9]})
    >>> single_runs(runs)["run"].tolist()
    [4]
    """
    require_single_runs(runs)
    first = runs.sort_values("run").drop_duplicates("outcome").set_index("outcome")
    found = [outcome for outcome in of if outcome in first.index]
    return first.loc[found, ["run", "outcome_turn"]].reset_index()


def credibility_path(turns: pd.DataFrame) -> pd.DataFrame:
    """How far opponents believe each actor's threats, over time.

    Args:
        turns: One row a run, turn and actor; needs ``turn``, ``actor`` and ``credibility`` (mean
            belief over opponents that this actor carries out what it threatens, in [0, 1]).

    Returns:
        One row an actor and turn: ``actor``, ``turn``, ``mean``, ``q10``, ``q90`` (in [0, 1]),
        ``of`` (runs that were still going).

    >>> turns = pd.DataFrame({"turn": 1, "actor": "RUS", "credibility": [0.2, 0.4]})
    >>> round(credibility_path(turns)["mean"].item(), 6)
    0.3
    """
    return _band(turns, ["actor", "turn"], "credibility")


def credibility_pairs(beliefs: pd.DataFrame) -> pd.DataFrame:
    """How far each actor believes each opponent's threats, over time.

    Args:
        beliefs: One row a run, turn and ordered pair; needs ``turn``, ``actor`` (who believes),
            ``other`` (whom) and ``credibility`` (kappa, in [0, 1]).

    Returns:
        One row a pair and turn: ``actor``, ``other``, ``turn``, ``mean``, ``q10``, ``q90`` (in
        [0, 1]), ``of`` (runs that were still going).

    >>> beliefs = pd.DataFrame({"turn": 1, "actor": "FRA", "other": "RUS",
    ...                         "credibility": [0.2, 0.4]})
    >>> round(credibility_pairs(beliefs)["mean"].item(), 6)
    0.3
    """
    return _band(beliefs, ["actor", "other", "turn"], "credibility")


def first_defection(
    turns: pd.DataFrame, alliances: Mapping[str, str], *, apart: int = 2
) -> pd.DataFrame:
    """The first turn in which a member leads or lags its alliance's median, run by run.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``rung``.
        alliances: Alliance by actor code.
        apart: Rungs from the median that count; the median is the lower of two in the middle.

    Returns:
        One row an alliance and run: ``alliance``, ``run``, ``turn`` (null if it never happened),
        ``actor`` (the one furthest from the median, the first by code among equals; null
        likewise), ``rungs`` (its distance from the median, positive above it; null likewise).

    >>> turns = pd.DataFrame({"run": 0, "turn": 1, "actor": ["AAA", "BBB", "CCC"],
    ...                       "rung": [3, 3, 6]})
    >>> first_defection(turns, dict.fromkeys(["AAA", "BBB", "CCC"], "NATO")).to_dict("records")
    [{'alliance': 'NATO', 'run': 0, 'turn': 1, 'actor': 'CCC', 'rungs': 3}]
    """
    require_single_runs(turns)
    own = turns.assign(alliance=turns["actor"].astype(object).map(alliances))
    own = own.dropna(subset=["alliance"]).astype({"actor": object})
    keys = ["alliance", "run"]
    own = own.sort_values([*keys, "turn", "rung"], ignore_index=True)
    members = own.groupby([*keys, "turn"], sort=False)["rung"]
    # Steps from each member, in rising order, to the median; one pass over all groups.
    steps = (members.transform("size") - 1) // 2 - members.cumcount()
    middle = own["rung"].to_numpy()[own.index.to_numpy() + steps.to_numpy()]
    own = own.assign(rungs=(own["rung"] - middle).astype("int64"))
    far = own[own["rungs"].abs() >= apart].assign(distance=lambda table: table["rungs"].abs())
    order = far.sort_values([*keys, "turn", "distance", "actor"],
                            ascending=[True, True, True, False, True])  # fmt: skip
    first = order.drop_duplicates(keys)[[*keys, "turn", "actor", "rungs"]]
    every = own[keys].drop_duplicates().sort_values(keys, ignore_index=True)
    kinds = {"turn": "Int64", "rungs": "Int64"}
    return every.merge(first, on=keys, how="left").astype(kinds)


def cohesion_path(turns: pd.DataFrame, sides: Mapping[str, str]) -> pd.DataFrame:
    """Cohesion of each side's alliance over time.

    Args:
        turns: One row a run, turn and actor; needs ``run``, ``turn``, ``actor`` and ``cohesion``
            (of the actor's alliance, in [0, 1]; null without one).
        sides: Side by actor code.

    Returns:
        One row a side with an alliance and turn: ``side``, ``turn``, ``mean``, ``q10``, ``q90``
        (in [0, 1]), ``of`` (runs still going). A side with two alliances shows the members' mean.

    >>> turns = pd.DataFrame({"run": 0, "turn": 1, "actor": ["FRA", "RUS"],
    ...                       "cohesion": [0.6, None]})
    >>> cohesion_path(turns, {"FRA": "west", "RUS": "east"})[["side", "mean"]].to_dict("records")
    [{'side': 'west', 'mean': 0.6}]
    """
    require_single_runs(turns)
    held = turns.dropna(subset=["cohesion"]).astype({"cohesion": float})
    held = held.assign(side=held["actor"].astype(object).map(sides)).dropna(subset=["side"])
    within = held.groupby(["side", "run", "turn"])["cohesion"].mean().reset_index()
    return _band(within, ["side", "turn"], "cohesion")


def _band(table: pd.DataFrame, keys: list[str], column: str) -> pd.DataFrame:
    """Mean, 10% and 90% quantile and count of a column by group."""
    groups = table.astype({column: float}).groupby(keys, observed=True)[column]
    columns = {"mean": groups.mean(), "q10": groups.quantile(0.10), "q90": groups.quantile(0.90)}
    return pd.DataFrame({**columns, "of": groups.count()}).reset_index()
