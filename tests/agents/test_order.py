"""The order of a turn stands twice, in Mesa's idiom and in the text: it is the same order."""

import pytest
from hypothesis import given, settings

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.turn import play_turn
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.played import row_of
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from tests.engines.alike import premise_of
from tests.engines.state import differences, state_of
from tests.engines.test_random import PATIENT
from tests.strategies.crises import addresses, crises
from tests.strategies.ladders import SHIPPED, shipped_climb

SCENARIOS = [entry.name for entry in shipped() if entry.kind == "scenario"]
ORDERS = (), ("clock.order=sequential",), ("clock.order=sequential", "clock.sequence=listed")


def play_both_ways(premise, seed, run, *, listening):
    """Play one run as the text says and as Mesa says.

    Raises:
        AssertionError: A bit of the state after some turn differs, or the row.
    """
    plain = blank_crisis(premise, listening=listening)
    begin_run(plain, seed=seed, run=run)
    model, over = CrisisModel(premise, seed=seed, run=run, trace=listening), False
    while not over:
        assert model.running
        over = play_turn(plain)
        model.step()
        plain.course.notes = model.crisis.course.notes  # the model's listener collects them
        found = differences(state_of(plain), state_of(model.crisis))
        assert found == {}, f"run {run}, turn {model.turn} (text, Mesa): {found}"
    assert not model.running
    assert model.row() == row_of(plain)


@pytest.mark.parametrize("order", ORDERS, ids=["simultaneous", "sequential", "listed"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_shipped_scenarios_have_one_order(name, order):
    """After every turn the two hold the same bits; with what listeners are told, in the first."""
    premise = prepare(load_scenario(name, order))

    play_both_ways(premise, 7, 3, listening=name == SCENARIOS[0])


def test_random_scenarios_have_one_order(tmp_path_factory):
    """The same over scenarios nobody wrote, injects and all."""
    folder = tmp_path_factory.mktemp("orders")
    ladders = tuple(shipped_climb(name, folder) for name in SHIPPED)

    @settings(PATIENT, max_examples=40, derandomize=True)
    @given(crises(ladders), addresses())
    def one_order(document, address):
        seed, run = address
        play_both_ways(premise_of(document, folder), seed, run, listening=run % 2 == 0)

    one_order()
