"""Charts of a sweep: how far a parameter moves a share, and the share at each of its values."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.charts.labels import (
    class_edges,
    short_numbers,
    short_path,
    short_value,
)
from brinkmanship.analysis.figures.charts.pairs import signed

PANELS = 6
LETTERS = 84  # of tick labels side by side, over the width of a slide
APART = 0.1  # between panels, in widths of one: labels at their edges reach beyond them
BESIDE = 0.24  # from a bar to the intervals of its ends, in rows


def draw_effect_sizes(ax: Axes, table: pd.DataFrame) -> None:
    """Draw ``parameter_effects.effect_sizes``: the paired difference that a parameter makes.

    Args:
        ax: Where to draw; its axis counts percentage points.
        table: One row a parameter, the first on top. A bar whose interval holds zero is grey.
    """
    rows = table[::-1].to_dict("records")
    ax.axvline(0.0, color=style.INK, lw=1.2, zorder=1)
    for place, row in enumerate(rows):
        low, middle, high = (100.0 * row[name] for name in ("range_low", "range", "range_high"))
        colour = style.BLUE if low > 0.0 else style.GREY
        ax.plot([0.0, middle], [place, place], color=colour, lw=9, solid_capstyle="butt")
        ax.plot([low, high], [place, place], "-", color=style.INK, lw=1.8)
        ax.plot(middle, place, "o", color="white", mec=colour, mew=2.5, ms=10, clip_on=False)
        text = f"{style.percent(row['least'])} to {style.percent(row['most'])}"
        right = (max(middle, high), place)
        ax.annotate(text, right, (11, 0), textcoords="offset points", va="center")
    left, top = (
        100.0 * float(end) for end in (table["range_low"].min(), table["range_high"].max())
    )
    reach = max(top, 1.0)
    ax.set(xlim=(min(left, 0.0) - 0.02 * reach, 1.05 * reach), ylim=(-0.7, len(rows) - 0.3))
    ax.set_yticks(range(len(rows)), labels=[short_path(row["parameter"]) for row in rows])
    ax.tick_params(axis="y", length=0, pad=11)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda points, _: signed(points, digits=None)))
    ax.set_xlabel("difference between the least and the greatest share, in percentage points")
    ax.grid(axis="x", color=style.GUIDE, lw=0.8)
    ax.set_axisbelow(True)


def draw_ranges(ax: Axes, table: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Draw how far each share ranges over the points: least, median and greatest.

    Args:
        ax: Where to draw.
        table: One row a measure: ``measure``, ``least``, ``median``, ``most``, and the intervals
            ``least_low``, ``least_high``, ``most_low``, ``most_high``.
        names: What to print for each measure.
    """
    rows = table[::-1].to_dict("records")
    for place, row in enumerate(rows):
        ax.plot([row["least"], row["most"]], [place, place], color=style.BLUE, lw=5)
        ax.plot(row["median"], place, "o", color="white", mec=style.BLUE, mew=2.5, ms=9,
                clip_on=False)  # fmt: skip
        _draw_ends(ax, row, place)
    ax.set(xlim=(0.0, min(1.0, max(0.02, 1.02 * float(table["most_high"].max())))))
    ax.set_ylim(-0.7, len(rows) - 0.3)
    _name_rows(ax, [names[row["measure"]] for row in rows])


def _draw_ends(ax: Axes, row: Mapping[Hashable, Any], place: int) -> None:
    """Draw the interval of the least share below its bar, of the greatest above; write both."""
    for end, height in (("least", place - BESIDE), ("most", place + BESIDE)):
        span = [row[f"{end}_low"], row[f"{end}_high"]]
        ax.plot(span, [height, height], "-", color=style.INK, lw=1.8)
        ax.plot(row[end], height, "|", color=style.INK, ms=9, mew=1.8, clip_on=False)
    text = f"{style.percent(row['least'])} to {style.percent(row['most'])}"
    right = max(row["most_high"], row["least_high"])
    ax.annotate(text, (right, place), (11, 0), textcoords="offset points", va="center")


def _name_rows(ax: Axes, names: Sequence[str]) -> None:
    ax.set_yticks(range(len(names)), labels=names)
    ax.tick_params(axis="y", length=0, pad=11)  # dots at zero stand beside the names
    style.percent_axis(ax)


def shown_parameters(table: pd.DataFrame) -> list[str]:
    """The parameters that ``draw_effects`` has room for, in their order."""
    return list(dict.fromkeys(table["parameter"]))[:PANELS]


def draw_effects(figure: Figure, table: pd.DataFrame) -> None:
    """Draw ``parameter_effects.effects``: one panel a parameter, its classes from left to right.

    Args:
        figure: An empty slide.
        table: One row a parameter and class.
    """
    names = shown_parameters(table)
    columns = min(len(names), 3)
    rows = -(-len(names) // columns)
    gap = {"wspace": APART}  # of the grid, not of the slide: a page lays it out again
    axes = figure.subplots(rows, columns, sharey=True, squeeze=False, gridspec_kw=gap).ravel()
    top = min(1.0, max(0.01, 1.1 * max(high for _, high in _paired_ends(table))))
    for ax, name in zip(axes, names, strict=False):
        _draw_panel(ax, table[table["parameter"] == name], letters=LETTERS // columns)
        ax.set_title(short_path(name), loc="left")
        ax.set_ylim(0.0, top)
        style.percent_axis(ax, axis="y")
    for spare in axes[len(names) :]:
        spare.set_visible(False)


def _paired_ends(part: pd.DataFrame) -> list[tuple[float, float]]:
    """What is drawn through each dot: the first's own interval, the others' paired differences."""
    ends = []
    for first, row in zip(~part["parameter"].duplicated(), part.to_dict("records"), strict=True):
        if first:
            base = row["share"]
            ends.append((row["low"], row["high"]))
        else:
            ends.append((max(base + row["change_low"], 0.0), min(base + row["change_high"], 1.0)))
    return ends


def _draw_panel(ax: Axes, part: pd.DataFrame, *, letters: int) -> None:
    places, shares = range(len(part)), part["share"].tolist()
    ax.plot(places, shares, "-", color=style.GUIDE)
    if len(shares) > 1:
        ax.axhline(shares[0], color=style.GREY, lw=1.2, ls=":")
    for place, share, (low, high) in zip(places, shares, _paired_ends(part), strict=True):
        ax.plot([place, place], [low, high], color=style.INK if place else style.GREY, lw=1.8)
        ax.plot(place, share, "o", color=style.BLUE if place else "white", mec=style.BLUE, ms=9)
    ticks, labels = _ticks([str(value) for value in part["value"]])
    wide = max(map(len, labels)) * len(part) > letters
    ax.set_xticks(ticks, labels=labels, rotation=90 if wide else 0)
    ax.tick_params(axis="x", pad=7)  # the first label stands beside that of the other axis
    ax.set_xlim(-0.5, len(part) - 0.5)


def _ticks(names: Sequence[str]) -> tuple[list[float], list[str]]:
    """Places and labels of the ticks of a panel: edges of classes, or single values."""
    if edges := class_edges(names):
        return [place - 0.5 for place in range(len(edges))], short_numbers(edges)
    return [float(place) for place in range(len(names))], [short_value(name) for name in names]
