"""A document as a tree of nodes that know their file, line and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from brinkmanship.sim.errors import Fix, Problem
from brinkmanship.sim.scenario.wording import Cure

Path = tuple[str | int, ...]
Scalar = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; line and column count from 1, 0 when the whole file is meant.

    Attributes:
        width: Characters of a scalar that stands in one line; 0 for anything else.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    r"""A scalar, a list or a mapping, and where it stands.

    Attributes:
        value: A scalar, a tuple of nodes, or a mapping from names to nodes.
        place: Where the value begins.
        key: Where the key of the value stands, if it has one.
        written: A scalar as the file has it where that is not its value: ``007``, ``"a\b"``.
        replaces: Whether a base file says something here too.
    """

    value: "Scalar | tuple[Node, ...] | dict[str, Node]"
    place: Place
    key: Place | None = None
    written: str = ""
    replaces: bool = False

    def children(self) -> "Iterator[tuple[str | int, Node]]":
        """Keys or positions with the node there; a scalar has none."""
        if isinstance(self.value, dict):
            yield from self.value.items()
        elif isinstance(self.value, tuple):
            yield from enumerate(self.value)

    def child(self, step: str | int) -> "Node | None":
        """The node under a key or at a position, or None."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, tuple) and isinstance(step, int):
            return self.value[step] if 0 <= step < len(self.value) else None
        return None

    def plain(self) -> object:
        """The same as plain data: mappings, tuples and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return tuple(node.plain() for node in self.value)
        return self.value

    def find(self, path: Path) -> "tuple[Node, bool]":
        """The deepest node along ``path``, and whether it is the end of the path."""
        node = self
        for step in path:
            below = node.child(step)
            if below is None:
                return node, False
            node = below
        return node, True


def problem(root: Node, path: Path, what: str, cure: str = "", *, at_key: bool = False) -> Problem:
    """A problem at the value (or key) at the end of a path, or at the nearest node above it."""
    node, whole = root.find(path)
    by_key = at_key or not whole
    place = node.key if by_key and node.key else node.place
    exact = whole and place.width > 0 and (not at_key or place is node.key)
    instead = cure.instead if exact and isinstance(cure, Cure) else None
    return Problem(
        file=place.file,
        line=place.line,
        column=place.column,
        path=dotted(path),
        problem=what,
        cure=str(cure),
        fix=None if instead is None else fix_at(place, instead),
    )


def fix_at(place: Place, text: str) -> Fix:
    """The edit that writes ``text`` in place of the scalar at a place."""
    return Fix(line=place.line, column=place.column, width=place.width, text=text)


def moved_to(node: Node, place: Place) -> Node:
    """The same tree with one place for all its nodes, for what was not written in lines."""
    if isinstance(node.value, dict):
        below = {key: moved_to(one, place) for key, one in node.value.items()}
        return Node(below, place, place)
    if isinstance(node.value, tuple):
        return Node(tuple(moved_to(one, place) for one in node.value), place, place)
    return replace(node, place=place, key=place)


def value_at(document: object, path: Path) -> object:
    """What stands at a path of plain data; None if there is nothing.

    >>> value_at({"actors": {"FRA": {"resolve": 1.2}}}, ("actors", "FRA", "resolve"))
    1.2
    """
    found: Any = document
    for step in path:
        try:
            found = found[str(step) if isinstance(found, Mapping) else step]
        except (LookupError, TypeError):
            return None
    return found


def dotted(path: Path) -> str:
    """The path as a user writes it.

    >>> dotted(("actors", "RUS", "policy", "red_lines", 0, "at"))
    'actors.RUS.policy.red_lines[0].at'
    """
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
