"""Captions of a film: at most three events of a turn, the gravest and the newest first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brinkmanship.analysis.film.reel import Event, Reel, Scene
from brinkmanship.analysis.statistics.names import joined

MOST = 3
NAMED = 2
EVENTS = {
    "nuclear_use": (100, "nuclear weapons are used"),
    "war": (99, "war between {actor} and {other}"),
    "clash": (98, "direct clash: {actor} and {other}"),
    "settlement": (97, "the crisis ends in an agreement"),
    "deescalation": (96, "nobody presses any more"),
    "force": (90, "force by {actor} against {other}"),
    "troops_hit": (88, "troops of {actor} are hit by {other}"),
    "accident": (86, "accident: forces of {actor} hit {other}"),
    "inject": (84, "an event from outside"),
    "blamed": (80, "taken for an attack"),
    "absorbed": (79, "allies consult, the incident is absorbed"),
    "line_kept": (78, "a promise of {actor} is kept"),
    "vetoed": (60, "the alliance stops {actor}"),
    "line_crossed": (50, "a line of {actor} is crossed"),
    "line_broken": (40, "a threat of {actor} proves empty"),
}
SIGNALS = {
    "nuclear_reminder": (62, "recalls its nuclear weapons", "recall their nuclear weapons"),
    "commit": (61, "commits itself", "commit themselves"),
    "threat": (55, "threatens", "threaten"),
    "warn": (35, "warns", "warn"),
    "ambiguity": (30, "leaves its options open", "leave their options open"),
    "assure": (10, "assures its opponents", "assure their opponents"),
}
"""Weight of a signal, and its verb for one sender and for several."""
PLURAL = ("allies", "states", "members", "others")  # last words of plural names
CLIMB = 45  # a new highest rung; each rung above the first threshold weighs more
AGAIN = 30  # weight that an event loses each time it is repeated


class Note(NamedTuple):
    """A candidate for a caption; a note with the same ``key`` weighs less the next time."""

    weight: float
    key: str
    text: str


def captions(reel: Reel) -> list[str]:
    """One line a scene; quiet turns have an empty one.

    Repeated notes weigh less, so that a year of warnings does not hide a commitment.
    """
    shown: dict[str, int] = {}
    peaks = dict(reel.start)
    lines = []
    for scene in reel.scenes:
        notes = [*_events(reel, scene), *_climbs(reel, scene, peaks), *_signals(reel, scene)]
        fresh = [one._replace(weight=one.weight - AGAIN * min(shown.get(one.key, 0), 2))
                 for one in notes]  # fmt: skip
        chosen = [one for one in sorted(fresh, key=lambda one: -one.weight) if one.weight > 0][
            :MOST
        ]
        for one in notes:
            shown[one.key] = shown.get(one.key, 0) + 1
        for code, rung in scene.rungs.items():
            peaks[code] = max(peaks.get(code, 0), rung)
        lines.append("; ".join(dict.fromkeys(one.text for one in chosen)))
    return lines


def _events(reel: Reel, scene: Scene) -> Iterator[Note]:
    """The events of a turn, each kind in turn."""
    for kind, (weight, text) in EVENTS.items():
        for event in scene.events:
            if event.kind == kind:
                yield Note(weight, f"{kind} {event.actor}", _event_text(reel, event, text))


def _event_text(reel: Reel, event: Event, text: str) -> str:
    """The note of an event, or else the text of its kind with the names of its actors."""
    if event.note:
        return event.note.rstrip(".")
    name = reel.names
    return text.format(
        actor=name.get(event.actor, event.actor), other=name.get(event.other, event.other)
    )


def _climbs(reel: Reel, scene: Scene, peaks: dict[str, int]) -> Iterator[Note]:
    """Actors that stand higher than ever before, by the rung they reached."""
    floor = min(reel.thresholds, default=len(reel.ladder) // 2)
    reached: dict[int, list[str]] = {}
    if any(event.kind == "clash" for event in scene.events):
        return
    for code, rung in scene.rungs.items():
        if rung > peaks.get(code, 0) and rung >= floor:
            reached.setdefault(rung, []).append(code)
    for rung, codes in reached.items():
        verb = "reach" if is_plural(reel, codes) else "reaches"
        text = f"{names_text(reel, codes)} {verb} {reel.ladder[rung]}"
        yield Note(CLIMB + 5 * (rung - floor), f"climb {rung}", text)


def _signals(reel: Reel, scene: Scene) -> Iterator[Note]:
    """The signals of a turn; senders of the same signal are named together."""
    for kind, (weight, singular, plural) in SIGNALS.items():
        senders = sorted({one.sender for one in scene.signals if one.signal == kind})
        if senders:
            verb = plural if is_plural(reel, senders) else singular
            yield Note(weight, f"{kind} {senders[0]}", f"{names_text(reel, senders)} {verb}")


def is_plural(reel: Reel, codes: Sequence[str]) -> bool:
    """Whether the verb after these names is in the plural."""
    return len(codes) > 1 or reel.names.get(codes[0], "").split(" ")[-1].lower() in PLURAL


def names_text(reel: Reel, codes: Sequence[str]) -> str:
    """Names in a row; from the fourth on the others are only counted.

    >>> from types import SimpleNamespace as Some
    >>> names_text(Some(names={"A": "Alpha"}), ["A", "B", "C", "D"])
    'Alpha, B and 2 others'
    """
    names = [reel.names.get(code, code) for code in codes]
    if len(names) <= NAMED + 1:
        return joined(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} others"
