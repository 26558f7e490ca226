"""Charts of an explained run: the share of continuations turn by turn, and each actor's part."""

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.letters import one_line
from brinkmanship.analysis.figures.room import rows, short_label, spread_apart
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.statistics.studies.pivots import OMITTED, significant_pivots

LABELLED = 4  # changes at most
WIDE = 26  # letters of a label in its column
LINES = 3  # of either half of a label
SLIGHT = 0.05  # of the greatest change: a smaller one gets no label
LINE = {"color": style.VERMILLION, "lw": 2.5, "shrinkA": 0, "shrinkB": 0}


def draw_continuation(
    ax: Axes, curve: pd.DataFrame, pivots: pd.DataFrame | None, *, outcome: str
) -> None:
    """Draw the share of continuations that reach the outcome, and the changes that moved it most.

    Args:
        ax: Where to draw.
        curve: The table of ``pivots.curve_table``.
        pivots: The table of ``pivots.pivot_table``; None without a change.
        outcome: In words.
    """
    turn = curve["turn"].to_numpy()
    ax.fill_between(turn, curve["low"], curve["high"], color=style.BLUE, alpha=0.22, lw=0)
    ax.plot(turn, curve["share"], color=style.BLUE, marker="o", ms=5)
    ax.set(xlabel="turn", ylabel=f"continuations that reach {outcome}")
    style.turn_axis(ax, 0, max(1, int(turn.max())) * 1.02)
    if pivots is not None:
        _draw_pivots(ax, pivots)
    drawn = [float(np.max(np.asarray(line.get_ydata()))) for line in ax.lines]
    ax.set_ylim(0.0, 1.05 * max(0.02, float(curve["high"].max()), *drawn))
    style.percent_axis(ax, axis="y")


def _draw_pivots(ax: Axes, pivots: pd.DataFrame) -> None:
    """Draw the changes that moved the share most as arrows, named above the axes, one a turn."""
    sure = significant_pivots(pivots)
    sure = sure.assign(size=sure["effect"].abs(), left=sure["kind"] == OMITTED)
    sure = sure.sort_values(["left", "size"], ascending=[True, False], kind="stable")
    sure = sure[sure["size"] >= sure["size"].max() * SLIGHT]
    sure = sure.drop_duplicates("turn").head(LABELLED).sort_values("turn")
    first, last = ax.get_xlim()
    places = _columns([(turn - first) / (last - first) for turn in sure["turn"]])
    for place, (_, row) in zip(places, sure.iterrows(), strict=True):
        turn = int(row["turn"])
        base, changed = float(row["base_share"]), float(row["changed_share"])
        ax.plot([turn, turn], [row["changed_low"], row["changed_high"]], color=style.ORANGE, lw=6,
                alpha=0.5, solid_capstyle="butt")  # fmt: skip
        ax.annotate("", (turn, changed), (turn, base), arrowprops={**LINE, "arrowstyle": "-|>"})
        ax.plot([turn], [base], "o", ms=9, mfc="white", mec=style.VERMILLION, mew=2.5, zorder=4,
                clip_on=False)  # fmt: skip
        other = f"with {row['instead']}" if row["instead"] else "without"
        words = (f"turn {turn}: {row['label']}",
                 f"{other}: {style.percent(changed)} instead of {style.percent(base)}")  # fmt: skip
        ax.annotate(
            "\n".join(_broken(line) for line in words),
            (turn, max(base, changed)),
            (place, 1.06), textcoords="axes fraction", ha="center", va="bottom",
            arrowprops={**LINE, "arrowstyle": "-", "lw": 1.0, "ls": ":", "shrinkB": 6,
                        "relpos": (0.5, 0.0)},
        )  # fmt: skip


def _broken(line: str) -> str:
    """A label in lines of its column, as many as the page has room for."""
    return textwrap.fill(as_words(one_line(line)), WIDE, max_lines=LINES, placeholder=" …")


def _columns(places: Sequence[float]) -> list[float]:
    """Middles of columns of equal width, in order, each as near to its place as the page lets it.

    >>> _columns([0.9, 0.95])
    [0.625, 0.875]
    """
    width = 1.0 / LABELLED
    beyond = [len(places) - 1 - i for i in range(len(places))]
    apart = spread_apart(places, width)
    inside = [min(one, 1.0 - width * (k + 0.5)) for one, k in zip(apart, beyond, strict=True)]
    return [max(one, width * (i + 0.5)) for i, one in enumerate(inside)]


def shown_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """The actors that :func:`draw_parts` has room for: those with the largest part."""
    return parts.head(rows())


def draw_parts(ax: Axes, parts: pd.DataFrame) -> None:
    """Draw ``pivots.parts_table``: what each actor's policy adds to the share of runs.

    Args:
        ax: Where to draw.
        parts: One row an actor, the first on top.
    """
    parts = shown_parts(parts)
    places = range(len(parts))[::-1]
    for place, (_, row) in zip(places, parts.iterrows(), strict=True):
        up = row["part"] > 0.0
        colour, hatch = (style.VERMILLION, "") if up else (style.BLUE, "//")
        ax.barh(place, row["part"], color=colour, hatch=hatch, edgecolor="white", height=0.65)
        ax.plot([row["low"], row["high"]], [place, place], color=style.INK, lw=2)
    ax.axvline(0.0, color=style.INK, lw=1)
    ax.set_yticks(list(places), labels=[short_label(str(name)) for name in parts["name"]])
    ax.set_xlabel("change of the share of runs, percentage points")
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:+.1f}".replace("+0.0", "0"))
    ax.grid(axis="x", color=style.GUIDE)
    ax.set_axisbelow(True)
