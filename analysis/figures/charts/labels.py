"""Labels of parameters and of their values, short enough for an axis."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from brinkmanship.analysis.statistics.names import as_words

LONG = 5  # letters of a number that is printed as it is
WHOLE = 1000.0  # from which on a long number needs no decimals
DECIMALS = 4  # beyond which a number is printed by its first two digits
CODES = ("actors", "mechanisms", "alliances", "policy")
"""Parts of a path that say nothing to a reader who sees the rest."""


def short_path(path: str) -> str:
    """A path as a label.

    >>> short_path("actors.USA.policy.north_star.strength")
    'USA north star strength'
    """
    return " ".join(as_words(part) for part in path.split(".") if part not in CODES)


def class_ends(name: str) -> tuple[float, float] | None:
    """Ends of a class of ``parameter_effects.value_classes`` by its name; None of a single value.

    >>> class_ends("0.4 to 0.55"), class_ends("0.4"), class_ends("no to all")
    ((0.4, 0.55), None, None)
    """
    low, _, high = name.partition(" to ")
    try:
        return float(low), float(high)
    except ValueError:
        return None


def class_edges(names: Iterable[str]) -> list[float]:
    """Edges of classes that join one another, from left to right; empty where they do not.

    >>> class_edges(["0.4 to 0.55", "0.55 to 0.8"]), class_edges(["0 to 2", "3 to 4"])
    ([0.4, 0.55, 0.8], [])
    >>> class_edges(["0.4"])
    []
    """
    classes = [class_ends(name) for name in names]
    ends = [one for one in classes if one is not None]
    joined = all(one[1] == other[0] for one, other in pairwise(ends))
    return [ends[0][0], *(high for _, high in ends)] if joined and len(ends) == len(classes) else []


def short_numbers(values: Sequence[float]) -> list[str]:
    """Rising numbers with as many decimals as tell each from the next.

    >>> short_numbers([0.404, 0.484, 0.8]), short_numbers([12.04, 612.9, 2499.2])
    (['0.40', '0.48', '0.80'], ['12', '613', '2499'])
    """
    gap = min(other - one for one, other in pairwise(values))
    decimals = max(0, math.ceil(-math.log10(gap / 2.0)))
    return [f"{one:.2g}" if decimals > DECIMALS else f"{one:.{decimals}f}" for one in values]


def short_value(name: str) -> str:
    """A value as a label: a long number by its first three digits, a word as words.

    >>> short_value("0.533333"), short_value("0.125"), short_value("1666.67")
    ('0.533', '0.125', '1667')
    >>> short_value("limited_force")
    'limited force'
    """
    try:
        number = float(name)
    except ValueError:
        return as_words(name)
    if len(name) <= LONG:
        return name
    return f"{number:.3g}" if abs(number) < WHOLE else f"{number:.0f}"


def value_spans(names: Sequence[str]) -> list[tuple[float, float]]:
    """Where each value or class of a parameter lies on its axis: both ends, alike for a value.

    Numbers lie at their distances; what is no number, such as no value at all, has the next
    place beyond them. Words have places 0, 1, 2.

    >>> value_spans(["0", "0.5", "null"]), value_spans(["0 to 2", "2 to 9"])
    ([(0.0, 0.0), (0.5, 0.5), (0.625, 0.625)], [(0.0, 2.0), (2.0, 9.0)])
    >>> value_spans(["warn", "clash"])
    [(0.0, 0.0), (1.0, 1.0)]
    """
    found = [_span(name) for name in names]
    known = [span for span in found if span is not None]
    if not known:
        return [(float(place), float(place)) for place in range(len(names))]
    low, high = min(span[0] for span in known), max(span[1] for span in known)
    step = (high - low) / 4.0 or 1.0
    spans, beyond = [], high
    for span in found:
        if span is None:
            beyond += step
        spans.append((beyond, beyond) if span is None else span)
    return spans


def value_ticks(names: Sequence[str]) -> tuple[list[float], list[str]]:
    """Places and labels of the ticks of a parameter: edges of classes, or single values.

    >>> value_ticks(["0 to 2", "2 to 9"]), value_ticks(["no", "yes"])
    (([0.0, 2.0, 9.0], ['0', '2', '9']), ([0.0, 1.0], ['no', 'yes']))
    """
    if edges := class_edges(names):
        return edges, short_numbers(edges)
    return [(low + high) / 2.0 for low, high in value_spans(names)], [
        short_value(name) for name in names
    ]


def _span(name: str) -> tuple[float, float] | None:
    """Both ends of a class, or twice the number; None of a word."""
    try:
        return class_ends(name) or (float(name), float(name))
    except ValueError:
        return None
