"""Ladders of 3 to 64 rungs and any roles: what a missing role rules out never happens."""

import json

import numpy as np
import pytest
from hypothesis import given, settings

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import OUTCOME
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.meaning import missing_roles
from brinkmanship.sim.story import trace_run
from tests.engines.test_random import PATIENT
from tests.scenario.documents import LONGEST, duel_on
from tests.strategies.crises import addresses, crises

RUNS = 40
TABLES = ("ending", "first", "peaks", "sums")
ALL_ROLES = ("aid", "collective", "force", "clash", "war", "nuclear")


def played(file, *changes, address=(0, 0)):
    """Runs of a file under changes, and its scenario; ``address`` is seed and first run."""
    scenario = load_scenario(file, changes)
    seed, first = address
    return Engine(prepare(scenario)).play(seed, first, RUNS), scenario


@pytest.mark.parametrize("count", [3, 4, 16, 32, LONGEST])
@pytest.mark.parametrize("most", range(len(ALL_ROLES) + 1))
def test_a_ladder_plays_with_any_number_of_rungs_and_roles(count, most, tmp_path):
    """From 3 rungs to 64, with the gravest roles left out one by one, runs come to an outcome."""
    roles = ALL_ROLES[:most]
    if count <= most:
        return
    file = tmp_path / "duel.yaml"
    file.write_text(json.dumps(duel_on(count, roles)), encoding="utf-8")

    runs, scenario = played(file)

    impossible = {name for gap in missing_roles(scenario) for name in gap.outcomes}
    assert not impossible & {OUTCOMES[place] for place in runs.ending[:, OUTCOME]}
    assert ("war" in impossible) == ("war" not in roles)


def test_what_a_ladder_rules_out_never_happens(tmp_path_factory):
    """Whatever the scenario: no outcome of a missing role; switching off what is off is nothing."""
    folder = tmp_path_factory.mktemp("gaps")
    file = folder / "crisis.yaml"
    seen: set[str] = set()

    @settings(PATIENT, max_examples=60, derandomize=True)
    @given(crises(()), addresses())
    def keeps_to_it(document, address):
        file.write_text(json.dumps(document), encoding="utf-8")
        runs, scenario = played(file, address=address)
        gaps = list(missing_roles(scenario))
        impossible = {name for gap in gaps for name in gap.outcomes}
        assert not impossible & {OUTCOMES[place] for place in runs.ending[:, OUTCOME]}
        idle = {name for gap in gaps for name in gap.mechanisms}
        switches = (f"mechanisms.{name}.enabled=false" for name in idle)
        plain, _ = played(file, *switches, address=address)
        assert all(np.array_equal(getattr(runs, one), getattr(plain, one)) for one in TABLES)
        seen.update(impossible, idle)

    keeps_to_it()

    assert seen >= {"war", "direct_clash", "nuclear_use", "tripwire", "accidents", "retaliation"}


def test_without_a_clash_every_rung_can_be_chosen(tmp_path):
    """Where force cannot be answered, choices do not end at it; with a clash they do."""
    file = tmp_path / "duel.yaml"
    tops = {}
    for roles in (("force",), ("force", "clash")):
        document = duel_on(6, roles)
        document["ladder"]["roles"] = {role: f"r{2 + i}" for i, role in enumerate(roles)}
        file.write_text(json.dumps(document), encoding="utf-8")
        premise = prepare(load_scenario(file, ["terminal.absorb_on_clash=true"]))
        turns = trace_run(premise, seed=0, run=0).turns
        moments = [moment for turn in turns for moment in turn.moments]
        tops[roles] = max(option.rung for one in moments for option in one.choice.options)

    assert tops == {("force",): 5, ("force", "clash"): 2}
