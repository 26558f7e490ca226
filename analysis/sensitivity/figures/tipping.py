"""Chart of a tipping point: the share along one parameter, and where it crosses a level."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.sensitivity.tipping.search import Crossing, Span


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
        words = f"{tip.value:.3g}  ({_low_text(tip, first)} to {_high_text(tip, last)})"
        left = tip.value > (first + last) / 2.0
        ax.annotate(words, (tip.value, 1.0), (-8 if left else 8, -4), va="top", weight="bold",
                    xycoords=("data", "axes fraction"), textcoords="offset points",
                    ha="right" if left else "left")  # fmt: skip
    top = max(float(curve["high"].max()), level) * 1.12
    ax.set(xlim=(first, last), ylim=(0.0, min(top, 1.0)))
    style.percent_axis(ax, axis="y")


def _low_text(tip: Crossing, first: float) -> str:
    """Low end of a crossing's interval, which may lie below the range."""
    return f"below {first:.3g}" if tip.low is None else f"{tip.low:.3g}"


def _high_text(tip: Crossing, last: float) -> str:
    """High end of a crossing's interval, which may lie above the range."""
    return f"above {last:.3g}" if tip.high is None else f"{tip.high:.3g}"
