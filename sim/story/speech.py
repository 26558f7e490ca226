"""Signals in words: who said what to whom, and what that ties the speaker to."""

from brinkmanship.sim.story.item import FAINT, MARKED, NOTABLE, SLIGHT, TURNING, WEIGHTY, Item
from brinkmanship.sim.story.past import Past
from brinkmanship.sim.story.trace import Moment, Said
from brinkmanship.sim.story.words import Words, capital


def speech(words: Words, moment: Moment, past: Past) -> Item | None:
    """What an actor said this turn; what it has said before weighs less."""
    said = moment.signal
    if said is None:
        return None
    again = (moment.actor, said.kind) in past.heard
    if said.kind in ("warn", "threat"):
        return _line(words, moment, said, again=again)
    return _hint(words, moment, said, again=again)


def _line(words: Words, moment: Moment, said: Said, *, again: bool) -> Item:
    who, verb = moment.actor, "warn" if said.kind == "warn" else "threaten"
    start = capital(f"{words.does(who, verb)} {words.facing(who)}")
    if said.line is None or said.promise is None:
        return Item(SLIGHT, f"{start}.", who)
    if not said.fresh:
        return Item(
            FAINT, f"{start} again: {words.its(who)} line stays at {words.line(said.line)}."
        )
    first = WEIGHTY if words.alone(who) else TURNING
    weight = MARKED if again else first
    promise = words.rung(said.promise)
    text = f"{start}: a line at {words.line(said.line)}. Whoever crosses it is promised {promise}."
    return Item(weight, text, who)


def _hint(words: Words, moment: Moment, said: Said, *, again: bool) -> Item:
    who = moment.actor
    hint = words.rung(said.hint) if said.hint is not None else "more"
    it, facing = words.it(who), words.facing(who)
    told, first = {
        "ambiguity": (f"leave open whether {it} would go to {hint} (ambiguity)", WEIGHTY),
        "commit": (f"commit {'themselves' if words.plural(who) else 'itself'} to {hint}", WEIGHTY),
        "assure": (f"assure {facing} that {it} will not go higher (assurance)", NOTABLE),
        "nuclear_reminder": (f"remind {facing} of {words.its(who)} nuclear weapons", TURNING),
    }[said.kind]
    verb, rest = told.split(" ", 1)
    text = f"{words.does(who, verb)} {rest}"
    text = f"Again {text}" if again else capital(text)
    if said.kind == "commit":
        return Item(MARKED if again else first, f"{text}, in public.", who)
    return Item(SLIGHT if again else first, f"{text}.", who)


def consultation(words: Words, moments: tuple[Moment, ...]) -> Item | None:
    """Who called the allies together this turn."""
    callers = [moment.actor for moment in moments if moment.consults]
    if not callers:
        return None
    return Item(FAINT, capital(f"{words.they(callers, 'call')} the allies together."))
