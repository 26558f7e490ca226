"""Every figure that a folder has the tables for, on disk as PNG and SVG."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from warnings import warn

from matplotlib.figure import Figure

from brinkmanship.analysis.errors import AnalysisError, MissingLettersWarning
from brinkmanship.analysis.figures.letters import choose_fonts
from brinkmanship.analysis.figures.save import figure_folder, save_figure
from brinkmanship.analysis.figures.slides.explain import explain_slides
from brinkmanship.analysis.figures.slides.paired import comparison_slides
from brinkmanship.analysis.figures.slides.run import RUN_SLIDES
from brinkmanship.analysis.figures.slides.side_by_side import SIDE_BY_SIDE_SLIDES
from brinkmanship.analysis.figures.slides.sweep import SWEEP_SLIDES
from brinkmanship.analysis.figures.slides.trace import TRACE_SLIDES
from brinkmanship.analysis.figures.style import slide_style
from brinkmanship.analysis.tables.comparison import open_comparison
from brinkmanship.analysis.tables.explained import open_explained
from brinkmanship.analysis.tables.forms import COMPARE, EXPLAIN, RUN, SWEEP
from brinkmanship.analysis.tables.runs import RunFolder, open_run
from brinkmanship.analysis.tables.sealed import folder_kind
from brinkmanship.analysis.tables.sweep_result import open_sweep_result

MOST = 4
ALL = slice(None)
Slides = Mapping[str, Callable[[], Figure]]


def write_figures(
    folder: Path | str, out: Path | str | None = None, which: slice = ALL
) -> list[Path]:
    """Write every figure the folder has the tables for; the same tables give the same bytes.

    Args:
        folder: What ``brink run`` (with ``--trace`` there is more to draw), ``brink sweep``,
            ``brink compare`` or ``brink explain`` wrote.
        out: Where to write; ``figures`` inside the folder by default.
        which: Which of the figures; all by default.

    Returns:
        The files, PNG before SVG, in the order of the slides.

    Raises:
        AnalysisError: It is no such folder, or ``out`` cannot be written.
    """
    folder = Path(folder)
    kind = folder_kind(folder)
    if kind not in KINDS:
        own = folder / "figures"
        drew = f"they are in {own}" if own.is_dir() else "here it drew none"
        remedy = f"brink {kind} draws its own; {drew}"
        raise AnalysisError(f"{folder}: holds no runs to plot; {remedy}")
    slides = dict(list(KINDS[kind](folder).items())[which])
    return (
        write_slides(slides, folder, "figures") if out is None else write_slides(slides, Path(out))
    )


def write_comparison(folders: Sequence[Path], out: Path) -> list[Path]:
    """Write outcomes and rungs of two to four folders side by side.

    Args:
        folders: Run folders on the same ladder.
        out: Folder to write to.

    Returns:
        The files, PNG before SVG.

    Raises:
        AnalysisError: Too few or too many folders, or their ladders differ.
    """
    runs = open_comparable(folders)
    slides = {name: partial(slide, runs) for name, slide in SIDE_BY_SIDE_SLIDES.items()}
    return write_slides(slides, out)


def open_comparable(folders: Sequence[Path]) -> list[RunFolder]:
    """Two to four run folders on one ladder, opened.

    Raises:
        AnalysisError: Too few or too many folders, or their ladders differ.
    """
    if not 1 < len(folders) <= MOST:
        raise AnalysisError(f"{len(folders)} run folders to compare; give 2 to {MOST}")
    runs = [open_run(folder) for folder in folders]
    for run in runs[1:]:
        if [rung.id for rung in run.ladder] != [rung.id for rung in runs[0].ladder]:
            raise AnalysisError(
                f"{run.path}: another ladder than {runs[0].path}; compare like with like"
            )
    return runs


def write_slides(slides: Slides, root: Path, inside: str = "") -> list[Path]:
    """Draw slides by their names and write them as PNG and SVG, each complete or not at all.

    Args:
        slides: What to draw.
        root: The folder to write to, or the one whose inner folder is written to.
        inside: Name of the inner folder; it must not be a link.

    Warns:
        MissingLettersWarning: No installed font has some of the letters.

    Raises:
        AnalysisError: The folder cannot be written.
    """
    target, written = figure_folder(root, inside), list[Path]()
    missing = ""
    for name, draw in slides.items():
        with slide_style():
            figure = draw()
            missing += choose_fonts(figure)
            written += save_figure(figure, target, name)
    if missing:
        warn(MissingLettersWarning(missing), stacklevel=3)
    return written


def _run_slides(folder: Path) -> Slides:
    run = open_run(folder)
    slides = {**RUN_SLIDES, **(TRACE_SLIDES if run.traced else {})}
    return {name: partial(slide, run) for name, slide in slides.items()}


def _sweep_slides(folder: Path) -> Slides:
    sweep = open_sweep_result(folder)
    return {name: partial(slide, sweep) for name, slide in SWEEP_SLIDES.items()}


def _explain_slides(folder: Path) -> Slides:
    run = open_explained(folder)
    return {name: partial(slide, run) for name, slide in explain_slides(run).items()}


KINDS: Mapping[str, Callable[[Path], Slides]] = {
    RUN: _run_slides,
    SWEEP: _sweep_slides,
    COMPARE: lambda folder: comparison_slides(open_comparison(folder)),
    EXPLAIN: _explain_slides,
}
"""How the slides of each kind of folder are made, by what its manifest says it is."""
