"""A run as a film needs it: plain data, from a traced run folder or from whoever played it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError
from analysis.tables import open_run
from analysis.tables.runs import RunFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something said: by whom, of which kind, and the rung it hints at or draws a line at."""

    sender: str
    signal: str
    rung: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: its kind, to or by whom, and the other one; empty without one."""

    kind: str
    actor: str = ""
    other: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One turn: the rung that each actor showed, what was said and what happened."""

    turn: int
    rungs: Mapping[str, int]
    words: Sequence[Signal] = ()
    deeds: Sequence[Event] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """A whole run.

    Attributes:
        title: Of the scenario.
        unit: What a turn lasts, such as ``1 week``.
        horizon: Turns after which a run is frozen.
        ladder: Names of the rungs, the lowest first.
        thresholds: Positions of the rungs of interest.
        sides: Side of each actor, in the order in which they stand.
        names: Name of each actor.
        start: Rung of each actor before the first turn.
        scenes: The turns played.
        outcome, outcome_turn: How it ended, and when.
        cause, route: Of a clash; empty without one.
        seed, run: Which run it is.
    """

    title: str
    unit: str
    horizon: int
    ladder: Sequence[str]
    thresholds: Sequence[int]
    sides: Mapping[str, str]
    names: Mapping[str, str]
    start: Mapping[str, int]
    scenes: Sequence[Scene]
    outcome: str
    outcome_turn: int
    cause: str
    route: str
    seed: int
    run: int


def read_reel(path: Path, run: int | None = None) -> Reel:
    """The film of one run of a folder that was written with ``--trace``.

    Args:
        path: The folder.
        run: Number of the run; the first one of the folder by default.

    Raises:
        AnalysisError: It is no such folder, or has no such run.
    """
    folder = open_run(path)
    runs = folder.runs(["run", "outcome", "outcome_turn", "cause", "route"])
    number = int(runs["run"].iloc[0]) if run is None else run
    mine = runs[runs["run"] == number]
    if mine.empty:
        first, last = int(runs["run"].min()), int(runs["run"].max())
        raise AnalysisError(f"{path}: has no run {number}; it holds runs {first} to {last}")
    row = mine.iloc[0]
    document = json.loads(str(folder.manifest.get("document", "{}")))
    ids = [rung.id for rung in folder.ladder]
    starts = {
        code: dict(one or {}).get("start") for code, one in document.get("actors", {}).items()
    }
    return Reel(
        title=folder.title,
        unit=str(document.get("clock", {}).get("turn", "1 week")),
        horizon=folder.horizon,
        ladder=[rung.name for rung in folder.ladder],
        thresholds=[ids.index(name) for name in folder.thresholds],
        sides=folder.sides,
        names=folder.names,
        start={code: ids.index(str(starts.get(code))) if starts.get(code) in ids else 0
               for code in folder.sides},
        scenes=_scenes(folder, number),
        outcome=str(row["outcome"]),
        outcome_turn=int(row["outcome_turn"]),
        cause=_text(row["cause"]),
        route=_text(row["route"]),
        seed=folder.seed,
        run=number,
    )  # fmt: skip


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _scenes(folder: RunFolder, run: int) -> list[Scene]:
    turns = _mine(folder.turns(["run", "turn", "actor", "displayed"]), run)
    said = _mine(folder.signals(["run", "turn", "sender", "signal", "at", "hint"]), run)
    done = _mine(folder.events(["run", "turn", "kind", "actor", "other"]), run)
    scenes = []
    for turn, part in turns.groupby("turn", sort=True):
        words = [
            Signal(sender=str(row["sender"]), signal=str(row["signal"]), rung=_rung(row))
            for row in said[said["turn"] == turn].to_dict("records")
        ]
        deeds = [
            Event(kind=str(row["kind"]), actor=str(row["actor"]), other=str(row["other"]))
            for row in done[done["turn"] == turn].to_dict("records")
        ]
        rungs = {str(code): int(rung) for code, rung in
                 zip(part["actor"], part["displayed"], strict=True)}  # fmt: skip
        number = int(part["turn"].iloc[0])
        scenes.append(Scene(turn=number, rungs=rungs, words=words, deeds=deeds))
    return scenes


def _mine(frame: pd.DataFrame, run: int) -> pd.DataFrame:
    return frame[frame["run"] == run]


def _rung(row: Mapping[Any, Any]) -> int | None:
    """The rung of a line, or the one hinted at."""
    for name in ("at", "hint"):
        value = row[name]
        if isinstance(value, int | float) and not np.isnan(value):
            return int(value)
    return None
