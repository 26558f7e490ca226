"""Parses YAML text into a tree of nodes, within limits on size and depth.

The only module that knows PyYAML. Depth and size are counted on the parser's events, before
anything is built, so no file can exhaust the stack or the memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.scalars import NotFinite, scalar_value
from brinkmanship.sim.scenario.reading.syntax import is_unclosed, syntax_problem
from brinkmanship.sim.scenario.tree import Node, Place, Scalar, dotted
from brinkmanship.sim.scenario.wording import described, quoted

DEEPEST = 64
MOST_NODES = 200_000
MOST_PROBLEMS = 50
LONGEST_SECOND_LOOK = 200_000
NOTHING = "write a value, or take the key out; null takes away what a base file says"
BROKEN = (yaml.YAMLError, ValueError, OverflowError)  # the last two: escapes beyond Unicode
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse(text: str, file: str, problems: list[Problem], begin: str = "title:") -> Node:
    """The root node of the one YAML document in ``text``.

    Args:
        text: The text of the file.
        file: The name that messages give.
        problems: Takes problems that do not stop the reading: a key given twice, a tag, a
            number that is not finite. The value there is then an empty text.
        begin: How such a file begins.

    Raises:
        ScenarioError: There is no document, or the rest of it cannot be read; with ``problems``.
    """
    _refuse_invisible(text, file)
    composer = _Composer(file, _events(text, fast=True), problems, begin)
    root = None
    try:
        root = composer.document()
    except _Stop:
        pass
    except BROKEN as error:
        problems.append(_syntax_error(text, file, error))
    if root is None or len(problems) > MOST_PROBLEMS:
        raise ScenarioError(tuple(problems[: MOST_PROBLEMS + 1]))
    return root


def _refuse_invisible(text: str, file: str) -> None:
    found = INVISIBLE.search(text)
    if not found:
        return
    before = text[: found.start()]
    problem = Problem(
        file=file,
        line=before.count("\n") + 1,
        column=found.start() - before.rfind("\n"),
        problem=f"the invisible character U+{ord(found.group()):04X}",
        cure="take it out: a scenario is plain text",
    )
    raise ScenarioError((problem,))


def _events(text: str, *, fast: bool) -> Iterator[yaml.Event]:
    """The parser's events; libyaml's parser, where PyYAML has it, is ten times as fast."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if fast else yaml.SafeLoader
    parser = loader(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _syntax_error(text: str, file: str, error: Exception) -> Problem:
    """The problem that stopped the parser.

    The Python parser reads the text again, so that messages are the same with and without libyaml.
    """
    if len(text) <= LONGEST_SECOND_LOOK:
        try:
            for _ in _events(text, fast=False):
                pass
        except BROKEN as again:
            error = again
    reason = str(getattr(error, "problem", ""))
    opened = getattr(error, "context_mark", None) if is_unclosed(reason) else None
    mark = opened or getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return syntax_problem(text, file, line=line, column=column, reason=reason)


class _Stop(Exception):  # noqa: N818 - ends the reading of a text; never leaves this module
    """A limit is passed: there is no point in reading on."""


@dataclass
class _Composer:
    file: str
    events: Iterator[yaml.Event]
    problems: list[Problem]
    begin: str
    anchors: dict[str, tuple[Node, int] | None] = field(default_factory=dict)
    path: list[str | int] = field(default_factory=list)
    nodes: int = 0

    def document(self) -> Node | None:
        next(self.events)  # the stream begins
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            problem = Problem(
                file=self.file, problem="the file is empty", cure=f"begin with {self.begin}"
            )
            self.problems.append(problem)
            return None
        root = self.node(next(self.events))
        next(self.events)  # the document ends
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            self.note(after, "a second document begins", "keep one document in a file, without ---")
        return root

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def note(self, event: yaml.Event, what: str, cure: str) -> None:
        place = self.place(event)
        problem = Problem(
            file=place.file,
            line=place.line,
            column=place.column,
            path=dotted(tuple(self.path)),
            problem=what,
            cure=cure,
        )
        self.problems.append(problem)

    def stop(self, event: yaml.Event, what: str, cure: str) -> _Stop:
        self.path = self.path[:4]
        self.note(event, what, cure)
        return _Stop()

    def count(self, event: yaml.Event, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            what = f"more than {MOST_NODES:,} values, aliases counted in full"
            raise self.stop(event, what, "split the scenario, and write no aliases of aliases")

    def node(self, event: yaml.Event) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if len(self.path) > DEEPEST:
            what = f"nested deeper than {DEEPEST} levels"
            raise self.stop(event, what, "a scenario needs fewer than ten")
        before = self.nodes
        self.count(event, 1)
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        if tag is not None:
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self.note(event, f"the tag {quoted(tag)} is not allowed", "write the plain value")
        if anchor:
            self.anchors[anchor] = None
        node = Node(self.value(event), self.place(event))
        if anchor:
            self.anchors[anchor] = (node, self.nodes - before)
        return node

    def alias(self, event: yaml.AliasEvent) -> Node:
        name = event.anchor
        if name not in self.anchors:
            self.note(event, f"the alias *{name} has no anchor", f"write &{name} where it is meant")
            return Node("", self.place(event))
        anchored = self.anchors[name]
        if anchored is None:
            self.note(event, f"the alias *{name} holds itself", "write the value out")
            return Node("", self.place(event))
        self.count(event, anchored[1])
        return anchored[0]

    def value(self, event: yaml.Event) -> "Scalar | tuple[Node, ...] | dict[str, Node]":
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self.items())
        return self.mapping()

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text: str = event.value
        if event.style is None or event.style == "":
            if not text:
                self.note(event, "nothing is written here", NOTHING)
                return ""
            try:
                return scalar_value(text)
            except NotFinite:
                what = f"{quoted(text)} is not a finite number"
                self.note(event, what, "write a number between -1e18 and 1e18")
                return ""
        if INVISIBLE.search(text):
            self.note(event, "an invisible character in the text", "take the escape out")
        return text

    def items(self) -> Iterator[Node]:
        for position, event in enumerate(self.events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self.path.append(position)
            yield self.node(event)
            self.path.pop()

    def mapping(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.key(event, found)
            self.path.append(quoted(str(key)) if key is None else key)
            node = replace(self.node(next(self.events)), key=self.place(event))
            self.path.pop()
            if key is not None:
                found.setdefault(key, node)
        return found

    def key(self, event: yaml.Event, found: dict[str, Node]) -> str | None:
        """The key as a name, or None if it cannot be one; then a problem is noted."""
        if not isinstance(event, yaml.ScalarEvent):
            self.path.append("?")
            self.node(event)
            self.path.pop()
            self.note(event, "a key must be a name", "write key: value")
            return None
        key = self.scalar(event)
        if key == "<<" and not event.style:
            self.note(event, "the merge key << is not allowed", "use extends, or write it out")
            return None
        if not isinstance(key, str):
            shown = quoted(event.value)
            self.note(
                event, f"the key is {described(key)}, not a name", f"put it in quotes: {shown}"
            )
            key = str(event.value)
        if key in found:
            first = found[key].key
            line = first.line if first else 0
            what = f"the key {quoted(key)} is given twice, first in line {line}"
            self.note(event, what, "keep one of them")
            return None
        return key
