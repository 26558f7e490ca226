"""Acts and words of a crisis in seven classes, after the ICBe event data, and what follows what.

The classes, from friendly to war: cooperative or de-escalatory, verbal conflict, coercion without
arms, threat or ultimatum, military display, limited force, force on the scale of war. Only acts
and utterances count; what a text says that somebody thought does not. Source: icbe2022.
"""

import csv
import gzip
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.errors import BrinkError

COOPERATIVE, VERBAL, COERCION, THREAT, DISPLAY, LIMITED, WARLIKE = range(7)
CLASSES = 7
BACKGROUND = 2  # an event earlier than so many years before the trigger tells the prehistory

_FORCE = {
    "attack", "battle/clash", "bombard", "blockade", "border violation", "annex",
    "assert political control over", "invasion/occupation", "continuation of previous fighting",
    "declaration of war", "join ongoing war", "end cease fire",
}  # fmt: skip
_WARLIKE = {"invasion/occupation", "declaration of war"}
_MANY_DEAD = {"thousands", "tens of thousands", "hundreds of thousands"}
_MANY_TROOPS = {"tens of thousands", "hundreds of thousands"}
_THREATS = {"threaten", "ultimatum"}
_HOSTILE = {"accuse", "disapprove", "reject", "demand"}
_FRIENDLY = {
    "accept", "praise", "offer", "offer - without conditions", "promise", "appeal",
    "express intent",
}  # fmt: skip


class Event(NamedTuple):
    """One act or utterance.

    Attributes:
        crisis: ICB's number of the crisis.
        sender, target: Who did or said it, and to whom; several names each, or none.
        kind: Its class, 0 to 6.
    """

    crisis: int
    sender: tuple[str, ...]
    target: tuple[str, ...]
    kind: int


def read_events(file: Path, triggered: Mapping[int, int]) -> list[Event]:
    """The events of some crises, in the order in which the texts tell them, each once.

    Args:
        file: ICBe events as CSV, perhaps packed with gzip.
        triggered: Year of the trigger of each crisis that is wanted, by number.

    Raises:
        BrinkError: The file cannot be read.
    """
    events, seen = list[Event](), set[tuple[object, ...]]()
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                crisis = int(float(row["crisno"]))
                if crisis not in triggered or _is_background(row, triggered[crisis]):
                    continue
                kind = class_of(row)
                if kind is None:
                    continue
                part = "say" if row["event_type"] == "speech" else "do"
                one = Event(
                    crisis, _names(row[f"{part}_actor_a"]), _names(row[f"{part}_actor_b"]), kind
                )
                key = (row["sentence_number_int_aligned"], *one)
                if key not in seen:
                    seen.add(key)
                    events.append(one)
    except (OSError, KeyError, ValueError) as error:
        raise BrinkError(f"{file}: no table of ICBe events ({error}); give their CSV") from error
    return events


def class_of(row: Mapping[str, str]) -> int | None:
    """The class of one row; None if it is neither an act nor an utterance, or tells of nothing."""
    if row["event_type"] == "speech":
        return _class_of_words(_words(row["sayintkind"]))
    if row["event_type"] == "action":
        return _class_of_deeds(row)
    return None


def replies(events: Iterable[Event]) -> NDArray[np.int64]:
    """How often each class of event was next answered by each class; (7, 7).

    For each sender and target of an event, the answer is the next thing that the target does or
    says to the sender in the same crisis. Events without an answer do not count.
    """
    counts = np.zeros((CLASSES, CLASSES), np.int64)
    for story in _by_crisis(events):
        steps = [
            (sender, target, one.kind)
            for one in story
            for sender in one.sender
            for target in one.target
            if sender != target
        ]
        awaited: dict[tuple[str, str], list[int]] = {}
        for sender, target, kind in steps:
            for earlier in awaited.pop((target, sender), []):
                counts[earlier, kind] += 1
            awaited.setdefault((sender, target), []).append(kind)
    return counts


def steps(events: Iterable[Event]) -> NDArray[np.int64]:
    """How often an event of each class came right after one of each class; (7, 7)."""
    counts = np.zeros((CLASSES, CLASSES), np.int64)
    for story in _by_crisis(events):
        for before, after in pairwise(story):
            counts[before.kind, after.kind] += 1
    return counts


def threats_followed(events: Iterable[Event]) -> tuple[int, int]:
    """Threats carried out, and threats made, by sender, target and crisis.

    A threat counts if its sender had not used force against that target before; it was carried
    out if the sender used force against the target later in the crisis.
    """
    kept = made = 0
    for story in _by_crisis(events):
        state: dict[tuple[str, str], str] = {}
        for one in story:
            for pair in ((a, b) for a in one.sender for b in one.target if a != b):
                if one.kind >= LIMITED:
                    state[pair] = "kept" if state.get(pair) in ("threat", "kept") else "force"
                elif one.kind == THREAT:
                    state.setdefault(pair, "threat")
        made += sum(1 for one in state.values() if one in ("threat", "kept"))
        kept += sum(1 for one in state.values() if one == "kept")
    return kept, made


def _by_crisis(events: Iterable[Event]) -> Iterable[Sequence[Event]]:
    stories: dict[int, list[Event]] = {}
    for one in events:
        stories.setdefault(one.crisis, []).append(one)
    return stories.values()


def _is_background(row: Mapping[str, str], year: int) -> bool:
    text = row["date_earliest_year"]
    return text.replace(".0", "").isdigit() and float(text) < year - BACKGROUND


def _words(cell: str) -> set[str]:
    return set(cell.split(";")) - {""}


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(";") if name)


def _class_of_words(words: set[str]) -> int | None:
    if words & _THREATS:
        return THREAT
    if words & _HOSTILE:
        return VERBAL
    return COOPERATIVE if words & _FRIENDLY else None


def _class_of_deeds(row: Mapping[str, str]) -> int | None:
    deeds = _words(row["interact_escalate"])
    kinds = _words(row["do_interact_kind"]) | _words(row["do_kind"])
    if deeds & _FORCE:
        large = (
            deeds & _WARLIKE
            or _words(row["interact_fatalities"]) & _MANY_DEAD
            or _words(row["interact_forces"]) & _MANY_TROOPS
        )
        return WARLIKE if large else LIMITED
    if deeds or _words(row["act_escalate"]):
        return DISPLAY
    if kinds & {"cooperative", "deescalatory"}:
        return COOPERATIVE
    if "uncooperative" in kinds:
        return COERCION
    return DISPLAY if "escalatory" in kinds else None
