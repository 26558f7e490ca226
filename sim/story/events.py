"""Events in words: lines judged, accidents and what they were taken for, force, troops hit."""

from collections.abc import Callable
from dataclasses import replace

from brinkmanship.sim.story.item import MARKED, MINOR, NOTABLE, SURE, WEIGHTY, Item
from brinkmanship.sim.story.routes import LATELY
from brinkmanship.sim.story.trace import Happening, TurnTrace
from brinkmanship.sim.story.words import Words, capital, row_of

WEIGHTS = {"line_lapsed": MINOR, "line_crossed": WEIGHTY, "line_broken": WEIGHTY,
           "commitment_faded": NOTABLE}  # fmt: skip


def events(words: Words, turn: TurnTrace) -> list[Item]:
    """The events of a turn as items, in the order they came; like crossings are told as one."""
    items: dict[str, Item] = {}
    for event in turn.events:
        if event.kind in TELLERS:
            text = capital(TELLERS[event.kind](words, turn, event))
            items[text] = Item(
                SURE if event.standing else WEIGHTS.get(event.kind, SURE), text, event.actor
            )
    return list(items.values())


def crossers(words: Words, turn: TurnTrace) -> set[str]:
    """Codes of those who stand beyond a line that was crossed this turn."""
    crossed = [event for event in turn.events if event.kind == "line_crossed"]
    return {code for event in crossed for code in beyond(words, turn, event)}


def beyond(words: Words, turn: TurnTrace, event: Happening) -> list[str]:
    """Codes of the opponents who stand at or above the line of an event."""
    side = words.trace.actors[event.actor].side
    return [
        moment.actor
        for moment in turn.moments
        if words.trace.actors[moment.actor].side != side and moment.grade >= (event.line or 0)
    ]


def misreadings(words: Words, turn: TurnTrace) -> list[Item]:
    """Who took an exercise for preparation this week; it weighs more the more came of it."""
    roles = words.trace.roles
    items = []
    for moment in (moment for moment in turn.moments if moment.misread):
        told = (
            f"{words.does(moment.actor, 'misread')} the week and "
            f"{words.verb('take', many=words.plural(moment.actor))} an exercise for "
            f"preparation: perceived {moment.perceived:.2f}, shown {moment.shown:.2f}."
        )
        after = climbed(words, moment.actor, turn.turn)
        weight = MARKED if after >= roles["display"] else MINOR
        items.append(Item(SURE if after >= roles["force"] else weight, capital(told), moment.actor))
    return items


def climbed(words: Words, code: str, turn: int) -> int:
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


def _line_name(words: Words, event: Happening) -> str:
    place = f" at {words.line(event.line)}" if event.line is not None else ""
    return f"{'red line' if event.standing else 'line'}{place}"


def _promised(words: Words, event: Happening) -> str:
    return words.rung(event.rung) if event.rung is not None else "an answer"


def _crossed(words: Words, turn: TurnTrace, event: Happening) -> str:
    """Who crossed whose line; all owners whose line lay there and promised the same."""
    by = beyond(words, turn, event)
    who = words.they(by, "cross") if by else f"{words.opponent(event.actor)} crosses"
    same = [one.actor for one in turn.events if replace(one, actor=event.actor) == event]
    owners = row_of([f"{words.name(owner)}'s" for owner in same])
    return f"{who} {owners} {_line_name(words, event)}, which promised {_promised(words, event)}."


def _kept(words: Words, turn: TurnTrace, event: Happening) -> str:  # noqa: ARG001 - as the other tellers of events
    line, promised = _line_name(words, event), _promised(words, event)
    keeps = f"{words.does(event.actor, 'keep')} {words.its(event.actor)} word"
    return f"{keeps}: the {line} promised {promised}, and that is what follows."


def _broken(words: Words, turn: TurnTrace, event: Happening) -> str:
    belief = next((m.credibility for m in turn.moments if m.actor == event.actor), 0.0)
    return (
        f"{words.name(event.actor)}'s {_line_name(words, event)} proves empty: time is up and the "
        f"promised {_promised(words, event)} has not come. {capital(words.its(event.actor))} "
        f"threats are now believed at {belief:.2f}."
    )


def _lapsed(words: Words, turn: TurnTrace, event: Happening) -> str:
    del turn
    return (
        f"{words.name(event.actor)}'s {_line_name(words, event)} is forgotten; nobody crossed it."
    )


def _faded(words: Words, turn: TurnTrace, event: Happening) -> str:
    del turn
    promised = _promised(words, event)
    return f"{words.name(event.actor)}'s commitment to {promised} fades without a deed."


def _accident(words: Words, turn: TurnTrace, event: Happening) -> str:
    victim, culprit = words.name(event.other), words.name(event.actor)
    held = next((m.beliefs.get(event.actor) for m in turn.moments if m.actor == event.other), None)
    image = (
        f" ({words.its(event.other)} image of {culprit}: {held.hostility:.2f} hostile)"
        if held
        else ""
    )
    start = f"an accident, meant by nobody: forces of {culprit} hit {victim}."
    kinds = [(e.kind, e.actor) for e in turn.events]
    takes = capital(words.does(event.other, "take"))
    if ("blamed", event.other) in kinds:
        return f"{start} {takes} it for an attack{image}."
    if ("absorbed", event.other) in kinds:
        return (
            f"{start} {capital(victim)} alone would take it for an attack{image}, but "
            f"{words.does(event.other, 'consult').removeprefix(victim).strip()} "
            f"{words.its(event.other)} allies first: the incident is absorbed."
        )
    return f"{start} {takes} it for what it was."


def _force(words: Words, turn: TurnTrace, event: Happening) -> str:
    del turn
    used = words.does(event.actor, "use")
    return f"{used} force against {words.name(event.other)} ({_promised(words, event)})."


def _troops(words: Words, turn: TurnTrace, event: Happening) -> str:
    hit, by = words.name(event.actor), words.name(event.other)
    start = f"troops of {hit} in the contested area are hit by {by}"
    if any(e.kind == "clash" for e in turn.events):
        return f"{start} and drawn into the fighting."
    return f"{start}; {words.does(event.actor, 'take')} it for an attack."


def _clash(words: Words, turn: TurnTrace, event: Happening) -> str:
    del turn
    return f"force meets force: a direct clash between {words.names([event.actor, event.other])}."


def _inject(words: Words, turn: TurnTrace, event: Happening) -> str:
    del words, turn
    note = event.note.rstrip(".")
    return f"from outside: {note}." if note else "from outside, the scenario intervenes."


TELLERS: dict[str, Callable[[Words, TurnTrace, Happening], str]] = {
    "line_crossed": _crossed,
    "line_kept": _kept,
    "line_broken": _broken,
    "line_lapsed": _lapsed,
    "commitment_faded": _faded,
    "accident": _accident,
    "force": _force,
    "troops_hit": _troops,
    "clash": _clash,
    "inject": _inject,
}
