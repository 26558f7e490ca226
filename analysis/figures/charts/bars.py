"""Bars of shares, each with its interval drawn and written beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.room import named_places, part_text, rows, short_label
from brinkmanship.analysis.statistics.names import (
    CAUSE_NAMES,
    CLASH_OR_WORSE,
    OUTCOME_NAMES,
    ROUTE_NAMES,
)
from brinkmanship.analysis.tables.runs import Rung

OUTCOME_COLOURS: Mapping[str, str] = {
    "nuclear_use": style.BLACK,
    "war": style.VERMILLION,
    "direct_clash": style.ORANGE,
    "settlement": style.GREEN,
    "deescalation": style.SKY,
    "stalemate": style.PURPLE,
    "frozen": style.GREY,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """How one row is drawn; the hatch marks a clash or worse, without colour too."""

    label: str
    colour: str
    hatch: str = ""


def draw_outcomes(
    ax: Axes, table: pd.DataFrame, *, upper: float | None = None, brief: bool = False
) -> None:
    """Draw ``escalation.outcome_shares``: one bar an outcome, the gravest on top.

    Args:
        ax: Where to draw.
        table: One row an outcome, gravest first.
        upper: Right end of the axis; just above the longest bar by default.
        brief: Whether to omit the interval from the text beside each bar.
    """
    bars = [
        Bar(OUTCOME_NAMES[end], OUTCOME_COLOURS[end], "//" if end in CLASH_OR_WORSE else "")
        for end in table["outcome"]
    ]
    _draw_bars(ax, table[::-1], bars[::-1], upper=upper, brief=brief)
    ax.set_xlabel("share of runs that ended this way (95% interval)")


def draw_rungs(
    ax: Axes,
    table: pd.DataFrame,
    ladder: Sequence[Rung],
    *,
    thresholds: Collection[str] = (),
    upper: float | None = None,
    brief: bool = False,
) -> None:
    """Draw ``escalation.threshold_shares``: the ladder upright, one bar a rung.

    Args:
        ax: Where to draw.
        table: One row a rung, lowest first.
        ladder: The rungs, lowest first; from the rung ``clash`` upwards bars are hatched.
        thresholds: Ids of the rungs of interest, whose names are bold.
        upper: Right end of the axis; just above the longest bar by default.
        brief: Whether to omit the interval from the text beside each bar.
    """
    ids = [rung.id for rung in ladder]
    clash = ids.index("clash") if "clash" in ids else len(ids)
    bars = [
        Bar(rung.name, style.ORANGE, "//") if place >= clash else Bar(rung.name, style.BLUE)
        for place, rung in enumerate(ladder)
    ]
    named = named_rungs(ladder, thresholds, rows())
    _draw_bars(ax, table, bars, upper=upper, brief=brief, named=named)
    for label, place in zip(ax.get_yticklabels(), named, strict=False):  # none on a shared axis
        label.set_fontweight("bold" if ladder[place].id in thresholds else "normal")
    ax.set_xlabel("share of runs that reached this rung or a higher one (95% interval)")


def named_rungs(ladder: Sequence[Rung], thresholds: Collection[str], room: int) -> list[int]:
    """The rungs that get a name where not all have room: those of interest, others evenly."""
    wanted = [place for place, rung in enumerate(ladder) if rung.id in thresholds]
    return named_places(len(ladder), wanted, room)


def named_text(ladder: Sequence[Rung], thresholds: Collection[str], room: int) -> str:
    """Which rungs have a name, as the end of a note; empty where all have one."""
    named = named_rungs(ladder, thresholds, room)
    return part_text(len(named), len(ladder), "rungs named", "thresholds first")


def draw_routes(ax: Axes, table: pd.DataFrame, *, column: str) -> None:
    """Draw ``attribution.attribution``: one bar a route, the most frequent on top."""
    names = CAUSE_NAMES if column == "cause" else ROUTE_NAMES
    bars = [
        Bar(names.get(name, name.replace("_", " ")), style.ORANGE, "//") for name in table[column]
    ]
    _draw_bars(ax, table[::-1], bars[::-1])
    ax.set_xlabel("share of the runs that clashed (95% interval)")


def draw_reference(ax: Axes, shares: Sequence[float]) -> None:
    """Mark another scenario's share on each row.

    Args:
        ax: Where to draw.
        shares: The lowest row first.
    """
    for place, share in enumerate(shares):
        ax.plot([share, share], [place - 0.44, place + 0.44], color=style.INK, lw=2, ls=(0, (2, 1)))


def _draw_bars(
    ax: Axes,
    table: pd.DataFrame,
    bars: Sequence[Bar],
    *,
    upper: float | None = None,
    brief: bool = False,
    named: Collection[int] | None = None,
) -> None:
    """Draw horizontal bars, the first row at the bottom; all rows are named, or some."""
    thin = min(1.0, rows() / len(table))
    cells = table[["share", "low", "high"]].to_numpy(dtype=float).tolist()
    right = upper or min(1.0, max(0.05, float(table["high"].max()) * 1.02))
    named = range(len(table)) if named is None else named
    for place, ((share, low, high), bar) in enumerate(zip(cells, bars, strict=True)):
        ax.barh(place, share, 0.66, color=bar.colour, hatch=bar.hatch, edgecolor="white", lw=0)
        ends, level = [low, high], [place, place]
        ax.plot(ends, level, color="white", lw=4.5 * thin, solid_capstyle="butt")
        ax.plot(ends, level, color=style.INK, lw=2 * thin, solid_capstyle="butt")
        ax.plot(ends, level, "|", color=style.INK, ms=9 * thin, mew=2 * thin, clip_on=False)
        if place not in named:
            continue
        text = style.percent(share) if brief else style.share_with_interval(share, low, high)
        ax.annotate(text, (high, place), (9, 0), textcoords="offset points", va="center")
    margin = 0.6 / thin  # half a line of text
    ax.set(xlim=(0.0, right), ylim=(-margin, len(table) - 1 + margin))
    ax.set_yticks(list(named), labels=[short_label(bars[place].label) for place in named])
    ax.tick_params(axis="y", length=0, pad=9)  # ends of intervals at zero stand beside the names
    style.percent_axis(ax)
