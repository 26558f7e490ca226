"""Links of a chain in planted stories: the right cause, before its effect, and the last ones."""

from dataclasses import replace

import pytest

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from brinkmanship.sim.story.routes import LATELY
from brinkmanship.sim.story.text.chain import DECISION, EVENT, LONGEST, PERCEPTION, causal_links
from brinkmanship.sim.story.text.words import Words
from brinkmanship.sim.story.trace.records import Event

SHOW, MOBILISE, TRIPWIRE, FORCE = 7, 8, 10, 11


@pytest.fixture(scope="module")
def still():
    """A run in which nothing happened: nobody moved, spoke too late, was hit or misled."""
    trace = trace_run(prepare(load_scenario("nato-ground-troops-2024")), seed=0, run=12)
    turns = []
    for turn in trace.turns:
        moments = tuple(
            replace(one, before=0, attacked=0.0, word=0.0, misread=False, perceived=0.2, shown=0.2,
                    choice=replace(one.choice, acted=True, rung=0, required=True))
            for one in turn.moments
        )  # fmt: skip
        turns.append(replace(turn, events=(), moments=moments))
    return replace(trace, turns=tuple(turns))


def force(by, against):
    """A use of force."""
    return Event(kind="force", actor=by, other=against, rung=FORCE)


def links_of(trace, events, changed=()):
    """The chain when these events are planted, by turn, and these moments, by turn and actor."""
    events, changed = dict(events), dict(changed)
    turns = []
    for turn in trace.turns:
        moments = []
        for moment in turn.moments:
            fields = dict(changed.get((turn.turn, moment.actor), {}))
            rung = fields.pop("rung", None)
            if rung is not None:
                fields["choice"] = replace(moment.choice, rung=rung)
            moments.append(replace(moment, **fields))
        happened = tuple(events.get(turn.turn, ()))
        turns.append(replace(turn, events=happened, moments=tuple(moments)))
    planted = replace(trace, turns=tuple(turns))
    return causal_links(Words(planted), planted)


def stages(links):
    """Turn and stage of each."""
    return [(link.turn, link.stage) for link in links]


def test_where_nothing_happens_there_is_no_chain(still):
    """Nobody climbed to a threshold: nothing led to anything."""
    assert links_of(still, {}) == []


def test_a_blow_is_answered_after_it_fell(still):
    """Who strikes because it was struck was struck in an earlier turn, not in the same."""
    events = {4: [force("RUS", "EST")], 6: [force("RUS", "LTU"), force("EST", "RUS")]}

    links = links_of(still, events, {(6, "EST"): {"attacked": 1.0}})

    blows = [(link.turn, link.text.split(" uses")[0]) for link in links if link.stage == EVENT]
    assert blows == [(4, "Russia"), (6, "Estonia")]
    assert (6, PERCEPTION) in stages(links)


def test_a_blow_at_an_ally_is_a_blow(still):
    """The cause is the last blow at the side, not one by it."""
    events = {3: [force("RUS", "POL")], 5: [force("FRA", "RUS")], 8: [force("EST", "RUS")]}

    links = links_of(still, events, {(8, "EST"): {"attacked": 1.0}})

    assert [link.turn for link in links if link.stage == EVENT] == [3, 8]


def test_a_chain_without_a_clash_ends_in_the_last_blow(still):
    """Of several uses of force the last is what is explained."""
    links = links_of(still, {2: [force("RUS", "POL")], 9: [force("RUS", "EST")]})

    assert stages(links) == [(9, PERCEPTION), (9, DECISION), (9, EVENT)]


def test_a_clash_has_both_blows(still):
    """The blow of the one and the answer of the other, though they fell in one turn."""
    clash = Event(kind="clash", actor="RUS", other="EST", rung=FORCE + 1)

    links = links_of(still, {6: [force("RUS", "EST"), force("EST", "RUS"), clash]})

    blows = {link.text.split(" uses")[0] for link in links if " uses force" in link.text}
    assert blows == {"Russia", "Estonia"}
    assert "clash" in links[-1].text


def test_of_a_long_chain_the_end_is_told(still):
    """Blow upon blow, the links that are left out are the first."""
    sides = [("RUS", "EST"), ("EST", "RUS")]
    events = {turn: [force(*sides[turn % 2])] for turn in range(1, 12)}
    hit = {(turn, sides[turn % 2][0]): {"attacked": 1.0} for turn in range(2, 12)}

    links = links_of(still, events, hit)

    assert len(links) == LONGEST
    assert stages(links)[-3:] == [(11, PERCEPTION), (11, DECISION), (11, EVENT)]


def test_the_highest_threshold_is_explained(still):
    """Without force, the move to the highest threshold that anybody came to, by whom."""
    links = links_of(still, {}, {(2, "FRA"): {"rung": MOBILISE}, (6, "POL"): {"rung": TRIPWIRE}})

    assert stages(links) == [(6, PERCEPTION), (6, DECISION)]
    assert "Poland" in links[-1].text


def test_a_crossed_line_is_its_owners(still):
    """Who keeps its word answers the crossing of its own line, not the later one of another's."""
    line = Event(kind="line_crossed", actor="EST", other="", rung=FORCE, line=0)
    events = {3: [line], 5: [replace(line, actor="RUS")], 7: [force("EST", "RUS")]}

    links = links_of(still, events, {(7, "EST"): {"word": 0.5}})

    assert stages(links) == [(3, EVENT), (7, DECISION), (7, EVENT)]


def test_troops_that_are_hit_were_sent(still):
    """The decision behind a hit on troops is the one that sent them in, not a lesser move."""
    hit = Event(kind="troops_hit", actor="FRA", other="RUS", rung=TRIPWIRE)
    moves = {(2, "FRA"): {"before": SHOW, "rung": TRIPWIRE}, (5, "FRA"): {"rung": SHOW}}

    links = links_of(still, {8: [hit], 9: [force("FRA", "RUS")]}, {**moves, (9, "FRA"): {
        "attacked": 1.0,
    }})  # fmt: skip

    assert stages(links) == [(2, PERCEPTION), (2, DECISION), (8, EVENT), (9, PERCEPTION),
                             (9, DECISION), (9, EVENT)]  # fmt: skip


@pytest.mark.parametrize("ago", range(LATELY + 2))
def test_a_misread_week_is_a_cause_for_a_while(still, ago):
    """What it perceived and what was shown that week; what is longer ago is no cause."""
    misled = {"misread": True, "perceived": 0.7, "shown": 0.1}

    links = links_of(still, {9: [force("EST", "RUS")]}, {(9 - ago, "EST"): misled})

    if ago <= LATELY:
        assert stages(links)[0] == (9 - ago, PERCEPTION)
        assert "perceives 0.70 where 0.10 is shown" in links[0].text
    else:
        assert links[0].text == "Estonia reads Russia as 0.20."
