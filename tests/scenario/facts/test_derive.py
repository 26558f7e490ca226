"""Parameters follow from facts by one rule; what a file gives directly overrides it."""

from math import log
from typing import Any

import pytest

from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.icb.facts import ActorFacts, CrisisFacts
from brinkmanship.sim.icb.scenarios import scenario_from
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.facts.derive import opposing_pairs
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.facts.stakes import StakeFacts, log_stake
from brinkmanship.sim.scenario.format.facts import GRAVITIES, Relations, TreatyFact
from brinkmanship.sim.scenario.loading import draft_of
from tests.checkout import SCRIPT

HISTORY = sorted((SCRIPT.parent / "scenarios/history").glob("*.yaml"))
TEXT = """
title: Two states
extends: ladders/sixteen-rungs.yaml
facts:
  trigger: {kind: nonviolent_military, by: AAA, against: BBB, date: "1930-05-01"}
  territory: true
  protracted: conflict
actors:
  AAA: {name: A,
    facts: {gravity: territory, power: middle, regime: civil_authoritarian, start: mobilise}}
  BBB: {name: B, facts: {gravity: territory, power: middle, regime: democracy, start: warn}}
relations: {opponents: [[AAA, BBB]], borders: [[AAA, BBB]]}
"""


def test_a_file_and_a_row_with_the_same_facts_are_the_same_crisis():
    """One rule serves both, down to every number of both actors."""
    row = CrisisFacts(
        number=1, trigger=7, year=1930, by=350, gravity=3, protracted=2, ethnic=False,
        power_gap=None, actors=(ActorFacts(640, 3, 1, nuclear=False, power=2, advantage=None),),
    )  # fmt: skip

    written, read = draft_of(TEXT).scenario(), scenario_from(row)

    for code in ("AAA", "BBB"):
        one, other = written.actors[code], read.actors[code]
        for name in ("start", "resolve", "capability", "nuclear", "settled"):
            assert getattr(one, name) == getattr(other, name), name
    assert written.dispute == read.dispute
    assert written.terminal == read.terminal


@pytest.mark.parametrize(("line", "path"), [
    ("resolve: 3.5", "resolve"), ("capability: 7.0", "capability"), ("start: show", "start"),
])  # fmt: skip
def test_a_value_given_directly_overrides_the_rule(line, path):
    """What stands in the file stands; the other actor is as before."""
    name, _, value = line.partition(": ")
    text = TEXT.replace("AAA: {name: A,", f"AAA: {{name: A, {name}: {value},")

    plain, given = draft_of(TEXT).scenario(), draft_of(text).scenario()

    shown = getattr(given.actors["AAA"], path)
    assert value in (str(shown), str(getattr(shown, "mean", "")))
    assert getattr(plain.actors["AAA"], path) != shown
    assert plain.actors["BBB"].resolve == given.actors["BBB"].resolve


def test_each_fact_moves_a_stake_by_its_coefficient():
    """The rule is a sum of logarithms: one fact, one coefficient."""
    plain = StakeFacts("territory", "none", ethnic=False, year=1930, trigger="nonviolent_military",
                       challenges=False, regime="civil_authoritarian")  # fmt: skip
    base = log_stake(STAKES, plain)
    changes = {
        "conflict": plain._replace(protracted="conflict"), "ethnic": plain._replace(ethnic=True),
        "long_war": plain._replace(protracted="long_war"), "postwar": plain._replace(year=1950),
        "violent": plain._replace(trigger="violent"),
        "nonmilitary": plain._replace(trigger="verbal"),
        "challenger": plain._replace(challenges=True),
        "democracy": plain._replace(regime="democracy"),
        "military_rule": plain._replace(regime="military"),
        **{name: plain._replace(gravity=name) for name in GRAVITIES if name != "territory"},
    }  # fmt: skip

    for name, facts in changes.items():
        assert log_stake(STAKES, facts) - base == pytest.approx(getattr(STAKES, name)), name


def test_who_must_defend_a_state_opposes_its_opponents():
    """Unless it is bound to them as well; a treaty without a duty makes nobody an opponent."""
    relations = Relations(
        opponents=(("AAA", "BBB"),),
        treaties={
            "one": TreatyFact(members=("BBB", "CCC")),
            "two": TreatyFact(members=("BBB", "DDD")),
            "three": TreatyFact(members=("DDD", "AAA")),
            "four": TreatyFact(members=("BBB", "EEE"), obligation="none"),
        },
    )

    pairs = {frozenset(pair) for pair in opposing_pairs(relations)}

    assert pairs == {frozenset(("AAA", "BBB")), frozenset(("AAA", "CCC"))}


