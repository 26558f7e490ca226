"""One slide for each thing found: indices, screening, tipping curve, boxes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.save import save_figure
from analysis.figures.style import Caption, empty_slide, slide_style
from analysis.sensitivity.boxes.discovery import Discovery
from analysis.sensitivity.figures import indices as draw
from analysis.sensitivity.figures.boxes import draw_boxes
from analysis.sensitivity.indices.morris import MorrisResult
from analysis.sensitivity.indices.sobol import SobolResult
from analysis.sensitivity.measures import Measure
from analysis.sensitivity.names import short_names
from analysis.sensitivity.tipping.search import Crossing, Span


def sobol_slide(result: SobolResult, measure: Measure, caption: Caption, note: str) -> Figure:
    """The bars of Sobol indices; the note says so if an interval leaves the axis."""
    more = " Arrow: the interval goes on." if draw.goes_on(result.table) else ""
    words = f"{measure.label.capitalize()}. {note}{more}"
    figure = empty_slide("What carries the result", caption, note=words)
    draw.draw_indices(figure.add_subplot(), result.table)
    return figure


def morris_slide(result: MorrisResult, measure: Measure, caption: Caption, note: str) -> Figure:
    """Size of each effect, and its spread against its size."""
    heading = "Which parameters move the result"
    figure = empty_slide(heading, caption, note=f"{measure.label.capitalize()}. {note}")
    left, right = figure.subplots(1, 2, width_ratios=[3, 2])
    draw.draw_effects(left, result.table)
    draw.draw_spread(right, result.table)
    return figure


def tipping_slide(
    curve: pd.DataFrame,
    tips: Sequence[Crossing],
    spans: Sequence[Span],
    level: float,
    measure: Measure,
    caption: Caption,
) -> Figure:
    """The share along one parameter; ``curve`` also has the column ``path``."""
    runs = int(curve["of"].iloc[0])
    luck = "" if tips and spans else ", the same luck in each"  # one line has room for so much
    marks = ["Line: where the level is crossed", "orange: its 95% interval"] if tips else []
    if spans:
        marks.append(f"{'hatched:' if tips else 'Hatched: no crossing found,'} none excluded")
    note = f"Band: 95% of each share, of {runs:,} runs{luck}."
    note += f" {'; '.join(marks)}." if marks else ""
    figure = empty_slide("Where the result tips", caption, note=note)
    ax = figure.add_subplot()
    draw.draw_tipping(ax, curve, tips, level, spans)
    ax.set(xlabel=short_names([str(curve["path"].iloc[0])])[0], ylabel=measure.label)
    return figure


def boxes_slide(found: Discovery, measure: Measure, caption: Caption, note: str) -> Figure:
    """PRIM's boxes, and the one that is named."""
    heading = "Where in the space of assumptions"
    figure = empty_slide(heading, caption, note=f"{measure.label.capitalize()}. {note}")
    draw_boxes(figure.add_subplot(), found)
    return figure


def write_slides(slides: Mapping[str, Callable[[], Figure]], folder: Path) -> list[Path]:
    """Build and write slides by their names, as PNG and SVG, each whole or not at all."""
    written: list[Path] = []
    for name, build in slides.items():
        with slide_style():
            written += save_figure(build(), folder, name)
    return written
