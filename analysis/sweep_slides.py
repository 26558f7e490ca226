"""Figures of a sweep: what moved the share, and how far each share ranges over the points."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.style import Caption, footer, slide

PANELS = 6
CODES = ("actors", "mechanisms", "alliances", "policy")
"""Parts of a path that say nothing to a reader who sees the rest."""


def short_path(path: str) -> str:
    """A path as a label.

    >>> short_path("actors.USA.policy.north_star.strength")
    'USA north star strength'
    """
    return " ".join(part.replace("_", " ") for part in path.split(".") if part not in CODES)


def moved_slide(table: pd.DataFrame, *, title: str, what: str, runs: int, seed: int) -> Figure:
    """Draw ``sweep_effects.moved``: one bar a parameter from its least to its greatest share."""
    note = f"share of runs {what}, over all points with the same value; least and greatest"
    caption = Caption(title, footer([runs], [seed]))
    figure = slide("Which parameter moves the result", caption, note=note)
    ax = figure.subplots()
    rows = table[::-1].to_dict("records")
    for place, row in enumerate(rows):
        ends = [row["least"], row["most"]]
        ax.plot(ends, [place, place], color=style.BLUE, lw=9, solid_capstyle="butt")
        ax.plot(ends, [place, place], "o", color="white", mec=style.BLUE, mew=2.5, ms=10)
        text = f"{style.percent(row['least'])} to {style.percent(row['most'])}"
        ax.annotate(text, (row["most"], place), (11, 0), textcoords="offset points", va="center")
    top = max(0.01, 1.05 * float(table["most"].max()))
    ax.set(xlim=(0.0, min(1.0, top)), ylim=(-0.7, len(rows) - 0.3))
    ax.set_yticks(range(len(rows)), labels=[short_path(row["parameter"]) for row in rows])
    ax.tick_params(axis="y", length=0)
    style.percent_axis(ax)
    return figure


def effects_slide(table: pd.DataFrame, *, title: str, what: str, runs: int, seed: int) -> Figure:
    """Draw ``sweep_effects.effects``: one panel a parameter, its classes from left to right."""
    note = f"share of runs {what}, with 95% interval over run numbers"
    figure = slide("The result at each value", Caption(title, footer([runs], [seed])), note=note)
    names = list(dict.fromkeys(table["parameter"]))[:PANELS]
    columns = min(len(names), 3)
    axes = figure.subplots(-(-len(names) // columns), columns, sharey=True, squeeze=False).ravel()
    top = min(1.0, max(0.01, 1.1 * float(table["high"].max())))
    for ax, name in zip(axes, names, strict=False):
        _panel(ax, table[table["parameter"] == name])
        ax.set_title(short_path(name), loc="left")
        ax.set_ylim(0.0, top)
        style.percent_axis(ax, axis="y")
    for spare in axes[len(names) :]:
        spare.set_visible(False)
    return figure


def _panel(ax: Axes, part: pd.DataFrame) -> None:
    places = range(len(part))
    ax.plot(places, part["share"], "-", color=style.GUIDE)
    for place, row in zip(places, part.to_dict("records"), strict=True):
        ax.plot([place, place], [row["low"], row["high"]], color=style.INK, lw=1.8)
        ax.plot(place, row["share"], "o", color=style.BLUE, ms=9)
    labels = [str(value).replace("_", " ").replace(" to ", "\nto ") for value in part["value"]]
    wordy = max(map(len, labels)) > 9 and "to" not in labels[0]  # noqa: PLR2004
    ax.set_xticks(list(places), labels=labels, rotation=90 if wordy else 0)
    ax.set_xlim(-0.5, len(part) - 0.5)


def ranges_slide(
    table: pd.DataFrame, names: Mapping[str, str], *, title: str, runs: int, seed: int
) -> Figure:
    """Draw how far each share ranges over the points: least, median and greatest.

    Args:
        table: One row a measure: ``measure``, ``least``, ``median``, ``most``.
        names: What to print for each measure.
        title: Of the sweep.
        runs: Over all points.
        seed: Of all chance.
    """
    note = "line: from the point with the least to the one with the greatest share; dot: median"
    caption = Caption(title, footer([runs], [seed]))
    figure = slide("How far each share ranges over the points", caption, note=note)
    ax = figure.subplots()
    rows = table[::-1].to_dict("records")
    for place, row in enumerate(rows):
        ax.plot([row["least"], row["most"]], [place, place], color=style.BLUE, lw=5)
        ax.plot(row["median"], place, "o", color="white", mec=style.BLUE, mew=2.5, ms=9)
        text = f"{style.percent(row['least'])} to {style.percent(row['most'])}"
        ax.annotate(text, (row["most"], place), (11, 0), textcoords="offset points", va="center")
    ax.set(xlim=(0.0, min(1.0, max(0.02, 1.02 * float(table["most"].max())))))
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.set_yticks(range(len(rows)), labels=[names[row["measure"]] for row in rows])
    ax.tick_params(axis="y", length=0)
    style.percent_axis(ax)
    return figure
