"""Events in words: lines judged, accidents and what they were taken for, force, troops hit."""

from collections.abc import Callable
from dataclasses import replace

from brinkmanship.sim.story.routes import LATELY
from brinkmanship.sim.story.text.item import MARKED, MINOR, NOTABLE, SURE, WEIGHTY, Item
from brinkmanship.sim.story.text.past import FORCE, Past
from brinkmanship.sim.story.text.words import Words, capitalised, joined_names
from brinkmanship.sim.story.trace.records import Event, TurnTrace

WEIGHTS = {"line_lapsed": MINOR, "line_crossed": WEIGHTY, "line_broken": WEIGHTY,
           "commitment_faded": NOTABLE}  # fmt: skip


def event_items(words: Words, turn: TurnTrace, past: Past) -> list[Item]:
    """The events of a turn as items, in the order they came; like crossings are told as one.

    Force that goes on from the turn before is news no more.
    """
    items: dict[str, Item] = {}
    for event in turn.events:
        if event.kind in SENTENCES:
            text = capitalised(SENTENCES[event.kind](words, turn, event))
            weight = SURE if event.standing else WEIGHTS.get(event.kind, SURE)
            if event.kind == FORCE and (event.actor, FORCE) in past.heard:
                weight = NOTABLE
            items[text] = Item(weight, text, event.actor)
    return list(items.values())


def line_crossers(words: Words, turn: TurnTrace) -> set[str]:
    """Codes of those who stand beyond a line that was crossed this turn."""
    crossed = [event for event in turn.events if event.kind == "line_crossed"]
    return {code for event in crossed for code in opponents_beyond(words, turn, event)}


def opponents_beyond(words: Words, turn: TurnTrace, event: Event) -> list[str]:
    """Codes of the opponents who stand at or above the line of an event."""
    foes = words.opponents(event.actor)
    return [
        moment.actor
        for moment in turn.moments
        if moment.actor in foes and moment.grade >= (event.line or 0)
    ]


def misreading_items(words: Words, turn: TurnTrace) -> list[Item]:
    """Who took an exercise for preparation this week; it weighs more the more came of it."""
    roles = words.trace.roles
    items = []
    for moment in (moment for moment in turn.moments if moment.misread):
        text = (
            f"{words.clause(moment.actor, 'misread')} the week and "
            f"{words.verb_form('take', many=words.is_plural(moment.actor))} an exercise for "
            f"preparation: perceived {moment.perceived:.2f}, shown {moment.shown:.2f}."
        )
        after = highest_climb(words, moment.actor, turn.turn)
        weight = MARKED if after >= roles["display"] else MINOR
        items.append(
            Item(SURE if after >= roles["force"] else weight, capitalised(text), moment.actor)
        )
    return items


def highest_climb(words: Words, code: str, turn: int) -> int:
    """The highest rung an actor climbed to in a week or in the two that follow it, or -1."""
    weeks = words.trace.turns[turn - 1 : turn + LATELY]
    return max(
        (
            moment.choice.rung
            for week in weeks
            for moment in week.moments
            if moment.actor == code and moment.choice.rung > moment.before
        ),
        default=-1,
    )


def _line_name(words: Words, event: Event) -> str:
    place = f" at {words.line_name(event.line)}" if event.line is not None else ""
    return f"{'red line' if event.standing else 'line'}{place}"


def _promised_name(words: Words, event: Event) -> str:
    return words.rung_name(event.rung) if event.rung is not None else "an answer"


def _crossed_text(words: Words, turn: TurnTrace, event: Event) -> str:
    """Who crossed whose line; all owners whose line lay there and promised the same."""
    by = opponents_beyond(words, turn, event)
    who = words.joint_clause(by, "cross") if by else "an opponent crosses"
    same = [one.actor for one in turn.events if replace(one, actor=event.actor) == event]
    owners = joined_names([f"{words.name(owner)}'s" for owner in same])
    return (
        f"{who} {owners} {_line_name(words, event)}, which promised {_promised_name(words, event)}."
    )


