"""Slides that ``runs.parquet`` alone gives."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts import bars, ladder, lines, stack
from brinkmanship.analysis.figures.slides.slide import Slide
from brinkmanship.analysis.figures.style import share_with_interval
from brinkmanship.analysis.statistics.actors import actor_peaks
from brinkmanship.analysis.statistics.attribution import attribution
from brinkmanship.analysis.statistics.escalation import outcome_shares, threshold_shares
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import CLASH, ENDS
from brinkmanship.analysis.statistics.timing import cumulative_incidence
from brinkmanship.analysis.tables.runs import RunFolder

LONGEST_NAME = 18
ROWS = 16


def short_names(folder: RunFolder) -> dict[str, str]:
    """Name to print for each actor; the code where the name is too long for a row."""
    names = folder.names.items()
    return {code: name if len(name) <= LONGEST_NAME else code for code, name in names}


def outcomes(folder: RunFolder) -> pd.DataFrame:
    """Share of runs that ended in each outcome."""
    return outcome_shares(folder.runs(["outcome"]))


def rungs_reached(folder: RunFolder) -> pd.DataFrame:
    """Share of runs that reached each rung between the sides' own members."""
    ids = [rung.id for rung in folder.ladder]
    return threshold_shares(folder.runs(["peak_rung_direct"]), ids)


def _incidence(folder: RunFolder) -> pd.DataFrame:
    return cumulative_incidence(folder.runs())


def _peaks(folder: RunFolder) -> pd.DataFrame:
    return actor_peaks(folder.runs(), folder.sides)


def _routes(folder: RunFolder) -> pd.DataFrame:
    return attribution(folder.runs(["outcome", "route"]))


def _draw_outcomes(figure: Figure, table: pd.DataFrame, _: RunFolder) -> None:
    bars.draw_outcomes(figure.subplots(), table)


def _draw_rungs(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw the ladder; the rungs of interest have bold names."""
    ax = figure.subplots()
    bars.draw_rungs(ax, table, folder.ladder)
    for label, rung in zip(ax.get_yticklabels(), folder.ladder, strict=True):
        label.set_fontweight("bold" if rung.id in folder.thresholds else "normal")


def _draw_incidence(figure: Figure, table: pd.DataFrame, _: RunFolder) -> None:
    """Draw all competing ends, and the clash once more, enlarged."""
    wide, near = figure.subplots(1, 2, width_ratios=[1.25, 1.0])
    lines.draw_incidence(wide, table, events=ENDS)
    wide.set_ylabel("share of runs")
    lines.draw_incidence(near, table, events=[CLASH], bands=True)
    near.set_title("clash or worse, enlarged", loc="left")


def _draw_stack(figure: Figure, table: pd.DataFrame, _: RunFolder) -> None:
    stack.draw_stack(figure.subplots(), table)


def _draw_climbers(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw the highest climbers first, in two panels where one has no room."""
    sides = list(dict.fromkeys(folder.sides.values()))
    names = [rung.name for rung in folder.ladder]
    half = len(table) if len(table) <= ROWS else (len(table) + 1) // 2
    axes = figure.subplots(1, 1 if half == len(table) else 2, squeeze=False)[0]
    for ax, start in zip(axes, range(0, len(table), half), strict=True):
        part = table.iloc[start : start + half]
        ladder.draw_climbers(ax, part, names, label=short_names(folder), sides=sides)
    figure.legend(handles=ladder.climber_legend(sides), loc="upper right", ncols=len(sides) + 1)


def _draw_routes(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw how the clashes came about; where there was none, write that."""
    ax = figure.subplots()
    clashes = int(table["of"].iloc[0])
    if clashes:
        bars.draw_routes(ax, table, column="route")
        ax.set_title(f"{clashes:,} of {folder.n:,} runs clashed", loc="left")
        return
    low, high = share_interval(0, folder.n)
    text = f"no run of {folder.n:,} clashed\n{share_with_interval(0.0, float(low), float(high))}"
    ax.text(0.5, 0.5, text, ha="center", va="center", size=22, linespacing=1.6)
    ax.axis("off")


RUN_SLIDES: Mapping[str, Slide[RunFolder]] = {
    "outcomes": Slide("How the runs end", outcomes, _draw_outcomes),
    "rungs-reached": Slide(
        "How often each rung is reached", rungs_reached, _draw_rungs,
        "highest rung between the two sides' own members; the client war does not count",
    ),
    "cumulative-incidence": Slide(
        "What has ended the runs by each turn", _incidence, _draw_incidence,
        "each run counts once, by what came first; in brackets and shaded: 95% interval",
    ),
    "runs-by-turn": Slide(
        "What has become of the runs by each turn", _incidence, _draw_stack,
        "each run counts once, by what came first; in brackets: 95% interval",
    ),
    "who-climbed": Slide(
        "Who climbs how high", _peaks, _draw_climbers,
        "each actor's highest rung in a run: mean, middle half (thick), 8 runs in 10 (thin)",
    ),
    "routes-to-clash": Slide("How the clashes came about", _routes, _draw_routes),
}  # fmt: skip
"""Slides that ``runs.parquet`` alone gives, by file name."""
