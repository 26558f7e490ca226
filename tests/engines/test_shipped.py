"""Bit for bit on what is shipped: every scenario and every ladder of the library."""

import pytest

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from tests.engines.alike import happenings, play_both
from tests.strategies.ladders import SHIPPED

SCENARIOS = [entry.name for entry in shipped() if entry.kind == "scenario"]
ON_A_LADDER = """\
title: A quarrel on any ladder
extends: ladders/{ladder}.yaml
clock: {{horizon: 12, order: {order}}}
sides: {{north: [AAA, BBB], south: [CCC]}}
client_war: {{between: [There, CCC], intensity: 0.7, volatility: 0.1}}
aid: {{steps: [one, two, three]}}
actors:
  AAA:
    name: Alphaland
    resolve: {{normal: {{mean: 1.5, sd: 0.5}}}}
    policy: {{goals: {{survival: 0.6}}, style: {{ambiguity: 0.3, commit: 0.2, consult: 0.5}}}}
  BBB: {{name: Betaland, policy: {{goals: {{prevail: 2}}}}}}
  CCC:
    name: Gammaland
    nuclear: true
    resolve: 2
    policy:
      goals: {{survival: 0.6}}
      red_lines: [{{at: tripwire, promise: clash}}]
      style: {{warn: 0.3, threaten: 0.2, nuclear_signal: 0.2}}
alliances: {{PACT: {{members: [AAA, BBB], consensus_for: tripwire, vetoes: {{BBB: 0.5}}}}}}
mechanisms: {{accidents: {{rate: 1}}}}
terminal: {{absorb_on_clash: false}}
"""


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shipped_scenario_is_played_alike(name):
    """After every turn of telling runs both engines hold the same bits."""
    assert play_both(prepare(load_scenario(name)), seed=7, first=1000, among=60)


def test_aid_is_released_alike():
    """Random crises seldom release aid; the first scenario does."""
    models = play_both(prepare(load_scenario(SCENARIOS[0])), seed=7, first=1000, among=60)

    assert "aid released" in set().union(*map(happenings, models))


@pytest.mark.parametrize("order", ["simultaneous", "sequential"])
@pytest.mark.parametrize("ladder", SHIPPED)
def test_every_ladder_is_climbed_alike(ladder, order, tmp_path):
    """The same on every shipped ladder, with roles it has and roles it lacks."""
    file = tmp_path / "quarrel.yaml"
    file.write_text(ON_A_LADDER.format(ladder=ladder, order=order), encoding="utf-8")

    assert play_both(prepare(load_scenario(file)), seed=2**63 - 1, first=2**39, among=60)
