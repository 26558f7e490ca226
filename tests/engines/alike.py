"""One scenario on both engines, turn by turn, and what happened in it."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from sim.ensemble.engine import Engine
from sim.mechanisms.endings import NOT_LATELY
from sim.model import CrisisModel
from sim.premise import Premise, prepare
from sim.record import RunRecord
from sim.scenario import load_scenario
from tests.engines.amounts import Document
from tests.engines.state import compiled_state, differences, mesa_state


def premise_of(document: Document, folder: Path) -> Premise:
    """The premise of a document, by way of a file; JSON is YAML too."""
    file = folder / "crisis.yaml"
    file.write_text(json.dumps(document), encoding="utf-8")
    return prepare(load_scenario(file))


def until(premise: Premise, turn: int) -> Engine:
    """The compiled engine of a scenario that is over after a turn."""
    return Engine(replace(premise, frame=premise.frame._replace(horizon=turn)))


def play_both(premise: Premise, seed: int, first: int, among: int) -> list[CrisisModel]:
    """Play telling runs of a block on both engines; the Mesa models, over.

    Raises:
        AssertionError: A bit of the state after some turn differs, or a recorded cell.
    """
    engines = [until(premise, turn) for turn in range(1, premise.frame.horizon + 1)]
    records = Engine(premise).records(seed, first, among)
    models = []
    for record in telling(records):
        model = CrisisModel(premise, seed=seed, run=record.run)
        while model.running:
            model.step()
            engine = engines[model.turn - 1]
            engine.play(seed, record.run, 1)
            found = differences(mesa_state(model), compiled_state(engine, seed, record.run))
            assert found == {}, f"run {record.run}, turn {model.turn} (Mesa, compiled): {found}"
        assert model.record() == record
        models.append(model)
    return models


def telling(records: list[RunRecord], most: int = 3) -> list[RunRecord]:
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
    return counted | ends


def happenings(model: CrisisModel) -> set[str]:
    """What happened in a run, by name: what its record speaks of, and what its actors know."""
    words, actors = model.ledger, model.actors
    counts = {
        "broken": words.broken,
        "lapsed": words.lapsed,
        "misread": sum(actor.misread_weeks < NOT_LATELY for actor in actors),
        "joined": sum(actor.side != actor.stature.side for actor in actors),
        "attacked": sum(actor.attacked > 0.0 for actor in actors),
        "hinted": sum(actor.hint.rung >= 0 for actor in actors),
        "aid released": sum(actor.aid > actor.stature.aid for actor in actors),
        "consulted": sum(actor.decision.consults for actor in actors),
        "clash survived": int(model.endgame.clash_turn >= 0 and model.endgame.fighting == 0),
        "cohesion moved": sum(pact.cohesion != pact.base for pact in model.alliances),
    }
    return marks_of(model.record()) | {name for name, count in counts.items() if count}
