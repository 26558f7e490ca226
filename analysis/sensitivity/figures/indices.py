"""Charts of indices: bars of Sobol indices, and the effects of a screening."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.room import short_label
from brinkmanship.analysis.sensitivity.rows import named_rows

ROWS = 12  # bars on a slide
NAME = 20.0  # ems of a parameter beside a second panel
RANKED = 9  # points of a scatter that are labelled by their rank
NEAR = 0.05  # of the axis: points nearer than this share a label
LETTER, STEP, LINE = 0.03, 0.06, 16  # of the axis, width and height of a letter; points of a line
EDGES = (-0.3, 1.5)  # of the axis of indices, however wide an interval is


def draw_indices(ax: Axes, table: pd.DataFrame) -> None:
    """Draw Sobol indices: a broad bar for the total, a narrow one for the first order.

    Args:
        ax: Where to draw.
        table: One row a parameter, largest total first; see ``SobolResult``.
    """
    rows = table.head(ROWS)[::-1].reset_index(drop=True)
    for place, one in enumerate(named_rows(rows)):
        ax.barh(place + 0.18, one.total, 0.4, color=style.BLUE)
        ax.barh(place - 0.22, one.first, 0.34, color=style.ORANGE, hatch="//", edgecolor="white")
        _draw_interval(ax, (one.total_low, one.total_high), place + 0.18)
        _draw_interval(ax, (one.first_low, one.first_high), place - 0.22)
    left, right = index_axis(table)
    ax.set(xlim=(left, right), ylim=(-0.6, len(rows) - 0.4))
    for place, one in enumerate(named_rows(rows)):
        _draw_arrows(ax, (one.total_low, one.total_high), place + 0.18)
        _draw_arrows(ax, (one.first_low, one.first_high), place - 0.22)
    ax.set_yticks(range(len(rows)), labels=[short_label(str(name)) for name in rows["parameter"]])
    ax.tick_params(axis="y", length=0)
    ax.axvline(0.0, color=style.INK, lw=1)
    ax.set_xlabel("part of the variance between points (95% interval, chance taken out)")
    for label, colour, hatch in (("total: with its interactions", style.BLUE, ""),
                                 ("first order: by itself", style.ORANGE, "//")):  # fmt: skip
        ax.bar(0.0, 0.0, 0.0, color=colour, hatch=hatch, edgecolor="white", label=label)
    _legend_above(ax)


def index_axis(table: pd.DataFrame) -> tuple[float, float]:
    """Ends of the axis of indices: all intervals, up to fixed edges."""
    columns = ["first_low", "first_high", "total_low", "total_high"]
    ends = table.head(ROWS)[columns].to_numpy(float)
    left, right = min(0.0, float(ends.min())), max(0.1, float(ends.max()))
    return max(left, EDGES[0]) * 1.05, min(right, EDGES[1]) * 1.05


def is_cut_off(table: pd.DataFrame) -> bool:
    """Whether an interval of the indices extends beyond the axis."""
    left, right = index_axis(table)
    rows = table.head(ROWS)
    lows, highs = rows[["first_low", "total_low"]], rows[["first_high", "total_high"]]
    return bool((lows < left).any(axis=None) or (highs > right).any(axis=None))


def draw_effects(ax: Axes, table: pd.DataFrame) -> None:
    """Draw the mean size of each effect of a screening, and the size of luck alone.

    Args:
        ax: Where to draw.
        table: One row a parameter, largest first; see ``MorrisResult``.
    """
    rows = table.head(ROWS)[::-1].reset_index(drop=True)
    for place, one in enumerate(named_rows(rows)):
        colour = style.BLUE if one.told else style.GUIDE
        ax.barh(place, one.mu_star, 0.62, color=colour)
        _draw_interval(ax, (one.mu_star_low, one.mu_star_high), place)
        ax.plot([one.by_chance] * 2, [place - 0.38, place + 0.38], color=style.VERMILLION, ls=":")
    ax.set(xlim=(0.0, float(rows["mu_star_high"].max()) * 1.05 or 1.0))
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ranked = [
        f"{short_label(one.parameter, NAME)}  {len(rows) - i}"
        for i, one in enumerate(named_rows(rows))
    ]
    ax.set_yticks(range(len(rows)), labels=ranked)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("\N{GREEK SMALL LETTER MU}*: mean size of the effect of the whole range")
    ax.bar(0.0, 0.0, 0.0, color=style.BLUE, label="told from chance")
    ax.bar(0.0, 0.0, 0.0, color=style.GUIDE, label="not told from chance")
    ax.plot([], [], color=style.VERMILLION, ls=":", label="chance alone")
    _legend_above(ax)


def draw_spread(ax: Axes, table: pd.DataFrame) -> None:
    """Draw each effect's spread against its size; a large spread means interactions."""
    sure = table["told"].to_numpy(bool)
    for mask, colour, marker in ((sure, style.BLUE, "o"), (~sure, style.GREY, "x")):
        if mask.any():  # an unclipped line without points has no extent: the layout collapses
            ax.plot(table["mu_star"][mask], table["sigma"][mask], marker, color=colour, ms=8,
                    clip_on=False)  # fmt: skip
    top = max(float(table["mu_star"].max()), float(table["sigma"].max())) * 1.15 or 1.0
    ax.plot([0.0, top], [0.0, top], color=style.MUTED, lw=1, ls="--")
    ax.set(xlim=(0.0, top), ylim=(0.0, top))
    labels = _joint_labels(table.head(RANKED), NEAR * top)
    for (ranks, spot), level in zip(labels, _levels(labels, top), strict=True):
        ax.annotate(ranks, spot, (0, 8 + LINE * level), ha="center", size=style.TEXT - 2,
                    textcoords="offset points")  # fmt: skip
    ax.set_xlabel("\N{GREEK SMALL LETTER MU}*: size")
    ax.set_ylabel("\N{GREEK SMALL LETTER SIGMA}: spread from place to place")


