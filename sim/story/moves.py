"""Moves in words: from which rung to which, why, and what was perceived where it matters."""

from brinkmanship.sim.story.item import MARKED, MINOR, NOTABLE, SLIGHT, SURE, TURNING, WEIGHTY, Item
from brinkmanship.sim.story.past import VETOED, Past
from brinkmanship.sim.story.reasons import because
from brinkmanship.sim.story.trace import Moment
from brinkmanship.sim.story.words import Words, capital

FAR = 3  # rungs from which a move is a leap


def moved(moment: Moment) -> bool:
    """Whether an actor decided to stand elsewhere."""
    return moment.choice.acted and moment.choice.rung != moment.before


def released(moment: Moment) -> bool:
    """Whether it released one more class of weapons."""
    return not moved(moment) and moment.choice.aid > moment.aid_before


def move(words: Words, moment: Moment, past: Past, *, crossed: bool) -> Item | None:
    """What an actor did this turn.

    Args:
        words: How things are called.
        moment: The actor in that turn.
        past: What went before.
        crossed: Whether it crossed a line this turn.
    """
    if moment.choice.vetoed:
        return _vetoed(words, moment, again=(moment.actor, VETOED) in past.heard)
    if released(moment):
        return _released(words, moment)
    if not moved(moment):
        return None
    item = _moved(words, moment, past.best[moment.actor])
    return item._replace(weight=max(item.weight, WEIGHTY)) if crossed else item


def reading(words: Words, moment: Moment) -> str:
    """What it made of the other side, when that differs markedly from what was shown."""
    if abs(moment.perceived - moment.shown) <= words.trace.notice:
        return ""
    seen = f"{moment.perceived:.2f}, where {moment.shown:.2f} was shown"
    return f" {capital(words.does(moment.actor, 'read'))} {words.opponent(moment.actor)} as {seen}."


def _moved(words: Words, moment: Moment, best: int) -> Item:
    choice, up = moment.choice, moment.choice.rung > moment.before
    verb = "climb" if up else "step down"
    first, _, rest = verb.partition(" ")
    told = f"{words.does(moment.actor, first)} {rest}".strip()
    start = words.posture(moment.before, moment.aid_before)
    end = words.posture(choice.rung, choice.aid)
    if choice.rung >= words.trace.roles["collective"]:
        end = f"{end} ({words.meaning(choice.rung)})"
    reason = plural_reason(words, moment, because(words, moment))
    text = capital(f"{told} from {start} to {end}: {reason}.")
    weight = _weight(words, moment, best)
    return Item(
        weight, text + (reading(words, moment) if weight >= MINOR else ""), moment.actor, deed=True
    )


def plural_reason(words: Words, moment: Moment, text: str) -> str:
    """The reason in the number of its subject."""
    if not words.plural(moment.actor):
        return text
    for one, many in (("it believes", "they believe"), ("it wants", "they want"),
                      ("it sees", "they see"), ("it fears", "they fear"),
                      ("it does", "they do"), ("it was", "they were"),
                      ("its ", "their ")):  # fmt: skip
        text = text.replace(one, many)
    return text


def _weight(words: Words, moment: Moment, best: int) -> int:
    """A move weighs more the higher, the newer and the lonelier it is."""
    roles, choice = words.trace.roles, moment.choice
    high, low = max(choice.rung, moment.before), min(choice.rung, moment.before)
    if choice.rung >= roles["force"] or choice.required:
        return SURE
    if choice.rung >= roles["collective"]:
        return WEIGHTY
    moving = choice.term in ("audience", "retaliation")
    if moving or moment.before >= roles["collective"] or choice.rung > max(roles["display"], best):
        return TURNING
    if words.alone(moment.actor):
        return WEIGHTY if high >= roles["display"] else MARKED
    if high >= roles["display"] > low or choice.rung > best:
        return NOTABLE
    return MINOR if high - low >= FAR else SLIGHT


def _released(words: Words, moment: Moment) -> Item:
    before, after = words.step(moment.aid_before), words.step(moment.choice.aid)
    text = (
        f"{words.does(moment.actor, 'release')} the next class of weapons: {after} after {before}."
    )
    return Item(NOTABLE, capital(text), moment.actor, deed=True)


def _vetoed(words: Words, moment: Moment, *, again: bool) -> Item:
    choice, who = moment.choice, moment.actor
    stays = choice.rung == moment.before
    taken = words.posture(choice.rung, choice.aid)
    then = words.verb("stay" if stays else "go", many=words.plural(who))
    text = (
        f"{words.does(who, 'propose')} {words.rung(choice.alone)}, but the alliance does not agree "
        f"(consensus {choice.gate:.2f} of 1): {words.it(who)} {then} {'on' if stays else 'to'} "
        f"{taken} instead."
    )
    return Item(NOTABLE if again else WEIGHTY, capital(text), who, deed=not stays)
