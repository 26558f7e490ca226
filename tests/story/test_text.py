"""A story says what happened, no more and no less."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import story_text, trace_run
from brinkmanship.sim.story.text.item import SURE, Item
from brinkmanship.sim.story.text.turns import TurnItems, fitting_lines
from brinkmanship.sim.story.text.words import Words, joined_names
from tests.finding import runs_with
from tests.small import small_file
from tests.story.example_runs import by_turn, calm, calm_and_stormy, spans, stormy, traced

DULL = ("mechanisms.misperception.pi=0", "mechanisms.accidents.rate=0")


def test_the_same_run_is_told_in_the_same_bytes():
    """Nothing but scenario, seed and run decides a story."""
    assert story_text(traced(5)).encode() == story_text(traced(5)).encode()


def test_another_run_is_another_story():
    """Runs differ beyond the number in their first lines."""
    first, second = (by_turn(story_text(traced(run))) for run in (5, 6))

    assert first != second


def test_a_story_fits_a_page_and_a_screen():
    """At most 120 lines of at most 88 characters, no control characters, whatever happens."""
    for trace in calm_and_stormy():
        lines = story_text(trace).splitlines()

        assert len(lines) <= 120
        assert all(len(line) <= 88 for line in lines)
        assert all(char.isprintable() for line in lines for char in line)


def test_every_turn_is_told_or_summarised_once():
    """The headings of a story cover the turns played without gap or overlap."""
    for trace in calm():
        for in_full in (False, True):
            turns = [
                t for a, b in spans(story_text(trace, in_full=in_full)) for t in range(a, b + 1)
            ]

            assert turns == list(range(1, trace.record.turns + 1))


def test_a_story_told_whole_names_every_move():
    """With all told, each move stands in its turn with the rungs it led from and to."""
    for trace in calm():
        words, parts = Words(trace), by_turn(story_text(trace, in_full=True))
        for turn in trace.turns:
            for moment in turn.moments:
                choice = moment.choice
                moved = choice.acted and moment.before not in (choice.rung, moment.rung)
                if moved and not choice.vetoed:
                    start = words.posture_name(moment.before, moment.aid_before)
                    end = words.posture_name(choice.rung, choice.aid)
                    assert words.name(moment.actor) in parts[turn.turn].replace("The ", "the ")
                    assert f"from {start} to {end}" in parts[turn.turn]


def test_turns_asked_for_are_told_and_no_others():
    """``turns`` cuts the story, and tells in full what is left."""
    text = story_text(calm()[0], turns=(10, 14))

    assert {t for a, b in spans(text) for t in range(a, b + 1)} == set(range(10, 15))


def test_turns_after_the_end_are_said_to_be_after_the_end():
    """Asking for what was not played gives the last turn, not an empty page."""
    trace = calm()[2]

    assert f"over after turn {trace.record.turns}." in story_text(trace, turns=(900, 901))


def test_a_story_says_what_it_is():
    """Title, seed, run, outcome, routes and the warning that it is one run of many."""
    for trace in calm():
        text = " ".join(story_text(trace).split())

        assert text.startswith(trace.title)
        assert f"seed 0 run {trace.run}; not a forecast" in text
        assert f"{trace.record.outcome} in turn {trace.record.outcome_turn}" in text
        assert all(f"{name} (turn {turn}" in text for name, turn in trace.routes.items())


def test_nobody_says_how_likely_a_war_is():
    """One run has no probability, and a story never names one."""
    assert not any("probab" in story_text(trace, in_full=True) for trace in calm())


def test_events_that_turn_a_run_are_never_left_out():
    """Accidents, force, troops hit and clashes are told however long the story gets.

    Force is news where it begins: what goes on from the turn before may be left out.
    """
    marks = {
        "accident": "An accident, meant by nobody",
        "force": " force against ",
        "clash": "a direct clash between",
        "troops_hit": "in the contested area are hit",
    }
    seen = set()
    for trace in calm_and_stormy():
        parts = by_turn(story_text(trace))
        striking: set[str] = set()
        for turn in trace.turns:
            struck_before, striking = striking, {e.actor for e in turn.events if e.kind == "force"}
            for event in turn.events:
                goes_on = event.kind == "force" and event.actor in struck_before
                if event.kind in marks and not goes_on:
                    seen.add(event.kind)
                    assert marks[event.kind] in parts[turn.turn]
    assert {"accident", "force", "clash"} <= seen


def test_a_misread_week_can_be_recognised():
    """Told whole, each misreading stands there with what was perceived and what was shown."""
    for trace in stormy():
        parts = by_turn(story_text(trace, in_full=True))
        for turn in trace.turns:
            for moment in turn.moments:
                numbers = f"perceived {moment.perceived:.2f}, shown {moment.shown:.2f}"
                assert not moment.misread or numbers in parts[turn.turn]


def test_an_accident_is_answered_absorbed_or_taken_for_what_it_was():
    """The three ways an accident can be taken are told apart, each as the log has it."""
    endings = {
        "blamed": "for an attack (",
        "absorbed": "the incident is absorbed",
        "": "for what it was",
    }
    seen = set()
    for trace in stormy():
        parts = by_turn(story_text(trace))
        for turn in trace.turns:
            kinds = {event.kind for event in turn.events}
            if "accident" in kinds:
                taken = next((kind for kind in ("blamed", "absorbed") if kind in kinds), "")
                seen.add(taken)
                assert endings[taken] in parts[turn.turn]
    assert seen == set(endings)


def test_a_word_is_kept_by_a_decision_only():
    """Whoever keeps its word has chosen the promised rung, or force where a clash was promised."""
    kept = 0
    for trace in calm_and_stormy():
        for turn in trace.turns:
            chosen = {moment.actor: moment.choice.rung for moment in turn.moments}
            for event in (event for event in turn.events if event.kind == "line_kept"):
                assert chosen[event.actor] >= min(event.rung or 0, trace.roles["force"])
                kept += 1
    assert kept


def test_no_storm_no_word_of_it():
    """Without accidents and misreadings a story speaks of neither."""
    text = story_text(traced(12, *DULL), in_full=True)

    assert "An accident" not in text
    assert "misread" not in text


def test_an_actor_that_joins_is_on_its_side_but_not_at_the_start():
    """Sweden is told as a member once it is one, and not before."""
    trace = trace_run(prepare(load_scenario("nato-32-2024")))
    text = story_text(trace)

    assert trace.actors["SWE"].joined
    assert Words(trace).addressee("SWE") == "Russia"
    assert "Sweden" not in text.split("At the start")[1].split("\nTurn")[0]
    assert "From outside: Sweden becomes" in text


@cache
def fought():
    """A run in which a clash became a war that was played to its end."""
    premise = prepare(load_scenario("pair"))
    traces = (trace_run(premise, run=run) for run in range(40))
    return next(t for t in traces if t.record.outcome == "war" and t.record.turns > 30)


def end_of(trace):
    """What a story tells under "The end", on one line."""
    return " ".join(story_text(trace).split("\nThe end\n")[1].split("\nHow it went")[0].split())


def ended(trace, **record):
    """The end of a run whose record says something else."""
    return end_of(replace(trace, record=replace(trace.record, **record)))


PEACE = {
    "agreement": "in an agreement",
    "unilateral": "ends because",
    "faded": "have come down and stayed down",
    "imposed": "peace that is imposed",
}


@pytest.mark.parametrize("ending", PEACE)
def test_a_war_that_is_played_on_is_told_to_its_end(ending):
    """What it came to and when, and how and when the crisis ended; no other end is told."""
    told = ended(fought(), ending=ending)

    assert told.startswith("A war between the two sides (turn ")
    assert f"(turn {fought().record.turns})" in told
    assert [name for name, mark in PEACE.items() if mark in told] == [ending]


def test_a_war_without_end_is_said_to_have_none():
    """Where time was up first, no end is in sight, and none is told."""
    told = ended(fought(), ending="going_on")

    assert "no end of it is in sight" in told
    assert not any(mark in told for mark in PEACE.values())


def test_nothing_is_told_after_what_stops_a_run():
    """Where a clash stops the run, how the crisis ended is not known."""
    stopped = replace(fought(), goes_on=False)

    assert not any(mark in ended(stopped, ending="agreement") for mark in PEACE.values())
    assert not any(
        mark in ended(fought(), outcome="nuclear_use", ending="agreement")
        for mark in PEACE.values()
    )


@pytest.mark.parametrize("ending", ["agreement", "unilateral", "faded"])
def test_a_crisis_without_a_clash_ends_as_its_record_says(ending):
    """The outcome of a settlement or of coming down does not hide who gave in."""
    outcome = "settlement" if ending == "agreement" else "deescalation"
    quiet = next(one for one in calm() if one.record.outcome not in ("direct_clash", "war"))

    told = ended(quiet, outcome=outcome, ending=ending)

    assert [name for name, mark in PEACE.items() if mark in told] == [ending]


def test_who_gave_in_is_named():
    """Exactly those that stand on the lowest rung as the crisis ends."""
    trace = next(one for one in calm() if one.record.ending == "unilateral")
    words = Words(trace)
    low = [m.actor for m in trace.turns[-1].moments if m.rung == 0]

    assert low
    assert words.names(low) in end_of(trace)


def dragged_on(trace):
    """The moments, with their turns, of those who chose otherwise and stayed in a clash."""
    clash = trace.roles["clash"]
    return [
        (turn.turn, moment)
        for turn in trace.turns
        for moment in turn.moments
        if moment.choice.acted and moment.before == moment.rung == clash != moment.choice.rung
    ]


def test_fighting_on_is_no_move():
    """Who chooses force in a clash that goes on stays in it; nobody steps down from a clash so."""
    premise = prepare(load_scenario("pair"))
    runs = runs_with(premise, outcome="war")
    trace = next(t for t in (trace_run(premise, run=run) for run in runs) if dragged_on(t))
    dragged, force = dragged_on(trace), trace.roles["force"]
    parts = by_turn(story_text(trace, in_full=True))

    assert dragged
    for turn, moment in dragged:
        assert moment.choice.rung >= force
        assert f"{Words(trace).name(moment.actor)} steps down from *clash*" not in parts.get(
            turn, ""
        )


def test_of_several_sides_nobody_is_the_other_side():
    """In a crisis of three sides each is spoken of by its name, and so are those it speaks to."""
    premise = prepare(load_scenario("scenarios/history/cuba-1962.yaml"))
    traces = [trace_run(premise, run=run) for run in (3, 5, 27)]

    assert Words(traces[0]).addressee("USA") == "Cuba and the Soviet Union"
    assert Words(traces[0]).addressee("CUB") == "the United States"
    for trace in traces:
        text = story_text(trace, in_full=True).split("At the start")[1]
        assert "other side" not in text
        assert "two sides" not in text
        assert "both sides" not in text


def test_those_who_fight_a_war_are_named():
    """A war of three sides is between those who fight it when it has become one."""
    premise = prepare(load_scenario("scenarios/history/cuba-1962.yaml"))
    trace = trace_run(premise, run=runs_with(premise, outcome="war")[0])
    words, turn = Words(trace), trace.turns[trace.record.outcome_turn - 1]
    fighting = [m.actor for m in turn.moments if m.rung >= trace.roles["clash"]]

    assert trace.record.outcome == "war"
    assert f"A war between {words.names(fighting)} (turn" in end_of(trace)


def test_force_that_nobody_decided_is_said_to_be_scripted(tmp_path):
    """What an inject lets happen comes before the decisions of the turn and is called so."""
    premise = prepare(load_scenario(small_file(tmp_path)))
    put = prepare(load_scenario("pair", ["injects=[{at: 2, posture: {AAA: limited_force}}]"]))
    mark = "Gammaland uses force against Alphaland (*force*), as the scenario has it."

    for run in range(10):
        text = story_text(trace_run(premise, run=run), in_full=True)
        first = by_turn(text)[1].split("How one thing")[0]
        assert mark in first
        assert " climbs " not in first.split(mark)[0]
    assert (
        "A uses force against B (*limited_force*), as the scenario has it."
        in by_turn(story_text(trace_run(put), in_full=True))[2]
    )
    assert "as the scenario has it" not in story_text(traced(52), in_full=True)


ITEMS = st.builds(
    Item,
    weight=st.integers(0, 100),
    text=st.text("abc ", min_size=1, max_size=300).filter(str.strip),
    who=st.sampled_from(("RUS", "FRA")),
)
PAGES = st.lists(st.lists(ITEMS, max_size=6), min_size=1, max_size=12).map(
    lambda turns: [TurnItems(i + 1, tuple(items), ()) for i, items in enumerate(turns)]
)


@given(pages=PAGES, room=st.integers(0, 80))
def test_a_story_keeps_to_its_room_unless_all_that_is_left_is_sure(pages, room):
    """What does not fit goes, the slightest first; what turns a run stays."""
    words = Words(calm()[0])
    lines = fitting_lines(words, pages, room)
    sure = [i._replace(text=" ".join(i.text.split())) for p in pages for i in p.items
            if i.weight >= SURE]  # fmt: skip
    body = " ".join(" ".join(lines).replace("  - ", " ").split())

    assert len(lines) <= room or lines == fitting_lines(words, pages, 0)
    assert all(item.text in body for item in sure)


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=9))
def test_a_row_of_names_loses_nobody(names):
    """Names told and names counted are all there are."""
    row = joined_names(names)
    counted = re.search(r"and (\d+) others$", row)

    told_names = re.split(r", | and ", row.split(" and ")[0] if counted else row)
    assert len(told_names) + int(counted[1] if counted else 0) == len(names)