THIRD = """\
  CCC: {name: C,
    facts: {gravity: political, power: super, nuclear: few, regime: democracy, start: quiet}}
"""
GUARDED = TEXT.replace("relations:", f"{THIRD}relations:")
GUARANTEE = GUARDED.replace("start: warn", "start: warn, guarantor: CCC")


def costs_of_war(text):
    """What a war against BBB would cost AAA."""
    premise = prepare(draft_of(text).scenario())
    crisis = blank_crisis(premise)
    begin_run(crisis, seed=1, run=0)
    return crisis.dyads[premise.codes.index("AAA")][premise.codes.index("BBB")].cost


def test_a_guarantor_holds_its_umbrella_over_a_state():
    """War with a state that a nuclear one guarantees is feared more, treaty or none."""
    treaty = GUARDED.replace("borders:", "treaties: {PACT: {members: [CCC, BBB]}}, borders:")

    assert costs_of_war(GUARDED) < costs_of_war(GUARANTEE) == costs_of_war(treaty)


def test_a_guarantee_is_a_treaty_of_defence_once():
    """It follows where no treaty of defence has both; a weaker treaty does not stand for it."""
    names = {}
    for duty in ("defence", "consultation"):
        treaties = f"treaties: {{PACT: {{members: [CCC, BBB], obligation: {duty}}}}}, borders:"
        names[duty] = set(draft_of(GUARANTEE.replace("borders:", treaties)).scenario().alliances)
    bond = draft_of(GUARANTEE).scenario().alliances["guarantee_of_BBB"]

    assert (set(bond.members), bond.obligation) == ({"BBB", "CCC"}, "defence")
    assert names == {"defence": {"PACT"}, "consultation": {"PACT", "guarantee_of_BBB"}}


def test_a_guarantee_holds_where_a_file_gives_sides():
    """Without relations too."""
    sides = "sides: {one: [AAA], two: [BBB, CCC]}\n"
    text = GUARANTEE[: GUARANTEE.index("relations:")] + sides
    plain = GUARDED[: GUARDED.index("relations:")] + sides

    assert costs_of_war(plain) < costs_of_war(text)


def test_troops_in_the_same_area_reach_each_other():
    """Those of one state alone reach nobody; a pair that has a border is not named twice."""
    far = TEXT.replace(", borders: [[AAA, BBB]]", "")
    one = far.replace("start: warn", "start: warn, troops_in_area: true")
    both = one.replace("start: mobilise", "start: mobilise, troops_in_area: true")
    bordering = both.replace("[[AAA, BBB]]}", "[[AAA, BBB]], borders: [[BBB, AAA]]}")

    found = [draft_of(text).scenario().dispute.borders for text in (far, one, both, bordering)]

    assert found == [(), (), (("AAA", "BBB"),), (("BBB", "AAA"),)]


@pytest.mark.parametrize("file", HISTORY, ids=lambda file: file.stem)
def test_no_crisis_of_the_library_has_a_parameter_by_hand(file):
    """Facts only: no number of an actor, a mechanism or an alliance stands in the file."""
    scenario = load_scenario(file)
    document: Any = scenario.document

    assert set(document) <= {
        "title", "extends", "summary", "facts", "actors", "relations", "sources", "history",
        "ladder",
    }  # fmt: skip
    for actor in document["actors"].values():
        assert set(actor) == {"name", "facts"}
    assert scenario.history is not None
    assert all(log(one.resolve.mean) < 5 for one in scenario.actors.values())


def test_facts_and_relations_together_make_the_dispute():
    """Neither loses what the other says, and a part given directly leaves the rest derived."""
    plain = draft_of(TEXT).scenario().dispute
    given = draft_of(f"{TEXT}dispute: {{territory: 0.7}}\n").scenario().dispute

    assert (plain.territory.mean, plain.protracted.mean) == (1.0, 0.5)
    assert plain.borders == (("AAA", "BBB"),)
    assert (given.territory.mean, given.protracted.mean) == (0.7, 0.5)
    assert given.borders == plain.borders
