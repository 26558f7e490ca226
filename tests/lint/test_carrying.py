"""What carries the result without a source is listed, and what has one or moves nothing is not."""

import pytest

from brinkmanship.commands.jobs.checking.carrying import carrying_changes
from brinkmanship.sim.lint.carrying import Varied, unsourced_trials
from brinkmanship.sim.lint.document import open_document
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario.tree import dotted

TEXT = """
title: Two states
extends: ladders/sixteen-rungs.yaml
sources: {book: {text: A book}}
clock: {horizon: 30}
mechanisms: {activity: {chance: {uniform: {low: 0.02, high: 0.98}}}}
facts:
  trigger: {kind: nonviolent_military, by: AAA, against: BBB, date: "1930-05-01", source: book}
  territory: {value: true, source: book}
actors:
  AAA: {name: A, resolve: {value: 1.0, source: assumption},
    facts: {source: book, gravity: territory, power: middle, regime: military, start: mobilise}}
  BBB: {name: B, resolve: {value: 1.0, source: book},
    facts: {gravity: territory, power: middle, regime: democracy, start: warn}}
  CCC: {name: C, resolve: {uniform: {low: 0.5, high: 2.0}}}
sides: {one: [AAA], other: [BBB]}
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """A crisis whose one stake is assumed, whose other is sourced, with an idle bystander."""
    file = tmp_path_factory.mktemp("carrying") / "two.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return open_document(str(file))


def test_what_has_no_source_is_varied_within_its_range(document):
    """A number by half of itself, a range over itself, a word to its neighbours."""
    trials = {
        dotted(one.path): (one.low.value, one.high.value) for one in unsourced_trials(document)
    }

    assert trials["actors.AAA.resolve"] == (0.5, 1.5)
    assert trials["actors.CCC.resolve"] == (0.5, 2.0)
    assert trials["actors.BBB.facts.power"] == ("small", "great")
    assert not {"actors.BBB.resolve", "actors.AAA.facts.power", "facts.territory"} & set(trials)


def test_an_assumed_stake_carries_the_result_and_a_bystander_does_not(document):
    """The stake of who is in the crisis moves shares; that of a bystander none."""
    trials = list(unsourced_trials(document))
    varied = Varied(document.root, prepare(document.scenario), seed=0, runs=200)

    found = carrying_changes([one for one in varied.tried(trials) if one])

    names = [dotted(one.tried.trial.path) for one in found]
    assert "actors.AAA.resolve" in names
    assert "actors.CCC.resolve" not in names
    assert len(names) == len(set(names)) > 1
    sizes = [one.size for one in found]
    assert sizes == sorted(sizes, reverse=True)
    for one in found:
        low, high = (one.row["difference"][key] for key in ("low", "high"))
        assert low > 0.0 or high < 0.0
