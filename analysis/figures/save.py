"""A figure as PNG and SVG files, with the same bytes for the same drawing."""

import io
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.files import make_folder, write_whole

WRITER = "Brink"
MARKS = (f"Software\0{WRITER}".encode(), f"<dc:title>{WRITER}</dc:title>".encode())
"""By which Brink knows its own PNG and SVG files, which alone it replaces."""


def save_figure(figure: Figure, target: Path, name: str) -> list[Path]:
    """Write one figure as PNG and SVG, each complete or not at all.

    Raises:
        AnalysisError: The folder cannot be written, or holds a file of this name that is no
            figure of Brink's.
    """
    fix_layout(figure)
    try:
        return [
            write_whole(make_folder(target), f"{name}.png", png_bytes(figure), is_own=_is_own),
            write_whole(target, f"{name}.svg", svg_bytes(figure), is_own=_is_own),
        ]
    except OSError as error:
        raise _refusal(target, error) from error


def figure_folder(root: Path, name: str = "") -> Path:
    """Make the folder for figures: ``root``, or one in it.

    Raises:
        AnalysisError: It is a link, a file, or cannot be made.
    """
    try:
        return make_folder(root, name)
    except OSError as error:
        raise _refusal(root / name, error) from error


def _is_own(head: bytes) -> bool:
    return any(mark in head for mark in MARKS)


def _refusal(target: Path, error: OSError) -> AnalysisError:
    why = error.strerror or str(error)
    return AnalysisError(f"{target}: cannot write figures there ({why}); choose another --out")


def fix_layout(figure: Figure) -> None:
    """Lay the figure out once, with each axes on a grid of a ten-thousandth of the page.

    The layout solver orders its sums by memory address: without the grid the last bit of a
    position, and with it the bytes of a file, may differ from one drawing to the next.
    """
    _canvas(figure)  # measures letters as it will draw them
    if (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)
    figure.set_layout_engine("none")
    for ax in figure.axes:
        left, bottom, width, height = (round(edge, 4) for edge in ax.get_position().bounds)
        ax.set_position((left, bottom, width, height))


def png_bytes(figure: Figure) -> bytes:
    """The figure as PNG, with the name of its writer and without a date.

    The canvas draws once; ``savefig`` would draw a figure that had a layout engine twice.
    """
    page = io.BytesIO()
    quick = {"compress_level": 1}  # a tenth larger, a sixth less time
    canvas: Any = _canvas(figure)  # its methods have no types
    canvas.print_png(page, metadata={"Software": WRITER}, pil_kwargs=quick)
    return page.getvalue()


def _canvas(figure: Figure) -> FigureCanvasAgg:
    """The canvas on which the figure is measured and drawn as PNG."""
    canvas = figure.canvas
    return canvas if isinstance(canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)


def svg_bytes(figure: Figure) -> bytes:
    """The figure as SVG, with the name of its writer and without a date."""
    page = io.BytesIO()
    canvas: Any = FigureCanvasSVG(figure)  # its methods have no types
    canvas.print_svg(page, metadata={"Date": None, "Creator": WRITER})
    return page.getvalue()
