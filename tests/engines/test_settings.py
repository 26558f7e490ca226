"""The two engines agree in every recorded cell, whatever the scenario switches on."""

from pathlib import Path

import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario

SETTINGS = {
    "as shipped": (),
    "one after another": ("clock.order=sequential",),
    "one after another as listed": ("clock.order=sequential", "clock.sequence=listed"),
    "no north star, no gate": (
        "actors.USA.policy.north_star=null",
        "mechanisms.consensus.enabled=false",
    ),
    "a clash does not end it": (
        "terminal.absorb_on_clash=false",
        "mechanisms.accidents.rate=2",
        "mechanisms.accidents.absorb=1",
    ),
    "wild and short": (
        "clock.horizon=9",
        "mechanisms.misperception.sigma=0.3",
        "mechanisms.misperception.pi=0.3",
        "actors.RUS.policy.style.rationality=1",
        "actors.FRA.policy.style.commit=0.5",
        "terminal.stalemate={turns: 2}",
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("scenario", ["nato-ground-troops-2024", "nato-32-2024"])
def test_both_engines_record_the_same_runs(scenario, name):
    """Run by run, the compiled ensemble records what the Mesa model records."""
    runs = 8 if scenario == "nato-ground-troops-2024" else 3
    premise = prepare(load_scenario(scenario, SETTINGS[name]))

    compiled = Engine(premise).records(5, 100, runs)

    assert compiled == [play(premise, seed=5, run=100 + run).record() for run in range(runs)]


def test_injects_and_rules_play_alike():
    """A scenario with every kind of inject and rule is the same run on both engines."""
    path = Path("tests/scenario/good.yaml")
    premise = prepare(load_scenario(path))

    compiled = Engine(premise).records(1, 0, 60)

    assert compiled == [play(premise, seed=1, run=run).record() for run in range(60)]
    assert len({record.outcome for record in compiled}) > 1
