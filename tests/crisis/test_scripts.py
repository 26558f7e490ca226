"""What an author scripts happens: postures hold, force is force, and who is blamed is answered."""

from functools import cache

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import CAUSE, DIRECT
from brinkmanship.sim.mechanisms.endings import CAUSES
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run

NATO = "nato-ground-troops-2024"
CALM = ("mechanisms.accidents.enabled=false", "mechanisms.tripwire.enabled=false")
PAIRS = {
    "pair": ("AAA", "BBB"),
    NATO: ("RUS", "POL"),
    "scenarios/history/suez-1956.yaml": ("GBR", "EGY"),
    "scenarios/history/tangier-1905.yaml": ("DEU", "FRA"),
}
"""Scenarios with force, each with a culprit and a victim that oppose each other."""
PUT = {
    "pair": ("BBB", ("quiet", "show", "limited_force", "war")),
    "trade-war": ("BBB", ("normal", "tariffs")),
    NATO: ("FRA", ("quiet", "mobilise", "tripwire")),
    "scenarios/history/suez-1956.yaml": ("GBR", ("protest", "show", "limited_force")),
}
"""Whom a script puts on which rungs."""
BYSTANDER = "actors.PROXY={name: The band}"
TURN, RUNS = 3, 300


def scripted(*effects):
    """An override: what happens at a turn."""
    return f"injects=[{{at: {TURN}, {', '.join(effects)}}}]"


def incident(by, against, *more):
    """An override: one incident at a turn."""
    return scripted(f"incident: {{{', '.join((f'by: {by}', f'against: {against}', *more))}}}")


@cache
def played(name, *settings):
    """The premise and a block of runs without accidents or hits on troops."""
    premise = prepare(load_scenario(name, [*CALM, *settings]))
    return premise, Engine(premise).play(0, 0, RUNS)


@pytest.mark.parametrize("order", ["simultaneous", "sequential"])
@pytest.mark.parametrize("name", PUT)
def test_a_scripted_posture_holds_through_its_turn(name, order):
    """Whoever is put on a rung stands there as the turn ends, or in the clash that force brings."""
    who, rungs = PUT[name]
    held = 0

    for rung in rungs:
        settings = [
            *CALM,
            f"clock.order={order}",
            f"clock.horizon={TURN}",
            scripted(f"posture: {{{who}: {rung}}}"),
        ]
        premise = prepare(load_scenario(name, settings))
        put = premise.scenario.ladder.index(rung)
        for run in range(3):
            turns = trace_run(premise, run=run).turns
            if len(turns) >= TURN:
                [moment] = [one for one in turns[TURN - 1].moments if one.actor == who]
                clashed = put >= premise.frame.force and moment.rung == premise.frame.clash
                assert moment.rung == put or clashed
                held += 1
    assert held >= len(rungs)


@pytest.mark.parametrize("name", PAIRS)
def test_scripted_force_is_force_and_never_a_choice(name):
    """It is counted as a rung reached, and a clash that answers it has the cause "scripted"."""
    culprit, victim = PAIRS[name]
    meant = incident(culprit, victim, "deliberate: true")
    premise, runs = played(name, meant)
    force, clash = premise.frame.force, premise.frame.clash
    came = (runs.first[:, force] == TURN) | (runs.first[:, force] < 0)
    first_force = runs.first[came, force]
    answered = came & (runs.first[:, clash] == TURN)

    assert (first_force == TURN).any()
    assert (
        runs.peaks[runs.first[:, force] == TURN][:, premise.codes.index(culprit)] >= force
    ).all()
    assert {CAUSES[k] for k in runs.ending[answered, CAUSE]} <= {"scripted"}


def test_somewhere_scripted_force_is_answered():
    """Over the scenarios, runs come to a clash whose cause is the script."""
    causes = [
        runs.ending[:, CAUSE]
        for name, (culprit, victim) in PAIRS.items()
        for _, runs in [played(name, incident(culprit, victim, "deliberate: true"))]
    ]

    assert sum((one == CAUSES.index("scripted")).any() for one in causes) >= 2


@pytest.mark.parametrize("name", PAIRS)
def test_whether_force_was_meant_matters(name):
    """Meant force puts its culprit on force; what nobody meant leaves its posture."""
    culprit, victim = PAIRS[name]
    premise, _ = played(name, "injects=[]")
    force = premise.frame.force
    meant = played(name, incident(culprit, victim, "deliberate: true"))[1]
    unmeant = played(name, incident(culprit, victim))[1]
    lasted = meant.first[:, force] == TURN

    peaks = unmeant.peaks[:, premise.codes.index(culprit)]
    assert (meant.peaks[lasted][:, premise.codes.index(culprit)] >= force).all()
    assert (peaks[lasted] < force).any()
    causes = {CAUSES[k] for k in unmeant.ending[:, CAUSE]}
    assert "scripted" not in causes


@pytest.mark.parametrize("name", [NATO, "pair"])
def test_a_patron_is_answered_for_its_proxy(name):
    """Force of a bystander does nothing by itself; attributed to a patron it is the patron's."""
    culprit, victim = PAIRS[name]
    nothing = played(name, BYSTANDER, "injects=[]")[1]
    alone = played(name, BYSTANDER, incident("PROXY", victim, "deliberate: true"))[1]
    by_proxy = played(
        name, BYSTANDER,
        incident("PROXY", victim, "deliberate: true", f"attributed_to: {culprit}"),
    )[1]  # fmt: skip
    by_patron = played(name, BYSTANDER, incident(culprit, victim, "deliberate: true"))[1]

    assert np.array_equal(alone.ending, nothing.ending)
    assert np.array_equal(by_proxy.ending, by_patron.ending)
    assert (by_proxy.ending[:, DIRECT] > alone.ending[:, DIRECT]).any()


THREE = "actors.CCC={name: C, start: warn, settled: false, resolve: 2}"
SIDES = "sides={a: [AAA], b: [BBB], c: [CCC]}"
BLAMED = {
    "pair": (("AAA", "CCC"), "BBB", (THREE, SIDES)),
    "scenarios/history/suez-1956.yaml": (("GBR", "FRA"), "EGY", ()),
}
"""Scenarios in which a victim has two opponents, either of whom may be blamed."""


@pytest.mark.parametrize("name", BLAMED)
def test_who_is_blamed_is_believed_to_have_struck(name):
    """The same blow, attributed to one or another, is booked as the force of that one."""
    (one, other), victim, settings = BLAMED[name]
    for culprit in (one, other):
        blow = incident(one, victim, "deliberate: true", f"attributed_to: {culprit}")
        premise = prepare(load_scenario(name, [*CALM, *settings, blow]))
        turns = next(
            t for t in (trace_run(premise, run=k).turns for k in range(9)) if len(t) >= TURN
        )
        struck = {(event.actor, event.other) for event in turns[TURN - 1].events if event.scripted}
        assert struck == {(culprit, victim)}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_deniable_is_answered_by_nobody(name):
    """Deniable force changes no number of any run; the same force, owned, changes many."""
    culprit, victim = PAIRS[name]
    nothing = played(name, "injects=[]")[1]
    denied = played(name, incident(culprit, victim, "deliberate: true", "deniable: true"))[1]
    owned = played(name, incident(culprit, victim, "deliberate: true"))[1]

    assert all(np.array_equal(a, b) for a, b in zip(denied, nothing, strict=True))
    assert (owned.ending != nothing.ending).any(axis=1).mean() > 0.05
