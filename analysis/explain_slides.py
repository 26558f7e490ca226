"""Figures of ``brink explain``: the share of continuations turn by turn, and the parts."""

import textwrap
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.explained import Explained
from analysis.figures import style
from analysis.pivots import sure_pivots

LABELLED = 4
WIDE = 34
SLIGHT = 0.05  # of the greatest change: what is smaller gets no label


def explained_slides(found: Explained) -> Mapping[str, Callable[[], Figure]]:
    """Each slide by file name: the curve, and the parts if they were asked for."""
    slides = {"continuation": partial(continuation_slide, found)}
    if found.parts is not None:
        slides["responsibility"] = partial(parts_slide, found)
    return slides


def continuation_slide(story: Explained) -> Figure:
    """After each turn, the share of continuations that come to the outcome; pivots named."""
    curve, pivots = story.curve, story.pivots
    n = int(curve["n"].iloc[0])
    foot = (f"run {story.run} · seed {story.seed} · {n:,} continuations a turn, 95% Wilson band · "
            "shares of simulated continuations, not a forecast")  # fmt: skip
    caption = style.Caption(story.title, foot)
    note = "Given all that had happened by the end of a turn, and other luck after it."
    if pivots is not None and len(pivots):
        note += f" Labels: {int(pivots['n'].iloc[0]):,} more continuations of each change."
    figure = style.slide(f"When did it become sure? Run {story.run}", caption, note=note)
    ax = figure.add_subplot()
    turn = curve["turn"].to_numpy()
    ax.fill_between(turn, curve["low"], curve["high"], color=style.BLUE, alpha=0.22, lw=0)
    ax.plot(turn, curve["share"], color=style.BLUE, marker="o", ms=5)
    top = max(0.02, 1.12 * float(curve["high"].max()))
    ax.set(xlabel="turn", ylabel=f"continuations that reach {story.asked}", ylim=(0.0, top))
    ax.set_xlim(0, max(2, int(turn.max())) * 1.02)
    if pivots is not None and len(pivots):
        _mark(ax, curve, pivots, top)
    style.percent_axis(ax, axis="y")
    return figure


def _mark(ax: Axes, curve: pd.DataFrame, pivots: pd.DataFrame, top: float) -> None:
    """Name the turns that moved the share most, one label a turn, high points above low ones."""
    sure = sure_pivots(pivots)
    sure = sure.assign(size=sure["effect"].abs(), left=sure["kind"] == "stay")
    sure = sure.sort_values(["left", "size"], ascending=[True, False], kind="stable")
    sure = sure[sure["size"] >= sure["size"].max() * SLIGHT]
    sure = sure.drop_duplicates("turn").head(LABELLED)
    share = dict(zip(curve["turn"], curve["share"], strict=True))
    sure = sure.assign(at=[share[turn] for turn in sure["turn"]])
    sure = sure.sort_values(["at", "turn"], ascending=False, kind="stable")
    width = float(curve["turn"].max())
    heights = [top * (0.94 - 0.2 * i) for i in range(len(sure))]
    for height, (_, row) in zip(heights, sure.iterrows(), strict=True):
        turn, y = int(row["turn"]), float(share[int(row["turn"])])
        ax.plot([turn], [y], "o", ms=13, mfc="none", mec=style.VERMILLION, mew=2.5, clip_on=False)
        name = textwrap.fill(f"turn {turn}: {row['label'].replace('_', ' ')}", WIDE)
        away = textwrap.fill(
            f"changed: {style.percent(row['changed_share'])} instead of "
            f"{style.percent(row['base_share'])}", WIDE,
        )  # fmt: skip
        side = "right" if turn > width / 2 else "left"
        shift = -0.06 * width if side == "right" else 0.06 * width
        ax.annotate(
            f"{name}\n{away}", (turn, y), (turn + shift, height), ha=side, va="top",
            arrowprops={"arrowstyle": "-", "color": style.VERMILLION, "lw": 1.2, "shrinkB": 8,
                        "relpos": (1.0, 0.8) if side == "right" else (0.0, 0.8)},
        )  # fmt: skip


def parts_slide(story: Explained) -> Figure:
    """What each actor's policy adds to the share of runs that come to the outcome."""
    parts = pd.DataFrame(story.parts)
    foot = (f"{story.runs:,} runs · seed {story.seed} · bars: 95% intervals over independent "
            "blocks · shares of simulated runs, not a forecast")  # fmt: skip
    note = "Shapley values: each policy in place of the neutral doctrine, averaged over all orders."
    caption = style.Caption(story.title, foot)
    figure = style.slide(f"Whose policy moves the share of runs that reach {story.asked}?", caption,
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
