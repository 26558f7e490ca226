"""Each comparison as a slide: what the change does to every outcome and rung of interest."""

import re
import textwrap
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.charts import pairs
from analysis.figures.style import MUTED, TEXT, Caption, empty_slide, footer
from analysis.statistics.names import OUTCOME_NAMES
from analysis.tables.comparison import Comparison

HEADING = "What the change changes"
OF_ONE = "What changes: "
ROOM = 50  # letters of a heading and, at half their width, of the legend beside it
NOTE = (
    "bars: 95% intervals; shares stretched near zero; diamonds: paired difference, "
    "open where zero is in the interval"
)
NAME = 40  # letters of a name in the legend
TITLE = 58  # letters of the title beside it
GAP = 0.7  # between outcomes and rungs, in rows


def comparison_slides(comparison: Comparison) -> Mapping[str, Callable[[], Figure]]:
    """The slide of each variant, by file name; the names are in the order of the variants."""
    many = len(comparison.variants)
    slides: dict[str, Callable[[], Figure]] = {}
    for place, variant in enumerate(comparison.variants, 1):
        name = f"paired-{place:0{len(str(many))}}-{slug(variant)}" if many > 1 else "paired"
        slides[name] = partial(paired_slide, comparison, variant)
    return slides


def heading_of(comparison: Comparison, variant: str) -> str:
    """What stands over the slide of a variant: its name, where there are several."""
    if len(comparison.variants) == 1:
        return HEADING
    legend = max(len(_short(comparison.base)), len(_short(variant)))
    return OF_ONE + _short(variant, ROOM - len(OF_ONE) - legend // 2)


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
    wanted = [row for row in rungs if row["name"] in comparison.thresholds][::-1]
    rows = [*outcomes, *wanted]
    places = [-float(k) for k in range(len(outcomes))]
    places += [-float(k) - GAP for k in range(len(outcomes), len(rows))]
    labels = [OUTCOME_NAMES[row["name"]] for row in outcomes]
    labels += [f"reaches {row['name'].replace('_', ' ')}" for row in wanted]
    foot = footer([int(rows[0]["pairs"])], [comparison.seed])
    figure = empty_slide(
        heading_of(comparison, variant),
        Caption(textwrap.shorten(comparison.title, TITLE, placeholder=" …"), foot),
        note=NOTE,
    )
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=[1.25, 1.0])
    pairs.draw_shares(left, rows, places)
    pairs.draw_differences(right, rows, places)
    _dress(left, right, labels, places)
    figure.legend(
        handles=pairs.before_after_legend(_short(comparison.base), _short(variant)),
        loc="upper right",
        ncols=1,
    )
    return figure


def _rows(comparison: Comparison, variant: str, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = comparison.of(variant, kind).to_dict("records")  # type: ignore[assignment]
    return rows


def _dress(left: Axes, right: Axes, labels: list[str], places: list[float]) -> None:
    """Names of the rows and of the two axes."""
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


def _short(name: str, letters: int = NAME) -> str:
    return textwrap.shorten(name, letters, placeholder=" …") if " " in name else (
        name if len(name) <= letters else f"{name[: letters - 1]}…"
    )  # fmt: skip
