"""An exhibit is a slide among text: its drawing, its numbers, and what it shows in words."""

import textwrap
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from markupsafe import Markup
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from analysis.figures.style import page_style
from analysis.report.page import Figure, Table
from analysis.report.svg import frameless_svg, inline_svg

Folder = TypeVar("Folder")
WIDTH = 8.6  # inches
PHONE = 4.3  # inches: a narrow screen
LETTERS, LINE, TICKS = 9.0, 44, 3  # points, letters of a label, marks of an axis on it


class Exhibit(NamedTuple, Generic[Folder]):
    """How one figure of a page is made.

    Attributes:
        name: Its id; letters and hyphens.
        draw: The slide.
        height: Of the drawing, in inches.
        table: The numbers drawn.
        alt: What is to be seen, in words, made from the numbers.
        phone: Height of a form for narrow screens, in inches; 0 where the drawing cannot be
            made narrow, and is moved sideways.
    """

    name: str
    draw: Callable[[Folder], Drawing]
    height: float
    table: Callable[[Folder], Table]
    alt: Callable[[Folder], str]
    phone: float = 0.0


def exhibit_figure(exhibit: Exhibit[Folder], folder: Folder) -> Figure:
    """The figure that a folder gives."""
    alt = exhibit.alt(folder)
    with page_style():
        title, note, svg = frameless_svg(exhibit.draw(folder), (WIDTH, exhibit.height))
    small = Markup("")
    if exhibit.phone:
        small = inline_svg(_narrow(exhibit, folder), f"{exhibit.name}-phone", title=title, alt=alt)
    return Figure(
        id=exhibit.name,
        title=title,
        note=f"{note[:1].upper()}{note[1:]}",
        alt=alt,
        svg=inline_svg(svg, exhibit.name, title=title, alt=alt),
        phone=small,
        table=exhibit.table(folder),
    )


def _narrow(exhibit: Exhibit[Folder], folder: Folder) -> bytes:
    """The drawing with smaller letters, few marks and broken labels."""
    with page_style(LETTERS):
        slide = exhibit.draw(folder)
        for ax in slide.axes:
            ax.xaxis.set_major_locator(MaxNLocator(nbins=TICKS, steps=[1, 2, 5, 10]))
            ax.set_xlabel(textwrap.fill(ax.get_xlabel(), LINE))
        return frameless_svg(slide, (PHONE, exhibit.phone))[2]
