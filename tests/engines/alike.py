"""One scenario on Mesa and on a compiled machine, turn by turn, and what happened in it."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.compiled.engine import Engine, Machine
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.mechanisms.endings import NOT_LATELY
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.scenario import load_scenario
from tests.engines.state import differences, state_of
from tests.strategies.amounts import Document


def premise_of(document: Document, folder: Path) -> Premise:
    """The premise of a document, by way of a file; JSON is YAML too."""
    file = folder / "crisis.yaml"
    file.write_text(json.dumps(document), encoding="utf-8")
    return prepare(load_scenario(file))


def play_both(
    premise: Premise, seed: int, first: int, among: int, machine: Callable[[], Machine] = native
) -> list[CrisisModel]:
    """Play the rarest runs of a block on Mesa and compiled; the Mesa models, over.

    Raises:
        AssertionError: A bit of the state after some turn differs, or a recorded cell.
    """
    records = Engine(premise, machine()).records(seed, first, among)
    models = []
    for record in rarest_runs(records):
        model = CrisisModel(premise, seed=seed, run=record.run, trace=True)
        engine = Engine(premise, machine(), listening=True)
        engine.begin(seed, record.run)
        over = False
        while model.running:
            assert not over
            model.step()
            over = engine.play_turns()
            engine.arrays["course"]["notes"] = model.crisis.course.notes
            found = differences(state_of(model.crisis), engine.arrays)
            assert found == {}, f"run {record.run}, turn {model.turn} (Mesa, compiled): {found}"
        assert over
        assert model.record() == record
        models.append(model)
    return models


def rarest_runs(records: list[RunRecord], most: int = 3) -> list[RunRecord]:
    """The first run of a block, and runs in which something happened that is rare in it."""
    marks = [marks_of(record) for record in records]
    often = Counter(mark for found in marks for mark in found)
    left, chosen = set(often) - marks[0], [0]
    while left and len(chosen) < most:
        rarity = [sum(1.0 / often[mark] for mark in sorted(found & left)) for found in marks]
        chosen.append(rarity.index(max(rarity)))
        left -= marks[chosen[-1]]
    return [records[place] for place in chosen]


def marks_of(record: RunRecord) -> set[str]:
    """What a run's record speaks of, by name."""
    named = ("made", "tested", "kept", "broken", "accidents", "absorbed", "vetoed")
    counted = {name for name, count in zip(named, record.counts, strict=True) if count}
    counted.discard("broken")  # as common as tested: it would crowd out rarer marks
    ends = {f"outcome {record.outcome}", f"cause {record.cause}", f"route {record.route}"}
    return counted | ends | {f"ending {record.ending}"}


def happenings(model: CrisisModel) -> set[str]:
    """What happened in a run, by name: what its record speaks of, and what its actors know."""
    crisis = model.crisis
    course, actors = crisis.course, crisis.actors
    start = [crisis.statures[actor.place] for actor in actors]
    counts = {
        "broken": course.broken,
        "lapsed": course.lapsed,
        "misread": sum(actor.misread_weeks < NOT_LATELY for actor in actors),
        "joined": sum(a.side != was.side for a, was in zip(actors, start, strict=True)),
        "attacked": sum(actor.attacked > 0.0 for actor in actors),
        "hinted": sum(actor.hint >= 0 for actor in actors),
        "aid released": sum(a.aid > was.aid for a, was in zip(actors, start, strict=True)),
        "consulted": sum(actor.consults for actor in actors),
        "clash survived": int(course.clash_turn >= 0 and course.fighting == 0),
        "cohesion moved": sum(one.cohesion != one.base for one in crisis.alliances),
    }
    return marks_of(model.record()) | {name for name, count in counts.items() if count}
