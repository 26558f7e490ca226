"""Signals in words: who said what to whom, and what that ties the speaker to."""

from brinkmanship.sim.story.text.item import FAINT, MARKED, NOTABLE, SLIGHT, TURNING, WEIGHTY, Item
from brinkmanship.sim.story.text.past import Past
from brinkmanship.sim.story.text.words import Words, capitalised
from brinkmanship.sim.story.trace.records import Moment, SentSignal


def signal_item(words: Words, moment: Moment, past: Past) -> Item | None:
    """What an actor said this turn; what it has said before weighs less."""
    said = moment.signal
    if said is None:
        return None
    again = (moment.actor, said.kind) in past.heard
    if said.kind in ("warn", "threat"):
        return _line_item(words, moment, said, again=again)
    return _hint_item(words, moment, said, again=again)


def _line_item(words: Words, moment: Moment, said: SentSignal, *, again: bool) -> Item:
    who, verb = moment.actor, "warn" if said.kind == "warn" else "threaten"
    start = capitalised(f"{words.clause(who, verb)} {words.addressee(who)}")
    if said.line is None or said.promise is None:
        return Item(SLIGHT, f"{start}.", who)
    if not said.fresh:
        return Item(
            FAINT,
            f"{start} again: {words.possessive(who)} line stays at {words.line_name(said.line)}.",
        )
    first = WEIGHTY if words.is_alone(who) else TURNING
    weight = MARKED if again else first
    line, promise = words.line_name(said.line), words.rung_name(said.promise)
    text = f"{start}: a line at {line}. Whoever crosses it is promised {promise}."
    return Item(weight, text, who)


def _hint_item(words: Words, moment: Moment, said: SentSignal, *, again: bool) -> Item:
    who = moment.actor
    hint = words.rung_name(said.hint) if said.hint is not None else "more"
    it, facing = words.pronoun(who), words.addressee(who)
    deed, first = {
        "ambiguity": (f"leave open whether {it} would go to {hint} (ambiguity)", WEIGHTY),
        "commit": (
            f"commit {'themselves' if words.is_plural(who) else 'itself'} to {hint}",
            WEIGHTY,
        ),
        "assure": (f"assure {facing} that {it} will not go higher (assurance)", NOTABLE),
        "nuclear_reminder": (
            f"remind {facing} of {words.possessive(who)} nuclear weapons",
            TURNING,
        ),
    }[said.kind]
    verb, rest = deed.split(" ", 1)
    text = f"{words.clause(who, verb)} {rest}"
    text = f"Again {text}" if again else capitalised(text)
    if said.kind == "commit":
        return Item(MARKED if again else first, f"{text}, in public.", who)
    return Item(SLIGHT if again else first, f"{text}.", who)


def consultation_item(words: Words, moments: tuple[Moment, ...]) -> Item | None:
    """Who called the allies together this turn."""
    callers = [moment.actor for moment in moments if moment.consults]
    if not callers:
        return None
    return Item(FAINT, capitalised(f"{words.joint_clause(callers, 'call')} the allies together."))
