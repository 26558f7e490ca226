"""Synthetic run folders with every column of a real one; no engine takes part."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tests.analysis.sealing import seal

LADDER = (
    ("quiet", 0.0),
    ("protest", 0.05),
    ("warn", 0.10),
    ("sanction", 0.16),
    ("threat", 0.22),
    ("arms_aid", 0.28),
    ("deep_aid", 0.36),
    ("show", 0.40),
    ("mobilise", 0.48),
    ("nuclear_signal", 0.55),
    ("tripwire", 0.60),
    ("limited_force", 0.68),
    ("clash", 0.80),
    ("war", 0.90),
    ("nuclear_limited", 0.97),
    ("nuclear_general", 1.0),
)
SOME = {"FRA": "France", "USA": "United States", "DEU": "Germany", "RUS": "Russia"}
KINDS = ("none", "assure", "ambiguity", "warn", "threat", "commit", "nuclear_reminder")
ROUTES = ("line_honoured", "accident_answered", "troops_hit", "misperception", "salami", "choice")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a synthetic folder should be like.

    Attributes:
        clash, settle: Shares of runs that clash, and that are settled.
        rest: Share of the others that do not stay frozen.
        rungs: Of the ladder, 3 or more.
    """

    title: str = "NATO ground troops in Ukraine, 26\N{EN DASH}27 February 2024"
    runs: int = 200
    horizon: int = 52
    clash: float = 0.03
    settle: float = 0.12
    rest: float = 0.04
    rungs: int = len(LADDER)
    actors: dict[str, str] | None = None
    trace: bool = True
    seed: int = 0


def ladder_of(rungs: int) -> tuple[tuple[str, float], ...]:
    """A ladder of so many rungs; three quarters up are ``clash`` and ``war``."""
    if rungs == len(LADDER):
        return LADDER
    clash = _clash(rungs)
    names = {clash: "clash", clash + 1: "war", clash - 1: "tripwire", 0: "quiet"}
    return tuple(
        (names.get(place, f"a_measure_of_kind_{place}"), place / (rungs - 1))
        for place in range(rungs)
    )


def _clash(rungs: int) -> int:
    return rungs - 2 if rungs < len(LADDER) else 3 * rungs // 4


def many_actors(count: int = 33) -> dict[str, str]:
    """So many actors: Russia, and the western ones against it."""
    west = {f"A{i:02d}": f"Member {i:02d}" for i in range(count - 3)}
    return {"USA": "United States", "BIH": "Bosnia and Herzegovina", **west, "RUS": "Russia"}


