"""The numbers of a scenario in words, each with its place and its source."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

DISTRIBUTIONS = ("normal", "uniform", "triangular", "choice")
UNCOUNTED = ("title", "summary", "sources", "clock", "thresholds", "when", "note", "at")
"""Keys below which no number is an assumption about the world."""
OMITTED = ("source", "note", "roles")  # keys that are not part of a value
ASSUMED = "assumption"
BARE = ""


class Value(NamedTuple):
    """A number of the document, or several with one source.

    Attributes:
        path: Its place, dotted.
        text: The number or numbers in words.
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
        for step, below in _entries(node):
            yield from _walk(below, f"{path}{step}".removeprefix("."))
    elif is_number(node):
        yield Value(path, value_text(node), BARE)


def _entries(node: Mapping[str, Any] | list[Any]) -> Iterator[tuple[str, object]]:
    """Entries of a mapping or a list that may hold numbers, each with its step of the path."""
    if isinstance(node, list):
        yield from ((f"[{place}]", below) for place, below in enumerate(node))
    else:
        yield from ((f".{key}", below) for key, below in node.items() if key not in UNCOUNTED)


def is_number(node: object) -> bool:
    """Whether a node is a number; true and false are not."""
    return isinstance(node, int | float) and not isinstance(node, bool)


def is_distribution(node: Mapping[str, Any]) -> bool:
    """Whether a mapping is a distribution."""
    return len(node) == 1 and next(iter(node)) in DISTRIBUTIONS


def _without_source(node: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any part of a document
    left = {key: value for key, value in node.items() if key not in OMITTED}
    return left["value"] if set(left) == {"value"} else left


def value_text(node: object) -> str:
    """A value in words.

    >>> value_text({"normal": {"mean": 1.3, "sd": 0.4}})
    'normal, mean 1.3, sd 0.4'
    >>> value_text({"value": 0.5, "source": "assumption"}), value_text(True), value_text("arms_aid")
    ('0.5', 'yes', 'arms aid')
    """
    if isinstance(node, bool):
        return "yes" if node else "no"
    if isinstance(node, Mapping):
        return _mapping_text(node)
    if isinstance(node, list):
        return ", ".join(value_text(item) for item in node)
    if isinstance(node, float):
        return f"{node:g}"
    return str(node).replace("_", " ")


def _mapping_text(node: Mapping[str, Any]) -> str:
    plain = _without_source(node)
    if not isinstance(plain, Mapping):
        return value_text(plain)
    if is_distribution(plain):
        name, shape = next(iter(plain.items()))
        return f"{'one of' if name == 'choice' else f'{name},'} {value_text(shape)}"
    return ", ".join(_entry_text(str(key), value) for key, value in plain.items())


def _entry_text(key: str, value: object) -> str:
    """A key with its value; a list of mappings is only counted."""
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return f"{len(value)} {value_text(key)}"
    return f"{value_text(key)} {value_text(value)}"
