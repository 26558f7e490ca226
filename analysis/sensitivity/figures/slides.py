"""Slides of a sensitivity analysis: indices, screening, tipping curve and boxes, a row each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.figures.room import part_text, short_label
from brinkmanship.analysis.figures.slides.slide import write_instead
from brinkmanship.analysis.figures.style import Caption, empty_slide, percent
from brinkmanship.analysis.sensitivity.boxes.discovery import Discovery
from brinkmanship.analysis.sensitivity.figures.boxes import draw_boxes
from brinkmanship.analysis.sensitivity.figures.indices import (
    ROWS,
    draw_effects,
    draw_indices,
    draw_spread,
    is_cut_off,
)
from brinkmanship.analysis.sensitivity.figures.tipping import draw_tipping
from brinkmanship.analysis.sensitivity.indices.morris import MorrisResult
from brinkmanship.analysis.sensitivity.indices.sobol import SobolResult
from brinkmanship.analysis.sensitivity.measures import Measure
from brinkmanship.analysis.sensitivity.tipping.result import TippingResult

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ResultSlide(Generic[Result]):
    """The slide of one kind of result.

    Attributes:
        heading: Stands over the figure.
        draw: Draws the result onto the empty slide.
        note: How to read it, from the result, the measure and what is said of chance.
    """

    heading: str
    draw: Callable[[Figure, Result, Measure], None]
    note: Callable[[Result, Measure, str], str]

    def __call__(
        self, result: Result, measure: Measure, caption: Caption, chance: str = ""
    ) -> Figure:
        """The finished slide; ``chance`` is a sentence on how much of the result is chance."""
        note = self.note(result, measure, chance)
        figure = empty_slide(self.heading, caption, note=note)
        self.draw(figure, result, measure)
        return figure


def _measure_note(_: object, measure: Measure, chance: str) -> str:
    return f"{measure.label.capitalize()}. {chance}"


def _sobol_note(result: SobolResult, measure: Measure, chance: str) -> str:
    """Explains the arrows where an interval leaves the axis; says which parameters are shown."""
    if result.constant is not None:
        return _measure_note(result, measure, chance)
    arrow = " Arrow: the interval goes on." if is_cut_off(result.table) else ""
    return f"{_measure_note(result, measure, chance)}{arrow}{_part_note(result.table)}"


def _morris_note(result: MorrisResult, measure: Measure, chance: str) -> str:
    return f"{_measure_note(result, measure, chance)}{_part_note(result.table)}"


def _part_note(table: pd.DataFrame) -> str:
    """Which of many parameters have a bar; empty where all have."""
    return part_text(min(len(table), ROWS), len(table), "parameters", "the largest").replace(
        ";", ""
    )


def _tipping_note(result: TippingResult, _: Measure, __: str) -> str:
    """Says on how many runs a share rests, and what the marks mean."""
    tips, spans = result.crossings, result.undecided
    luck = "" if tips and spans else ", the same luck in each"  # one line has no room for all
    marks = ["Line: where the level is crossed", "orange: its 95% interval"] if tips else []
    if spans:
        marks.append(f"{'hatched:' if tips else 'Hatched: no crossing found,'} none excluded")
    note = f"Band: 95% of each share, of {result.runs:,} runs{luck}."
    return f"{note} {'; '.join(marks)}." if marks else note


def _draw_sobol(figure: Figure, result: SobolResult, measure: Measure) -> None:
    """Draw the indices; where nothing varies there are none, and the one result is written."""
    ax = figure.add_subplot()
    if result.constant is None:
        draw_indices(ax, result.table)
        return
    value = percent(result.constant) if measure.share else f"{result.constant:.3g}"
    write_instead(ax, f"the result is the same at every point: {value}")


def _draw_morris(figure: Figure, result: MorrisResult, _: Measure) -> None:
    """Draw the size of each effect, and its spread against its size."""
    left, right = figure.subplots(1, 2, width_ratios=[3, 2])
    draw_effects(left, result.table)
    draw_spread(right, result.table)


def _draw_tipping(figure: Figure, result: TippingResult, measure: Measure) -> None:
    ax = figure.add_subplot()
    draw_tipping(ax, result.curve, result.crossings, result.level, result.undecided)
    ax.set(xlabel=short_label(result.name, 50.0), ylabel=measure.label)


def _draw_boxes(figure: Figure, discovery: Discovery, _: Measure) -> None:
    draw_boxes(figure.add_subplot(), discovery)


SOBOL = ResultSlide("What carries the result", _draw_sobol, _sobol_note)
MORRIS = ResultSlide("Which parameters move the result", _draw_morris, _morris_note)
TIPPING = ResultSlide("Where the result tips", _draw_tipping, _tipping_note)
BOXES = ResultSlide("Where in the space of assumptions", _draw_boxes, _measure_note)
