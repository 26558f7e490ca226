"""The five levers of the first scenario are alive, and the base case is not degenerate."""

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import ACCIDENTS, OUTCOME, ROUTE, TURNS
from brinkmanship.sim.mechanisms.endings import DEESCALATION, DIRECT_CLASH, FROZEN, SETTLEMENT
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
    "France committing provokes": (
        "russian rung",
        (COMMITS, ("mechanisms.anticipation.deters=0",)),
        (BASE, ("mechanisms.anticipation.deters=0",)),
        1,
    ),
    "learning off makes the West more cautious": (
        "western rung", (BASE, ("mechanisms.credibility.enabled=false",)), (BASE, ()), -1,
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
    """A clash happens, but rarely; settlement, de-escalation and frozen all occur."""
    _, played = ensemble()
    outcomes = played.ending[:, OUTCOME]

    shares = {k: float(np.mean(outcomes == k)) for k in range(7)}

    assert 0.01 < shares[DIRECT_CLASH] < 0.10
    assert 0.03 < shares[SETTLEMENT] < 0.30
    assert 0.005 < shares[DEESCALATION] < 0.20
    assert 0.5 < shares[FROZEN] < 0.95


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


def test_russian_credibility_falls_over_a_year_of_empty_warnings(premise):
    """In runs that last the year, what is believed of Russia's threats ends below its start."""
    russia, engine, paths = premise.codes.index("RUS"), Engine(premise, listening=True), []
    for run in range(40):
        _, traces = engine.play_traced(0, run)
        paths.append(traces.moments["credibility"][traces.moment_actors == russia])
    whole = np.array([path for path in paths if len(path) == 52])

    assert len(whole) > 20
    assert whole[:, -1].mean() < 0.9 * whole[:, 0].mean()
    assert np.all(np.diff(whole.mean(axis=0)[::13]) < 0)


def test_many_roads_lead_up():
    """Clashes come by accident, by an honoured line, by misperception and by troops hit."""
    _, played = ensemble(runs=4 * RUNS)
    roads = played.ending[played.ending[:, OUTCOME] == DIRECT_CLASH, ROUTE]

    assert {2, 3, 4, 6} <= set(roads.tolist())


def test_common_random_numbers_pay():
    """Pairing runs on the same dice narrows the interval of a lever's effect."""
    change = (BASE, ("mechanisms.consensus.enabled=false",))
    ours, theirs = measure("tripwire", *change), measure("tripwire")

    _, width = paired("tripwire", change)

    assert width < 1.96 * np.sqrt((ours.var() + theirs.var()) / RUNS)
