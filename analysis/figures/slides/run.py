"""Slides that ``runs.parquet`` alone gives."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts import bars, ladder, lines, stack
from brinkmanship.analysis.figures.letters import one_line, width_of
from brinkmanship.analysis.figures.room import columns, part_text, rows
from brinkmanship.analysis.figures.slides.slide import Slide
from brinkmanship.analysis.figures.style import share_with_interval
from brinkmanship.analysis.statistics.actors import actor_peaks
from brinkmanship.analysis.statistics.attribution import attribution
from brinkmanship.analysis.statistics.escalation import outcome_shares, threshold_shares
from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import CLASH, ENDS
from brinkmanship.analysis.statistics.timing import cumulative_incidence
from brinkmanship.analysis.tables.runs import RunFolder

LONGEST_NAME = 11.5  # ems
ROWS = 16  # actors in one panel
MOST_ACTORS = 34  # in two
HALF, WHOLE = 0.32, 0.78  # of the width, that the rungs have beside names of actors


def short_names(folder: RunFolder) -> dict[str, str]:
    """Name to print for each actor; the code where the name is too long for a row."""
    names = {code: one_line(name) for code, name in folder.names.items()}
    return {
        code: name if width_of(name, 1.0) <= LONGEST_NAME else one_line(code)
        for code, name in names.items()
    }


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
    bars.draw_rungs(figure.subplots(), table, folder.ladder, thresholds=folder.thresholds)


def _rungs_note(_: pd.DataFrame, folder: RunFolder) -> str:
    """Says so where not every rung has a name."""
    what = "highest rung between opponents themselves; the client war does not count"
    return what + bars.named_text(folder.ladder, folder.thresholds, rows())


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
    table = table.head(MOST_ACTORS)
    half = len(table) if len(table) <= ROWS else (len(table) + 1) // 2
    named = bars.named_rungs(folder.ladder, folder.thresholds, _upright_names(table))
    axes = figure.subplots(1, 1 if half == len(table) else 2, squeeze=False)[0]
    for ax, start in zip(axes, range(0, len(table), half), strict=True):
        part = table.iloc[start : start + half]
        label = short_names(folder)
        ladder.draw_climbers(ax, part, names, label=label, sides=sides, named=named)
    figure.legend(handles=ladder.climber_legend(sides), loc="upper right", ncols=len(sides) + 1)


def _upright_names(table: pd.DataFrame) -> int:
    """Names of rungs that find room beside one another below a panel."""
    return columns(WHOLE if len(table) <= ROWS else HALF)


def _climbers_note(table: pd.DataFrame, folder: RunFolder) -> str:
    """Says so where not every actor has a row, or not every rung a name."""
    note = "each actor's highest rung: mean, half the runs (thick), 8 runs in 10 (thin)"
    note += part_text(min(len(table), MOST_ACTORS), len(table), "actors", "the highest climbers")
    return note + bars.named_text(folder.ladder, folder.thresholds, _upright_names(table))


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
        _rungs_note,
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
        _climbers_note,
    ),
    "routes-to-clash": Slide("How the clashes came about", _routes, _draw_routes),
}  # fmt: skip
"""Slides that ``runs.parquet`` alone gives, by file name."""
