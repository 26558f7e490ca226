"""A scenario that plays in a few milliseconds a run, on seven rungs and for six turns."""

from pathlib import Path
from typing import Any

from sim.premise import Premise
from sim.prepare import prepare
from sim.record import RunRecord
from sim.scenario import load_scenario

SMALL = """\
title: A small quarrel
extends: ladders/seven-rungs.yaml
clock: {horizon: 6}
sides: {north: [AAA], south: [CCC]}
actors:
  AAA:
    name: Alphaland
    start: tripwire
    resolve: {normal: {mean: 1, sd: 1}}
    policy: {goals: {survival: 0.6}}
  CCC:
    name: Gammaland
    start: tripwire
    nuclear: true
    resolve: 2
    policy: {goals: {survival: 0.6}, style: {warn: 0.4}}
  DDD: {name: Deltaland}
injects:
  - {at: 1, incident: {by: CCC, against: AAA, deliberate: true}}
  - {at: 2, join: {actor: DDD, side: north}}
"""


def small_file(folder: Path) -> Path:
    """The scenario as ``small.yaml`` in a folder."""
    file = folder / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def small_premise(folder: Path) -> Premise:
    """The scenario made ready to run."""
    return prepare(load_scenario(small_file(folder)))


def record(**changes: Any) -> RunRecord:
    """A run of this scenario that came to nothing, but for the changes."""
    nothing: dict[str, Any] = {
        "run": 3,
        "outcome": "frozen",
        "outcome_turn": 6,
        "turns": 6,
        "peak_rung": 5,
        "peak_rung_direct": 2,
        "first": (0, 0, 4, -1, -1, -1, -1),
        "cause": "",
        "route": "",
        "initiator": "",
        "counts": (6, 5, 4, 3, 2, 1),
        "peaks": (2, 1, 0),
        "means": (1.5, 1.0, 0.5),
    }
    return RunRecord(**(nothing | changes))


def tree(folder: Path) -> list[str]:
    """Everything in a folder, hidden or not."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
