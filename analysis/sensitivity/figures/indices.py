"""Figures of sensitivity: bars of indices, a screening, a tipping curve."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures import style
from analysis.sensitivity.rows import named_rows
from analysis.sensitivity.tipping.search import Crossing, Span

ROWS = 12  # bars on a slide
NAMED = 9  # points of a scatter that carry their rank
NEAR = 0.05  # of the axis: points nearer than this share a label
EDGES = (-0.3, 1.5)  # of the axis of indices, however far an interval goes on


def draw_indices(ax: Axes, table: pd.DataFrame) -> None:
    """Draw Sobol indices: a broad bar for the total, a narrow one for the first order.

    Args:
        ax: Where to draw.
        table: One row a parameter, largest total first; see ``SobolResult``.
    """
    shown = table.head(ROWS)[::-1].reset_index(drop=True)
    for place, one in enumerate(named_rows(shown)):
        ax.barh(place + 0.18, one.total, 0.4, color=style.BLUE)
        ax.barh(place - 0.22, one.first, 0.34, color=style.ORANGE, hatch="//", edgecolor="white")
        _interval(ax, (one.total_low, one.total_high), place + 0.18)
        _interval(ax, (one.first_low, one.first_high), place - 0.22)
    left, right = axis_of(table)
    ax.set(xlim=(left, right), ylim=(-0.6, len(shown) - 0.4))
    for place, one in enumerate(named_rows(shown)):
        _heads(ax, (one.total_low, one.total_high), place + 0.18)
        _heads(ax, (one.first_low, one.first_high), place - 0.22)
    ax.set_yticks(range(len(shown)), labels=list(shown["parameter"]))
    ax.tick_params(axis="y", length=0)
    ax.axvline(0.0, color=style.INK, lw=1)
    ax.set_xlabel("part of the variance between points (95% interval, chance taken out)")
    for label, colour, hatch in (("total: with its interactions", style.BLUE, ""),
                                 ("first order: by itself", style.ORANGE, "//")):  # fmt: skip
        ax.bar(0.0, 0.0, 0.0, color=colour, hatch=hatch, edgecolor="white", label=label)
    _legend_above(ax)


def axis_of(table: pd.DataFrame) -> tuple[float, float]:
    """Ends of the axis of indices: all that is known, but not all that is not."""
    columns = ["first_low", "first_high", "total_low", "total_high"]
    ends = table.head(ROWS)[columns].to_numpy(float)
    left, right = min(0.0, float(ends.min())), max(0.1, float(ends.max()))
    return max(left, EDGES[0]) * 1.05, min(right, EDGES[1]) * 1.05


def goes_on(table: pd.DataFrame) -> bool:
    """Whether an interval of the indices goes on beyond the axis."""
    left, right = axis_of(table)
    shown = table.head(ROWS)
    lows, highs = shown[["first_low", "total_low"]], shown[["first_high", "total_high"]]
    return bool((lows < left).any(axis=None) or (highs > right).any(axis=None))


def draw_effects(ax: Axes, table: pd.DataFrame) -> None:
    """Draw the mean size of each effect of a screening, and what luck alone would show.

    Args:
        ax: Where to draw.
        table: One row a parameter, largest first; see ``MorrisResult``.
    """
    shown = table.head(ROWS)[::-1].reset_index(drop=True)
    for place, one in enumerate(named_rows(shown)):
        colour = style.BLUE if one.told else style.GUIDE
        ax.barh(place, one.mu_star, 0.62, color=colour)
        _interval(ax, (one.mu_star_low, one.mu_star_high), place)
        ax.plot([one.by_chance] * 2, [place - 0.38, place + 0.38], color=style.VERMILLION, ls=":")
    ax.set(xlim=(0.0, float(shown["mu_star_high"].max()) * 1.05 or 1.0))
    ax.set_ylim(-0.6, len(shown) - 0.4)
    ranked = [f"{one.parameter}  {len(shown) - i}" for i, one in enumerate(named_rows(shown))]
    ax.set_yticks(range(len(shown)), labels=ranked)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel("\N{GREEK SMALL LETTER MU}*: mean size of the effect of the whole range")
    ax.bar(0.0, 0.0, 0.0, color=style.BLUE, label="told from chance")
    ax.bar(0.0, 0.0, 0.0, color=style.GUIDE, label="not told from chance")
    ax.plot([], [], color=style.VERMILLION, ls=":", label="chance alone")
    _legend_above(ax)


def draw_spread(ax: Axes, table: pd.DataFrame) -> None:
    """Draw each effect's spread against its size, by its rank: far up, it depends on others."""
    told = table["told"].to_numpy(bool)
    for mask, colour, marker in ((told, style.BLUE, "o"), (~told, style.GREY, "x")):
        if mask.any():  # a line of no points that is not clipped has no box: the layout collapses
            ax.plot(table["mu_star"][mask], table["sigma"][mask], marker, color=colour, ms=8,
                    clip_on=False)  # fmt: skip
    top = max(float(table["mu_star"].max()), float(table["sigma"].max())) * 1.15 or 1.0
    ax.plot([0.0, top], [0.0, top], color=style.MUTED, lw=1, ls="--")
    ax.set(xlim=(0.0, top), ylim=(0.0, top))
    for numbers, spot in _together(table.head(NAMED), NEAR * top):
        ax.annotate(numbers, spot, (0, 8), ha="center", size=style.TEXT - 2,
                    textcoords="offset points")  # fmt: skip
    ax.set_xlabel("\N{GREEK SMALL LETTER MU}*: size")
    ax.set_ylabel("\N{GREEK SMALL LETTER SIGMA}: spread from place to place")


