"""Slides that need the tables of a traced folder (``--trace``)."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts import bars, ladder, lines
from brinkmanship.analysis.figures.room import part_text, rows, short_label, spread_within
from brinkmanship.analysis.figures.slides.run import short_names
from brinkmanship.analysis.figures.slides.slide import Slide, write_instead
from brinkmanship.analysis.statistics.names import SIGNAL_NAMES
from brinkmanship.analysis.statistics.paths import (
    cohesion_path,
    credibility_path,
    crisis_rungs,
    rung_fan,
    single_runs,
)
from brinkmanship.analysis.statistics.signals import sender_counts, signal_counts
from brinkmanship.analysis.tables.runs import RunFolder

PANELS = 6
SENDERS = 10
SIDE = 10.0  # ems of a side's name
LABEL = 0.06  # of the height, of a line of text


def _rungs(folder: RunFolder) -> pd.DataFrame:
    """The crisis rung of every run and turn."""
    turns = folder.turns(["run", "turn", "actor", "displayed"])
    runs = folder.runs(["run", "outcome", "outcome_turn", "peak_rung_direct"])
    return crisis_rungs(turns, runs, folder.sides)


def _signals(folder: RunFolder) -> pd.DataFrame:
    signals = folder.signals(["turn", "sender", "signal"])
    return signal_counts(signals, folder.sides, runs=folder.n, horizon=folder.horizon)


def _senders(folder: RunFolder) -> pd.DataFrame:
    return sender_counts(folder.signals(["sender", "signal"]), runs=folder.n)


def _credibility(folder: RunFolder) -> pd.DataFrame:
    """Credibility over time of each actor that stands on a side."""
    table = credibility_path(folder.turns(["turn", "actor", "credibility"]))
    return table[table["actor"].isin(list(folder.sides))]


def _cohesion(folder: RunFolder) -> pd.DataFrame:
    return cohesion_path(folder.turns(["run", "turn", "actor", "cohesion"]), folder.sides)


def _draw_rungs(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw bands of all runs, and beside them the first run of each outcome."""
    fan, single = figure.subplots(1, 2, sharey=True)
    names = [rung.name for rung in folder.ladder]
    examples = single_runs(folder.runs(["run", "outcome", "outcome_turn"]))
    named = bars.named_rungs(folder.ladder, folder.thresholds, rows())
    ladder.draw_single_runs(single, table, examples, names, named)
    single.set_title("the first run of each outcome", loc="left")
    ladder.draw_fan(fan, rung_fan(table), names, named)
    fan.set_title("all runs", loc="left")
    figure.legend(*fan.get_legend_handles_labels(), loc="upper right", ncols=4)


def _rungs_note(_: pd.DataFrame, folder: RunFolder) -> str:
    """Says so where not every rung has a name."""
    note = "a run that ended stays at its last rung, after a clash at its peak"
    return note + bars.named_text(folder.ladder, folder.thresholds, rows())


