"""A scenario means to the engines what it meant to the check: for every outcome and every rule."""

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.mechanisms.policy import Situation, rule_applies
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.premise.policies import rule_rows
from brinkmanship.sim.premise.vector import Vector
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.checks.spans import (
    always_holds,
    can_both_hold,
    condition_spans,
    empty_quantity,
)
from brinkmanship.sim.scenario.format.policy import Policy, Preference, Rule, When
from brinkmanship.sim.scenario.format.values import Fixed
from brinkmanship.sim.scenario.format.vocabulary import ENDS_AT, LEADS_TO
from tests.small import SMALL
from tests.strategies.crises import crises
from tests.strategies.ladders import SHIPPED, shipped_climb

SEEN = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEED_CRISIS = "nato-ground-troops-2024"
AVOIDING = "actors.USA.policy.north_star={stay_below: null, avoid: direct_clash, hard: true}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where documents are written for the loader to read."""
    return tmp_path_factory.mktemp("meaning")


@pytest.fixture(scope="module")
def climbs(tmp_path_factory):
    """What the shipped ladders look like."""
    place = tmp_path_factory.mktemp("climbs")
    return tuple(shipped_climb(name, place) for name in SHIPPED)


@pytest.fixture(scope="module")
def small(folder):
    """A scenario of two sides on seven rungs."""
    file = folder / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return load_scenario(file)


def loaded(folder, document):
    """The scenario of a document, or None if it is refused."""
    file = folder / "document.yaml"
    file.write_text(json.dumps(document), encoding="utf-8")
    try:
        return load_scenario(file)
    except ScenarioError:
        return None


def duel(ladder, **actor):
    """Two actors on a ladder; the first has nuclear weapons and what is given."""
    return {
        "title": "Two",
        "extends": f"ladders/{ladder}.yaml",
        "sides": {"a": ["AA"], "b": ["BB"]},
        "actors": {"AA": {"name": "A", "nuclear": True, **actor}, "BB": {"name": "B"}},
    }


def closed_for_good(stature):
    """The lowest rung that the engines close to an actor in every situation."""
    holds = stature.hard == 1 and stature.unless_attacked == 0
    return stature.ceiling if holds else 99


def test_a_star_by_outcome_keeps_an_actor_off_the_rung_that_brings_it_about():
    """Whoever is to avoid a direct clash may not start on limited force, nor be told to use it."""
    start = "actors.USA.start=limited_force"
    rules = "actors.USA.policy.rules=[{when: {turn_at_least: 1}, require: {rung: limited_force}}]"

    with pytest.raises(ScenarioError, match=r"starts on .* which its own hard north star forbids"):
        load_scenario(SEED_CRISIS, [AVOIDING, start, "actors.USA.start_aid=null"])
    with pytest.raises(ScenarioError, match=r"requires .* which the hard north star forbids"):
        load_scenario(SEED_CRISIS, [AVOIDING, rules])


@pytest.mark.parametrize("ladder", SHIPPED)
@pytest.mark.parametrize("outcome", LEADS_TO)
def test_an_outcome_to_avoid_is_a_rung_to_stay_below(folder, climbs, ladder, outcome):
    """The check forbids starts from the ceiling up, and the ceiling is that of the rung's name.

    An outcome that the ladder has no role for cannot be avoided.
    """
    star = {"avoid": outcome, "hard": True}
    if not climbs[SHIPPED.index(ladder)].has(ENDS_AT[outcome]):
        assert loaded(folder, duel(ladder, policy={"north_star": star})) is None
        return
    ids = climbs[SHIPPED.index(ladder)].ids
    free = prepare(loaded(folder, duel(ladder, policy={"north_star": star})))
    ceiling = free.statures[0].ceiling
    named = {"stay_below": ids[ceiling], "hard": True}

    accepted = [
        start
        for start, rung in enumerate(ids)
        if loaded(folder, duel(ladder, start=rung, policy={"north_star": star}))
    ]

    assert accepted == list(range(ceiling))
    same = prepare(loaded(folder, duel(ladder, policy={"north_star": named})))
    assert (same.statures, same.base) == (free.statures, free.base)


