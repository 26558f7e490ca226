"""Every figure that a run folder has the tables for, on disk as PNG and SVG."""

import io
from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from analysis.compare_slides import COMPARISON_SLIDES
from analysis.comparison import is_comparison, open_comparison
from analysis.comparison_slides import comparison_slides
from analysis.figures.style import house_style
from analysis.slides import RUN_SLIDES
from analysis.tables import open_run, read_manifest
from analysis.trace_slides import TRACE_SLIDES
from analysis.whole import write_whole
from sim.errors import BrinkError

DPI = 144  # 1920 by 1080 pixels
MOST = 4


ALL = slice(None)


def write_figures(folder: Path, out: Path | None = None, which: slice = ALL) -> list[Path]:
    """Write every figure the folder has the tables for; the same tables give the same bytes.

    Args:
        folder: What ``brink run`` wrote (with ``--trace`` there is more to draw), or
            ``brink compare``.
        out: Where to write; ``figures`` inside the folder by default.
        which: Which of the figures of a run folder; all by default.

    Returns:
        The files, PNG before SVG, in the order of the slides.

    Raises:
        BrinkError: The folder is not a run folder, or ``out`` cannot be written.
    """
    if is_comparison(read_manifest(folder)):
        return _comparison_figures(folder, out)
    run = open_run(folder)
    traced = run.has("turns") and run.has("signals")
    written: list[Path] = []
    slides = {**RUN_SLIDES, **(TRACE_SLIDES if traced else {})}
    for name, build in list(slides.items())[which]:
        with house_style():
            written += save(build(run), out if out is not None else folder / "figures", name)
    return written


def _comparison_figures(folder: Path, out: Path | None) -> list[Path]:
    """The figures of a folder of ``brink compare``."""
    comparison, written = open_comparison(folder), list[Path]()
    with house_style():
        for name, figure in comparison_slides(comparison):
            written += save(figure, out if out is not None else folder / "figures", name)
    return written


def write_comparison(folders: Sequence[Path], out: Path) -> list[Path]:
    """Write outcomes and rungs of two to four folders side by side.

    Args:
        folders: Run folders on the same ladder.
        out: Folder to write to.

    Returns:
        The files, PNG before SVG.

    Raises:
        BrinkError: Too few or too many folders, or their ladders differ.
    """
    if not 1 < len(folders) <= MOST:
        raise BrinkError(f"{len(folders)} run folders to compare; give 2 to {MOST}")
    runs = [open_run(folder) for folder in folders]
    for run in runs[1:]:
        if [rung.id for rung in run.ladder] != [rung.id for rung in runs[0].ladder]:
            raise BrinkError(
                f"{run.path}: another ladder than {runs[0].path}; compare like with like"
            )
    written: list[Path] = []
    for name, build in COMPARISON_SLIDES.items():
        with house_style():
            written += save(build(runs), out, name)
    return written


def save(figure: Figure, target: Path, name: str) -> list[Path]:
    """Write one figure as PNG and SVG, each whole or not at all."""
    files = [target / f"{name}.png", target / f"{name}.svg"]
    settle(figure)
    try:
        target.mkdir(parents=True, exist_ok=True)
        write_whole(files[0], png(figure))
        write_whole(files[1], svg(figure))
    except OSError as error:
        raise BrinkError(f"{target}: cannot write figures there ({error.strerror})") from error
    return files


def settle(figure: Figure) -> None:
    """Lay the figure out once and for all, each axes on a grid of a ten-thousandth of the page.

    The solver of the layout orders its sums by memory address: without the grid the last bit of
    a place, and with it the bytes of a file, may differ from one drawing to the next.
    """
    if (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)
    figure.set_layout_engine("none")
    for ax in figure.axes:
        left, bottom, width, height = (round(edge, 4) for edge in ax.get_position().bounds)
        ax.set_position((left, bottom, width, height))


def png(figure: Figure, *, dpi: int = DPI) -> bytes:
    """The figure as PNG, without the date or the program in it."""
    page = io.BytesIO()
    FigureCanvasAgg(figure)
    quick = {"compress_level": 1}  # a tenth larger, a sixth less time
    figure.savefig(page, format="png", dpi=dpi, metadata={"Software": None}, pil_kwargs=quick)
    return page.getvalue()


def svg(figure: Figure) -> bytes:
    """The figure as SVG, without the date or the program in it."""
    page = io.BytesIO()
    FigureCanvasSVG(figure)
    figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()
