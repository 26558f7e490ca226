"""What is written under a turn: at most three things, the gravest and the newest first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.film.reel import Event, Reel, Scene
from analysis.statistics.names import joined

MOST = 3
NAMED = 2
DEEDS = {
    "nuclear_use": (100, "nuclear weapons are used"),
    "war": (99, "war between {actor} and {other}"),
    "clash": (98, "direct clash: {actor} and {other}"),
    "settlement": (97, "the two sides settle"),
    "deescalation": (96, "both sides have come down"),
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
    "assure": (10, "assures the other side", "assure the other side"),
}
"""Weight of a signal, and what one or many do that send it."""
PLURAL = ("allies", "states", "members", "others")  # last words of names of many
CLIMB = 45  # a new height; each rung above the first threshold weighs more
AGAIN = 30  # how much less is worth what was said before


class Note(NamedTuple):
    """A thing worth writing; ``key`` is what makes it old the next time."""

    weight: float
    key: str
    text: str


def captions(reel: Reel) -> list[str]:
    """One line a scene; quiet turns have an empty one.

    The same thing said again weighs less, so that a year of warnings does not hide a commitment.
    """
    heard: dict[str, int] = {}
    peaks = dict(reel.start)
    lines = []
    for scene in reel.scenes:
        notes = [*_deeds(reel, scene), *_climbs(reel, scene, peaks), *_words(reel, scene)]
        fresh = [one._replace(weight=one.weight - AGAIN * min(heard.get(one.key, 0), 2))
                 for one in notes]  # fmt: skip
        chosen = [one for one in sorted(fresh, key=lambda one: -one.weight) if one.weight > 0][
            :MOST
        ]
        for one in notes:
            heard[one.key] = heard.get(one.key, 0) + 1
        for code, rung in scene.rungs.items():
            peaks[code] = max(peaks.get(code, 0), rung)
        lines.append("; ".join(dict.fromkeys(one.text for one in chosen)))
    return lines


def _deeds(reel: Reel, scene: Scene) -> Iterator[Note]:
    for kind, (weight, text) in DEEDS.items():
        for deed in scene.deeds:
            if deed.kind == kind:
                yield Note(weight, f"{kind} {deed.actor}", _told(reel, deed, text))


def _told(reel: Reel, deed: Event, text: str) -> str:
    if deed.note:
        return deed.note.rstrip(".")
    name = reel.names
    return text.format(
        actor=name.get(deed.actor, deed.actor), other=name.get(deed.other, deed.other)
    )


def _climbs(reel: Reel, scene: Scene, peaks: dict[str, int]) -> Iterator[Note]:
    """Those who stand higher than ever before, by the rung they reached."""
    floor = min(reel.thresholds, default=len(reel.ladder) // 2)
    reached: dict[int, list[str]] = {}
    if any(deed.kind == "clash" for deed in scene.deeds):
        return
    for code, rung in scene.rungs.items():
        if rung > peaks.get(code, 0) and rung >= floor:
            reached.setdefault(rung, []).append(code)
    for rung, codes in reached.items():
        verb = "reach" if is_plural(reel, codes) else "reaches"
        told = f"{names_text(reel, codes)} {verb} {reel.ladder[rung]}"
        yield Note(CLIMB + 5 * (rung - floor), f"climb {rung}", told)


def _words(reel: Reel, scene: Scene) -> Iterator[Note]:
    """What was said, those who said the same together."""
    for signal, (weight, one, all_of) in SIGNALS.items():
        senders = sorted({word.sender for word in scene.words if word.signal == signal})
        if senders:
            told = f"{names_text(reel, senders)} {all_of if is_plural(reel, senders) else one}"
            yield Note(weight, f"{signal} {senders[0]}", told)


def is_plural(reel: Reel, codes: Sequence[str]) -> bool:
    """Whether a verb stands in the plural after these names."""
    return len(codes) > 1 or reel.names.get(codes[0], "").split(" ")[-1].lower() in PLURAL


def names_text(reel: Reel, codes: Sequence[str]) -> str:
    """Names in a row; beyond two only counted.

    >>> from types import SimpleNamespace as Some
    >>> names_text(Some(names={"A": "Alpha"}), ["A", "B", "C", "D"])
    'Alpha, B and 2 others'
    """
    names = [reel.names.get(code, code) for code in codes]
    if len(names) <= NAMED + 1:
        return joined(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} others"