def write_folder(folder: Path, plan: Plan) -> Path:
    """Write a run folder with the columns that ``brink run --trace`` writes."""
    dice = np.random.default_rng(plan.seed)
    names = plan.actors or SOME
    runs, turns = _play(plan, names, dice)
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "runs.parquet", runs)
    if plan.trace:
        _save(folder / "turns.parquet", turns)
        _save(folder / "signals.parquet", _signals(turns))
        _save(folder / "events.parquet", _events(runs))
    manifest = {
        "format": 1,
        "title": plan.title,
        "scenario": "synthetic",
        "digest": "00ff",
        "document": "",
        "overrides": [],
        "seed": plan.seed,
        "first_run": 0,
        "runs": plan.runs,
        "ladder": [{"id": i, "label": i, "intensity": value} for i, value in ladder_of(plan.rungs)],
        "actors": {
            **{code: {"name": name, "side": _side(code)} for code, name in names.items()},
            "UKR": {"name": "Ukraine", "side": None},
        },
        "thresholds": [i for i, _ in ladder_of(plan.rungs) if i in ("tripwire", "clash")],
        "horizon": plan.horizon,
        "engine": "synthetic",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return seal(folder)


def _side(code: str) -> str:
    return "east" if code == "RUS" else "west"


def _play(plan: Plan, names: dict[str, str], dice) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs that walk the ladder at random and end by a drawn outcome."""
    n, horizon, actors = plan.runs, plan.horizon, len(names)
    rest = 1.0 - plan.clash - plan.settle
    calm = rest * plan.rest
    shares = [plan.clash * 0.1, plan.clash * 0.9, plan.settle, calm * 0.75, calm * 0.25]
    words = ["war", "direct_clash", "settlement", "deescalation", "stalemate", "frozen"]
    outcome = dice.choice(words, size=n, p=[*shares, 1.0 - sum(shares)])
    end = np.where(outcome == "frozen", horizon, dice.integers(min(3, horizon), horizon + 1, n))
    pull = np.linspace(0.05, 0.0, actors)
    steps = dice.choice([-1, 0, 1, 2], size=(n, horizon, actors), p=[0.16, 0.7, 0.12, 0.02])
    steps = steps + (dice.random((n, horizon, actors)) < pull)
    start = np.array([2 if code == "RUS" else 5 for code in names])
    clash = _clash(plan.rungs)
    rung = np.clip(start + np.cumsum(steps, axis=1), 0, max(clash - 2, 0))
    peak = np.where(outcome == "war", clash + 1, np.where(outcome == "direct_clash", clash, -1))
    alive = np.arange(1, horizon + 1)[None, :] <= end[:, None]
    last = (np.arange(1, horizon + 1)[None, :] == end[:, None]) & (peak >= 0)[:, None]
    displayed = np.where(last[:, :, None], peak[:, None, None], rung)
    return (
        _runs(plan, names, outcome, end, np.where(alive[:, :, None], displayed, -1)),
        _turns(names, rung, displayed, alive, dice),
    )


def _runs(plan, names, outcome, end, displayed) -> pd.DataFrame:
    n = plan.runs
    crisis = displayed.max(axis=2)
    direct = crisis.max(axis=1)
    clashed = np.isin(outcome, ("war", "direct_clash"))
    dice = np.random.default_rng(plan.seed + 1)
    made = dice.poisson(6, n)
    tested = np.minimum(made, dice.poisson(2, n))
    columns = {
        "scenario": "synthetic",
        "digest": "00ff",
        "seed": np.full(n, plan.seed, np.int64),
        "run": np.arange(n, dtype=np.int64),
        "outcome": outcome,
        "outcome_turn": end.astype(np.int32),
        "turns": end.astype(np.int32),
        "peak_rung": np.maximum(direct, _clash(plan.rungs) + 1).astype(np.int32),
        "peak_rung_direct": direct.astype(np.int32),
    }
    for rung, (name, _) in enumerate(ladder_of(plan.rungs)[1:], start=1):
        reached = crisis >= rung
        first = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, -1)
        columns[f"first_{name}"] = pd.array(
            [None if turn < 0 else int(turn) for turn in first], dtype="Int32"
        )
    choices = dice.choice(ROUTES, n, p=[0.22, 0.5, 0.1, 0.1, 0.05, 0.03])
    columns["cause"] = [
        "accident" if route == "accident_answered" else "choice" for route in choices
    ]
    columns["route"] = choices
    columns["initiator"] = "RUS"
    table = pd.DataFrame(columns)
    table.loc[~clashed, ["cause", "route", "initiator"]] = None
    kept = dice.binomial(tested, 0.2)
    counts = {
        "threats_made": made,
        "threats_tested": tested,
        "threats_kept": kept,
        "threats_broken": dice.binomial(tested - kept, 0.8),
        "accidents": dice.poisson(0.1, n),
        "absorbed": dice.poisson(0.05, n),
        "vetoed": dice.poisson(0.5, n),
    }
    peaks = {f"peak_{code}": displayed[:, :, i].max(axis=1) for i, code in enumerate(names)}
    whole = {name: np.asarray(values).astype(np.int32) for name, values in (counts | peaks).items()}
    means = {f"mean_{code}": displayed[:, :, i].mean(axis=1) for i, code in enumerate(names)}
    return pd.concat([table, pd.DataFrame(whole), pd.DataFrame(means)], axis=1)


def _turns(names, rung, displayed, alive, dice) -> pd.DataFrame:
    n, horizon, actors = rung.shape
    keep = np.repeat(alive.ravel(), actors)
    run, turn, who = np.unravel_index(np.arange(n * horizon * actors), (n, horizon, actors))
    run, turn, who = run[keep], turn[keep], who[keep]
    codes = np.array(list(names), dtype=object)
    east = codes[who] == "RUS"
    talk = np.where(east, 0.35, 0.12)
    west_words = dice.choice(KINDS[1:], len(who), p=[0.4, 0.3, 0.1, 0.05, 0.14, 0.01])
    east_words = dice.choice(KINDS[1:], len(who), p=[0.02, 0.03, 0.6, 0.15, 0.05, 0.15])
    words = np.where(east, east_words, west_words)
    levels = rung.reshape(-1)[keep]
    believed = np.clip(0.25 - 0.002 * turn * east + 0.05 * dice.standard_normal(len(who)), 0, 1)
    held = np.clip(0.6 - 0.003 * turn + 0.08 * dice.standard_normal(n)[run], 0, 1)
    return pd.DataFrame(
        {
            "run": run.astype(np.int64),
            "turn": (turn + 1).astype(np.int32),
            "actor": codes[who],
            "rung": levels.astype(np.int32),
            "aid": np.int32(0),
            "displayed": displayed.reshape(-1)[keep].astype(np.int32),
            "intensity": levels / 15.0,
            "perceived": levels / 15.0,
            "resolve": 1.0,
            "acted": dice.random(len(who)) < 0.6,
            "attacked": 0.0,
            "stake": 0.0,
            "credibility": believed,
            "cohesion": np.where(east, np.nan, held),
            "signal": np.where(dice.random(len(who)) < talk, words, "none"),
            "consult": dice.random(len(who)) < 0.05,
            "term": "",
        }
    )


def _signals(turns: pd.DataFrame) -> pd.DataFrame:
    said = turns[turns["signal"] != "none"]
    table = said[["run", "turn", "actor", "signal"]].rename(columns={"actor": "sender"})
    empty = pd.array([None] * len(table), dtype="Int32")
    return table.assign(at=empty, promise=empty, hint=empty, stake_added=0.0)


def _events(runs: pd.DataFrame) -> pd.DataFrame:
    hit = runs[runs["accidents"] > 0]
    columns = {"run": hit["run"], "turn": np.int32(1), "kind": "accident", "actor": "RUS"}
    return pd.DataFrame({**columns, "other": "USA", "rung": pd.array([11] * len(hit), "Int32")})


def _save(file: Path, table: pd.DataFrame) -> None:
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), file)
