"""Takes ``source:``, ``note:`` and the long form ``{value: …}`` off a document."""

import json
from dataclasses import replace

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.tree import Node, Path, dotted, problem
from brinkmanship.sim.scenario.wording import (
    IN_QUOTES,
    Cure,
    described,
    nearest,
    quoted,
    suggestion,
)

ASSUMPTION = "assumption"
MOST_PROBLEMS = 100
LONG_FORM = ("value", "source", "note")


class Annotations:
    """The sources that a document cites, and what is wrong with them.

    Attributes:
        root: The document with its annotations.
        cited: The source of each place that has one, by its path.
        problems: What was found wrong.
        known: Keys under ``sources:``.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.cited: dict[str, str] = {}
        self.problems: list[Problem] = []
        declared = root.child("sources")
        self.known = {str(key): None for key, _ in declared.children()} if declared else {}

    def strip(self, node: Node, path: Path = ()) -> Node:
        """The tree without sources and notes; long forms become their value."""
        if path == ("sources",):
            return node
        if isinstance(node.value, tuple):
            items = tuple(self.strip(one, (*path, i)) for i, one in enumerate(node.value))
            return replace(node, value=items)
        if not isinstance(node.value, dict):
            return node
        self._read_annotations(node, path)
        if "value" in node.value:
            return self._short_form(node, path)
        kept = {
            key: self.strip(one, (*path, key))
            for key, one in node.value.items()
            if key != "source" and (key != "note" or is_story_note(path))
        }
        return replace(node, value=kept)

    def _short_form(self, node: Node, path: Path) -> Node:
        for key, _ in node.children():
            if key not in LONG_FORM:
                what = f"unknown key {quoted(str(key))} beside value"
                cure = suggestion(str(key), LONG_FORM)
                self.problems.append(problem(self.root, (*path, key), what, cure, at_key=True))
        inner = self.strip(node.find(("value",))[0], (*path, "value"))
        return replace(inner, key=node.key)

    def _read_annotations(self, node: Node, path: Path) -> None:
        for word in ("source", "note"):
            found = node.child(word)
            if found is None or (word == "note" and is_story_note(path)):
                continue
            here = (*path, word)
            if word == "source" and isinstance(found.value, bool | int | float):
                self._read_source(found.written or described(found.value), path)
            elif not isinstance(found.value, str) or not found.value:
                what = f"{described(found.plain())} is not text"
                written = json.dumps(found.written)
                cure = Cure(f"{IN_QUOTES}: {written}", written) if found.written else "write text"
                self.problems.append(problem(self.root, here, what, cure))
            elif word == "source":
                self._read_source(found.value, path)

    def _read_source(self, key: str, path: Path) -> None:
        if key != ASSUMPTION and key not in self.known and len(self.problems) < MOST_PROBLEMS:
            what = f"the source {quoted(key)} is not declared"
            meant = nearest(key, (*self.known, ASSUMPTION))
            cure = Cure("declare it under sources, or write assumption", ASSUMPTION)
            if meant:
                cure = Cure(f'did you mean "{meant}"? Or {cure}', meant)
            self.problems.append(problem(self.root, (*path, "source"), what, cure))
        self.cited[dotted(path)] = key


def is_story_note(path: Path) -> bool:
    """Whether a note at this path belongs to the story: the note of an inject."""
    return len(path) == 2 and path[0] == "injects"  # noqa: PLR2004 - injects[0]