def _together(table: pd.DataFrame, near: float) -> list[tuple[str, tuple[float, float]]]:
    """Ranks of the points, those in one string that lie on each other; and where it stands."""
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


def draw_tipping(
    ax: Axes,
    curve: pd.DataFrame,
    tips: Sequence[Crossing],
    level: float,
    spans: Sequence[Span] = (),
) -> None:
    """Draw the share along one parameter, with its 95% band, and where it crosses the level.

    Args:
        ax: Where to draw.
        curve: ``value``, ``share``, ``low``, ``high``; rising values.
        tips: The crossings.
        level: What is crossed.
        spans: Where a crossing was not found and cannot be excluded.
    """
    value = curve["value"]
    ax.fill_between(value, curve["low"], curve["high"], color=style.SKY, alpha=0.4, lw=0)
    ax.plot(value, curve["share"], color=style.BLUE, marker="o", ms=5)
    ax.axhline(level, color=style.INK, lw=1.5, ls="--")
    first, last = float(value.min()), float(value.max())
    ax.annotate(f"level {style.percent(level)}", (last, level), (0, 6), ha="right",
                textcoords="offset points")  # fmt: skip
    for low, high in spans:
        ends = (first if low is None else low, last if high is None else high)
        ax.axvspan(*ends, facecolor="none", edgecolor=style.ORANGE, hatch="//", lw=0)
    for tip in tips:
        ends = (first if tip.low is None else tip.low, last if tip.high is None else tip.high)
        ax.axvspan(*ends, color=style.ORANGE, alpha=0.25, lw=0)
        ax.axvline(tip.value, color=style.VERMILLION, lw=2)
        words = f"{tip.value:.3g}  ({_from(tip, first)} to {_to(tip, last)})"
        left = tip.value > (first + last) / 2.0
        ax.annotate(words, (tip.value, 1.0), (-8 if left else 8, -4), va="top", weight="bold",
                    xycoords=("data", "axes fraction"), textcoords="offset points",
                    ha="right" if left else "left")  # fmt: skip
    top = max(float(curve["high"].max()), level) * 1.12
    ax.set(xlim=(first, last), ylim=(0.0, min(top, 1.0)))
    style.percent_axis(ax, axis="y")


def _from(tip: Crossing, first: float) -> str:
    """Where the interval of a crossing begins; it may begin before the range does."""
    return f"below {first:.3g}" if tip.low is None else f"{tip.low:.3g}"


def _to(tip: Crossing, last: float) -> str:
    """Where the interval of a crossing ends; it may go on beyond the range."""
    return f"above {last:.3g}" if tip.high is None else f"{tip.high:.3g}"


def _interval(ax: Axes, ends: tuple[float, float], level: float) -> None:
    ax.plot(ends, [level, level], color="white", lw=4, solid_capstyle="butt")
    ax.plot(ends, [level, level], color=style.INK, lw=2, solid_capstyle="butt")
    ax.plot(ends, [level, level], "|", color=style.INK, ms=7, mew=2)


def _heads(ax: Axes, ends: tuple[float, float], level: float) -> None:
    """An arrow head at each edge of the axis beyond which an interval goes on."""
    left, right = ax.get_xlim()
    for edge, marker, beyond in ((left, "<", ends[0] < left), (right, ">", ends[1] > right)):
        if beyond:
            ax.plot([edge], [level], marker, color=style.INK, ms=9, clip_on=False, zorder=4)


def _legend_above(ax: Axes) -> None:
    """The legend over the axes, where it covers neither bar nor label."""
    ax.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderpad=0.2)
