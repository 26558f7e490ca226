"""A slide as one row of data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.style import TEXT, Caption, empty_slide, footer


class Described(Protocol):
    """A folder that says what was played: title, runs and seed."""

    @property
    def title(self) -> str:
        """Title of the scenario or sweep."""

    @property
    def n(self) -> int:
        """Simulated runs."""

    @property
    def seed(self) -> int:
        """Seed of all chance."""


Folder = TypeVar("Folder")
Text = str | Callable[[pd.DataFrame, Any], str]
"""Words, or a function that makes them from the statistic and the folder."""


def caption(folder: Described) -> Caption:
    """Title, runs and seed of a folder."""
    return Caption(folder.title, footer([folder.n], [folder.seed]))


def text_of(text: Text, statistic: pd.DataFrame, folder: object) -> str:
    """The words, made from the statistic and the folder where they depend on them."""
    return text(statistic, folder) if callable(text) else text


@dataclass(frozen=True, slots=True)
class Slide(Generic[Folder]):
    """A figure: what stands over it, the table that is drawn, and how.

    Attributes:
        heading: Stands over the figure.
        statistic: The table to draw, from a folder.
        draw: Draws that table onto the empty slide.
        note: How to read the figure; stands below it.
        caption: Title and footer; those of the folder by default.
    """

    heading: Text
    statistic: Callable[[Folder], pd.DataFrame]
    draw: Callable[[Figure, pd.DataFrame, Folder], None]
    note: Text = ""
    caption: Callable[[Any], Caption] = caption

    def __call__(self, folder: Folder, statistic: pd.DataFrame | None = None) -> Figure:
        """The finished slide; ``statistic`` where it is already there."""
        table = self.statistic(folder) if statistic is None else statistic
        heading = text_of(self.heading, table, folder)
        note = text_of(self.note, table, folder)
        figure = empty_slide(heading, self.caption(folder), note=note)
        self.draw(figure, table, folder)
        return figure


def write_instead(ax: Axes, text: str) -> None:
    """Write why there is nothing to draw."""
    ax.text(0.5, 0.5, text, ha="center", va="center", size=TEXT + 7, transform=ax.transAxes)
    ax.axis("off")
