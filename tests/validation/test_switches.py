"""No dead switch: every mechanism can be switched off alone, and that changes runs."""

import pytest

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from tests.validation.levers import BASE, ensemble

HOT = (
    "terminal.absorb_on_clash=false",
    "mechanisms.accidents={rate: 2, absorb: 0.9}",
    "mechanisms.nuclear_use={clash: 0.9, war: 0.9}",
    "mechanisms.retaliation.weight=8",
    "mechanisms.tripwire={hit: 0.5}",
    "actors.USA.policy.style.warn=0.3",
    "actors.FRA.start=tripwire",
    "actors.FRA.start_aid=null",
    "actors.FRA.resolve=5",
    "actors.RUS.resolve=5",
)
PARTS = dict(Mechanisms())
SWITCHES = [name for name, part in PARTS.items() if isinstance(part, Mechanism)]


@pytest.mark.parametrize("name", SWITCHES)
def test_switching_a_mechanism_off_changes_runs(name):
    """In a hot variant of the first scenario, a mechanism switched off is missed in some run."""
    _, with_it = ensemble(BASE, HOT, 200)
    _, without = ensemble(BASE, (*HOT, f"mechanisms.{name}.enabled=false"), 200)

    assert any((a != b).any() for a, b in zip(with_it, without, strict=True))


def test_what_every_choice_needs_has_no_switch():
    """The game, and what acts do and cost, are always there: a file cannot switch them off."""
    assert set(PARTS) - set(SWITCHES) == {"bargaining", "harm", "costs"}


@pytest.mark.parametrize("name", SWITCHES)
def test_off_means_the_off_values(name):
    """A mechanism switched off is the same premise as one with its off values written out."""
    part = getattr(Mechanisms(), name)
    switched = prepare(load_scenario(BASE, [f"mechanisms.{name}.enabled=false"]))
    written = prepare(
        load_scenario(BASE, [f"mechanisms.{name}.{key}={value}" for key, value in part.off.items()])
    )

    if name == "north_star":
        assert all(stature.hard == 0 for stature in switched.statures)
        assert all(stature.ceiling == 16 for stature in switched.statures)
    assert switched.base == written.base
