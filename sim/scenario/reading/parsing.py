"""Parses YAML text into a tree of nodes, within limits on size and depth.

The only module that knows PyYAML. Depth and size are counted on the parser's events, before
anything is built, so no file can exhaust the stack or the memory.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import yaml

from brinkmanship.sim.errors import LINE_END, Fix, Problem, ScenarioError
from brinkmanship.sim.scenario.reading.scalars import NotFinite, scalar_value
from brinkmanship.sim.scenario.reading.slips.characters import half_width, in_quotes, slip_of_key
from brinkmanship.sim.scenario.reading.slips.search import find_slip
from brinkmanship.sim.scenario.reading.syntax import is_unclosed, syntax_problem
from brinkmanship.sim.scenario.tree import Node, Place, Scalar, dotted, fix_at
from brinkmanship.sim.scenario.wording import quoted

DEEPEST = 64
MOST_NODES = 200_000
MOST_PROBLEMS = 50
LONGEST_SECOND_LOOK = 200_000
NUMBER = re.compile(r"[-+]?\d+")
NO_COLON = re.compile(r"([A-Za-z_]\w*)(\s*[:\uff1a=]\s*|\s+)(\S.*)")
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
    composer = _Composer(
        file, _events(text, fast=True), problems, begin, [*LINE_END.split(text), ""]
    )
    root = None
    try:
        root = composer.document()
    except _Stop:
        pass
    except BROKEN as error:
        problems.append(_syntax_error(text, file, error))
    if composer.culprits:
        raise ScenarioError(tuple(composer.culprits[:MOST_PROBLEMS]))
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
    """The problem that stopped the parser: the usual slip that explains it, else its own view.

    The Python parser reads the text again, so that messages are the same with and without libyaml.
    """
    edit = None
    if len(text) <= LONGEST_SECOND_LOOK:
        error = _error_of(text) or error
        edit = find_slip(text, *_lines_of(error), lambda part: _lines_of(_error_of(part))[0])
    if edit:
        return edit.problem(file)
    reason = str(getattr(error, "problem", ""))
    opened = getattr(error, "context_mark", None) if is_unclosed(reason) else None
    mark = opened or getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return syntax_problem(text, file, line=line, column=column, reason=reason)


def _error_of(text: str) -> Exception | None:
    """What the Python parser has against a text."""
    try:
        for _ in _events(text, fast=False):
            pass
    except BROKEN as error:
        return error
    return None


def _lines_of(error: Exception | None) -> tuple[int, int]:
    """Where the parser gave up, and where what it could not end began; -1 where it says nothing."""
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    gave_up, began = (mark.line if mark else -1 for mark in marks)
    return gave_up, began


class _Stop(Exception):  # noqa: N818 - ends the reading of a text; never leaves this module
    """A limit is passed: there is no point in reading on."""


@dataclass
class _Composer:
    file: str
    events: Iterator[yaml.Event]
    problems: list[Problem]
    begin: str
    rows: Sequence[str]
    culprits: list[Problem] = field(default_factory=list)
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
        mark, end = event.start_mark, event.end_mark
        if not mark or not end:
            return Place(self.file)
        within = isinstance(event, yaml.ScalarEvent) and end.line == mark.line
        width = end.column - mark.column if within else 0
        return Place(self.file, mark.line + 1, mark.column + 1, width)

    def written(self, event: yaml.Event) -> str:
        """A scalar that stands in one line, as it stands there."""
        place = self.place(event)
        start = place.column - 1
        return self.rows[place.line - 1][start : start + place.width] if place.width else ""

    def note(self, event: yaml.Event, what: str, cure: str, fix: Fix | None = None) -> None:
        at, path = self.place(event), dotted(tuple(self.path))
        self.problems.append(Problem(file=at.file, line=at.line, column=at.column, path=path,
                                     problem=what, cure=cure, fix=fix))  # fmt: skip

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
        value, written = self.value(event), self.written(event)
        node = Node(value, self.place(event), written="" if written == value else written)
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
        return self.mapping(in_flow=bool(getattr(event, "flow_style", False)))

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
                self.note(event, what, "write a finite number, of a size that the key takes")
                return ""
        if INVISIBLE.search(text):
            cure = "take the escape out, or write single quotes for a text with \\"
            fix = fix_at(self.place(event), in_quotes(self.written(event)))
            what = "an escape makes an invisible character"
            self.note(event, what, cure, fix if fix.width else None)
        return text

    def items(self) -> Iterator[Node]:
        for position, event in enumerate(self.events):
            if isinstance(event, yaml.SequenceEndEvent):
                return
            self.path.append(position)
            yield self.node(event)
            self.path.pop()

    def mapping(self, *, in_flow: bool) -> dict[str, Node]:
        found: dict[str, Node] = {}
        before: yaml.Event | None = None
        bare: list[yaml.ScalarEvent] = []
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            value = next(self.events) if isinstance(event, yaml.ScalarEvent) else None
            if in_flow and isinstance(event, yaml.ScalarEvent) and self.has_no_colon(event, value):
                bare.append(event)
                continue
            self.note_bare(found, before, bare)
            key = self.key(event, found)
            before, bare = value or next(self.events), []
            self.path.append(quoted(str(key)) if key is None else key)
            node = replace(self.node(before), key=self.place(event))
            self.path.pop()
            if key is not None:
                found.setdefault(key, node)
        self.note_bare(found, before, bare)
        return found

    def has_no_colon(self, key: yaml.Event, value: yaml.Event | None) -> bool:
        """Whether a key within braces stands alone, as the half of a text with a comma does."""
        if not isinstance(value, yaml.ScalarEvent) or value.value or value.style:
            return False
        begin, end = key.end_mark, value.start_mark
        if begin is None or end is None:
            return False
        if begin.line == end.line:
            return ":" not in self.rows[begin.line][begin.column : end.column]
        between = [self.rows[begin.line][begin.column :], *self.rows[begin.line + 1 : end.line]]
        return not any(":" in row for row in [*between, self.rows[end.line][: end.column]])

    def note_bare(
        self, found: dict[str, Node], before: yaml.Event | None, bare: list[yaml.ScalarEvent]
    ) -> None:
        """Note keys within braces that have no colon, with what they were meant to be."""
        if not bare:
            return
        first, last = self.place(bare[0]), self.place(bare[-1])
        plain = before if isinstance(before, yaml.ScalarEvent) and not before.style else None
        plain = plain if plain and plain.value else None
        pair = NO_COLON.fullmatch(bare[0].value)
        if pair and (not plain or pair[2].strip() or NUMBER.fullmatch(plain.value)):
            meant = f"{pair[1]}: {half_width(pair[3])}"
            cure, fix = f"write {meant}", fix_at(first, meant) if first.width else None
            self.note(bare[0], 'a key without ": "', cure, fix)
            self.culprits.append(self.problems.pop())
            return
        if not plain:
            what = f"the key {quoted(bare[0].value)} has no value"
            self.note(bare[0], what, "write key: value, or [one, two] for a list")
            return
        start = self.place(plain)
        text = self.rows[start.line - 1][start.column - 1 : last.column - 1 + last.width]
        one_line = start.line == last.line and last.width
        self.path.append(next(reversed(found), "?"))
        if len(bare) == 1 and NUMBER.fullmatch(plain.value) and bare[0].value.isdecimal():
            what, meant = "a comma ends the number here", f"{plain.value}.{bare[0].value}"
            cure = f"write {meant}, with a decimal point"
        else:
            what, meant = "within { } a comma ends the text", in_quotes(text)
            cure = f"put text with a comma in quotes: {meant}" if one_line else "put it in quotes"
        width = last.column + last.width - start.column
        fix = fix_at(replace(start, width=width), meant) if one_line else None
        self.note(plain, what, cure, fix)
        self.culprits.append(self.problems.pop())
        self.path.pop()

    def key(self, event: yaml.Event, found: dict[str, Node]) -> str | None:
        """The key as a name, however it is written; None if it cannot be one, which is noted."""
        if not isinstance(event, yaml.ScalarEvent):
            self.path.append("?")
            self.node(event)
            self.path.pop()
            self.note(event, "a key must be a name", "write key: value")
            return None
        key = str(event.value if event.value and not event.style else self.scalar(event))
        if key == "<<" and not event.style:
            self.note(event, "the merge key << is not allowed", "use extends, or write it out")
            return None
        slip = slip_of_key(key) if not event.style else None
        if slip:
            meant, what, cure = slip
            self.note(event, what, cure, fix_at(self.place(event), meant))
            self.culprits.append(self.problems.pop())
        if key in found:
            first = found[key].key
            line = first.line if first else 0
            what = f"the key {quoted(key)} is given twice, first in line {line}"
            self.note(event, what, "keep one of them")
            return None
        return key
