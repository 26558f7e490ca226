"""The causal chain of a run: recorded links, in the order of time, ending in what is explained."""

import pytest

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import story_text, trace_run
from brinkmanship.sim.story.text.chain import DECISION, EVENT, LONGEST, PERCEPTION, causal_links
from brinkmanship.sim.story.text.words import Words
from tests.finding import out_of_the_blue, runs_with
from tests.small import small_file


@pytest.fixture(scope="module")
def premise():
    """The shipped scenario."""
    return prepare(load_scenario("nato-ground-troops-2024"))


def chain_of(premise, run):
    """The chain of a run and its trace."""
    trace = trace_run(premise, seed=0, run=run)
    return causal_links(Words(trace), trace), trace


def test_an_accident_leads_to_a_clash_through_what_it_was_taken_for(premise):
    """Event, perception, decision, event: each link of the run with the accident is there."""
    blue = out_of_the_blue()
    links, _ = chain_of(premise, blue.run)

    since = [link for link in links if link.turn >= blue.hinge]
    accident = next(link for link in since if "accident" in link.text)
    assert (accident.turn, accident.stage) == (blue.hinge, EVENT)
    assert any((link.turn, link.stage) == (blue.hinge, PERCEPTION) for link in since)
    assert any((link.turn, link.stage) == (blue.clash, DECISION) for link in since)
    assert (links[-1].turn, links[-1].stage) == (blue.clash, EVENT)
    assert "clash" in links[-1].text


@pytest.fixture(scope="module")
def rash():
    """The same with a Russia that errs and misreads, so that every road is taken."""
    words = ["mechanisms.misperception.pi=0.1", "actors.RUS.policy.style.rationality=5"]
    return prepare(load_scenario("nato-ground-troops-2024", words))


@pytest.mark.parametrize(
    "route", ["accident_answered", "line_honoured", "misperception", "salami", "choice"]
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_chain_is_made_of_what_the_trace_records(rash, route, place):
    """In order of time; every blow is an event of its turn, every decision was acted on."""
    runs = runs_with(rash, outcome="direct_clash", route=route)
    links, trace = chain_of(rash, runs[place % len(runs)])

    assert 2 < len(links) <= LONGEST
    assert list(links) == sorted(links, key=lambda link: (link.turn, link.order))
    assert len(set(links)) == len(links)
    for link in links:
        turn = trace.turns[link.turn - 1]
        if link.stage == EVENT:
            assert turn.events
        if link.stage == DECISION:
            assert any(moment.choice.acted for moment in turn.moments)
    assert links[-1].turn == trace.record.outcome_turn


def test_a_story_ends_with_its_chain(premise):
    """The links stand in the story, before its end is summed up."""
    trace = trace_run(premise, seed=0, run=out_of_the_blue().run)

    text = story_text(trace)

    assert text.index("How one thing led to another") < text.index("The end\n")


def test_who_joined_late_has_a_chain_too(tmp_path):
    """An actor that joins a side in turn 2 is not looked for in the weeks before."""
    premise = prepare(load_scenario(small_file(tmp_path)))
    traces = [trace_run(premise, seed=0, run=run) for run in range(30)]

    told = [link.text for trace in traces for link in causal_links(Words(trace), trace)]

    assert any(text.startswith("Deltaland") for text in told)
