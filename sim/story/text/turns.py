"""The turns of a story: everything worth telling, then as much of it as fits the page."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from textwrap import wrap

from brinkmanship.sim.story.text.events import event_items, line_crossers, misreading_items
from brinkmanship.sim.story.text.item import SURE, Item
from brinkmanship.sim.story.text.moves import has_moved, has_released, move_item
from brinkmanship.sim.story.text.past import Past
from brinkmanship.sim.story.text.speech import consultation_item, signal_item
from brinkmanship.sim.story.text.summary import Move, summary_text
from brinkmanship.sim.story.text.words import WIDTH, Words, capitalised
from brinkmanship.sim.story.trace.records import TurnTrace

BULLET = "  - "


@dataclass(frozen=True, slots=True)
class TurnItems:
    """All items of one turn, and who moved in it at all."""

    turn: int
    items: tuple[Item, ...]
    moves: tuple[Move, ...]


def items_of_turns(words: Words) -> list[TurnItems]:
    """Every turn of a run with all that could be told of it."""
    past = Past({code: person.rung for code, person in words.trace.actors.items()})
    found = []
    for turn in words.trace.turns:
        found.append(_items_of_turn(words, turn, past))
        past.add_turn(turn)
    return found


def _items_of_turn(words: Words, turn: TurnTrace, past: Past) -> TurnItems:
    """In the order of the turn: what comes from outside, words, readings, deeds, events."""
    happened = event_items(words, turn, past)
    outside = [item for item in happened if item.text.startswith("From outside")]
    outside += [item for item in happened if item.text.endswith("as the scenario has it.")]
    said = [signal_item(words, moment, past) for moment in turn.moments]
    over = line_crossers(words, turn)
    done = [move_item(words, moment, past, crossed=moment.actor in over) for moment in turn.moments]
    called = consultation_item(words, turn.moments)
    items = (
        *outside,
        *misreading_items(words, turn),
        *(item for item in (called, *said, *done) if item is not None),
        *(item for item in happened if item not in outside),
    )
    moves = tuple(
        Move(moment.actor, moment.before, moment.choice.rung)
        for moment in turn.moments
        if has_moved(moment) or has_released(moment)
    )
    return TurnItems(turn.turn, items, moves)


def fitting_lines(words: Words, chosen: list[TurnItems], room: int) -> list[str]:
    """The lines of these turns; the slightest items go until at most ``room`` are left.

    What weighs SURE or more stays, even if it takes more room than there is.
    """
    ranked = _ranked(chosen)
    fewest = sum(item.weight >= SURE for _, item in ranked)
    most = len(ranked)
    while fewest < most:  # the longest story that fits, found by halving
        middle = (fewest + most + 1) // 2
        if len(_lines(words, chosen, set(ranked[:middle]))) <= room:
            fewest = middle
        else:
            most = middle - 1
    return _lines(words, chosen, set(ranked[:fewest]))


def _ranked(chosen: list[TurnItems]) -> list[tuple[int, Item]]:
    """All items with their turns, weightiest first; among equals each actor's first ones."""
    seen: Counter[tuple[int, str]] = Counter()
    keyed = []
    for page in chosen:
        for item in page.items:
            keyed.append(((-item.weight, seen[item.weight, item.who]), (page.turn, item)))
            seen[item.weight, item.who] += 1
    return [entry for _, entry in sorted(keyed, key=lambda one: one[0])]


def _lines(words: Words, chosen: list[TurnItems], kept: AbstractSet[tuple[int, Item]]) -> list[str]:
    lines: list[str] = []
    quiet: list[TurnItems] = []
    for page in chosen:
        items = [item for item in page.items if (page.turn, item) in kept]
        if not items:
            quiet.append(page)
            continue
        lines += [*_quiet_lines(quiet, words), capitalised(words.turn_text(page.turn))]
        quiet = []
        for item in items:
            lines += _bullet_lines(item.text)
        said = {item.who for item in items if item.deed}
        rest = summary_text(words, [one for one in page.moves if one.who not in said])
        lines += _bullet_lines(f"Meanwhile: {rest}.") if rest else []
    return lines + _quiet_lines(quiet, words)


def _bullet_lines(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=BULLET, subsequent_indent=" " * len(BULLET))


def _quiet_lines(quiet: list[TurnItems], words: Words) -> list[str]:
    """A stretch of turns of which nothing is told, in a line or two."""
    if not quiet:
        return []
    first, last = quiet[0].turn, quiet[-1].turn
    span = f"Turns {first}-{last}"
    if first == last:
        span = capitalised(words.turn_text(first))
    moves = summary_text(words, [one for page in quiet for one in page.moves])
    said = any(page.items for page in quiet)
    text = moves or f"nobody moves{'; the usual words' if said else ''}"
    return wrap(f"{span}: {text}.", WIDTH, subsequent_indent="  ")
