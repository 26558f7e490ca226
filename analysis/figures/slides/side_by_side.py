"""Two to four run folders on one slide."""

import textwrap
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.charts import bars
from analysis.figures.style import Caption, empty_slide, footer
from analysis.statistics.escalation import outcome_shares, threshold_shares
from analysis.tables.runs import RunFolder

ENDS = "How the runs end"
CLIMB = "How often each rung is reached"
NOTES = {
    ENDS: "share of runs that ended this way",
    CLIMB: "share of runs that reached this rung or a higher one",
}
LETTERS = {2: 42, 3: 28, 4: 20}
"""Letters of a scenario's title in a line, by the number of scenarios."""


def compare_outcomes(folders: Sequence[RunFolder]) -> Figure:
    """Share of runs that ended in each outcome, scenario by scenario."""
    tables = [outcome_shares(folder.runs(["outcome"])) for folder in folders]

    def draw(ax: Axes, rank: int, upper: float) -> None:
        bars.draw_outcomes(ax, tables[rank], upper=upper, brief=len(folders) > 2)  # noqa: PLR2004
        if rank:
            bars.draw_reference(ax, tables[0]["share"][::-1].tolist())

    return _panels(ENDS, folders, tables, draw)


def compare_rungs(folders: Sequence[RunFolder]) -> Figure:
    """How often each rung is reached, scenario by scenario."""
    ladder = folders[0].ladder
    ids = [rung.id for rung in ladder]
    tables = [threshold_shares(folder.runs(["peak_rung_direct"]), ids) for folder in folders]

    def draw(ax: Axes, rank: int, upper: float) -> None:
        bars.draw_rungs(ax, tables[rank], ladder, upper=upper, brief=len(folders) > 2)  # noqa: PLR2004
        if rank:
            bars.draw_reference(ax, tables[0]["share"].tolist())

    return _panels(CLIMB, folders, tables, draw)


def labels(folders: Sequence[RunFolder]) -> list[str]:
    """Title of each scenario; with the folder's name where two titles are the same."""
    titles = [folder.title for folder in folders]
    if len(set(titles)) == len(titles):
        return titles
    return [f"{folder.path.resolve().name}: {folder.title}" for folder in folders]


def _panels(
    heading: str,
    folders: Sequence[RunFolder],
    tables: Sequence[pd.DataFrame],
    draw: Callable[[Axes, int, float], None],
) -> Figure:
    """One panel a scenario on one scale, the first one's shares marked in the others."""
    foot = footer([folder.n for folder in folders], [folder.seed for folder in folders])
    note = f"{NOTES[heading]}, with 95% interval; dashed marks: the first scenario's share"
    figure = empty_slide(
        heading, Caption(f"{len(folders)} scenarios side by side", foot), note=note
    )
    axes = figure.subplots(1, len(folders), sharey=True)
    upper = min(1.0, max(0.05, 1.02 * max(float(table["high"].max()) for table in tables)))
    for rank, (ax, title) in enumerate(zip(axes, labels(folders), strict=True)):
        draw(ax, rank, upper)
        width = LETTERS[len(folders)]
        lines = textwrap.wrap(title, width, max_lines=3, placeholder=" …")
        ax.set_title("\n".join(lines), loc="left")
        ax.set_xlabel("")
    return figure


COMPARISON_SLIDES: Mapping[str, Callable[[Sequence[RunFolder]], Figure]] = {
    "compare-outcomes": compare_outcomes,
    "compare-rungs": compare_rungs,
}
"""Figures of several folders, by file name."""