def _kept_text(words: Words, turn: TurnTrace, event: Event) -> str:  # noqa: ARG001 - called like the others
    line, promised = _line_name(words, event), _promised_name(words, event)
    keeps = f"{words.clause(event.actor, 'keep')} {words.possessive(event.actor)} word"
    return f"{keeps}: the {line} promised {promised}, and that is what follows."


def _broken_text(words: Words, turn: TurnTrace, event: Event) -> str:
    belief = next((m.credibility for m in turn.moments if m.actor == event.actor), 0.0)
    promised = _promised_name(words, event)
    return (
        f"{words.name(event.actor)}'s {_line_name(words, event)} proves empty: time is up and the "
        f"promised {promised} has not come. That {words.pronoun(event.actor)} would fight is now "
        f"believed at {belief:.2f}."
    )


def _lapsed_text(words: Words, turn: TurnTrace, event: Event) -> str:
    del turn
    return (
        f"{words.name(event.actor)}'s {_line_name(words, event)} is forgotten; nobody crossed it."
    )


def _faded_text(words: Words, turn: TurnTrace, event: Event) -> str:
    del turn
    promised = _promised_name(words, event)
    return f"{words.name(event.actor)}'s commitment to {promised} fades without a deed."


def _accident_text(words: Words, turn: TurnTrace, event: Event) -> str:
    victim, culprit = words.name(event.other), words.name(event.actor)
    held = next((m.beliefs.get(event.actor) for m in turn.moments if m.actor == event.other), None)
    image = (
        f" ({words.possessive(event.other)} image of {culprit}: {held.hostility:.2f} hostile)"
        if held
        else ""
    )
    start = f"an accident, meant by nobody: forces of {culprit} hit {victim}."
    kinds = [(e.kind, e.actor) for e in turn.events]
    takes = capitalised(words.clause(event.other, "take"))
    if ("blamed", event.other) in kinds:
        return f"{start} {takes} it for an attack{image}."
    if ("absorbed", event.other) in kinds:
        return (
            f"{start} {capitalised(victim)} alone would take it for an attack{image}, but "
            f"{words.clause(event.other, 'consult').removeprefix(victim).strip()} "
            f"{words.possessive(event.other)} allies first: the incident is absorbed."
        )
    return f"{start} {takes} it for what it was."


def _force_text(words: Words, turn: TurnTrace, event: Event) -> str:
    used = f"{words.clause(event.actor, 'use')} force against {words.name(event.other)}"
    del turn
    scripted = ", as the scenario has it" if event.scripted else ""
    return f"{used} ({_promised_name(words, event)}){scripted}."


def _troops_text(words: Words, turn: TurnTrace, event: Event) -> str:
    hit, by = words.name(event.actor), words.name(event.other)
    start = f"troops of {hit} in the contested area are hit by {by}"
    if any(e.kind == "clash" for e in turn.events):
        return f"{start} and drawn into the fighting."
    return f"{start}; {words.clause(event.actor, 'take')} it for an attack."


def _clash_text(words: Words, turn: TurnTrace, event: Event) -> str:
    del turn
    return f"force meets force: a direct clash between {words.names([event.actor, event.other])}."


def _inject_text(words: Words, turn: TurnTrace, event: Event) -> str:
    del words, turn
    note = event.note.rstrip(".")
    return f"from outside: {note}." if note else "from outside, the scenario intervenes."


SENTENCES: dict[str, Callable[[Words, TurnTrace, Event], str]] = {
    "line_crossed": _crossed_text,
    "line_kept": _kept_text,
    "line_broken": _broken_text,
    "line_lapsed": _lapsed_text,
    "commitment_faded": _faded_text,
    "accident": _accident_text,
    "force": _force_text,
    "troops_hit": _troops_text,
    "clash": _clash_text,
    "inject": _inject_text,
}
