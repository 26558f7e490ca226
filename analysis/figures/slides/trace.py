"""Each figure that a trace gives (``--trace``), as a finished slide."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.charts import ladder, lines
from analysis.figures.slides.run import caption, short_names
from analysis.figures.style import TEXT, empty_slide
from analysis.statistics.names import SIGNAL_NAMES
from analysis.statistics.paths import (
    cohesion_path,
    credibility_path,
    crisis_rungs,
    rung_fan,
    single_runs,
)
from analysis.statistics.signals import sender_counts, signal_counts
from analysis.tables.runs import RunFolder

PANELS = 6
SENDERS = 10


def ladder_over_turns(folder: RunFolder) -> Figure:
    """The crisis rung turn by turn: bands of all runs and one run of each outcome."""
    note = "a run that ended stays at its last rung, after a clash at its peak"
    figure = empty_slide("The ladder over time", caption(folder), note=note)
    fan, single = figure.subplots(1, 2, sharey=True)
    turns = folder.turns(["run", "turn", "actor", "displayed"])
    runs = folder.runs(["run", "outcome", "outcome_turn", "peak_rung_direct"])
    rungs = crisis_rungs(turns, runs, folder.sides)
    names = [rung.name for rung in folder.ladder]
    ladder.draw_single_runs(single, rungs, single_runs(runs), names)
    single.set_title("the first run of each outcome", loc="left")
    ladder.draw_fan(fan, rung_fan(rungs), names)
    fan.set_title("all runs", loc="left")
    figure.legend(*fan.get_legend_handles_labels(), loc="upper right", ncols=4)
    return figure


def signals_by_turn(folder: RunFolder) -> Figure:
    """What is said at each turn, by side; one panel a kind of signal."""
    figure = empty_slide(
        "What is said, and when", caption(folder), note="signals a run at each turn"
    )
    said = folder.signals(["turn", "sender", "signal"])
    table = signal_counts(said, folder.sides, runs=folder.n, horizon=folder.horizon)
    kinds = list(dict.fromkeys(table["signal"]))
    sides = list(dict.fromkeys(folder.sides.values()))
    for ax, kind in zip(_panels(figure, len(kinds)), kinds, strict=True):
        lines.draw_signals(ax, table[table["signal"] == kind], sides=sides)
        ax.set_title(SIGNAL_NAMES[kind], loc="left")
    figure.legend(handles=lines.side_legend(sides), loc="upper right", ncols=len(sides))
    return figure


def signals_by_sender(folder: RunFolder) -> Figure:
    """Who says what: signals a run by sender and kind."""
    table = sender_counts(folder.signals(["sender", "signal"]), runs=folder.n)
    senders = list(dict.fromkeys(table["sender"]))
    note = "signals a run"
    if len(senders) > SENDERS:
        note = f"{note}; the {SENDERS} of {len(senders)} senders who say most"
    figure = empty_slide("Who says what", caption(folder), note=note)
    ax = figure.subplots()
    if senders:
        shown = table[table["sender"].isin(senders[:SENDERS])]
        lines.draw_senders(ax, shown, label=short_names(folder))
    else:
        _say(ax, "no signal was sent")
    return figure


def credibility(folder: RunFolder) -> Figure:
    """How far opponents believe each actor, one panel an actor."""
    table = credibility_path(folder.turns(["turn", "actor", "credibility"]))
    table = table[table["actor"].isin(list(folder.sides))]
    shown = _threateners(folder)[:PANELS]
    note = "mean belief of its opponents that the actor does what it threatens; band: 8 runs in 10"
    figure = empty_slide("How far threats are believed", caption(folder), note=note)
    top = float(table.loc[table["actor"].isin(shown), "q90"].max())
    sides = list(dict.fromkeys(folder.sides.values()))
    for ax, actor in zip(_panels(figure, len(shown)), shown, strict=True):
        side = sides.index(folder.sides[actor])
        lines.draw_band(ax, table[table["actor"] == actor], line=side)
        ax.set_ylim(0.0, min(1.0, 1.1 * top))
        ax.set_title(short_names(folder)[actor], loc="left")
    return figure


def cohesion(folder: RunFolder) -> Figure:
    """How far each side's alliance holds together."""
    note = "band: 8 runs in 10 of those still going; 1 = full cohesion"
    figure = empty_slide("How far the alliance holds together", caption(folder), note=note)
    table = cohesion_path(folder.turns(["run", "turn", "actor", "cohesion"]), folder.sides)
    ax = figure.subplots()
    sides = list(dict.fromkeys(folder.sides.values()))
    for side, part in table.groupby("side"):
        lines.draw_band(ax, part, line=sides.index(str(side)))
        end = part.iloc[-1]
        ax.annotate(str(side), (end["turn"], end["mean"]), (8, 0), textcoords="offset points")
    if table.empty:
        _say(ax, "no alliance in this scenario")
    ax.set(ylim=(0.0, 1.0), xlabel="turn", ylabel="cohesion")
    return figure


def _threateners(folder: RunFolder) -> list[str]:
    """Actors on a side, those who bind themselves by signals most often first."""
    said = folder.signals(["sender", "signal"])
    binding = said[said["signal"].isin(["warn", "threat", "commit"])]
    counts = binding["sender"].astype(object).value_counts()
    return sorted(folder.sides, key=lambda actor: (-int(counts.get(actor, 0)), actor))


def _panels(figure: Figure, count: int) -> Sequence[Axes]:
    """Small multiples for ``count`` series, the turn named below the lowest of each column."""
    if not count:
        _say(figure.subplots(), "nothing to show")
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


def _say(ax: Axes, text: str) -> None:
    """Say in words that there is nothing to draw."""
    ax.text(0.5, 0.5, text, ha="center", va="center", size=TEXT + 7, transform=ax.transAxes)
    ax.axis("off")


TRACE_SLIDES: Mapping[str, Callable[[RunFolder], Figure]] = {
    "ladder-over-turns": ladder_over_turns,
    "signals-by-turn": signals_by_turn,
    "signals-by-sender": signals_by_sender,
    "credibility": credibility,
    "cohesion": cohesion,
}
"""Figures that need ``turns.parquet`` or ``signals.parquet``, by file name."""