def _draw_signals(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw one panel a kind of signal, one line a side."""
    kinds = list(dict.fromkeys(table["signal"]))
    sides = list(dict.fromkeys(folder.sides.values()))
    for ax, kind in zip(_panels(figure, len(kinds)), kinds, strict=True):
        lines.draw_signals(ax, table[table["signal"] == kind], sides=sides)
        ax.set_title(SIGNAL_NAMES[kind], loc="left")
    figure.legend(handles=lines.side_legend(sides), loc="upper right", ncols=len(sides))


def _senders_note(table: pd.DataFrame, _: RunFolder) -> str:
    """Says so where only the most frequent senders have a row."""
    senders = table["sender"].nunique()
    return "signals a run" + part_text(min(senders, SENDERS), senders, "senders",
                                       "those who say most")  # fmt: skip


def _draw_senders(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw signals a run by sender and kind, the most frequent senders first."""
    senders = list(dict.fromkeys(table["sender"]))
    ax = figure.subplots()
    if senders:
        rows = table[table["sender"].isin(senders[:SENDERS])]
        lines.draw_senders(ax, rows, label=short_names(folder))
    else:
        write_instead(ax, "no signal was sent")


def _draw_credibility(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw one panel an actor, those whose belief moves most first."""
    actors = _by_movement(table)[:PANELS]
    top = float(table.loc[table["actor"].isin(actors), "q90"].max()) if actors else 0.0
    sides = list(dict.fromkeys(folder.sides.values()))
    for ax, actor in zip(_panels(figure, len(actors)), actors, strict=True):
        side = sides.index(folder.sides[actor])
        lines.draw_band(ax, table[table["actor"] == actor], line=side)
        ax.set_ylim(0.0, min(1.0, max(0.05, 1.1 * top)))
        ax.set_title(short_names(folder)[actor], loc="left")


def _draw_cohesion(figure: Figure, table: pd.DataFrame, folder: RunFolder) -> None:
    """Draw one line a side that has an alliance."""
    ax = figure.subplots()
    sides = list(dict.fromkeys(folder.sides.values()))
    ends = []
    for side, part in table.groupby("side"):
        lines.draw_band(ax, part, line=sides.index(str(side)))
        ends.append((str(side), float(part["mean"].iloc[-1])))
    heights = spread_within([mean for _, mean in ends], LABEL, (0.0, 1.0))
    for (side, _), height in zip(ends, heights, strict=True):
        ax.annotate(short_label(side, SIDE), (1.0, height), (8, 0), va="center",
                    xycoords=("axes fraction", "data"), textcoords="offset points")  # fmt: skip
    if table.empty:
        write_instead(ax, "no alliance in this scenario")
    ax.set(ylim=(0.0, 1.0), xlabel="turn", ylabel="cohesion")


def _by_movement(table: pd.DataFrame) -> list[str]:
    """Actors of a credibility path, those whose mean belief ranges furthest over turns first."""
    means = table.astype({"actor": object}).groupby("actor", sort=True)["mean"].agg(np.ptp)
    return [str(actor) for actor in means.sort_values(ascending=False, kind="stable").index]


def _credibility_note(table: pd.DataFrame, _: RunFolder) -> str:
    """Says so where not every actor has a panel."""
    note = "mean belief of its opponents that it does what it threatens; band: 8 runs in 10"
    actors = table["actor"].nunique()
    return note + part_text(min(actors, PANELS), actors, "actors", "those it moves most for")


def _panels(figure: Figure, count: int) -> Sequence[Axes]:
    """Small multiples for ``count`` series, the turn named below the lowest of each column."""
    if not count:
        write_instead(figure.subplots(), "nothing to show")
        return []
    columns = {1: 1, 2: 2, 4: 2}.get(count, 3 if count <= PANELS else 4)
    rows = -(-count // columns)
    axes = figure.subplots(rows, columns, sharex=True, squeeze=False).ravel()
    for spare in axes[count:]:
        spare.set_visible(False)
    for ax in axes[:count][-columns:]:
        ax.set_xlabel("turn")
        ax.xaxis.set_tick_params(labelbottom=True)
    return list(np.asarray(axes[:count]))


TRACE_SLIDES: Mapping[str, Slide[RunFolder]] = {
    "ladder-over-turns": Slide(
        "The ladder over time", _rungs, _draw_rungs,
        _rungs_note,
    ),
    "signals-by-turn": Slide(
        "What is said, and when", _signals, _draw_signals, "signals a run at each turn"
    ),
    "signals-by-sender": Slide("Who says what", _senders, _draw_senders, _senders_note),
    "credibility": Slide(
        "How far threats are believed", _credibility, _draw_credibility,
        _credibility_note,
    ),
    "cohesion": Slide(
        "How far the alliance holds together", _cohesion, _draw_cohesion,
        "band: 8 runs in 10 of those still going; 1 = full cohesion",
    ),
}  # fmt: skip
"""Slides that need ``turns.parquet`` or ``signals.parquet``, by file name."""
