"""How much of a crowd a drawing has room for, and what is said where it does not show all."""

from collections.abc import Iterable, Sequence

import matplotlib as mpl
import numpy as np

from brinkmanship.analysis.figures.letters import fitted, width_of

LINE = 1.16  # height of a line of text, in ems
AXIS = 3.2  # ems: numbers and name of an axis
SLIDE, PAGE = 0.735, 0.98  # part of the height that is not frame


def text_size() -> float:
    """Size of the letters in force, in points."""
    return float(mpl.rcParams["font.size"])


def rows() -> int:
    """Lines of text that find room above one another in the axes of the drawing."""
    page = mpl.rcParams["svg.fonttype"] == "none"
    height = 72.0 * mpl.rcParams["figure.figsize"][1] * (PAGE if page else SLIDE)
    return int((height - AXIS * text_size()) / (LINE * text_size()))


def columns(share: float) -> int:
    """Upright lines of text that find room beside one another on a share of the width."""
    return int(72.0 * mpl.rcParams["figure.figsize"][0] * share / (LINE * text_size()))


def named_places(count: int, wanted: Iterable[int], room: int) -> list[int]:
    """The places on an axis that get a name: all, or the wanted ones and others evenly between.

    Args:
        count: Places, from 0 on.
        wanted: Places that are named first, if they are not too near to each other.
        room: Names that fit.

    >>> named_places(3, [], 9), named_places(64, [41], 8)
    ([0, 1, 2], [0, 8, 16, 24, 32, 41, 49, 63])
    """
    if count <= room:
        return list(range(count))
    apart = -(-count // max(room, 1))
    chosen: list[int] = []
    for place in (*wanted, 0, count - 1, *range(count)):
        if all(abs(place - other) >= apart for other in chosen):
            chosen.append(place)
    return sorted(chosen)


def part_text(shown: int, total: int, what: str, rule: str) -> str:
    """Which of many are shown, as the end of a note; empty where all are.

    >>> part_text(6, 33, "actors", "those whose belief moves most")
    '; 6 of 33 actors, those whose belief moves most'
    >>> part_text(6, 6, "actors", "")
    ''
    """
    return f"; {shown} of {total} {what}, {rule}" if shown < total else ""


def spread_apart(places: Sequence[float], gap: float) -> list[float]:
    """The places, in the same order, moved as little as needed to be ``gap`` apart.

    >>> spread_apart([0.0, 0.0, 9.0], 2.0)
    [-1.0, 1.0, 9.0]
    """
    blocks: list[tuple[float, list[int]]] = []
    for index in np.argsort(places, kind="stable").tolist():
        middle, members = float(places[index]), [index]
        while blocks and middle - blocks[-1][0] < gap * (len(members) + len(blocks[-1][1])) / 2.0:
            other, earlier = blocks.pop()
            members = earlier + members
            middle = other * len(earlier) + middle * (len(members) - len(earlier))
            middle /= len(members)
        blocks.append((middle, members))
    moved = [0.0] * len(places)
    for middle, members in blocks:
        for rank, index in enumerate(members):
            moved[index] = middle + gap * (rank - (len(members) - 1) / 2.0)
    return moved


def spread_within(places: Sequence[float], gap: float, ends: tuple[float, float]) -> list[float]:
    """The places spread apart, each half a gap or more from both ends.

    Args:
        places: In any order, which is kept.
        gap: Distance of neighbours.
        ends: Of the axis, which has room for all.

    >>> spread_within([9.0, 9.0, 0.0], 2.0, (0.0, 9.0))
    [6.0, 8.0, 1.0]
    """
    moved = np.array(spread_apart(places, gap))
    rank = np.empty(len(moved))
    rank[np.argsort(moved, kind="stable")] = np.arange(len(moved))
    low = ends[0] + gap * (rank + 0.5)
    high = ends[1] - gap * (len(moved) - rank - 0.5)
    return [float(one) for one in np.clip(moved, np.minimum(low, high), high)]


def short_label(text: str, ems: float = 24.0) -> str:
    """A name as a label of at most so many ems, cut with an ellipsis."""
    return fitted(text, ems * text_size(), text_size())


def apart_labels(places: Sequence[float], labels: Sequence[str], width: float) -> list[str]:
    """The labels of rising places, blank where one would touch another.

    Args:
        places: On an axis.
        labels: Of the places; the first and the last come first.
        width: Points from the first place to the last.
    """
    span = (places[-1] - places[0]) or 1.0
    size = text_size()
    half = [width_of(label, size) / 2.0 + 0.3 * size if label else 0.0 for label in labels]
    at = [width * (place - places[0]) / span for place in places]
    chosen: list[int] = []
    order = [0, len(labels) - 1, *range(1, len(labels) - 1)] if labels else []
    for one in dict.fromkeys(order):
        if all(abs(at[one] - at[other]) >= half[one] + half[other] for other in chosen):
            chosen.append(one)
    return [label if one in chosen else "" for one, label in enumerate(labels)]
