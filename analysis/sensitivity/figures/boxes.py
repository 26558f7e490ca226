"""Chart of boxes: for each parameter, the part of its range that is in each box."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from brinkmanship.analysis.figures import style
from brinkmanship.analysis.sensitivity.boxes.discovery import Discovery, box_label, highest_box
from brinkmanship.analysis.sensitivity.boxes.prim import Box
from brinkmanship.analysis.sensitivity.rows import named_rows

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE)
FIELD = "#f2f2f2"
LETTER = 0.0085  # of the axis, width of a letter at full size
ROOM = 26.0  # bars of full size that a slide has room for
STRAIGHT = 0.04045  # below it sRGB is linear
LIGHT = 0.18  # luminance above which dark words have more contrast than white ones


def draw_boxes(ax: Axes, discovery: Discovery) -> None:
    """Draw boxes: for each parameter with a limit, the part of its range that is in each box.

    Args:
        ax: Where to draw.
        discovery: The boxes.
    """
    limited = list(dict.fromkeys(name for box in discovery.boxes.values() for name in box.names))
    height = 0.8 / max(len(discovery.boxes), 1)
    size = (style.TEXT - 2) * min(1.0, ROOM / max(len(limited) * len(discovery.boxes), 1))
    for row, name in enumerate(limited[::-1]):
        ax.barh(row, 1.0, 0.86, color=FIELD)
        for place, (label, box) in enumerate(discovery.boxes.items()):
            level = row + 0.4 - height * (place + 0.5)
            for low, high, words in _range_parts(discovery, box, name):
                colour = COLOURS[place] if words else style.GUIDE
                ax.barh(level, high - low, height * 0.8, low, color=colour, edgecolor="white")
                _label_bar(ax, words or "no limit", (low, high, level), colour, size)
            ax.annotate(label, (1.0, level), (6, 0), textcoords="offset points", va="center",
                        size=size, annotation_clip=False)  # fmt: skip
    ax.set_yticks(range(len(limited)), labels=limited[::-1])
    ax.set(xlim=(0.0, 1.0), ylim=(-0.6, max(len(limited), 1) - 0.4))
    ax.set_xticks([0.0, 1.0], labels=["lowest value swept", "highest value swept"])
    first_word, last_word = ax.get_xticklabels()
    first_word.set_horizontalalignment("left")
    last_word.set_horizontalalignment("right")
    ax.tick_params(axis="y", length=0)
    _draw_legend(ax, discovery)


def _draw_legend(ax: Axes, discovery: Discovery) -> None:
    """A legend with the share of each box, and which is the highest of those that are sure."""
    best = highest_box(discovery.table)
    named = {box_label(one._asdict()): one for one in named_rows(discovery.table)}
    for colour, label in zip(COLOURS, discovery.boxes, strict=False):
        one = named[label]
        words = f"{label}: {style.share_with_interval(one.share, one.low, one.high)}"
        chosen = best is not None and label == box_label(best)
        words += ", the highest sure" if chosen else "" if one.told else ", not sure"
        ax.bar(0.0, 0.0, 0.0, color=colour, label=words)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)


def _label_bar(
    ax: Axes, words: str, spot: tuple[float, float, float], colour: str, size: float
) -> None:
    """Write words on a bar, or beside it where it is too narrow for them."""
    low, high, level = spot
    wide = LETTER * len(words) * size / (style.TEXT - 2)
    if high - low > wide:
        ink = style.INK if _luminance(colour) > LIGHT else "white"
        ax.annotate(words, ((low + high) / 2.0, level), color=ink, weight="bold", size=size,
                    ha="center", va="center")  # fmt: skip
        return
    right = high + wide < 1.0
    ax.annotate(words, (high if right else low, level), (4 if right else -4, 0), size=size,
                textcoords="offset points", ha="left" if right else "right", va="center",
                weight="bold")  # fmt: skip


def _luminance(colour: str) -> float:
    """Relative luminance of a colour as WCAG 2 has it, 0 for black and 1 for white."""
    channels = np.array(to_rgb(colour))
    curved = ((channels + 0.055) / 1.055) ** 2.4
    linear = np.where(channels <= STRAIGHT, channels / 12.92, curved)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _range_parts(discovery: Discovery, box: Box, name: str) -> list[tuple[float, float, str]]:
    """Parts of a parameter's range that are in a box: ends in [0, 1], and words if limited.

    Values that are words share the range evenly, in the order in which they were swept.
    """
    if name in box.kinds:
        every = [repr(one) for one in discovery.kinds[name]]
        inside = [(every.index(repr(one)), one) for one in box.kinds[name]]
        wide = 1.0 / len(every)
        return [(place * wide, (place + 1) * wide, str(one).replace("_", " "))
                for place, one in inside]  # fmt: skip
    if name not in box.ranges:
        return [(0.0, 1.0, "")]
    first, last = discovery.ranges[name]
    low, high = np.clip(box.ranges[name], first, last)
    wide = (last - first) or 1.0
    words = f"{low:.3g}{style.DASH}{high:.3g}"
    return [((low - first) / wide, (high - first) / wide, words)]
