"""Slides of ``brink compare``: shares before and after a change, and their paired difference."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts import pairs
from brinkmanship.analysis.figures.letters import fitted, width_of
from brinkmanship.analysis.figures.room import part_text
from brinkmanship.analysis.figures.room import rows as lines_of_text
from brinkmanship.analysis.figures.style import (
    HEADING as HEADING_SIZE,
)
from brinkmanship.analysis.figures.style import MUTED, TEXT, WIDE, Caption, empty_slide, footer
from brinkmanship.analysis.statistics.names import OUTCOME_NAMES, as_words
from brinkmanship.analysis.statistics.studies.changes import correction_note
from brinkmanship.analysis.tables.comparison import Comparison

HEADING = "What the change changes"
OF_ONE = "What changes: "
KEY = 70.0  # points beside a name in the legend
NOTE = (
    "bars: 95% intervals; shares stretched near zero; diamonds: paired difference, "
    "open where zero is in the interval"
)
CORRECTED = "; **: {}"
NAME = 320.0  # points of a name in the legend
TITLE = 530.0  # points of the title beside it
GAP = 0.7  # between outcomes and rungs, in rows


def comparison_slides(comparison: Comparison) -> Mapping[str, Callable[[], Figure]]:
    """The slide of each variant, by file name; the names are in the order of the variants."""
    many = len(comparison.variants)
    slides: dict[str, Callable[[], Figure]] = {}
    for place, variant in enumerate(comparison.variants, 1):
        name = f"paired-{place:0{len(str(many))}}-{slug(variant)}" if many > 1 else "paired"
        slides[name] = partial(paired_slide, comparison, variant)
    return slides


def slug(name: str) -> str:
    """A name as part of a file name.

    >>> slug("No accidents, Ünal!")
    'no-accidents-nal'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "variant"


def paired_slide(comparison: Comparison, variant: str) -> Figure:
    """Shares before and after, and their paired differences, for one variant."""
    outcomes = _rows(comparison, variant, "outcome")
    rungs = _rows(comparison, variant, "threshold")
    every = [row for row in rungs if row["name"] in comparison.thresholds][::-1]
    wanted = _furthest(every, lines_of_text() - len(outcomes) - 1)
    rows = [*outcomes, *wanted]
    places = [-float(k) for k in range(len(outcomes))]
    places += [-float(k) - GAP for k in range(len(outcomes), len(rows))]
    labels = [OUTCOME_NAMES[row["name"]] for row in outcomes]
    labels += [f"reaches {as_words(row['name'])}" for row in wanted]
    foot = footer([int(rows[0]["pairs"])], [comparison.seed])
    foot += part_text(len(wanted), len(every), "rungs", "those that change most")
    title = fitted(comparison.title, TITLE, TEXT + 2)
    figure = empty_slide(
        _heading(comparison, variant), Caption(title, foot), note=_note(comparison)
    )
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.25, 1.0])
    pairs.draw_shares(left, rows, places)
    pairs.draw_differences(right, rows, places)
    _name_axes(left, right, labels, places)
    legend = pairs.before_after_legend(_shortened(comparison.base), _shortened(variant))
    figure.legend(handles=legend, loc="upper right", ncols=1)
    return figure


def _note(comparison: Comparison) -> str:
    correction = correction_note(comparison.table)
    return NOTE + (CORRECTED.format(correction) if correction else "")


def _furthest(rows: Sequence[dict[str, Any]], room: int) -> list[dict[str, Any]]:
    """The rows that change most, as many as there is room for, in their order."""
    size = sorted((abs(row["difference"]) for row in rows), reverse=True)
    chosen = [row for row in rows if len(rows) <= room or abs(row["difference"]) >= size[room - 1]]
    return chosen[:room]


def _heading(comparison: Comparison, variant: str) -> str:
    """The name of the variant where there are several; it leaves room for the legend."""
    if len(comparison.variants) == 1:
        return HEADING
    legend = max(width_of(_shortened(one), TEXT) for one in (comparison.base, variant))
    room = WIDE - legend - KEY - width_of(OF_ONE, HEADING_SIZE, bold=True)
    return OF_ONE + fitted(variant, room, HEADING_SIZE, bold=True)


def _rows(comparison: Comparison, variant: str, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = comparison.rows(variant, kind).to_dict("records")  # type: ignore[assignment]
    return rows


def _name_axes(left: Axes, right: Axes, labels: list[str], places: list[float]) -> None:
    """Name the rows and both axes."""
    left.set_yticks(places, labels=labels)
    left.set_ylim(min(places) - 0.6, 0.6)
    left.tick_params(axis="y", length=0, pad=11)  # dots at zero stand beside the names
    right.tick_params(axis="y", length=0)
    left.set_xlabel("share of runs before and after")
    right.set_xlabel("difference in percentage points")
    right.spines["left"].set_visible(False)
    head = "points (runs gained, lost)"
    right.annotate(head, (1.0, 1.0), (-30, 2), xycoords="axes fraction",
                   textcoords="offset points", size=TEXT - 3, color=MUTED)  # fmt: skip


def _shortened(name: str) -> str:
    """A name as the legend has room for it."""
    return fitted(name, NAME, TEXT)
