"""What has a source, what has none, and what the model was fitted to."""

import pytest

from brinkmanship.sim.icb.facts import ActorFacts, CrisisFacts
from brinkmanship.sim.icb.scenarios import scenario_from
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.domain import RUNGS, outside_the_fit
from brinkmanship.sim.scenario.loading import draft_of
from brinkmanship.sim.scenario.origins import origins
from brinkmanship.sim.scenario.tree import dotted

TEXT = """
title: Two states
extends: ladders/sixteen-rungs.yaml
sources: {book: {text: A book}}
facts:
  trigger: {kind: nonviolent_military, by: AAA, against: BBB, date: "1930-05-01", source: book}
  territory: {value: true, source: assumption}
actors:
  AAA: {name: A, source: book, resolve: {value: 2.0, source: assumption}, capability: 3.0,
    facts: {gravity: territory, power: middle, regime: military, start: mobilise}}
  BBB: {name: B, exposure: {normal: {mean: 0.5, sd: 0.1}},
    facts: {gravity: territory, power: middle, regime: democracy, start: warn}}
relations: {opponents: [[AAA, BBB]], borders: [[AAA, BBB]]}
"""


def found(text=TEXT):
    """Whether each place of a document has a source, by its path, less the ladder."""
    return {
        dotted(one.path): one.sourced
        for one in origins(draft_of(text).scenario())
        if one.path[0] != "ladder"
    }


def test_the_nearest_source_counts():
    """A source holds for all below it, until one nearer says otherwise."""
    places = found()

    assert places["actors.AAA.capability"]
    assert not places["actors.AAA.resolve"]
    assert places["actors.AAA.facts.regime"]
    assert not places["actors.BBB.facts.regime"]
    assert places["facts.trigger.kind"]
    assert not places["facts.territory"]


def test_a_distribution_is_one_number_and_a_fact_is_one_fact():
    """Mean and spread are one number; titles, names and relations are neither."""
    numbers = [path for path in found() if "facts" not in path]

    assert numbers == ["actors.AAA.resolve", "actors.AAA.capability", "actors.BBB.exposure"]


def test_the_fit_knows_the_shipped_ladder():
    """The ladder of the fit is the shipped one of sixteen rungs."""
    assert load_scenario("pair").ladder.ids == RUNGS


def outside(change=lambda text: text):
    """In what a changed text is outside the fit."""
    text = TEXT.replace("resolve: {value: 2.0, source: assumption}, capability: 3.0,", "")
    text = text.replace("exposure: {normal: {mean: 0.5, sd: 0.1}},", "")
    scenario = draft_of(change(text)).scenario()
    return outside_the_fit(scenario, origins(scenario))


def test_crises_of_the_fit_are_inside_it():
    """A row of its data, and a file with facts and nothing else, are of its kind."""
    row = CrisisFacts(
        number=1, trigger=7, year=1930, by=350, gravity=3, protracted=2, ethnic=False,
        power_gap=None, actors=(ActorFacts(640, 3, 1, nuclear=False, power=2, advantage=None),),
    )  # fmt: skip
    scenario = scenario_from(row)

    assert outside_the_fit(scenario, origins(scenario)) == []
    assert outside() == []


@pytest.mark.parametrize(("old", "new", "named"), [
    ("1930-05-01", "1970-05-01", "a trigger of 1970"),
    ("1930-05-01", "1914-07-28", "a trigger of 1914"),
    ("title:", "clock: {turn: 1 day}\ntitle:", "turns of 1 day"),
    ("title:", "mechanisms: {accidents: {rate: 0.3}}\ntitle:", "changed mechanisms (accidents)"),
    ("title:", "mechanisms: {salami: {enabled: false}}\ntitle:", "changed mechanisms (salami)"),
    ("name: A,", "name: A, resolve: 2,", "1 numbers by hand"),
    ("name: A,\n", "name: A,\n", ""),
])  # fmt: skip
def test_what_is_outside_is_named(old, new, named):
    """Each departure from the crises of the fit is named, and alone if it is alone."""
    names = outside(lambda text: text.replace(old, new))

    assert len(names) == bool(named)
    assert all(one.startswith(named) for one in names)


def test_a_third_state_is_outside():
    """Three sides, or two states on one, are not what was fitted."""
    facts = "{gravity: territory, power: small, regime: democracy, start: warn}"
    third = f"  CCC: {{name: C, facts: {facts}}}\n"

    def joined(text):
        return text.replace("relations:", f"{third}relations:")

    assert outside(joined) == ["3 sides instead of two"]
    two = load_scenario("nato-ground-troops-2024")
    assert any("states on two sides" in one for one in outside_the_fit(two, origins(two)))
