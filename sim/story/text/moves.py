"""Moves in words: from which rung to which, why, and what was perceived where it matters."""

from brinkmanship.sim.story.text.item import (
    MARKED,
    MINOR,
    NOTABLE,
    SLIGHT,
    SURE,
    TURNING,
    WEIGHTY,
    Item,
)
from brinkmanship.sim.story.text.past import VETOED, Past
from brinkmanship.sim.story.text.reasons import reason_text
from brinkmanship.sim.story.text.words import Words, capitalised
from brinkmanship.sim.story.trace.records import Moment

FAR = 3  # rungs from which a move is a leap


def has_moved(moment: Moment) -> bool:
    """Whether an actor decided to stand elsewhere, and came to: fighting on is no move."""
    return moment.choice.acted and moment.before not in (moment.choice.rung, moment.rung)


def has_released(moment: Moment) -> bool:
    """Whether it released one more class of weapons."""
    return not has_moved(moment) and moment.choice.aid > moment.aid_before


def move_item(words: Words, moment: Moment, past: Past, *, crossed: bool) -> Item | None:
    """What an actor did this turn.

    Args:
        words: How things are called.
        moment: The actor in that turn.
        past: What went before.
        crossed: Whether it crossed a line this turn.
    """
    if moment.choice.vetoed:
        return _veto_item(words, moment, again=(moment.actor, VETOED) in past.heard)
    if has_released(moment):
        return _release_item(words, moment)
    if not has_moved(moment):
        return None
    item = _changed_rung_item(words, moment, past.best[moment.actor])
    return item._replace(weight=max(item.weight, WEIGHTY)) if crossed else item


def perception_text(words: Words, moment: Moment) -> str:
    """What it made of its opponent, when that differs markedly from what was shown."""
    if abs(moment.perceived - moment.shown) <= words.trace.notice:
        return ""
    seen = f"{moment.perceived:.2f}, where {moment.shown:.2f} was shown"
    reads = capitalised(words.clause(moment.actor, "read"))
    return f" {reads} {words.target_name(moment)} as {seen}."


def _changed_rung_item(words: Words, moment: Moment, best: int) -> Item:
    choice, up = moment.choice, moment.choice.rung > moment.before
    verb = "climb" if up else "step down"
    first, _, rest = verb.partition(" ")
    climbs = f"{words.clause(moment.actor, first)} {rest}".strip()
    start = words.posture_name(moment.before, moment.aid_before)
    end = words.posture_name(choice.rung, choice.aid)
    if choice.rung >= words.trace.roles["collective"]:
        end = f"{end} ({words.rung_meaning(choice.rung)})"
    reason = in_plural(words, moment, reason_text(words, moment))
    text = capitalised(f"{climbs} from {start} to {end}: {reason}.")
    weight = _move_weight(words, moment, best)
    return Item(
        weight,
        text + (perception_text(words, moment) if weight >= MINOR else ""),
        moment.actor,
        deed=True,
    )


def in_plural(words: Words, moment: Moment, text: str) -> str:
    """The reason in the number of its subject."""
    if not words.is_plural(moment.actor):
        return text
    for one, many in (("it believes", "they believe"), ("it wants", "they want"),
                      ("it sees", "they see"), ("it fears", "they fear"),
                      ("it does", "they do"), ("it was", "they were"),
                      ("its ", "their ")):  # fmt: skip
        text = text.replace(one, many)
    return text


def _move_weight(words: Words, moment: Moment, best: int) -> int:
    """A move weighs more the higher, the newer and the lonelier it is."""
    roles, choice = words.trace.roles, moment.choice
    high, low = max(choice.rung, moment.before), min(choice.rung, moment.before)
    if choice.rung >= roles["force"] or high >= roles["war"] or choice.required:
        return SURE
    if choice.rung >= roles["collective"]:
        return WEIGHTY
    moving = choice.term in ("audience", "retaliation")
    if moving or moment.before >= roles["collective"] or choice.rung > max(roles["display"], best):
        return TURNING
    if words.is_alone(moment.actor):
        return WEIGHTY if high >= roles["display"] else MARKED
    if high >= roles["display"] > low or choice.rung > best:
        return NOTABLE
    return MINOR if high - low >= FAR else SLIGHT


def _release_item(words: Words, moment: Moment) -> Item:
    before, after = words.step_name(moment.aid_before), words.step_name(moment.choice.aid)
    releases = capitalised(words.clause(moment.actor, "release"))
    text = f"{releases} the next class of weapons: {after} after {before}."
    return Item(NOTABLE, text, moment.actor, deed=True)


def _veto_item(words: Words, moment: Moment, *, again: bool) -> Item:
    choice, who = moment.choice, moment.actor
    stays = choice.rung == moment.before
    taken = words.posture_name(choice.rung, choice.aid)
    then = words.verb_form("stay" if stays else "go", many=words.is_plural(who))
    proposes = capitalised(words.clause(who, "propose"))
    text = (
        f"{proposes} {words.rung_name(choice.alone)}, but the alliance does not agree (consensus "
        f"{choice.gate:.2f} of 1): {words.pronoun(who)} {then} {'on' if stays else 'to'} "
        f"{taken} instead."
    )
    return Item(NOTABLE if again else WEIGHTY, text, who, deed=not stays)
