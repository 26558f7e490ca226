"""Figures of a sweep: what moved the share, and how far each share ranges over the points."""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.style import Caption, empty_slide, footer

PANELS = 6
LETTERS = 84  # of tick labels side by side, over the width of a slide
LONG = 5  # letters of a number that is printed as it is
WHOLE = 1000.0  # from which on a long number needs no decimals
APART = 0.1  # between panels, in widths of one: labels at their edges reach beyond them
BESIDE = 0.24  # from a bar to the intervals of its ends, in rows
DECIMALS = 4  # beyond which a number is printed by its two first digits
INTERVALS = "thin: 95% interval of either end"
CODES = ("actors", "mechanisms", "alliances", "policy")
"""Parts of a path that say nothing to a reader who sees the rest."""


def short_path(path: str) -> str:
    """A path as a label.

    >>> short_path("actors.USA.policy.north_star.strength")
    'USA north star strength'
    """
    return " ".join(part.replace("_", " ") for part in path.split(".") if part not in CODES)


def ends_of(name: str) -> tuple[float, float] | None:
    """Ends of a class of ``sweep_effects.classes`` by its name; None of a single value.

    >>> ends_of("0.4 to 0.55"), ends_of("0.4"), ends_of("no to all")
    ((0.4, 0.55), None, None)
    """
    low, _, high = name.partition(" to ")
    try:
        return float(low), float(high)
    except ValueError:
        return None


def edges_of(names: Iterable[str]) -> list[float]:
    """Edges of classes that join one another, from left to right; empty where they do not.

    >>> edges_of(["0.4 to 0.55", "0.55 to 0.8"]), edges_of(["0 to 2", "3 to 4"]), edges_of(["0.4"])
    ([0.4, 0.55, 0.8], [], [])
    """
    found = [ends_of(name) for name in names]
    ends = [one for one in found if one is not None]
    joined = all(one[1] == other[0] for one, other in pairwise(ends))
    return [ends[0][0], *(high for _, high in ends)] if joined and len(ends) == len(found) else []


def short_numbers(values: Sequence[float]) -> list[str]:
    """Rising numbers with as many decimals as tell each from the next.

    >>> short_numbers([0.404, 0.484, 0.8]), short_numbers([12.04, 612.9, 2499.2])
    (['0.40', '0.48', '0.80'], ['12', '613', '2499'])
    """
    gap = min(other - one for one, other in pairwise(values))
    decimals = max(0, math.ceil(-math.log10(gap / 2.0)))
    return [f"{one:.2g}" if decimals > DECIMALS else f"{one:.{decimals}f}" for one in values]


def moved_slide(table: pd.DataFrame, *, title: str, what: str, runs: int, seed: int) -> Figure:
    """Draw ``sweep_effects.moved``: one bar a parameter from its least to its greatest share."""
    named = [*table["first"], *table["last"]]
    kind = "in the same class of values" if any(map(ends_of, named)) else "with the same value"
    note = f"share of runs {what}, over all points {kind}; {INTERVALS}"
    caption = Caption(title, footer([runs], [seed]))
    figure = empty_slide("Which parameter moves the result", caption, note=note)
    ax = figure.subplots()
    rows = table[::-1].to_dict("records")
    for place, row in enumerate(rows):
        ends = [row["least"], row["most"]]
        ax.plot(ends, [place, place], color=style.BLUE, lw=9, solid_capstyle="butt")
        ax.plot(ends, [place, place], "o", color="white", mec=style.BLUE, mew=2.5, ms=10,
                clip_on=False)  # fmt: skip
        _ends(ax, row, place)
    top = max(0.01, 1.05 * float(table["most_high"].max()))
    ax.set(xlim=(0.0, min(1.0, top)), ylim=(-0.7, len(rows) - 0.3))
    ax.set_yticks(range(len(rows)), labels=[short_path(row["parameter"]) for row in rows])
    ax.tick_params(axis="y", length=0, pad=11)  # dots at zero stand beside the names
    style.percent_axis(ax)
    return figure


def _ends(ax: Axes, row: Mapping[Hashable, Any], place: int) -> None:
    """The interval of the least share below its bar, of the greatest above; the shares in words."""
    for end, height in (("least", place - BESIDE), ("most", place + BESIDE)):
        span = [row[f"{end}_low"], row[f"{end}_high"]]
        ax.plot(span, [height, height], "-", color=style.INK, lw=1.8)
        ax.plot(row[end], height, "|", color=style.INK, ms=9, mew=1.8, clip_on=False)
    text = f"{style.percent(row['least'])} to {style.percent(row['most'])}"
    right = max(row["most_high"], row["least_high"])
    ax.annotate(text, (right, place), (11, 0), textcoords="offset points", va="center")


