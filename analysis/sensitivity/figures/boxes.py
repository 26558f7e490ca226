"""A figure of boxes: for each parameter, which part of its range is in which box."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from analysis.figures import style
from analysis.sensitivity.boxes.discovery import Discovery, box_label, highest_box
from analysis.sensitivity.boxes.prim import Box
from analysis.sensitivity.rows import named_rows

COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE)
FIELD = "#f2f2f2"
LETTER = 0.0085  # of the axis, at full size: a bar narrower than its words has them beside it
ROOM = 26.0  # bars of full size that a slide has room for
STRAIGHT = 0.04045  # below it sRGB is linear
LIGHT = 0.18  # luminance above which dark words stand out more than white ones


def draw_boxes(ax: Axes, found: Discovery) -> None:
    """Draw boxes: for each parameter that one limits, which part of its range is in each.

    Args:
        ax: Where to draw.
        found: The boxes.
    """
    limited = list(dict.fromkeys(name for box in found.boxes.values() for name in box.names))
    height = 0.8 / max(len(found.boxes), 1)
    size = (style.TEXT - 2) * min(1.0, ROOM / max(len(limited) * len(found.boxes), 1))
    for row, name in enumerate(limited[::-1]):
        ax.barh(row, 1.0, 0.86, color=FIELD)
        for place, (label, box) in enumerate(found.boxes.items()):
            level = row + 0.4 - height * (place + 0.5)
            for low, high, words in _parts_of(found, box, name):
                colour = COLOURS[place] if words else style.GUIDE
                ax.barh(level, high - low, height * 0.8, low, color=colour, edgecolor="white")
                _write(ax, words or "no limit", (low, high, level), colour, size)
            ax.annotate(label, (1.0, level), (6, 0), textcoords="offset points", va="center",
                        size=size, annotation_clip=False)  # fmt: skip
    ax.set_yticks(range(len(limited)), labels=limited[::-1])
    ax.set(xlim=(0.0, 1.0), ylim=(-0.6, max(len(limited), 1) - 0.4))
    ax.set_xticks([0.0, 1.0], labels=["lowest value swept", "highest value swept"])
    first_word, last_word = ax.get_xticklabels()
    first_word.set_horizontalalignment("left")
    last_word.set_horizontalalignment("right")
    ax.tick_params(axis="y", length=0)
    _legend(ax, found)


def _legend(ax: Axes, found: Discovery) -> None:
    """Each box by its label, with its share; which is the highest of those that are sure."""
    best = highest_box(found.table)
    named = {box_label(one._asdict()): one for one in named_rows(found.table)}
    for colour, label in zip(COLOURS, found.boxes, strict=False):
        one = named[label]
        words = f"{label}: {style.share_with_interval(one.share, one.low, one.high)}"
        chosen = best is not None and label == box_label(best)
        words += ", the highest sure" if chosen else "" if one.told else ", not sure"
        ax.bar(0.0, 0.0, 0.0, color=colour, label=words)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)


def _write(
    ax: Axes, words: str, spot: tuple[float, float, float], colour: str, size: float
) -> None:
    """Words on a bar, or beside it where it is too narrow for them."""
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


def _parts_of(found: Discovery, box: Box, name: str) -> list[tuple[float, float, str]]:
    """Parts of a parameter's range that are in a box: ends, as shares of it, and a word if limited.

    Values that are words share the range evenly, in the order in which they were swept.
    """
    if name in box.kinds:
        every = [repr(one) for one in found.kinds[name]]
        kept = [(every.index(repr(one)), one) for one in box.kinds[name]]
        wide = 1.0 / len(every)
        return [(place * wide, (place + 1) * wide, str(one).replace("_", " "))
                for place, one in kept]  # fmt: skip
    if name not in box.ranges:
        return [(0.0, 1.0, "")]
    first, last = found.ranges[name]
    low, high = np.clip(box.ranges[name], first, last)
    wide = (last - first) or 1.0
    words = f"{low:.3g}{style.DASH}{high:.3g}"
    return [((low - first) / wide, (high - first) / wide, words)]
