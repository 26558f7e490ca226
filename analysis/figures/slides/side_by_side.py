"""Slides of two to four run folders side by side, on one scale."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts import bars
from brinkmanship.analysis.figures.letters import wrapped
from brinkmanship.analysis.figures.room import rows
from brinkmanship.analysis.figures.slides.run import outcomes, rungs_reached
from brinkmanship.analysis.figures.style import TEXT, Caption, empty_slide, footer
from brinkmanship.analysis.tables.runs import RunFolder

WIDTHS = {2: 360.0, 3: 235.0, 4: 170.0}
"""Points of a scenario's title in a line, by the number of scenarios."""
WITH_INTERVALS = 2
"""Scenarios up to which the interval is written beside each bar."""


def scenario_titles(folders: Sequence[RunFolder]) -> list[str]:
    """Title of each scenario; with the folder's name where two titles are the same."""
    titles = [folder.title for folder in folders]
    if len(set(titles)) == len(titles):
        return titles
    return [f"{folder.path.resolve().name}: {folder.title}" for folder in folders]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One panel a scenario, the first one's shares marked in the others.

    Attributes:
        heading: Stands over the figure.
        note: What a bar is.
        statistic: The table of one folder.
        draw: Draws that table, whose options are ``upper`` and ``brief``.
        step: 1 where the first row of the table is drawn lowest, -1 where it is drawn on top.
    """

    heading: str
    note: str
    statistic: Callable[[RunFolder], pd.DataFrame]
    draw: Callable[..., None]
    step: int

    def __call__(self, folders: Sequence[RunFolder]) -> Figure:
        """The finished slide."""
        tables = [self.statistic(folder) for folder in folders]
        foot = footer([folder.n for folder in folders], [folder.seed for folder in folders])
        note = f"{self.note}, with 95% interval; dashed marks: the first scenario's share"
        if self.draw is _draw_rungs:
            note += bars.named_text(folders[0].ladder, folders[0].thresholds, rows())
        caption = Caption(f"{len(folders)} scenarios side by side", foot)
        figure = empty_slide(self.heading, caption, note=note)
        axes = figure.subplots(1, len(folders), sharey=True)
        upper = min(1.0, max(0.05, 1.02 * max(float(table["high"].max()) for table in tables)))
        reference = tables[0]["share"][:: self.step].tolist()
        for rank, (ax, title) in enumerate(zip(axes, scenario_titles(folders), strict=True)):
            brief = len(folders) > WITH_INTERVALS
            self.draw(ax, tables[rank], folders[0], upper=upper, brief=brief)
            if rank:
                bars.draw_reference(ax, reference)
            words = wrapped(title, WIDTHS[len(folders)], TEXT + 1, lines=3)
            ax.set_title(words, loc="left")
            ax.set_xlabel("")
        return figure


def _draw_outcomes(ax: Axes, table: pd.DataFrame, _: RunFolder, **options: Any) -> None:  # noqa: ANN401
    bars.draw_outcomes(ax, table, **options)


def _draw_rungs(ax: Axes, table: pd.DataFrame, folder: RunFolder, **options: Any) -> None:  # noqa: ANN401
    bars.draw_rungs(ax, table, folder.ladder, thresholds=folder.thresholds, **options)


SIDE_BY_SIDE_SLIDES: Mapping[str, SideBySide] = {
    "compare-outcomes": SideBySide(
        "How the runs end", "share of runs that ended this way", outcomes, _draw_outcomes, -1
    ),
    "compare-rungs": SideBySide(
        "How often each rung is reached", "share of runs that reached this rung or a higher one",
        rungs_reached, _draw_rungs, 1,
    ),
}  # fmt: skip
"""Slides of several folders, by file name."""