def effects_slide(table: pd.DataFrame, *, title: str, what: str, runs: int, seed: int) -> Figure:
    """Draw ``sweep_effects.effects``: one panel a parameter, its classes from left to right."""
    names = list(dict.fromkeys(table["parameter"]))[:PANELS]
    classes = [bool(ends_of(one)) for one in table["value"][table["parameter"].isin(names)]]
    heading, dot = "The result at each value", ""
    if any(classes):
        where = "in each class" if all(classes) else "at each value or class"
        heading = f"The result {where} of values"
        dot = "; dot: a class" if all(classes) else "; dot: a value or a class"
    note = f"share of runs {what}, with 95% interval over run numbers{dot}"
    figure = empty_slide(heading, Caption(title, footer([runs], [seed])), note=note)
    columns = min(len(names), 3)
    rows = -(-len(names) // columns)
    gap = {"wspace": APART}  # of the grid, not of the slide: a page lays it out anew
    axes = figure.subplots(rows, columns, sharey=True, squeeze=False, gridspec_kw=gap).ravel()
    top = min(1.0, max(0.01, 1.1 * float(table["high"].max())))
    for ax, name in zip(axes, names, strict=False):
        _panel(ax, table[table["parameter"] == name], letters=LETTERS // columns)
        ax.set_title(short_path(name), loc="left")
        ax.set_ylim(0.0, top)
        style.percent_axis(ax, axis="y")
    for spare in axes[len(names) :]:
        spare.set_visible(False)
    return figure


def _panel(ax: Axes, part: pd.DataFrame, *, letters: int) -> None:
    places = range(len(part))
    ax.plot(places, part["share"], "-", color=style.GUIDE)
    for place, row in zip(places, part.to_dict("records"), strict=True):
        ax.plot([place, place], [row["low"], row["high"]], color=style.INK, lw=1.8)
        ax.plot(place, row["share"], "o", color=style.BLUE, ms=9)
    ticks, labels = _ticks([str(value) for value in part["value"]])
    wide = max(map(len, labels)) * len(part) > letters
    ax.set_xticks(ticks, labels=labels, rotation=90 if wide else 0)
    ax.tick_params(axis="x", pad=7)  # the first label stands beside that of the other axis
    ax.set_xlim(-0.5, len(part) - 0.5)


def _ticks(names: Sequence[str]) -> tuple[list[float], list[str]]:
    """Where the ticks of a panel stand, and what they say: ends of classes, or single values."""
    if edges := edges_of(names):
        return [place - 0.5 for place in range(len(edges))], short_numbers(edges)
    return [float(place) for place in range(len(names))], [_short(name) for name in names]


def _short(name: str) -> str:
    """A value as a label: a long number by its three first digits, a word as words.

    >>> _short("0.533333"), _short("0.125"), _short("1666.67"), _short("limited_force")
    ('0.533', '0.125', '1667', 'limited force')
    """
    try:
        number = float(name)
    except ValueError:
        return name.replace("_", " ")
    if len(name) <= LONG:
        return name
    return f"{number:.3g}" if abs(number) < WHOLE else f"{number:.0f}"


def ranges_slide(
    table: pd.DataFrame, names: Mapping[str, str], *, title: str, runs: int, seed: int
) -> Figure:
    """Draw how far each share ranges over the points: least, median and greatest.

    Args:
        table: One row a measure: ``measure``, ``least``, ``median``, ``most``, and the intervals
            ``least_low``, ``least_high``, ``most_low``, ``most_high``.
        names: What to print for each measure.
        title: Of the sweep.
        runs: Over all points.
        seed: Of all chance.
    """
    note = f"from the point of the least to that of the greatest share; dot: median; {INTERVALS}"
    caption = Caption(title, footer([runs], [seed]))
    figure = empty_slide("How far each share ranges over the points", caption, note=note)
    ax = figure.subplots()
    rows = table[::-1].to_dict("records")
    for place, row in enumerate(rows):
        ax.plot([row["least"], row["most"]], [place, place], color=style.BLUE, lw=5)
        ax.plot(row["median"], place, "o", color="white", mec=style.BLUE, mew=2.5, ms=9,
                clip_on=False)  # fmt: skip
        _ends(ax, row, place)
    ax.set(xlim=(0.0, min(1.0, max(0.02, 1.02 * float(table["most_high"].max())))))
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.set_yticks(range(len(rows)), labels=[names[row["measure"]] for row in rows])
    ax.tick_params(axis="y", length=0, pad=11)  # dots at zero stand beside the names
    style.percent_axis(ax)
    return figure
