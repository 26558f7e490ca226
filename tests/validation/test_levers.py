"""The levers of the first scenario are alive, and the base case is not degenerate."""

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import ACCIDENTS, OUTCOME, ROUTE, TURNS
from brinkmanship.sim.mechanisms.endings import (
    ACCIDENT_ANSWERED,
    DEESCALATION,
    DIRECT_CLASH,
    FROZEN,
    LINE_HONOURED,
    MISPERCEPTION,
    SALAMI,
    SETTLEMENT,
)
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.validation.levers import BASE, RUNS, ensemble, measure, paired

COMMITS = f"{BASE}-france-commits"
LEVERS = {
    "north star off raises the share of direct clash": (
        "clash", (f"{BASE}-no-north-star", ()), (BASE, ()), 1,
    ),
    "north star off raises the share that reaches tripwire": (
        "tripwire", (f"{BASE}-no-north-star", ()), (BASE, ()), 1,
    ),
    "the veto alone holds allied troops back": (
        "tripwire", (BASE, ("alliances.NATO.vetoes.USA=0",)), (BASE, ()), 1,
    ),
    "France committing deters": (
        "russian rung",
        (COMMITS, ("mechanisms.anticipation.provokes=0",)),
        (BASE, ("mechanisms.anticipation.provokes=0",)),
        -1,
    ),
    "a commitment that weighs more deters more": (
        "russian rung",
        (COMMITS, ("mechanisms.anticipation.deters=3",)),
        (COMMITS, ("mechanisms.anticipation.deters=0",)),
        -1,
    ),
    "threats that deter nobody raise the share of direct clash": (
        "clash", (BASE, ("mechanisms.deterrence.enabled=false",)), (BASE, ()), 1,
    ),
    "a Russia that fears nuclear war no more goes higher": (
        "russian rung", (BASE, ("mechanisms.nuclear_fear.enabled=false",)), (BASE, ()), 1,
    ),
    "learning off raises the share of direct clash": (
        "clash", (BASE, ("mechanisms.learning.enabled=false",)), (BASE, ()), 1,
    ),
    "a belief too sure of itself raises the share of direct clash": (
        "clash", (BASE, ("mechanisms.resolve.doubt=0.1",)), (BASE, ()), 1,
    ),
    "a blow that calls for none lowers the share of direct clash": (
        "clash", (BASE, ("mechanisms.retaliation.enabled=false",)), (BASE, ()), -1,
    ),
    "hands tied by words raise the share of direct clash": (
        "clash",
        (BASE, ("mechanisms.audience_costs.aud=1",)),
        (BASE, ("mechanisms.audience_costs.aud=0",)),
        1,
    ),
    "a matter worth twice as much to Russia raises its rung": (
        "russian rung", (BASE, ("actors.RUS.resolve=3",)), (BASE, ("actors.RUS.resolve=1.5",)), 1,
    ),
    "a Russia with greater means holds the West back": (
        "western rung",
        (BASE, ("actors.RUS.capability=20",)),
        (BASE, ("actors.RUS.capability=5",)),
        -1,
    ),
    "consensus off raises the share that reaches tripwire": (
        "tripwire", (BASE, ("mechanisms.consensus.enabled=false",)), (BASE, ()), 1,
    ),
    "accidents off lowers the share of direct clash": (
        "clash", (BASE, ("mechanisms.accidents.enabled=false",)), (BASE, ()), -1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_moves_what_it_should(name):
    """The paired difference has the expected sign and an interval that excludes zero."""
    quantity, change, reference, sign = LEVERS[name]

    mean, width = paired(quantity, change, reference)

    assert sign * mean > width


def test_the_base_case_is_not_degenerate():
    """A clash happens, but rarely; settlement, de-escalation and frozen all occur, none always."""
    _, played = ensemble()
    outcomes = played.ending[:, OUTCOME]

    shares = {k: float(np.mean(outcomes == k)) for k in range(7)}

    assert 0.01 < shares[DIRECT_CLASH] < 0.10
    assert all(0.005 < shares[k] < 0.90 for k in (SETTLEMENT, DEESCALATION, FROZEN))


def test_postures_stay_plausible():
    """No western mobilisation in most years, few nuclear signals, little Russian force."""
    premise, played = ensemble()
    side = premise.side_names.index("west")
    west = [i for i, one in enumerate(premise.statures) if one.side == side]
    russia = premise.codes.index("RUS")

    mobilised = np.mean(played.peaks[:, west].max(axis=1) >= 8)
    signalled = np.mean(played.peaks[:, west].max(axis=1) >= 9)
    struck = np.mean(played.peaks[:, russia] >= premise.frame.force)

    assert mobilised < 0.5
    assert signalled < 0.2
    assert struck < 0.08


def test_accidents_come_at_the_rate_of_the_record():
    """Serious incidents come about as often as NATO and Russia had fatal ones, .106 a year.

    At most 7 in 66 years (VALIDATION section 6) leaves a wide band: .04 to .20.
    """
    _, played = ensemble()
    years = played.ending[:, TURNS].sum() / 52

    assert 0.04 < played.ending[:, ACCIDENTS].sum() / years < 0.20


def test_russian_credibility_falls_over_a_year_of_empty_warnings():
    """In years without force, what is believed of a Russia without a record ends below its start.

    Silence does not end these runs, so that all of them last the year.
    """
    settings = ("actors.RUS.bluffs=0", "terminal.yield_weeks=104")
    premise = prepare(load_scenario(BASE, settings))
    russia, engine, paths = premise.codes.index("RUS"), Engine(premise, listening=True), []
    for run in range(60):
        _, traces = engine.play_traced(0, run)
        mine = traces.moments[traces.moment_actors == russia]
        if len(mine) == 52 and mine["rung"].max() < premise.frame.force:
            paths.append(mine["credibility"])
    whole = np.array(paths)

    assert len(whole) > 20
    assert whole[:, -1].mean() < 0.9 * whole[:, 0].mean()
    assert np.all(np.diff(whole.mean(axis=0)[::13]) < 0)


def test_a_record_of_empty_threats_is_believed_less():
    """In the first week Russia's nineteen empty threats make its word count for less."""
    believed = []
    for overrides in ((), ("actors.RUS.bluffs=0",)):
        premise = prepare(load_scenario(BASE, overrides))
        _, traces = Engine(premise, listening=True).play_traced(0, 0)
        mine = traces.moments[traces.moment_actors == premise.codes.index("RUS")]
        believed.append(mine["credibility"][0])

    assert believed[0] < 0.7 * believed[1]


def test_many_roads_lead_up():
    """Clashes come by accident, by an honoured line, by misperception and past empty warnings."""
    _, played = ensemble(runs=4 * RUNS)
    roads = played.ending[played.ending[:, OUTCOME] == DIRECT_CLASH, ROUTE]

    assert {ACCIDENT_ANSWERED, LINE_HONOURED, MISPERCEPTION, SALAMI} <= set(roads.tolist())


def test_common_random_numbers_pay():
    """Pairing runs on the same dice narrows the interval of a lever's effect."""
    change = (BASE, ("mechanisms.consensus.enabled=false",))
    ours, theirs = measure("tripwire", *change), measure("tripwire")

    _, width = paired("tripwire", change)

    assert width < 1.96 * np.sqrt((ours.var() + theirs.var()) / RUNS)
