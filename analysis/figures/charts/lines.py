"""Charts of lines over turns: competing ends, signals, credibility and cohesion."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.room import short_label, spread_within
from brinkmanship.analysis.statistics.names import CLASH, EVENT_NAMES

SIDE = 10.0  # ems of a side's name in a legend
EVENT_LINES: Mapping[str, tuple[str, str, str]] = {
    CLASH: (style.VERMILLION, "s", "-"),
    "settlement": (style.GREEN, "o", "--"),
    "deescalation": (style.BLUE, "^", "-."),
    "stalemate": (style.PURPLE, "D", ":"),
}
"""Colour, marker and dash of each competing event."""


def draw_incidence(
    ax: Axes, table: pd.DataFrame, *, events: Sequence[str], bands: bool = False
) -> None:
    """Draw ``timing.cumulative_incidence`` of the events, each named at its end.

    Args:
        ax: Where to draw.
        table: One row an event and turn.
        events: Events to draw, out of those of the table.
        bands: Whether to shade the intervals; those of several events would overlap.
    """
    parts = [table[table["event"] == event] for event in events]
    column = "high" if bands else "incidence"
    top = max(0.005, 1.1 * max(float(part[column].max()) for part in parts))
    last = float(table["turn"].max())
    ends = [part[["incidence", "low", "high"]].to_numpy()[-1].tolist() for part in parts]
    places = spread_within([end[0] for end in ends], 0.13 * top, (0.0, top))
    for event, part, end, place in zip(events, parts, ends, places, strict=True):
        colour, marker, dash = EVENT_LINES[event]
        turn, step = part["turn"], "steps-post"
        if bands:
            ax.fill_between(
                turn, part["low"], part["high"], step="post", color=colour, alpha=0.2, lw=0
            )
        ax.plot(turn, part["incidence"], dash, color=colour, drawstyle=step)
        ax.plot(
            turn, part["incidence"], marker, color=colour, ms=9, markevery=_marker_spacing(part, 6)
        )
        ax.text(
            last * 1.04,
            place,
            f"{EVENT_NAMES[event]}\n{style.share_with_interval(*end)}",
            va="center",
        )
        leader = [end[0], place]
        ax.plot([last, last * 1.03], leader, color=colour, lw=1.2, clip_on=False)
    ax.set(ylim=(0.0, top), xlabel="turn")
    style.turn_axis(ax, 0, last)
    style.percent_axis(ax, axis="y")


def _marker_spacing(table: pd.DataFrame, marks: int) -> int:
    """Rows from one marker to the next."""
    return max(1, len(table) // marks)


def draw_signals(ax: Axes, table: pd.DataFrame, *, sides: Sequence[str]) -> None:
    """Draw one kind of ``speech.signal_counts``: signals a run by turn, one line a side."""
    for side, (colour, marker, dash) in zip(sides, style.LINES, strict=False):
        part = table[table["side"] == side]
        ax.plot(part["turn"], part["rate"], dash, color=colour)
        ax.plot(
            part["turn"],
            part["rate"],
            marker,
            color=colour,
            ms=8,
            markevery=_marker_spacing(part, 5),
        )
    ax.set(ylim=(0.0, max(0.01, 1.15 * float(table["rate"].max()))))
    style.turn_axis(ax, 1, int(table["turn"].max()))


def draw_band(ax: Axes, table: pd.DataFrame, *, line: int = 0) -> None:
    """Draw mean and 10 to 90% band of ``credibility_path`` or ``cohesion_path``, one series.

    Args:
        ax: Where to draw.
        table: One row a turn: ``turn``, ``mean``, ``q10``, ``q90``.
        line: Position of the line style in ``style.LINES``.
    """
    colour, marker, dash = style.LINES[line % len(style.LINES)]
    wide = style.widened(table)
    ax.fill_between(wide["turn"], wide["q10"], wide["q90"], color=colour, alpha=0.22, lw=0)
    ax.plot(wide["turn"], wide["mean"], dash, color=colour)
    ax.plot(
        table["turn"],
        table["mean"],
        marker,
        color=colour,
        ms=8,
        markevery=_marker_spacing(table, 5),
    )
    style.turn_axis(ax, 1, int(table["turn"].max()))


def side_legend(sides: Sequence[str]) -> list[Line2D]:
    """Legend entries for one line a side."""
    return [
        Line2D([], [], color=colour, marker=marker, ls=dash, ms=8, label=short_label(side, SIDE))
        for side, (colour, marker, dash) in zip(sides, style.LINES, strict=False)
    ]


def draw_senders(ax: Axes, table: pd.DataFrame, *, label: Mapping[str, str]) -> None:
    """Draw ``speech.sender_counts`` as a table of shaded cells, the number in each.

    Args:
        ax: Where to draw.
        table: One row a sender and kind.
        label: Name to print for each actor code.
    """
    grid = table.pivot_table(index="sender", columns="signal", values="rate", sort=False)
    values = grid.to_numpy(dtype=float)
    top = max(1e-9, float(values.max()))
    ax.imshow(np.sqrt(values / top), cmap="cividis", vmin=0.0, vmax=1.0, aspect="auto")
    for (row, column), rate in np.ndenumerate(values):
        shade = "white" if np.sqrt(rate / top) < 0.6 else "black"  # noqa: PLR2004
        text = "·" if rate == 0.0 else f"{rate:.2f}" if rate >= 0.01 else "<0.01"  # noqa: PLR2004
        ax.text(column, row, text, color=shade, ha="center", va="center")
    kinds = [str(kind).replace("_", "\n") for kind in grid.columns]
    ax.set_xticks(range(len(kinds)), labels=kinds)
    ax.set_yticks(range(len(grid)), labels=[label.get(code, str(code)) for code in grid.index])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