def _joint_labels(table: pd.DataFrame, near: float) -> list[tuple[str, tuple[float, float]]]:
    """Ranks of the points and where to write them; points that coincide share a label."""
    groups: list[list[tuple[int, float, float]]] = []
    for rank, one in enumerate(named_rows(table), 1):
        spot = (rank, one.mu_star, one.sigma)
        beside = [group for group in groups if np.allclose(group[0][1:], spot[1:], 0.0, near)]
        if beside:
            beside[0].append(spot)
        else:
            groups.append([spot])
    return [
        (", ".join(str(rank) for rank, _, _ in group), (group[0][1], max(y for *_, y in group)))
        for group in groups
    ]


def _levels(labels: Sequence[tuple[str, tuple[float, float]]], top: float) -> list[int]:
    """Lines by which each label is lifted so that none covers another."""
    placed: list[tuple[float, float, float]] = []
    levels = []
    for words, (x, y) in labels:
        half, level = LETTER * top * (len(words) + 1) / 2.0, 0
        while any(abs(x - at) < half + wide and abs(y + level * STEP * top - height) < STEP * top
                  for at, height, wide in placed):  # fmt: skip
            level += 1
        placed.append((x, y + level * STEP * top, half))
        levels.append(level)
    return levels


def _draw_interval(ax: Axes, ends: tuple[float, float], level: float) -> None:
    ax.plot(ends, [level, level], color="white", lw=4, solid_capstyle="butt")
    ax.plot(ends, [level, level], color=style.INK, lw=2, solid_capstyle="butt")
    ax.plot(ends, [level, level], "|", color=style.INK, ms=7, mew=2)


def _draw_arrows(ax: Axes, ends: tuple[float, float], level: float) -> None:
    """An arrow head at each edge of the axis beyond which the interval extends."""
    left, right = ax.get_xlim()
    for edge, marker, beyond in ((left, "<", ends[0] < left), (right, ">", ends[1] > right)):
        if beyond:
            ax.plot([edge], [level], marker, color=style.INK, ms=9, clip_on=False, zorder=4)


def _legend_above(ax: Axes) -> None:
    """The legend above the axes, where it covers neither bar nor label."""
    ax.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderpad=0.2)
