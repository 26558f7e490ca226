"""The turns of a story: everything worth telling, then as much of it as fits the page."""

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from textwrap import wrap

from brinkmanship.sim.story.events import crossers, events, misreadings
from brinkmanship.sim.story.item import SURE, Item
from brinkmanship.sim.story.moves import move, moved, released
from brinkmanship.sim.story.past import Past
from brinkmanship.sim.story.speech import consultation, speech
from brinkmanship.sim.story.summary import Move, summary
from brinkmanship.sim.story.trace import TurnTrace
from brinkmanship.sim.story.words import WIDTH, Words

BULLET = "  - "


@dataclass(frozen=True, slots=True)
class Page:
    """All items of one turn, and who moved in it at all."""

    turn: int
    items: tuple[Item, ...]
    moves: tuple[Move, ...]


def pages(words: Words) -> list[Page]:
    """Every turn of a run with all that could be told of it."""
    past = Past({code: person.rung for code, person in words.trace.actors.items()})
    found = []
    for turn in words.trace.turns:
        found.append(_page(words, turn, past))
        past.pass_by(turn)
    return found


def _page(words: Words, turn: TurnTrace, past: Past) -> Page:
    """In the order of the turn: what comes from outside, words, readings, deeds, events."""
    happened = events(words, turn)
    outside = [item for item in happened if item.text.startswith("From outside")]
    said = [speech(words, moment, past) for moment in turn.moments]
    over = crossers(words, turn)
    done = [move(words, moment, past, crossed=moment.actor in over) for moment in turn.moments]
    called = consultation(words, turn.moments)
    items = (
        *outside,
        *misreadings(words, turn),
        *(item for item in (called, *said, *done) if item is not None),
        *(item for item in happened if item not in outside),
    )
    moves = tuple(
        Move(moment.actor, moment.before, moment.choice.rung)
        for moment in turn.moments
        if moved(moment) or released(moment)
    )
    return Page(turn.turn, items, moves)


def told(words: Words, chosen: list[Page], room: int) -> list[str]:
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


def _ranked(chosen: list[Page]) -> list[tuple[int, Item]]:
    """All items with their turns, weightiest first; among equals each actor's first ones."""
    seen: Counter[tuple[int, str]] = Counter()
    keyed = []
    for page in chosen:
        for item in page.items:
            keyed.append(((-item.weight, seen[item.weight, item.who]), (page.turn, item)))
            seen[item.weight, item.who] += 1
    return [entry for _, entry in sorted(keyed, key=lambda one: one[0])]


def _lines(words: Words, chosen: list[Page], kept: AbstractSet[tuple[int, Item]]) -> list[str]:
    lines: list[str] = []
    quiet: list[Page] = []
    for page in chosen:
        items = [item for item in page.items if (page.turn, item) in kept]
        if not items:
            quiet.append(page)
            continue
        lines += [*_quiet(quiet, words), f"Turn {page.turn}"]
        quiet = []
        for item in items:
            lines += _bullet(item.text)
        said = {item.who for item in items if item.deed}
        rest = summary(words, [one for one in page.moves if one.who not in said])
        lines += _bullet(f"Meanwhile: {rest}.") if rest else []
    return lines + _quiet(quiet, words)


def _bullet(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=BULLET, subsequent_indent=" " * len(BULLET))


def _quiet(quiet: list[Page], words: Words) -> list[str]:
    """A stretch of turns of which nothing is told, in a line or two."""
    if not quiet:
        return []
    first, last = quiet[0].turn, quiet[-1].turn
    span = f"Turn {first}" if first == last else f"Turns {first}-{last}"
    moves = summary(words, [one for page in quiet for one in page.moves])
    said = any(page.items for page in quiet)
    text = moves or f"nobody moves{'; the usual words' if said else ''}"
    return wrap(f"{span}: {text}.", WIDTH, subsequent_indent="  ")
