"""Moves that get no item of their own, in one sentence: where they led in the end."""

from collections.abc import Sequence
from typing import NamedTuple

from brinkmanship.sim.story.text.words import MOST_NAMED, Words

MOST_LOUD = 4  # actors whose way is told in a summary


class Move(NamedTuple):
    """A move or a release of aid: who, from which rung, to which."""

    who: str
    start: int
    end: int


def summary_text(words: Words, moves: Sequence[Move]) -> str:
    """Where those who matter went, and who else moved; empty if nobody did.

    An actor matters that touched a military display, or that is alone on its side.
    """
    ways: dict[str, Move] = {}
    peaks: dict[str, int] = {}
    for who, start, end in moves:
        ways[who] = Move(who, ways[who].start if who in ways else start, end)
        peaks[who] = max(peaks.get(who, 0), start, end)
    display = words.trace.roles["display"]
    loud = [
        way
        for way in ways.values()
        if way.start != way.end and (peaks[way.who] >= display or words.is_alone(way.who))
    ]
    loud.sort(key=lambda way: -peaks[way.who])
    parts = [
        f"{words.name(way.who)} from {words.rung_name(way.start)} to {words.rung_name(way.end)}"
        for way in loud[:MOST_LOUD]
    ]
    rest = [who for who in ways if who not in {way.who for way in loud[:MOST_LOUD]}]
    if rest:
        parts.append(f"small moves by {_names_or_count(words, rest, among=bool(parts))}")
    return "; ".join(parts)


def _names_or_count(words: Words, codes: Sequence[str], *, among: bool) -> str:
    if len(codes) <= MOST_NAMED:
        return words.names(codes)
    return f"{len(codes)} {'others' if among else 'actors'}"
