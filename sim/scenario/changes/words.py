"""Values and places of a scenario in words, for readers who do not know its paths."""

from collections.abc import Mapping, Sequence
from typing import Any

from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.tree import Path

TOPS = {
    "clock": "the clock",
    "ladder": "the ladder",
    "client_war": "the client war",
    "aid": "arms aid",
    "terminal": "what ends a run",
    "sides": "the sides",
    "injects": "what comes from outside",
    "thresholds": "the rungs of interest",
    "sources": "the references",
    "opponents": "who opposes whom",
    "dispute": "the dispute",
    "facts": "the facts of the crisis",
    "relations": "the relations",
    "history": "what history did",
}
"""The parts of a document that stand alone, as a subject of a sentence."""

NAMED = {
    ("policy", "north_star"): "north star",
    ("policy", "north_star", "stay_below"): "ceiling",
    ("policy", "north_star", "avoid"): "outcome to avoid",
    ("policy", "north_star", "hard"): "hard north star",
    ("policy", "north_star", "strength"): "strength of the north star",
    ("policy", "north_star", "unless_attacked"): "north star waived when attacked",
    ("policy", "red_lines"): "red line",
    ("policy", "rules"): "rule",
    ("rungs",): "rung",
}
"""Places inside an actor or another part that have a name of their own."""

SINGULAR = {"red_lines": "red line", "rules": "rule", "injects": "inject", "rungs": "rung"}


def is_number(part: object) -> bool:
    """Whether a mapping is one number in long form: a distribution.

    >>> is_number({"normal": {"mean": 1.0, "sd": 0.2}}), is_number({"mean": 1.0})
    (True, False)
    """
    return isinstance(part, Mapping) and len(part) == 1 and next(iter(part)) in DISTRIBUTIONS


def subject(path: Path, names: Mapping[str, str]) -> str:
    """The actor, alliance or part of the document that a place belongs to.

    >>> subject(("actors", "FRA", "resolve"), {"FRA": "France"})
    'France'
    >>> subject(("mechanisms", "accidents", "rate"), {})
    'accidents (mechanism)'
    """
    top = str(path[0])
    if top == "actors" and len(path) > 1:
        return names.get(str(path[1]), str(path[1]))
    if top == "mechanisms" and len(path) > 1:
        return f"{spaced(path[1])} (mechanism)"
    if top == "alliances" and len(path) > 1:
        return str(path[1])
    return TOPS.get(top, spaced(top))


def place_words(path: Path) -> str:
    """A place below its subject, in words.

    >>> place_words(("actors", "FRA", "policy", "style", "nuclear_signal"))
    'style nuclear signal'
    >>> place_words(("actors", "RUS", "policy", "red_lines", 0, "at"))
    'red line 1 at'
    """
    inner = path[2:] if path[0] in ("actors", "mechanisms", "alliances") else path[1:]
    known = tuple(step for step in inner if not isinstance(step, int))
    if known == inner and known in NAMED:
        return NAMED[known]
    words = []
    for step in inner:
        if step == "policy":
            continue
        words.append(str(step + 1) if isinstance(step, int) else SINGULAR.get(step, spaced(step)))
    return " ".join(words)


def spaced(step: str | int) -> str:
    """A key as words.

    >>> spaced("nuclear_signal")
    'nuclear signal'
    """
    return str(step).replace("_", " ")


def value_words(value: Any) -> str:  # noqa: ANN401 - whatever stands in a document
    """A value in words: numbers short, mappings as their keys, what is empty left out.

    >>> value_words({"normal": {"mean": 1.1, "sd": 0.25}})
    'normal (mean 1.1, sd 0.25)'
    >>> value_words(None), value_words(0.30000000000000004)
    ('none', '0.3')
    >>> value_words({"stay_below": "tripwire", "hard": True, "avoid": None})
    'stay below tripwire, hard'
    """
    if value is None or value in ({}, (), [], ""):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return _mapping_words(value)
    return value if isinstance(value, str) else ", ".join(value_words(one) for one in value)


def _mapping_words(value: Mapping[str, Any]) -> str:
    if not is_number(value):
        return _key_words(value)
    kind, inner = next(iter(value.items()))
    return f"{kind} ({_key_words(inner) if isinstance(inner, Mapping) else value_words(inner)})"


def _key_words(part: Mapping[str, Any]) -> str:
    shown = []
    for key, value in part.items():
        if value is None or value is False or value in ((), {}, [], ""):
            continue
        if value is True:
            shown.append(spaced(key))
        else:
            text = value_words(value)
            nested = isinstance(value, Mapping) and not is_number(value)
            shown.append(f"{spaced(key)} ({text})" if nested else f"{spaced(key)} {text}")
    return ", ".join(shown) or "nothing"


def north_star_words(star: Mapping[str, Any]) -> str:
    """A north star in words: what to avoid, and how strictly.

    >>> north_star_words({"stay_below": "tripwire", "hard": True, "strength": 1.0})
    'stay below tripwire, whatever else'
    """
    aim = f"stay below {star['stay_below']}" if star.get("stay_below") else (
        f"avoid {spaced(str(star['avoid']))}"
    )  # fmt: skip
    how = "whatever else" if star.get("hard") else f"strength {value_words(star.get('strength'))}"
    waived = ", unless attacked" if star.get("unless_attacked") else ""
    return f"{aim}, {how}{waived}"


def actor_words(part: Mapping[str, Any]) -> str:
    """An actor in a few words.

    >>> actor_words({"start": "warn", "resolve": 1.2, "exposure": 1.0})
    'starts at warn, resolve 1.2'
    """
    return f"starts at {part['start']}, resolve {value_words(part['resolve'])}"


def name_row(row: Sequence[Any]) -> str:
    """Names separated by commas.

    >>> name_row(("POL", "EST"))
    'POL, EST'
    """
    return ", ".join(map(str, row))
