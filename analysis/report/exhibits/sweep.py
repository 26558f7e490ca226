"""Exhibits that a sweep folder gives."""

import pandas as pd

from brinkmanship.analysis.figures.charts.labels import short_path
from brinkmanship.analysis.figures.slides.sweep import SWEEP_SLIDES
from brinkmanship.analysis.report.exhibits.exhibit import Exhibit, View
from brinkmanship.analysis.report.text_tables import (
    COUNTS,
    Column,
    estimate_columns,
    points_text,
    share_text,
)
from brinkmanship.analysis.tables.sweep_result import SweepResult

ROW = 0.42  # inches a row of a figure
IN_ONE_ROW = 3  # panels


def short_parameters(table: pd.DataFrame, _: SweepResult) -> pd.DataFrame:
    """The rows with their parameters as labels."""
    return table.assign(parameter=[short_path(name) for name in table["parameter"]])


def _ranges_text(names: pd.Series, table: pd.DataFrame) -> str:
    """Each name with its least and greatest share."""
    rows = zip(names, table["least"], table["most"], strict=True)
    return "; ".join(f"{name} from {share_text(a)} to {share_text(b)}" for name, a, b in rows)


def describe_sizes(view: View[SweepResult]) -> str:
    """Least and greatest share of each parameter, the largest range first."""
    names = short_parameters(view.statistic, view.folder)["parameter"]
    ranges = _ranges_text(names, view.statistic)
    return f"Bars, one a parameter, the furthest mover on top: {ranges}."


def describe_effects(view: View[SweepResult]) -> str:
    """What a panel is, and least and greatest share of each parameter."""
    sizes = view._replace(statistic=view.folder.effect_sizes)
    return f"Panels, one a parameter, the share at each of its values. {describe_sizes(sizes)}"


def effects_note(_: pd.DataFrame, sweep: SweepResult) -> str:
    """How the differences are made, and how points of unequal numbers of runs weigh."""
    note = (
        "Difference: from the first value of the parameter, in percentage points, run by run on "
        "the same luck; all these intervals hold together with 95%."
    )
    return f"{note} {_weighing_sentence(sweep)}".strip()


def _weighing_sentence(sweep: SweepResult) -> str:
    text = sweep.weighing
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def sizes_note(table: pd.DataFrame, sweep: SweepResult) -> str:
    """How the differences are made, and for how many comparisons their intervals hold."""
    note = (
        "Difference and change: in percentage points, run by run on the same luck. Change: from "
        "the first to the last value of the parameter. Their 95% intervals hold together for all "
        f"{int(table['comparisons'].max())} pairs of values, so the furthest may be picked."
    )
    return f"{note} {_weighing_sentence(sweep)}".strip()


def range_rows(table: pd.DataFrame, sweep: SweepResult) -> pd.DataFrame:
    """The ranges with their measures in words."""
    names = sweep.measure_names
    return table.assign(measure=[names[name] for name in table["measure"]])


def describe_ranges(view: View[SweepResult]) -> str:
    """Least and greatest share of each measure."""
    parts = [
        f"{row['measure']} {share_text(row['least'])} to {share_text(row['most'])}"
        for row in range_rows(view.statistic, view.folder).to_dict("records")
    ]
    return f"Lines, one a measure, from the least to the greatest share: {'; '.join(parts)}."


def _bars_height(sweep: SweepResult) -> float:
    return 1.1 + ROW * len(sweep.tables.parameters)


def _lines_height(sweep: SweepResult) -> float:
    return 1.0 + ROW * len(sweep.ranges)


EFFECT_SIZES = Exhibit(
    id="what-moves",
    slide=SWEEP_SLIDES["what-moves"],
    height=_bars_height,
    phone=_bars_height,
    columns=(
        Column("parameter", "Parameter"),
        Column("least", "Least share", share_text),
        Column("lowest", "at"),
        Column("most", "Greatest", share_text),
        Column("highest", "at"),
        *estimate_columns("range", "Difference, points", points_text),
        Column("first", "From"),
        Column("last", "To"),
        *estimate_columns("change", "Change, points", points_text, ends=""),
    ),
    rows=short_parameters,
    caption=lambda _, sweep: f"Share of runs {sweep.condition}, by parameter",
    note=sizes_note,
    describe=describe_sizes,
)
EFFECTS = Exhibit(
    id="each-value",
    slide=SWEEP_SLIDES["each-value"],
    height=lambda sweep: 2.9 if len(sweep.tables.parameters) <= IN_ONE_ROW else 5.2,
    columns=(
        Column("parameter", "Parameter"),
        Column("value", "Value"),
        *COUNTS,
        *estimate_columns("change", "Difference, points", points_text),
    ),
    rows=short_parameters,
    caption=lambda _, sweep: f"Share of runs {sweep.condition}",
    note=effects_note,
    describe=describe_effects,
)
RANGES = Exhibit(
    id="ranges",
    slide=SWEEP_SLIDES["ranges"],
    height=_lines_height,
    phone=_lines_height,
    columns=(
        Column("measure", "Runs that"),
        *estimate_columns("least", "Least", share_text),
        Column("median", "Median", share_text),
        *estimate_columns("most", "Greatest", share_text),
    ),
    rows=range_rows,
    caption="Shares over all points",
    note="From, to: the 95% interval of the point with that share.",
    describe=describe_ranges,
)
