"""A run as a film needs it: plain data, from a traced run folder or from the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables import open_run
from brinkmanship.analysis.tables.runs import RunFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal: its sender, its kind, and the rung that it hints at or draws a line at."""

    sender: str
    signal: str
    rung: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event: its kind, the actor, the other actor (empty without one), and a note."""

    kind: str
    actor: str = ""
    other: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One turn: the rung that each actor displayed, the signals and the events."""

    turn: int
    rungs: Mapping[str, int]
    signals: Sequence[Signal] = ()
    events: Sequence[Event] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """One run, turn by turn.

    Attributes:
        title: Of the scenario.
        unit: Length of a turn, such as ``1 week``.
        horizon: Turns after which a run is frozen.
        ladder: Names of the rungs, the lowest first.
        thresholds: Positions of the rungs of interest.
        sides: Side of each actor, in the order of their columns.
        names: Name of each actor.
        start: Rung of each actor before the first turn.
        scenes: The turns played.
        outcome, outcome_turn: How the run ended, and when.
        cause, route: Of the clash; empty without one.
        ending: How the crisis ended, which may be after a clash; empty if nothing says so.
        seed, run: Seed and number of the run.
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
    ending: str = ""


def read_reel(path: Path, run: int | None = None) -> Reel:
    """One run of a folder that was written with ``--trace``.

    Args:
        path: The folder.
        run: Number of the run; the first one of the folder by default.

    Raises:
        AnalysisError: It is no such folder, or has no such run.
    """
    folder = open_run(path)
    runs = folder.runs()
    number = int(runs["run"].iloc[0]) if run is None else run
    rows = runs[runs["run"] == number]
    if rows.empty:
        first, last = int(runs["run"].min()), int(runs["run"].max())
        raise AnalysisError(f"{path}: has no run {number}; it holds runs {first} to {last}")
    row = rows.iloc[0]
    document = folder.document
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
        ending=_text(row.get("ending")),
    )  # fmt: skip


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _scenes(folder: RunFolder, run: int) -> list[Scene]:
    turns = _rows_of(folder.turns(["run", "turn", "actor", "displayed"]), run)
    signals = _rows_of(folder.signals(["run", "turn", "sender", "signal", "at", "hint"]), run)
    events = _rows_of(folder.events(["run", "turn", "kind", "actor", "other"]), run)
    scenes = []
    for turn, part in turns.groupby("turn", sort=True):
        sent = [
            Signal(sender=str(row["sender"]), signal=str(row["signal"]), rung=_rung(row))
            for row in signals[signals["turn"] == turn].to_dict("records")
        ]
        happened = [
            Event(kind=str(row["kind"]), actor=str(row["actor"]), other=str(row["other"]))
            for row in events[events["turn"] == turn].to_dict("records")
        ]
        rungs = {str(code): int(rung) for code, rung in
                 zip(part["actor"], part["displayed"], strict=True)}  # fmt: skip
        number = int(part["turn"].iloc[0])
        scenes.append(Scene(turn=number, rungs=rungs, signals=sent, events=happened))
    return scenes


def _rows_of(frame: pd.DataFrame, run: int) -> pd.DataFrame:
    return frame[frame["run"] == run]


def _rung(row: Mapping[Any, Any]) -> int | None:
    """The rung at which a signal draws a line, or the one it hints at."""
    for name in ("at", "hint"):
        value = row[name]
        if isinstance(value, int | float) and not np.isnan(value):
            return int(value)
    return None
