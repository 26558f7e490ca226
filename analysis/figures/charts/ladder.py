"""Charts of rungs: the crisis rung over turns, and the highest rung of each actor."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.charts.bars import OUTCOME_COLOURS
from brinkmanship.analysis.figures.room import short_label, spread_within
from brinkmanship.analysis.statistics.names import OUTCOME_NAMES

SIDE = 10.0  # ems of a side's name in a legend
LABEL = 0.056  # of the height, of a line of text
DASHES: Mapping[str, str] = {
    "nuclear_use": ":",
    "war": "--",
    "direct_clash": "-",
    "settlement": "-.",
    "deescalation": ":",
    "stalemate": "--",
    "frozen": "-",
}


def draw_fan(
    ax: Axes, table: pd.DataFrame, names: Sequence[str], named: Sequence[int] | None = None
) -> None:
    """Draw ``paths.rung_fan``: bands of the crisis rung, its median and its mean.

    Args:
        ax: Where to draw.
        table: One row a turn.
        names: Names of the rungs.
        named: The rungs that get a name; all by default.
    """
    ends = (int(table["turn"].min()), int(table["turn"].max()))
    table = style.widened(table)
    turn = table["turn"]
    bands = (("q10", "q90", "#d3e2ee", "8 runs in 10"), ("q25", "q75", "#9dbfda", "half the runs"))
    for low, high, colour, label in bands:
        # Quantiles are whole rungs: a margin keeps a band of one rung visible.
        ax.fill_between(
            turn, table[low] - 0.35, table[high] + 0.35, step="mid", color=colour, lw=0, label=label
        )
    ax.step(turn, table["median"], where="mid", color=style.BLUE, lw=4, label="median")
    ax.plot(turn, table["mean"], color=style.INK, lw=2, ls=(0, (1, 1)), label="mean")
    _set_axes(ax, names, named, ends)


def draw_single_runs(
    ax: Axes,
    rungs: pd.DataFrame,
    examples: pd.DataFrame,
    names: Sequence[str],
    named: Sequence[int] | None = None,
) -> None:
    """Draw one line a row of ``paths.single_runs`` up to its end, named at the right edge.

    Args:
        ax: Where to draw.
        rungs: The table of ``paths.crisis_rungs``.
        examples: Which runs to draw.
        names: Names of the rungs.
        named: The rungs that get a name; all by default.
    """
    rows = examples.to_dict("records")
    ends = []
    for rank, row in enumerate(rows):
        path = rungs.loc[row["run"]]
        # Runs on the same rung are drawn side by side, not on top of each other.
        path = path[path.index <= row["outcome_turn"]] + 0.13 * (rank - (len(rows) - 1) / 2.0)
        colour, dash = OUTCOME_COLOURS[row["outcome"]], DASHES[row["outcome"]]
        ax.plot(path.index, path, color=colour, lw=2.4, ls=dash)
        ax.plot(path.index[-1:], path[-1:], "o", color=colour, ms=11, mec="white", clip_on=False)
        ends.append((float(path.index[-1]), float(path.iloc[-1]), colour))
    first, last = int(rungs.columns.min()), int(rungs.columns.max())
    _set_axes(ax, names, named, (first, last))
    left, edge = ax.get_xlim()
    step = 0.03 * (edge - left)
    heights = spread_within([end[1] for end in ends], LABEL * len(names), ax.get_ylim())
    for row, (turn, rung, colour), place in zip(rows, ends, heights, strict=True):
        xs, ys = [turn, edge + step, edge + 2 * step], [rung, place, place]
        ax.plot(xs, ys, color=colour, lw=1.2, clip_on=False)
        label = f"{OUTCOME_NAMES[row['outcome']]} (run {row['run']})"
        ax.text(edge + 2.7 * step, place, label, va="center")


def _set_axes(
    ax: Axes, names: Sequence[str], named: Sequence[int] | None, turns: tuple[int, int]
) -> None:
    """Rungs upwards with a faint line each that is named, turns to the right."""
    ax.set(ylim=(-0.6, len(names) - 0.4), xlabel="turn")
    style.turn_axis(ax, *turns)
    style.rung_axis(ax, names, at=named)
    ax.set_axisbelow(True)
    ax.grid(axis="y", color=style.GUIDE, lw=0.8)


def draw_climbers(
    ax: Axes,
    table: pd.DataFrame,
    names: Sequence[str],
    *,
    label: Mapping[str, str],
    sides: Sequence[str],
    named: Sequence[int] | None = None,
) -> None:
    """Draw ``actors.actor_peaks``: spread of each actor's highest rung, first row on top.

    Args:
        ax: Where to draw.
        table: One row an actor.
        names: Names of the rungs.
        label: Name to print for each actor code.
        sides: All sides, which decides on the colour of each.
        named: The rungs that get a name; all by default.
    """
    for place, row in enumerate(table[::-1].to_dict("records")):
        colour, marker, _ = style.LINES[sides.index(row["side"]) % len(style.LINES)]
        for low, high, width in (("q10", "q90", 3), ("q25", "q75", 9)):
            ends = [row[low], row[high]]
            ax.plot(ends, [place, place], color=colour, lw=width, solid_capstyle="butt")
        ax.plot(row["mean"], place, marker, color="white", mec=colour, mew=3, ms=11)
        ax.plot(row["highest"], place, "x", color=style.INK, ms=9, mew=2.2)
    ax.set(xlim=(-0.5, len(names) - 0.5), ylim=(-0.7, len(table) - 0.3))
    ax.set_yticks(range(len(table)), labels=[label[actor] for actor in table["actor"][::-1]])
    ax.tick_params(axis="y", length=0)
    style.rung_axis(ax, names, axis="x", at=named)
    ax.set_axisbelow(True)
    ax.grid(axis="x", color=style.GUIDE, lw=0.8)


def climber_legend(sides: Sequence[str]) -> list[Line2D]:
    """Legend entries of ``draw_climbers``."""
    keys = [
        Line2D(
            [],
            [],
            color=colour,
            marker=marker,
            mfc="white",
            mew=3,
            ms=11,
            lw=3,
            label=short_label(side, SIDE),
        )
        for side, (colour, marker, _) in zip(sides, style.LINES, strict=False)
    ]
    extra = Line2D([], [], color=style.INK, marker="x", mew=2.2, ms=9, lw=0, label="highest")
    return [*keys, extra]
