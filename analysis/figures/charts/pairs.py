"""Charts of a comparison: shares before and after, and their paired differences."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.statistics.intervals import LEVEL

BEFORE, AFTER = style.GREY, style.VERMILLION
TICKS = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0)
APART = 0.17  # half the distance of a row's two dots, in rows
Row = Mapping[str, Any]


def draw_shares(ax: Axes, rows: Sequence[Row], places: Sequence[float]) -> None:
    """Draw both shares of each row with their intervals, joined by a line.

    Args:
        ax: Where to draw; its axis is stretched near zero (square root).
        rows: ``before``, ``after`` and their ends ``_low`` and ``_high``, in [0, 1].
        places: Height of each row.
    """
    top = max(max(float(row["before_high"]), float(row["after_high"])) for row in rows)
    for row, place in zip(rows, places, strict=True):
        ends = [row["before"], row["after"]]
        heights = [place + APART, place - APART]
        ax.plot(ends, heights, color=style.GUIDE, lw=5, solid_capstyle="round", zorder=1)
        for side, colour, marker, face, height in (
            ("before", BEFORE, "o", "white", heights[0]),
            ("after", AFTER, "s", AFTER, heights[1]),
        ):
            span = [row[f"{side}_low"], row[f"{side}_high"]]
            ax.plot(span, [height, height], color=colour, lw=2.2, zorder=2)
            ax.plot(row[side], height, marker, color=face, mec=colour, mew=2.2, ms=9, zorder=3,
                    clip_on=False)  # fmt: skip
    ax.set_xscale("function", functions=(_square_root, np.square))
    ax.set_xlim(0.0, min(1.0, max(0.02, 1.06 * top)))
    ax.xaxis.set_major_locator(FixedLocator([tick for tick in TICKS if tick <= ax.get_xlim()[1]]))
    ax.xaxis.set_minor_locator(FixedLocator([]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:g}%"))
    ax.grid(axis="x", color=style.GUIDE, lw=0.8)
    ax.set_axisbelow(True)


def _square_root(shares: Any) -> Any:  # noqa: ANN401 - whatever matplotlib hands over
    return np.sqrt(np.maximum(shares, 0.0))


def draw_differences(ax: Axes, rows: Sequence[Row], places: Sequence[float]) -> None:
    """Draw the paired difference of each row with its interval, in percentage points.

    Args:
        ax: Where to draw.
        rows: ``difference``, ``low``, ``high`` (in [-1, 1]), ``gained`` and ``lost`` runs.
        places: Height of each row.

    An interval that contains zero is grey and its dot is open; the runs that flipped are
    written beside each row, and ``**`` where the difference withstands the correction for the
    number of comparisons (``p_holm``, where there is one).
    """
    ax.axvline(0.0, color=style.INK, lw=1.2, zorder=1)
    for row, place in zip(rows, places, strict=True):
        clear = row["low"] > 0.0 or row["high"] < 0.0
        colour = style.BLUE if clear else style.GREY
        span = [100.0 * row["low"], 100.0 * row["high"]]
        ax.plot(span, [place, place], color=colour, lw=3 if clear else 2.2, zorder=2)
        ax.plot(100.0 * row["difference"], place, "D", color=colour if clear else "white",
                mec=colour, mew=2.2, ms=8, zorder=3)  # fmt: skip
        sure = "**" if row.get("p_holm", 1.0) < 1.0 - LEVEL else ""
        text = f"{signed(100.0 * row['difference'])}{sure}   {flips(row)}"
        ax.annotate(text, (1.0, place), (8, 0), xycoords=("axes fraction", "data"),
                    textcoords="offset points", va="center", size=style.TEXT - 2,
                    color=style.INK if clear else style.MUTED)  # fmt: skip
    reach = 100.0 * max(max(abs(float(row["low"])), abs(float(row["high"]))) for row in rows)
    reach = reach or 1.0  # all exactly zero
    lows = 100.0 * min(float(row["low"]) for row in rows)
    highs = 100.0 * max(float(row["high"]) for row in rows)
    ax.set_xlim(min(lows, -0.15 * reach) - 0.06 * reach, max(highs, 0.15 * reach) + 0.06 * reach)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda points, _: signed(points, digits=None)))
    ax.grid(axis="x", color=style.GUIDE, lw=0.8)
    ax.set_axisbelow(True)


def signed(points: float, *, digits: int | None = 1) -> str:
    """A difference with its sign; zero has none.

    >>> signed(2.0), signed(0.0), signed(0.04), signed(1.5, digits=None)
    ('+2.0', '0', '+0.04', '+1.5')
    """
    if points == 0.0:
        return "0"
    if digits is None:
        text = f"{points:+g}"
    else:
        text = f"{points:+.{digits if abs(points) >= 0.1 else 2}f}"  # noqa: PLR2004 - rare changes
    return text.replace("-", "\N{MINUS SIGN}")


def flips(row: Row) -> str:
    """The numbers of runs gained and lost.

    >>> flips({"gained": 22, "lost": 0}).startswith("(+22, ")
    True
    """
    return f"(+{int(row['gained'])}, \N{MINUS SIGN}{int(row['lost'])})"


def before_after_legend(before: str, after: str) -> list[Line2D]:
    """Legend entries: the two sides of the change."""
    return [
        Line2D([], [], color=BEFORE, marker="o", mfc="white", mew=2.2, ms=9, lw=2.2, label=before),
        Line2D([], [], color=AFTER, marker="s", ms=9, lw=2.2, label=after),
    ]
