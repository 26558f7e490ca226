"""Chart of all runs at every turn, stacked by how they have ended."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.figures.charts.lines import EVENT_LINES
from brinkmanship.analysis.figures.room import spread_within
from brinkmanship.analysis.statistics.names import CLASH, EVENT_NAMES

HATCHES: Mapping[str, str] = {CLASH: "///", "deescalation": "..", "stalemate": "\\\\"}
"""Hatches that tell the layers apart without colour."""
OPEN = "still going"
GAP = 0.12
"""Smallest distance of two labels, as a share of the height."""


def draw_stack(ax: Axes, table: pd.DataFrame) -> None:
    """Draw ``timing.cumulative_incidence``: layers that fill the height, the gravest lowest.

    Args:
        ax: Where to draw.
        table: One row an event and turn; incidences of a turn and ``open`` sum to 1.
    """
    events = list(dict.fromkeys(table["event"]))
    parts = [table[table["event"] == event] for event in events]
    turn = parts[0]["turn"].to_numpy()
    floor = np.zeros(len(turn))
    middles, names = [], []
    for event, part in zip(events, parts, strict=True):
        colour, _, _ = EVENT_LINES[event]
        top = floor + part["incidence"].to_numpy()
        layer = ax.fill_between(turn, floor, top, step="post", facecolor=colour, lw=0)
        layer.set(edgecolor="white", hatch=HATCHES.get(event))
        ax.plot(turn, top, color=style.INK, lw=1.0, drawstyle="steps-post")
        middles.append(float(floor[-1] + top[-1]) / 2.0)
        last = part[["incidence", "low", "high"]].iloc[-1]
        names.append(f"{EVENT_NAMES[event]}\n{style.share_with_interval(*last)}")
        floor = top
    ax.fill_between(turn, floor, 1.0, step="post", facecolor=style.GUIDE, alpha=0.5, lw=0)
    middles.append((float(floor[-1]) + 1.0) / 2.0)
    names.append(f"{OPEN}\n{style.percent(float(parts[0]['open'].iloc[-1]))}")
    _name_layers(ax, float(turn[-1]), middles, names)
    ax.set(ylim=(0.0, 1.0), xlabel="turn", ylabel="share of runs")
    style.turn_axis(ax, 0, float(turn[-1]))
    style.percent_axis(ax, axis="y")


def stack_words(table: pd.DataFrame) -> str:
    """The chart in words, for those who cannot see it.

    >>> columns = {"event": [CLASH], "turn": 9, "incidence": 0.25, "open": 0.75}
    >>> stack_words(pd.DataFrame(columns))
    'Layers that fill the height of all runs; by turn 9: clash or worse 25.0%; still going 75.0%.'
    """
    last = table[table["turn"] == table["turn"].max()]
    parts = [
        f"{EVENT_NAMES[row['event']]} {style.percent(row['incidence'])}"
        for row in last.to_dict("records")
    ]
    parts.append(f"{OPEN} {style.percent(float(last['open'].iloc[0]))}")
    turn = int(last["turn"].iloc[0])
    return f"Layers that fill the height of all runs; by turn {turn}: {'; '.join(parts)}."


def _name_layers(ax: Axes, last: float, middles: list[float], names: list[str]) -> None:
    """Name each layer beside its end, without overlap and above the axis."""
    rising = np.maximum.accumulate(middles).tolist()  # layers without height differ by rounding
    places = spread_within(rising, GAP, (0.0, 1.0))
    for middle, place, name in zip(middles, places, names, strict=True):
        ax.text(last * 1.04, place, name, va="center")
        ax.plot([last, last * 1.03], [middle, place], color=style.MUTED, lw=1.2, clip_on=False)
