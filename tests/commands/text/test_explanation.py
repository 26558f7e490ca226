"""What is said of a run: its hinge, what of it was chance, and whose part it was."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from brinkmanship.analysis.statistics.names import CHANCE_NAMES
from brinkmanship.analysis.statistics.studies.pivots import curve_table, parts_table, pivot_table
from brinkmanship.commands.jobs.explanation import Explanation, Responsibility
from brinkmanship.commands.text.explanation import explanation_json, explanation_text
from brinkmanship.commands.text.explanation_sentences import (
    DRAWN,
    INTENT,
    SOME_CHANCE,
    SPARED,
    explanation_sentences,
    leading_change,
)
from brinkmanship.sim.explain.hinges import Hinges
from brinkmanship.sim.explain.spare import KINDS
from brinkmanship.sim.explain.target import target_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from tests.finding import runs_with

TURN = 9


@pytest.fixture(scope="module")
def explanation():
    """A run that came to its target, of which nothing was found out yet."""
    premise = prepare(load_scenario("nato-ground-troops-2024"))
    run = runs_with(premise, outcome="direct_clash", outcome_turn=TURN)[0]
    hinges = Hinges(trace=trace_run(premise, seed=0, run=run), target=target_of(premise, "clash"),
                    turn=TURN, curve=[], pivots=[], last=[], changes=0, spared=[])  # fmt: skip
    kinds: list[dict[str, Any]] = [
        {"kind": kind, "own": True, "n": 100, "hits": 2} for kind in KINDS
    ]
    curve = [{"turn": turn, "n": 100, "hits": hits} for turn, hits in ((0, 2), (8, 60), (9, 100))]
    return Explanation(premise=premise, name="x", overrides=(), hinges=hinges, pivots=None,
                       curve=curve_table(curve), spared=curve_table(kinds),
                       responsibility=None)  # fmt: skip


def change(turn, changed, kind="move", *, base=50):
    """A change of which so many of a hundred continuations came to it, instead of the base."""
    return {"turn": turn, "actor": "RUS", "other": "", "kind": kind, "did": "show", "instead": "",
            "last": turn == TURN, "n": 100, "base": base, "changed": changed,
            "both": min(changed, base), "own": False}  # fmt: skip


def asked(found, rows, *, turn=TURN):
    """The same run with these changes in order, asked about something it came to in this turn."""
    return replace(found, pivots=pivot_table(rows), hinges=replace(found.hinges, turn=turn))


@pytest.mark.parametrize(("rows", "hinge"), [
    ([change(6, 20), change(4, 25)], 6),
    ([change(6, 49), change(4, 25)], 4),
    ([change(6, 10, "stay"), change(4, 25)], 4),
    ([change(6, 10, "stay"), change(4, 49)], 6),
    ([change(TURN, 0), change(4, 25)], 4),
    ([change(TURN, 0), change(4, 49)], None),
], ids=["first", "sure", "done", "left undone", "before", "none"])  # fmt: skip
def test_the_hinge_is_the_first_sure_deed_before(explanation, rows, hinge):
    """What moved the share for sure, deeds before omissions, before the turn it came."""
    row = leading_change(asked(explanation, rows), last=False)

    assert (None if row is None else row["turn"]) == hinge


def test_what_made_it_surer_is_no_hinge(explanation):
    """The hinge of a run that came to it averts it; of one that did not, brings it."""
    rows = [change(6, 95), change(4, 20, "stay")]

    assert leading_change(asked(explanation, rows), last=False)["turn"] == 4
    assert leading_change(asked(explanation, rows, turn=-1), last=False)["turn"] == 6
    assert leading_change(asked(explanation, rows[:1]), last=False) is None
    assert leading_change(asked(explanation, rows[1:], turn=-1), last=False) is None


def test_what_moves_the_share_a_little_is_no_hinge(explanation):
    """A deed sure to move the share by less than five points gives way to what was left undone."""
    little = change(6, 46) | {"n": 1000, "base": 500, "changed": 460, "both": 460}

    assert leading_change(asked(explanation, [little]), last=False) is None
    row = leading_change(asked(explanation, [little, change(4, 20, "stay")]), last=False)
    assert row["turn"] == 4
    assert "there is no hinge" in " ".join(explanation_sentences(asked(explanation, [little])))


def test_hinge_and_last_step_are_told_apart(explanation):
    """Each in its sentence, with the share if changed, then the share as it was."""
    text = " ".join(explanation_sentences(asked(explanation, [change(6, 20), change(TURN, 30)])))

    hinge, last = text.split("The hinge is turn 6: ")[1].split("In turn 9 itself it is ")
    assert "it comes to that in 20% (13-29) of continuations instead of 50% (40-60)" in hinge
    assert "it comes to that in 30% (22-40) of continuations instead of 50% (40-60)" in last


def test_the_share_just_before_is_told(explanation):
    """Of the curve the start is told, and the last turn in which it was still open."""
    text = " ".join(explanation_sentences(explanation))

    assert "2.0% (0.6-7.0) of 100 continuations come to it; after turn 8, 60% (50-69)" in text
    assert "there is no hinge" in text


@pytest.mark.parametrize(("without", "words"), [
    ((), INTENT),
    (("accident", "all chance events"), "would not have come to it without accidents taken for"),
    (("misperception", "tripwire"), "without misperception or without hits on troops."),
    (("all chance events",), SOME_CHANCE),
])  # fmt: skip
def test_chance_is_what_the_run_needed(explanation, without, words):
    """With its own luck otherwise: what it would not have come to it without, else intent."""
    kinds = explanation.spared["kind"]
    spared = explanation.spared.assign(own=[kind not in without for kind in kinds])

    *_, last = explanation_sentences(replace(explanation, spared=spared))

    assert words in last


@pytest.mark.parametrize(("name", "words"), [
    ("settlement", DRAWN), ("nuclear_use", DRAWN), ("nuclear_general", DRAWN), ("war", INTENT),
    ("deescalation", INTENT), ("tripwire", INTENT), ("frozen", f"{SPARED}."),
    ("stalemate", f"{SPARED}."),
])  # fmt: skip
def test_what_is_drawn_is_not_called_intent(explanation, name, words):
    """A settlement that needed no accident was still a matter of chance, and is called so."""
    target = target_of(explanation.premise, name)
    spared = explanation.spared.assign(own=True)

    *_, last = explanation_sentences(
        replace(explanation, spared=spared, hinges=replace(explanation.hinges, target=target))
    )

    assert last == words


def test_parts_are_told_from_neutral_to_all(explanation):
    """The share without policies, with all, their difference; the actors whose part is sure."""
    names = [{"actor": code, "name": code} for code in "AB"]
    values = np.array([[0.5, 0.1], [0.49, -0.1], [0.51, 0.0]])
    total = parts_table([{"name": "sum"}], values.sum(axis=1, keepdims=True), runs=96).iloc[0]

    shares = Responsibility(
        parts=parts_table(names, values, runs=96), total=total, with_all=0.7, with_none=0.2,
        exact=True, runs=64,
    )  # fmt: skip

    found = replace(explanation, responsibility=shares)

    *_, last = explanation_sentences(found)
    assert "20% (12-31) with all policies neutral and 70% (58-80) with the actors' own" in last
    assert "a difference of +50.0 points (+23.8 to +76.2); the largest parts: A +50.0 poi" in last
    assert "  sum                       +50.00  (+23.83 to +76.17)  all po" in explanation_text(
        found
    )
    assert explanation_json(found)["responsibility"]["difference"]["part"] == pytest.approx(0.5)


@pytest.mark.parametrize(("turn", "json"), [(9, 9), (0, 0), (-1, None)])
def test_never_is_null_and_the_start_is_zero(explanation, turn, json):
    """In the JSON, and in words."""
    content = explanation_json(replace(explanation, hinges=replace(explanation.hinges, turn=turn)))

    assert content["turn"] == json
    start = {9: "comes to *clash* in turn 9", 0: "stands at *clash* from the start",
             -1: "never comes to *clash*"}[turn]  # fmt: skip
    assert start in content["told"][0]


def test_only_changes_that_are_sure_are_listed(explanation):
    """What moved nothing for sure is counted, not listed; without any that is said too."""
    sure, weak = change(6, 20), change(4, 48)

    both = explanation_text(asked(explanation, [sure, weak, weak]))
    assert "2 more that the search put first do not move the share for sure." in both
    assert "\n   6 " in both
    assert "\n   4 " not in both
    none = explanation_text(asked(explanation, [weak]))
    assert "Of 1 that the search put first none moves the share for sure." in none
    assert "\n   4 " not in none
    assert "that the search put first" not in explanation_text(asked(explanation, [sure]))


def test_more_left_undone_is_told_after_the_hinge(explanation):
    """An omission of another turn that would surely have moved the share further is told."""
    rows = [change(5, 0, "stay"), change(6, 30)]

    text = " ".join(explanation_sentences(asked(explanation, rows)))

    hinge, undone = text.split("The hinge is turn 6: ")[1].split("Something left undone would ")
    assert "30% (22-40)" in hinge
    assert undone.startswith("have moved it further: turn 5, Russia's staying on *show*")
    assert "Something left" not in " ".join(explanation_sentences(asked(explanation, rows[1:])))


@pytest.mark.parametrize("rows", [
    [change(6, 30, "stay"), change(5, 0, "stay")],
    [change(5, 10, "stay"), change(6, 20)],
], ids=["hinge left undone too", "intervals overlap"])  # fmt: skip
def test_an_omission_not_surely_further_is_not_told(explanation, rows):
    """Only a hinge that was done is set against omissions, and only surely greater ones."""
    text = " ".join(explanation_sentences(asked(explanation, rows)))

    assert "The hinge is turn 6: " in text
    assert "Something left" not in text


def test_every_kind_of_chance_has_a_name_for_readers():
    """The text and the report call each kind what it is."""
    assert list(CHANCE_NAMES) == list(KINDS)


@pytest.mark.parametrize(("turn", "led"), [(TURN, True), (8, False), (-1, False)])
def test_the_chain_leads_to_what_is_asked_about(explanation, turn, led):
    """Nothing is told of how it came to what came later, or never came."""
    text = explanation_text(replace(explanation, hinges=replace(explanation.hinges, turn=turn)))

    assert ("Force meets force" in text) is led