@pytest.mark.parametrize(
    "star",
    [
        *({"avoid": outcome, "hard": True} for outcome in LEADS_TO),
        {"stay_below": "tripwire", "hard": True},
        {"stay_below": "tripwire", "hard": True, "unless_attacked": True},
        {"stay_below": "tripwire", "strength": 3},
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize("switched_on", [True, False])
def test_a_rule_is_refused_if_its_rung_is_closed_for_good(folder, climbs, star, switched_on):
    """A requirement is called impossible where the engines never open its rung, and only there."""
    switch = {"mechanisms": {"north_star": {"enabled": switched_on}}}
    free = prepare(loaded(folder, duel("sixteen-rungs", policy={"north_star": star}) | switch))

    for rung, name in enumerate(climbs[SHIPPED.index("sixteen-rungs")].ids):
        rule = {"when": {"turn_at_least": 1}, "require": {"rung": name}}
        policy = {"north_star": star, "rules": [rule]}
        accepted = loaded(folder, duel("sixteen-rungs", policy=policy) | switch)
        assert (accepted is not None) == (rung < closed_for_good(free.statures[0])), name


def test_an_actor_never_obeys_a_rule_that_the_check_calls_impossible(small):
    """Required to stand on the rung its hard star forbids, an actor never stands there."""
    actor = small.actors["AAA"]
    star = {"avoid": "direct_clash", "hard": True}
    rule = {"when": {"turn_at_least": 1}, "require": {"rung": small.ladder.roles.force}}
    written = Policy.model_validate({"north_star": star, "rules": (rule,)})
    parts = {"north_star": written.north_star, "rules": written.rules}
    policy = actor.policy.model_copy(update=parts)
    told = actor.model_copy(update={"policy": policy})
    premise = prepare(small.model_copy(update={"actors": {**small.actors, "AAA": told}}))

    for run in range(5):
        model = CrisisModel(premise, seed=0, run=run)
        while model.running:
            model.step()
            assert model.actors[0].next_rung < premise.frame.force


@SEEN
@given(data=st.data())
def test_whoever_is_accepted_may_stand_where_it_starts(folder, climbs, data):
    """In an accepted scenario every start is within an actor's means and below its hard star.

    Of the rungs that take two nobody may choose one, but a crisis may begin amid a clash.
    """
    scenario = loaded(folder, data.draw(crises(climbs)))
    if scenario is None:
        return
    premise = prepare(scenario)

    for stature, rungs in zip(premise.statures, premise.open_rungs, strict=True):
        assert rungs[stature.start] == 1 or stature.start == premise.frame.clash
        assert stature.start < closed_for_good(stature)


def conditions(ids):
    """Conditions of a rule, also such as can never hold."""
    rung, turn = st.sampled_from(ids), st.integers(1, 9)
    edges = {
        f"{name}_at_{edge}": rung for name in ("opponent", "own") for edge in ("least", "most")
    }
    return st.fixed_dictionaries(
        {},
        optional={
            **edges,
            "ally_at_least": rung,
            "turn_at_least": turn,
            "turn_at_most": turn,
            "attacked": st.booleans(),
            "line_crossed": st.booleans(),
            "client_war_at_least": st.sampled_from([0.0, 0.3, 1.0]),
        },
    )


def situations(top):
    """Situations an actor can meet: -1 for no ally, turns within the horizon of the scenario."""
    rung, flag = st.integers(0, top), st.integers(0, 1)
    return st.builds(
        Situation,
        opponent=rung,
        ally=st.integers(-1, top),
        own=rung,
        attacked=flag,
        line_crossed=flag,
        turn=st.integers(1, 6),
        war=st.sampled_from([0.0, 0.1, 0.3, 1.0]),
    )


@given(data=st.data())
def test_a_rule_applies_exactly_where_the_check_says(small, data):
    """In every situation: inside the intervals of its condition, and nowhere else."""
    ids = small.ladder.ids
    whens = [When(**data.draw(conditions(ids))) for _ in range(2)]
    warn = Preference(signal="warn", weight=Fixed(1.0))
    rules = tuple(Rule(when=when, prefer=warn) for when in whens)
    actor = small.actors["AAA"]
    policy = actor.policy.model_copy(update={"rules": rules})
    told = actor.model_copy(update={"policy": policy})
    scenario = small.model_copy(update={"actors": {**small.actors, "AAA": told}})
    rows = rule_rows(Vector(), scenario, "AAA")
    reach = [condition_spans(scenario, when) for when in whens]
    now = data.draw(situations(len(ids) - 1))
    values = {**now._asdict(), "client_war": now.war}

    applies = [rule_applies(row, now) == 1 for row in rows]

    for span, applied in zip(reach, applies, strict=True):
        assert applied == all(low <= values[name] <= high for name, (low, high) in span.items())
        assert not (applied and empty_quantity(span))
        assert applied or not always_holds(scenario, span)
    for (one, other), both in zip(pairwise(reach), pairwise(applies), strict=True):
        assert can_both_hold(one, other) or not all(both)
