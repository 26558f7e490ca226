"""The trace of a run adds up, and agrees with the run."""

import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.mechanisms.choice import Terms
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from tests.story.example_runs import SHIPPED, calm, calm_and_stormy, moments, traced

CLOSE = 1e-9


def test_watching_changes_nothing():
    """A watched run has the row of the run table that a run played plainly has."""
    premise = prepare(load_scenario(SHIPPED))

    assert all(play(premise, run=trace.run).record() == trace.record for trace in calm())


def test_a_line_is_crossed_by_somebody_who_stands_beyond_it():
    """The line an event names is the one that an opponent's posture went over."""
    crossed = 0
    for trace in calm_and_stormy():
        for turn in trace.turns:
            for event in turn.events:
                if event.kind == "line_crossed":
                    crossed += 1
                    foes = trace.actors[event.actor].opponents
                    assert event.line is not None
                    assert any(m.grade >= event.line and m.actor in foes for m in turn.moments)
    assert crossed > 0


def test_the_terms_of_a_rung_add_up_to_its_score():
    """A utility is the sum of its named terms; the score adds dissent and the shock."""
    for option in (o for trace in calm() for m in moments(trace) for o in m.choice.options):
        assert list(option.terms) == list(Terms._fields)
        assert sum(option.terms.values()) == pytest.approx(option.utility, abs=CLOSE)
        whole = option.utility + option.dissent + option.shock
        assert whole == pytest.approx(option.score, abs=CLOSE)


def test_who_acts_takes_the_rung_that_scored_best():
    """Unless a rule required another, no option weighed beats the one chosen."""
    for choice in (m.choice for trace in calm_and_stormy() for m in moments(trace)):
        if choice.acted and not choice.required and choice.options:
            best = max(option.score for option in choice.options)
            taken = next(o.score for o in choice.options if o.rung == choice.rung)
            assert taken == best


def half_sure(run):
    """Moments and options, in a run that goes on after accidents, of who half believes."""
    settings = (
        "mechanisms.consensus.weight=0.7", "mechanisms.accidents.rate=5",
        "mechanisms.accidents.base=0.6", "mechanisms.accidents.absorb=0",
        "terminal.absorb_on_clash=false", "clock.horizon=12",
    )  # fmt: skip
    return [
        (m, option)
        for m in moments(traced(run, *settings))
        for option in m.choice.options
        if 0.0 < m.attacked < 1.0 and option.dissent < 0.0
    ]


def test_who_half_believes_it_was_attacked_half_waits_for_its_allies():
    """Going alone costs -w V (1 - att) (1 - G), in a story as in the run."""
    unsure = next(found for found in map(half_sure, range(40)) if found)

    for m, option in unsure:
        price = 0.7 * m.resolve * (1.0 - m.attacked) * (1.0 - m.choice.gate)
        assert option.dissent == pytest.approx(-price, abs=CLOSE)


def test_gains_add_up_to_the_margin():
    """What spoke for a choice against its rival, term by term, is the whole difference."""
    for choice in (m.choice for trace in calm() for m in moments(trace)):
        if choice.gains:
            assert sum(choice.gains.values()) == pytest.approx(choice.margin, abs=CLOSE)
            deciding = {name: gain for name, gain in choice.gains.items() if name != "consensus"}
            assert choice.term == max(deciding, key=deciding.__getitem__)


def test_a_veto_names_the_rung_that_was_wanted():
    """Who is vetoed wanted the collective rung or more, and stands below it."""
    for trace in calm_and_stormy():
        for choice in (m.choice for m in moments(trace) if m.choice.vetoed):
            assert choice.alone >= trace.roles["collective"] > choice.rung


def test_an_actor_looks_at_one_of_its_opponents():
    """Whom it bargains with opposes it, and it holds a belief of each that does."""
    for trace in calm():
        for turn in trace.turns:
            for m in turn.moments:
                foes = trace.actors[m.actor].opponents
                assert m.target in foes
                assert set(m.beliefs) == set(foes)
                assert all(belief.stake > 0.0 < belief.doubt for belief in m.beliefs.values())


def test_opponents_are_those_who_oppose_it():
    """Of three sides of which two pairs are at odds, the third pair are no opponents."""
    trace = trace_run(prepare(load_scenario("scenarios/history/cuba-1962.yaml")), run=3)

    assert {code: set(one.opponents) for code, one in trace.actors.items()} == {
        "CUB": {"USA"}, "SUN": {"USA"}, "USA": {"CUB", "SUN"},
    }  # fmt: skip
