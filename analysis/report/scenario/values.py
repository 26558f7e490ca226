"""The numbers of a scenario in words: what stands where, and who says so."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

SPREADS = ("normal", "uniform", "triangular", "choice")
UNCOUNTED = ("title", "summary", "sources", "clock", "thresholds", "when", "note", "at")
"""Keys below which no number is an assumption about the world."""
UNTOLD = ("source", "note", "roles")
ASSUMED = "assumption"
BARE = ""


class Value(NamedTuple):
    """A number of the document, or several under one source.

    Attributes:
        path: Where it stands, dotted.
        text: What it is, in words.
        source: Key of its source, ``assumption``, or empty where none is given.
    """

    path: str
    text: str
    source: str


def document_values(document: Mapping[str, Any]) -> list[Value]:
    """Every number of a scenario's document, in its order, with its source.

    >>> document_values({"actors": {"FRA": {"resolve": {"value": 1.3, "source": "assumption"}}}})
    [Value(path='actors.FRA.resolve', text='1.3', source='assumption')]
    """
    return list(_walk(document, ""))


def _walk(node: object, path: str) -> Iterator[Value]:
    if isinstance(node, Mapping) and ("source" in node or is_distribution(node)):
        yield Value(path, value_text(_without_source(node)), str(node.get("source", BARE)))
    elif isinstance(node, Mapping | list):
        for step, below in _below(node):
            yield from _walk(below, f"{path}{step}".removeprefix("."))
    elif is_number(node):
        yield Value(path, value_text(node), BARE)


def _below(node: Mapping[str, Any] | list[Any]) -> Iterator[tuple[str, object]]:
    """Parts of a mapping or a list that may hold numbers, each with its step of the path."""
    if isinstance(node, list):
        yield from ((f"[{place}]", below) for place, below in enumerate(node))
    else:
        yield from ((f".{key}", below) for key, below in node.items() if key not in UNCOUNTED)


def is_number(node: object) -> bool:
    """Whether it is a number; true and false are none."""
    return isinstance(node, int | float) and not isinstance(node, bool)


def is_distribution(node: Mapping[str, Any]) -> bool:
    """Whether a mapping is a distribution."""
    return len(node) == 1 and next(iter(node)) in SPREADS


def _without_source(node: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any part of a document
    left = {key: value for key, value in node.items() if key not in UNTOLD}
    return left["value"] if set(left) == {"value"} else left


def value_text(node: object) -> str:
    """A value as a reader of the page would say it.

    >>> value_text({"normal": {"mean": 1.3, "sd": 0.4}})
    'normal, mean 1.3, sd 0.4'
    >>> value_text({"value": 0.5, "source": "assumption"}), value_text(True), value_text("arms_aid")
    ('0.5', 'yes', 'arms aid')
    """
    if isinstance(node, bool):
        return "yes" if node else "no"
    if isinstance(node, Mapping):
        return _mapping(node)
    if isinstance(node, list):
        return ", ".join(value_text(item) for item in node)
    if isinstance(node, float):
        return f"{node:g}"
    return str(node).replace("_", " ")


def _mapping(node: Mapping[str, Any]) -> str:
    plain = _without_source(node)
    if not isinstance(plain, Mapping):
        return value_text(plain)
    if is_distribution(plain):
        name, shape = next(iter(plain.items()))
        return f"{'one of' if name == 'choice' else f'{name},'} {value_text(shape)}"
    return ", ".join(_entry(str(key), value) for key, value in plain.items())


def _entry(key: str, value: object) -> str:
    """A key with its value; of a list of mappings only how many there are."""
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return f"{len(value)} {value_text(key)}"
    return f"{value_text(key)} {value_text(value)}"
