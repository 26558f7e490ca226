"""What a report is made of: sections of blocks, all plain text until the template escapes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under a head.

    Attributes:
        caption: What it shows, in a few words.
        head: Names of the columns.
        rows: Cells, as many in each row as in the head.
        numbers: Positions of columns of numbers, which stand flush right.
        note: One line below.
    """

    kind: ClassVar[str] = "table"
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    note: str = ""


NOTHING = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing with what a reader needs who cannot see it.

    Attributes:
        id: Of the figure in the page; unique.
        title: What is shown; stands above it.
        note: How to read it; stands below it.
        alt: What is to be seen, in words.
        svg: The drawing, cleaned by ``analysis.report.svg``.
        table: The numbers drawn.
        phone: The same drawing for a narrow screen; empty where there is none.
    """

    kind: ClassVar[str] = "figure"
    id: str
    title: str
    note: str
    alt: str
    svg: Markup
    table: Table
    phone: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list; each point has a lead, which may be empty, and a text."""

    kind: ClassVar[str] = "points"
    points: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Lines for a terminal."""

    kind: ClassVar[str] = "commands"
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One number worth remembering.

    Attributes:
        number: Large.
        text: What it counts.
        small: What else belongs to it, such as its interval; each part stays on one line.
    """

    number: str
    text: str
    small: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """A few numbers side by side."""

    kind: ClassVar[str] = "cards"
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A long table that a reader opens; printed open."""

    kind: ClassVar[str] = "fold"
    summary: str
    table: Table


Block = Table | Figure | Text | Points | Heading | Commands | Cards | Fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page with its heading; ``id`` is what links point at."""

    id: str
    heading: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole report.

    Attributes:
        what: Of what kind of folder it is the report.
        title: Of the scenario or the study.
        lede: One paragraph under it.
        facts: Name and value of what identifies the folder.
        sections: In the order in which they are read.
    """

    what: str
    title: str
    lede: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section] = field(default_factory=tuple)
