"""Charts of a sweep: how far a parameter moves a share, and the share at each of its values."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.charts.labels import (
    short_path,
    value_spans,
    value_ticks,
)
from brinkmanship.analysis.figures.charts.pairs import signed
from brinkmanship.analysis.figures.letters import width_of
from brinkmanship.analysis.figures.room import apart_labels, rows, short_label, text_size

PANELS = 6
WIDTH = 0.86  # of the drawing, that panels share
TITLE = 56.0  # ems of a title over the width of a drawing
APART = 0.1  # between panels, in widths of one: labels at their edges reach beyond them
BESIDE = 0.24  # from a bar to the intervals of its ends, in rows


def draw_effect_sizes(ax: Axes, table: pd.DataFrame) -> None:
    """Draw ``parameter_effects.effect_sizes``: the paired difference that a parameter makes.

    Args:
        ax: Where to draw; its axis counts percentage points.
        table: One row a parameter, the first on top. A bar whose interval holds zero is grey.
    """
    table = table.head(rows())
    records = table[::-1].to_dict("records")
    ax.axvline(0.0, color=style.INK, lw=1.2, zorder=1)
    for place, row in enumerate(records):
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
    ax.set(xlim=(min(left, 0.0) - 0.02 * reach, 1.05 * reach), ylim=(-0.7, len(records) - 0.3))
    _name_rows(ax, [short_path(row["parameter"]) for row in records])
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
    table = shown_ranges(table)
    records = table[::-1].to_dict("records")
    for place, row in enumerate(records):
        ax.plot([row["least"], row["most"]], [place, place], color=style.BLUE, lw=5)
        ax.plot(row["median"], place, "o", color="white", mec=style.BLUE, mew=2.5, ms=9,
                clip_on=False)  # fmt: skip
        _draw_ends(ax, row, place)
    ax.set(xlim=(0.0, min(1.0, max(0.02, 1.02 * float(table["most_high"].max())))))
    ax.set_ylim(-0.7, len(records) - 0.3)
    _name_rows(ax, [names[row["measure"]] for row in records])


def shown_ranges(table: pd.DataFrame) -> pd.DataFrame:
    """The measures that :func:`draw_ranges` has room for, in their order: the widest ranges."""
    widest = (table["least"] - table["most"]).sort_values(kind="stable").index[: rows()]
    return table[table.index.isin(widest)]


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
    ax.set_yticks(range(len(names)), labels=[short_label(name) for name in names])
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
    down = -(-len(names) // columns)
    gap = {"wspace": APART}  # of the grid, not of the slide: a page lays it out again
    axes = figure.subplots(down, columns, sharey=True, squeeze=False, gridspec_kw=gap).ravel()
    top = min(1.0, max(0.01, 1.1 * max(high for _, high in _paired_ends(table))))
    for ax, name in zip(axes, names, strict=False):
        _draw_panel(ax, table[table["parameter"] == name], width=WIDTH / columns)
        ax.set_title(short_label(short_path(name), TITLE / columns), loc="left")
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


def _draw_panel(ax: Axes, part: pd.DataFrame, *, width: float) -> None:
    """Draw one parameter: numbers at their distances, words side by side.

    Args:
        ax: Where to draw.
        part: Its rows, in rising order; the others are compared with the first.
        width: Of the panel, as a share of the drawing.
    """
    spans = value_spans([str(value) for value in part["value"]])
    places, shares = [(low + high) / 2.0 for low, high in spans], part["share"].tolist()
    ax.plot(places, shares, "-", color=style.GUIDE)
    if len(shares) > 1:
        ax.axhline(shares[0], color=style.GREY, lw=1.2, ls=":")
    first = True
    for place, span, share, ends in zip(places, spans, shares, _paired_ends(part), strict=True):
        ax.plot(span, [share] * 2, color=style.BLUE, lw=2.5, alpha=0.5)
        ax.plot([place, place], ends, color=style.GREY if first else style.INK, lw=1.8)
        ax.plot(place, share, "o", color="white" if first else style.BLUE, mec=style.BLUE, ms=9)
        first = False
    low, high = spans[0][0], max(high for _, high in spans)
    margin = 0.06 * (high - low) or 0.5
    ax.set_xlim(low - margin, high + margin)
    ticks, labels = value_ticks([str(value) for value in part["value"]])
    points = 72.0 * mpl.rcParams["figure.figsize"][0] * width
    if any(map(str.isalpha, "".join(labels[:1]))) or len(labels) < 2:  # noqa: PLR2004 - words
        ems = points / max(len(labels), 1) / text_size()
        upright = any(width_of(label, 1.0) > ems for label in labels)
        labels = [short_label(label, style.UPRIGHT if upright else ems) for label in labels]
        ax.set_xticks(ticks, labels=labels, rotation=90 if upright else 0)
    else:
        ax.set_xticks(ticks, labels=apart_labels(ticks, labels, points * 0.8))
    ax.tick_params(axis="x", pad=7)  # the first label stands beside that of the other axis
