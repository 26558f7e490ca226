"""The parts of a report: sections of blocks, in plain text, which the template escapes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under a head.

    Attributes:
        caption: Title, in a few words.
        head: Names of the columns.
        rows: Cells, as many in each row as in the head.
        numbers: Positions of columns that stand flush right.
        note: One line below.
    """

    kind: ClassVar[str] = "table"
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    note: str = ""


NO_MARKUP = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing, with words and numbers for readers who cannot see it.

    Attributes:
        id: Of the figure in the page; unique.
        title: Stands above it.
        note: How to read it; stands below it.
        alt: What the drawing shows, in words.
        svg: The drawing, cleaned by ``brinkmanship.analysis.report.svg``.
        table: The numbers drawn.
        phone: The drawing for a narrow screen; empty where there is none.
    """

    kind: ClassVar[str] = "figure"
    id: str
    title: str
    note: str
    alt: str
    svg: Markup
    table: Table
    phone: Markup = NO_MARKUP


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
    """One important number.

    Attributes:
        number: In large letters.
        text: What it counts.
        small: Further parts such as its interval; each stays on one line.
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
    """A long table that is closed on a screen and open on paper."""

    kind: ClassVar[str] = "fold"
    summary: str
    table: Table


Block = Table | Figure | Text | Points | Heading | Commands | Cards | Fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page with its heading; ``id`` is the target of links."""

    id: str
    heading: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole report.

    Attributes:
        what: Kind of report.
        title: Of the scenario or the study.
        lede: One paragraph under the title.
        facts: Names and values that identify the folder.
        sections: In reading order.
    """

    what: str
    title: str
    lede: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section] = field(default_factory=tuple)
