"""An exhibit as one row of data, and the figure of a page that is made of it."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import pandas as pd
from markupsafe import Markup
from matplotlib.ticker import MaxNLocator

from brinkmanship.analysis.figures.slides.slide import Slide, Text, text_of
from brinkmanship.analysis.figures.style import page_style
from brinkmanship.analysis.report.page import Figure, Table
from brinkmanship.analysis.report.svg import frameless_svg, inline_svg
from brinkmanship.analysis.report.text_tables import Column, text_table

Folder = TypeVar("Folder")
WIDTH = 8.6  # inches
PHONE = 4.3  # inches: a narrow screen
LETTERS, LINE, TICKS = 9.0, 44, 3  # points, letters of a label, marks of an axis on it
Height = float | Callable[[Folder], float]


class View(NamedTuple, Generic[Folder]):
    """The material of a description.

    Attributes:
        folder: The folder.
        statistic: The table that is drawn.
        table: The same numbers as text.
    """

    folder: Folder
    statistic: pd.DataFrame
    table: Table


def as_drawn(statistic: pd.DataFrame, _: object) -> pd.DataFrame:
    """The rows of the statistic as they are."""
    return statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Generic[Folder]):
    """A slide among text, with its numbers and its description.

    Attributes:
        id: Of the figure in the page; letters and hyphens.
        slide: The slide.
        height: Of the drawing, in inches.
        columns: Of the table of its numbers; all columns of ``rows`` if empty.
        rows: Rows of that table, from the statistic that is drawn and the folder.
        caption: Of that table.
        note: Below that table.
        describe: What is to be seen, in words, for those who cannot see it.
        phone: Height of a form for narrow screens, in inches; 0 where the drawing cannot be
            made narrow, and is moved sideways.
    """

    id: str
    slide: Slide[Folder]
    height: Height[Folder]
    caption: Text
    describe: Callable[[View[Folder]], str]
    columns: Sequence[Column] = ()
    rows: Callable[[pd.DataFrame, Folder], pd.DataFrame] = as_drawn
    note: Text = ""
    phone: Height[Folder] = 0.0


def numbers_of(exhibit: Exhibit[Folder], statistic: pd.DataFrame, folder: Folder) -> Table:
    """The table of an exhibit's numbers."""
    rows = exhibit.rows(statistic, folder)
    columns = exhibit.columns or [Column(str(name), str(name)) for name in rows]
    caption, note = (text_of(text, statistic, folder) for text in (exhibit.caption, exhibit.note))
    return text_table(rows, columns, caption, note=note)


def exhibit_figure(exhibit: Exhibit[Folder], folder: Folder) -> Figure:
    """The figure that a folder gives."""
    statistic = exhibit.slide.statistic(folder)
    table = numbers_of(exhibit, statistic, folder)
    alt = exhibit.describe(View(folder, statistic, table))
    size = (WIDTH, _inches(exhibit.height, folder))
    with page_style(size):
        title, note, svg = frameless_svg(exhibit.slide(folder, statistic))
    small = Markup("")
    if phone := _inches(exhibit.phone, folder):
        narrow = _narrow_svg(exhibit, folder, statistic, phone)
        small = inline_svg(narrow, f"{exhibit.id}-phone", title=title, alt=alt)
    return Figure(
        id=exhibit.id,
        title=title,
        note=f"{note[:1].upper()}{note[1:]}",
        alt=alt,
        svg=inline_svg(svg, exhibit.id, title=title, alt=alt),
        phone=small,
        table=table,
    )


def _inches(height: Height[Folder], folder: Folder) -> float:
    return height(folder) if callable(height) else height


def _narrow_svg(
    exhibit: Exhibit[Folder], folder: Folder, statistic: pd.DataFrame, height: float
) -> bytes:
    """The drawing with smaller letters, few marks and broken labels."""
    with page_style((PHONE, height), LETTERS):
        figure = exhibit.slide(folder, statistic)
        for ax in figure.axes:
            ax.xaxis.set_major_locator(MaxNLocator(nbins=TICKS, steps=[1, 2, 5, 10]))
            ax.set_xlabel(textwrap.fill(ax.get_xlabel(), LINE))
        return frameless_svg(figure)[2]
