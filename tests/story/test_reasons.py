"""Reasons in plain words: each term says what it means for the rungs it decided between."""

from dataclasses import replace

import pytest

from brinkmanship.sim.mechanisms.choice import Terms
from brinkmanship.sim.story.text.reasons import (
    DOWNWARDS,
    GIVING_WAY,
    NOUNS,
    UPWARDS,
    WORTHWHILE,
    reason_text,
)
from brinkmanship.sim.story.text.words import Words
from tests.story.example_runs import calm, calm_and_stormy, moments

WARN, SHOW, WAR = 2, 7, 13
UP, DOWN = (SHOW, WARN), (WARN, SHOW)


def reason(term, rung, rival, **changes):
    """The reason when this term alone speaks for a rung against its rival."""
    trace = calm()[0]
    moment = next(m for m in moments(trace) if m.choice.rival is not None)
    gains = dict.fromkeys((*Terms._fields, "shock"), 0.0) | {term: 0.5}
    choice = replace(moment.choice, acted=True, required=False, rung=rung, rival=rival, term=term,
                     gains=gains, margin=0.5)  # fmt: skip
    moment = replace(moment, before=rival, word=0.0, choice=choice, **changes)
    return reason_text(Words(trace), moment), Words(trace).target_name(moment)


def test_every_term_has_its_noun():
    """Whatever speaks against a choice can be named."""
    assert set(NOUNS) == {*Terms._fields, "shock"}
    assert (set(UPWARDS) | set(DOWNWARDS) | set(GIVING_WAY)) <= set(Terms._fields)


@pytest.mark.parametrize(("rung", "rival"), [UP, DOWN, (0, WARN), (WARN, 0)])
@pytest.mark.parametrize("term", Terms._fields)
def test_a_reason_is_whole(term, rung, rival):
    """No term leaves a gap or a brace, and each names its gain."""
    text, _ = reason(term, rung, rival)

    assert "{" not in text
    assert "(+0.50)" in text


@pytest.mark.parametrize(
    ("term", "rungs", "said"),
    [
        ("gain", UP, "likelier that {them} gives way"),
        ("gain", (WARN, 0), "standing firm"),
        ("war", DOWN, "higher up {them} is likelier to fight"),
        ("war", (0, WARN), "need not fear a war with {them}"),
        ("war", (WAR, SHOW), WORTHWHILE),
        ("pressure", (0, WARN), "giving way ends the pressure of {them}"),
        ("cost", DOWN, "the lower rung costs less"),
        ("cost", UP, "the higher rung costs less"),
        ("audience", DOWN, "a threat that {them} defies"),
        ("retaliation", UP, "a blow calls for a blow"),
        ("seizure", UP, "before {them} answers"),
    ],
)
def test_a_term_means_what_its_rungs_make_of_it(term, rungs, said):
    """Up, down, giving way and going to war are told apart, with the opponent by its name."""
    text, them = reason(term, *rungs)

    assert said.format(them=them) in text


def test_a_crossed_line_is_spoken_of_only_where_one_stands_crossed():
    """A public word that no crossed line has at stake is bound by the threat it would make."""
    for trace in calm_and_stormy():
        for moment in moments(trace):
            if moment.choice.acted and moment.choice.term == "audience":
                text = reason_text(Words(trace), moment)
                assert ("its own line stands crossed" in text) == (moment.word > 0.0)
