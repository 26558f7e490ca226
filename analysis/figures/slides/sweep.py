"""Slides of a sweep: what moved the share, and how far each share ranges over the points."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.charts.labels import class_ends
from brinkmanship.analysis.figures.charts.parameters import (
    draw_effect_sizes,
    draw_effects,
    draw_ranges,
    shown_parameters,
    shown_ranges,
)
from brinkmanship.analysis.figures.room import part_text, rows
from brinkmanship.analysis.figures.slides.slide import Slide
from brinkmanship.analysis.tables.sweep_result import SweepResult

FURTHEST = "the furthest movers"
INTERVALS = "thin: 95% interval of either end"


def _sizes_note(table: pd.DataFrame, sweep: SweepResult) -> str:
    """Says what a point is: a value, or a class of values."""
    named = [*table["first"], *table["last"]]
    kind = "in the same class of values" if any(map(class_ends, named)) else "with the same value"
    family = (
        "thin: 95% interval"
        if len(table) and table["comparisons"][0] <= 1
        else (f"thin: 95% intervals, all {table['comparisons'].max()} pairs together")
    )
    parts = [f"share of runs {sweep.condition}, over all points {kind}", family, sweep.weighing]
    shown = part_text(min(len(table), rows()), len(table), "parameters", FURTHEST)
    return "; ".join(filter(None, parts)) + shown


def _draw_sizes(figure: Figure, table: pd.DataFrame, _: SweepResult) -> None:
    draw_effect_sizes(figure.subplots(), table)


def _classes(table: pd.DataFrame) -> list[bool]:
    """Whether each dot that is drawn stands for a class of values."""
    drawn = table["value"][table["parameter"].isin(shown_parameters(table))]
    return [bool(class_ends(name)) for name in drawn]


def _effects_heading(table: pd.DataFrame, _: SweepResult) -> str:
    classes = _classes(table)
    if not any(classes):
        return "The result at each value"
    return f"The result {'in each class' if all(classes) else 'at each value or class'} of values"


def _effects_note(table: pd.DataFrame, sweep: SweepResult) -> str:
    classes = _classes(table)
    dot = "dot: a class" if all(classes) else "dot: a value or a class"
    lines = f"lines: 95%, paired with the first, all {table['comparisons'].max()} together"
    parts = [f"share of runs {sweep.condition}", dot if any(classes) else "", lines, sweep.weighing]
    many = part_text(len(shown_parameters(table)), table["parameter"].nunique(), "parameters",
                     FURTHEST)  # fmt: skip
    return "; ".join(filter(None, parts)) + many


def _draw_effects(figure: Figure, table: pd.DataFrame, _: SweepResult) -> None:
    draw_effects(figure, table)


def _ranges_note(table: pd.DataFrame, _: SweepResult) -> str:
    note = f"from the point of the least to that of the greatest share; dot: median; {INTERVALS}"
    return note + part_text(len(shown_ranges(table)), len(table), "measures", "the widest")


def _draw_ranges(figure: Figure, table: pd.DataFrame, sweep: SweepResult) -> None:
    draw_ranges(figure.subplots(), table, sweep.measure_names)


SWEEP_SLIDES: Mapping[str, Slide[SweepResult]] = {
    "what-moves": Slide(
        "Which parameter moves the result", lambda sweep: sweep.effect_sizes, _draw_sizes,
        _sizes_note,
    ),
    "each-value": Slide(
        _effects_heading, lambda sweep: sweep.effects, _draw_effects, _effects_note
    ),
    "ranges": Slide(
        "How far each share ranges over the points", lambda sweep: sweep.ranges, _draw_ranges,
        _ranges_note,
    ),
}  # fmt: skip
"""Slides of a sweep, by file name."""
