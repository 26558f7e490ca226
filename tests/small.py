"""A scenario that plays in a few milliseconds a run, on seven rungs and for six turns."""

from pathlib import Path

from brinkmanship.sim.mechanisms.endings import FROZEN, GOING_ON
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.played import Row
from brinkmanship.sim.scenario import load_scenario

SHAPE = 7, 3, 1
"""Its rungs, actors and drawn numbers."""
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


def row(**changes: int) -> Row:
    """A run of this scenario that came to nothing, but for the changes to its ending."""
    ending = {
        "turns": 6, "outcome": FROZEN, "outcome_turn": 6, "peak": 5, "direct": 2,
        "cause": 0, "route": 0, "initiator": -1,
        "made": 6, "tested": 5, "kept": 4, "broken": 1, "accidents": 3, "absorbed": 2, "vetoed": 1,
        "ended": GOING_ON,
    }  # fmt: skip
    cells = (ending | changes).values()
    first, inputs = (0, 0, 4, -1, -1, -1, -1), (1.25, 0.5, 2.0, 1.5, 0.0)
    return Row(3, tuple(cells), first, (2, 1, 0), (9, 6, 3), inputs)


def tree(folder: Path) -> list[str]:
    """Everything in a folder, hidden or not."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
