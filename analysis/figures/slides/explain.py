"""Figures of ``brink explain``: the share of continuations turn by turn, and the parts."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.statistics.studies.pivots import significant_pivots
from analysis.tables.explained import ExplainedRun

LABELLED = 4  # changes at most
WIDE = 26  # letters of a label in its column
SLIGHT = 0.05  # of the greatest change: what is smaller gets no label
LINE = {"color": style.VERMILLION, "lw": 2.5, "shrinkA": 0, "shrinkB": 0}


def explained_slides(found: ExplainedRun) -> Mapping[str, Callable[[], Figure]]:
    """Each slide by file name: the curve, and the parts if they were asked for."""
    slides = {"continuation": partial(continuation_slide, found)}
    if found.parts is not None:
        slides["responsibility"] = partial(parts_slide, found)
    return slides


def continuation_slide(story: ExplainedRun) -> Figure:
    """After each turn, the share of continuations that come to the outcome; pivots named."""
    curve, pivots = story.curve, story.pivots
    n = int(curve["n"].iloc[0])
    foot = (f"run {story.run} · seed {story.seed} · {n:,} continuations a turn, 95% Wilson band · "
            "shares of simulated continuations, not a forecast")  # fmt: skip
    caption = style.Caption(story.title, foot)
    note = f"all as it was by the end of a turn, then other luck; curve: n = {n:,} a turn"
    if pivots is not None and len(significant_pivots(pivots)):
        note += f"; arrows: one change, n = {int(pivots['n'].iloc[0]):,}; band, bars: 95%"
    figure = style.empty_slide(f"When did it become sure? Run {story.run}", caption, note=note)
    ax = figure.add_subplot()
    turn = curve["turn"].to_numpy()
    ax.fill_between(turn, curve["low"], curve["high"], color=style.BLUE, alpha=0.22, lw=0)
    ax.plot(turn, curve["share"], color=style.BLUE, marker="o", ms=5)
    ax.set(xlabel="turn", ylabel=f"continuations that reach {story.asked}")
    ax.set_xlim(0, max(2, int(turn.max())) * 1.02)
    if pivots is not None:
        _mark(ax, pivots)
    drawn = [float(np.max(np.asarray(line.get_ydata()))) for line in ax.lines]
    ax.set_ylim(0.0, 1.05 * max(0.02, float(curve["high"].max()), *drawn))
    style.percent_axis(ax, axis="y")
    return figure


def _mark(ax: Axes, pivots: pd.DataFrame) -> None:
    """Draw the changes that moved the share most as arrows, named above the axes, one a turn."""
    sure = significant_pivots(pivots)
    sure = sure.assign(size=sure["effect"].abs(), left=sure["kind"] == "stay")
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
            "\n".join(textwrap.fill(line.replace("_", " "), WIDE) for line in words),
            (turn, max(base, changed)),
            (place, 1.06), textcoords="axes fraction", ha="center", va="bottom",
            arrowprops={**LINE, "arrowstyle": "-", "lw": 1.0, "ls": ":", "shrinkB": 6,
                        "relpos": (0.5, 0.0)},
        )  # fmt: skip


def _columns(places: Sequence[float]) -> list[float]:
    """Middles of columns of equal width, each as near to its place as the page and the order let.

    >>> _columns([0.9, 0.95])
    [0.625, 0.875]
    """
    width = 1.0 / LABELLED
    beyond = [len(places) - 1 - i for i in range(len(places))]
    apart = style.spread_apart(places, width)
    inside = [min(one, 1.0 - width * (k + 0.5)) for one, k in zip(apart, beyond, strict=True)]
    return [max(one, width * (i + 0.5)) for i, one in enumerate(inside)]


def parts_slide(story: ExplainedRun) -> Figure:
    """What each actor's policy adds to the share of runs that come to the outcome."""
    parts = pd.DataFrame(story.parts)
    foot = (f"{story.runs:,} runs · seed {story.seed} · bars: 95% intervals over independent "
            "blocks · shares of simulated runs, not a forecast")  # fmt: skip
    note = "Shapley values: each policy in place of the neutral doctrine, averaged over orders."
    caption = style.Caption(story.title, foot)
    figure = style.empty_slide(f"Whose policy moves the share of runs that reach {story.asked}?", caption,
                         note=note)  # fmt: skip
    ax = figure.add_subplot()
    places = range(len(parts))[::-1]
    for place, (_, row) in zip(places, parts.iterrows(), strict=True):
        up = row["part"] > 0.0
        colour, hatch = (style.VERMILLION, "") if up else (style.BLUE, "//")
        ax.barh(place, row["part"], color=colour, hatch=hatch, edgecolor="white", height=0.65)
        ax.plot([row["low"], row["high"]], [place, place], color=style.INK, lw=2)
    ax.axvline(0.0, color=style.INK, lw=1)
    ax.set_yticks(list(places), labels=list(parts["name"]))
    ax.set_xlabel("change of the share of runs, percentage points")
    ax.xaxis.set_major_formatter(lambda x, _: f"{100 * x:+.1f}".replace("+0.0", "0"))
    ax.grid(axis="x", color=style.GUIDE)
    ax.set_axisbelow(True)
    return figure
