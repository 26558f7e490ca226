"""An event of the scenario is a candidate hinge like any decision or accident."""

import pytest

from brinkmanship.commands.text.explanation_sentences import changed_thing
from brinkmanship.sim.crisis.state.fork import Fork
from brinkmanship.sim.explain.changes import changes_of
from brinkmanship.sim.explain.hinges import Question, find_hinges
from brinkmanship.sim.explain.rewind import (
    Luck,
    Restart,
    Rewinder,
    premise_without_event,
)
from brinkmanship.sim.explain.search import Budget
from brinkmanship.sim.explain.target import target_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from brinkmanship.sim.story.text.words import Words

SMALL = Budget(screen=12, shortlist=40, final=120, curve=60, leaders=8, top=4)
TURN = 5
QUIET = ("mechanisms.accidents.enabled=false", "mechanisms.learning.enabled=false",
         "actors.AAA.resolve=0.05", "actors.BBB.resolve=0.05", "actors.AAA.start=warn",
         "clock.horizon=12", "terminal.deescalation.turns=12",
         "terminal.yield_weeks=104", "mechanisms.settlement.enabled=false")  # fmt: skip
STRIKE = f"{{at: {TURN}, note: A strike., incident: {{by: AAA, against: BBB, deliberate: true}}}}"
TALK = f"{{at: {TURN}, note: A speech., resolve_shift: {{BBB: 0.01}}}}"


@pytest.fixture(scope="module")
def premise():
    """A crisis about next to nothing, in which a strike is scripted, and a speech that week."""
    return prepare(load_scenario("pair", [*QUIET, f"injects=[{TALK}, {STRIKE}]"]))


def test_every_event_of_the_scenario_is_tried_once(premise):
    """Each inject that happened is one change, in its turn, with whom its force hit."""
    trace = trace_run(premise)
    found = [one for one in changes_of(trace, premise.codes, 12) if one.kind == "scripted"]

    assert [(one.turn, one.inject, one.actor, one.other) for one in found] == [
        (TURN, 0, "", ""), (TURN, 1, "BBB", "AAA"),
    ]  # fmt: skip
    assert len({one.what for one in found}) == 2
    assert not any(one.decided for one in found)


def test_a_scripted_strike_is_the_hinge(premise):
    """Where nobody would have used force, the share that sees force falls without the strike."""
    hinges = find_hinges(premise, Question(outcome="limited_force"), SMALL)
    first = hinges.last[0]

    assert (hinges.turn, first.change.kind, first.change.inject) == (TURN, "scripted", 1)
    assert (first.base, first.changed < 0.5 * first.n) == (first.n, True)


def test_without_its_event_a_run_is_that_of_the_file_without_it(premise):
    """Leaving an event out at its turn plays the same run as a scenario that lacks it."""
    target = target_of(premise, "limited_force")
    bare = prepare(load_scenario("pair", [*QUIET, f"injects=[{TALK}]"]))
    luck = Luck(0, 200)

    with (
        Rewinder(premise, 0, 0, target=target) as rewinder,
        Rewinder(bare, 0, 0, target=target) as other,
    ):
        left_out = next(rewinder.hits([Restart(Fork(TURN), 1)], luck))
        lacking = next(other.hits([Restart(Fork(TURN))], luck))
    assert (left_out == lacking).all()
    assert premise_without_event(premise, -1) is premise


def test_an_event_is_named_by_what_the_scenario_says(premise):
    """The note names it; without one, whose force hit whom."""
    words = Words(trace_run(premise))
    row = {"kind": "scripted", "actor": "BBB", "other": "AAA", "did": "A strike."}

    assert changed_thing(words, row) == "what the scenario lets happen (A strike)"
    assert changed_thing(words, {**row, "did": ""}) == (
        "what the scenario lets happen (force of A against B)"
    )
    assert changed_thing(words, {**row, "did": "", "actor": ""}) == "what the scenario lets happen"
