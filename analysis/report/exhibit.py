"""An exhibit is a slide among text: its drawing, its numbers, and what it shows in words."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from matplotlib.figure import Figure as Drawing

from analysis.figures.style import page_style
from analysis.report.page import Figure, Table
from analysis.report.svg import drawing, inline

Folder = TypeVar("Folder")
WIDTH = 8.6  # inches


class Exhibit(NamedTuple, Generic[Folder]):
    """How one figure of a page is made.

    Attributes:
        name: Its id; letters and hyphens.
        draw: The slide.
        height: Of the drawing, in inches.
        table: The numbers drawn.
        alt: What is to be seen, in words, made from the numbers.
    """

    name: str
    draw: Callable[[Folder], Drawing]
    height: float
    table: Callable[[Folder], Table]
    alt: Callable[[Folder], str]


def shown(exhibit: Exhibit[Folder], folder: Folder) -> Figure:
    """The figure that a folder gives."""
    with page_style():
        slide = exhibit.draw(folder)
        title, note, svg = drawing(slide, (WIDTH, exhibit.height))
    alt = exhibit.alt(folder)
    return Figure(
        id=exhibit.name,
        title=title,
        note=f"{note[:1].upper()}{note[1:]}",
        alt=alt,
        svg=inline(svg, exhibit.name, title=title, alt=alt),
        table=exhibit.table(folder),
    )
