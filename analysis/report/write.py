"""Reports as HTML files; the kind of folder decides on the sections."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.letters import visible
from brinkmanship.analysis.report.page import Page
from brinkmanship.analysis.report.pages.run import run_page
from brinkmanship.analysis.report.pages.studies import STUDIES, study_page
from brinkmanship.analysis.report.pages.sweep import sweep_page
from brinkmanship.analysis.tables.forms import RUN, SWEEP
from brinkmanship.analysis.tables.sealed import folder_kind
from brinkmanship.files import make_folder, require_replaceable, write_whole

HERE = Path(__file__).parent
PAGES = (".html", ".htm")
MARK = b'<meta name="generator" content="Brink">'
KINDS: Mapping[str, Callable[[Path], Page]] = {
    RUN: run_page,
    SWEEP: sweep_page,
    **{kind: partial(study_page, kind) for kind in STUDIES},
}
"""The function that makes the page of each kind of folder."""


def write_report(folder: Path | str, out: Path | str | None = None) -> Path:
    """Write the report of a folder as one HTML file; the same folder gives the same bytes.

    Args:
        folder: What ``brink run``, ``sweep``, ``compare``, ``explain`` or ``sensitivity`` wrote.
        out: The file; ``report.html`` in the folder by default.

    Returns:
        The file.

    Raises:
        AnalysisError: The folder is not complete; or the file is no .html, exists and is no
            report, or cannot be written.
    """
    folder = Path(folder)
    target = folder / "report.html" if out is None else Path(out)
    if target.suffix.lower() not in PAGES:
        raise AnalysisError(f"{target}: a report is an HTML page; choose a name that ends in .html")
    try:
        require_replaceable(target.parent, target.name, _is_report)  # before the work
        content = html(page_of(folder)).encode("utf-8")
        return write_whole(make_folder(target.parent), target.name, content, is_own=_is_report)
    except OSError as error:
        why = error.strerror or str(error)
        raise AnalysisError(f"{target}: cannot be written ({why}); choose another --out") from error


def _is_report(head: bytes) -> bool:
    """Whether a file that begins so is a report, which may be written again."""
    return MARK in head


def page_of(folder: Path) -> Page:
    """The report of a folder, before it becomes HTML.

    Raises:
        AnalysisError: There is no such folder, or there is no report of its kind.
    """
    kind = folder_kind(folder)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise AnalysisError(f"{folder}: a folder of kind {kind!r}; there are reports of {known}")
    return KINDS[kind](folder)


def html(page: Page) -> str:
    """The page as HTML; every text in it is escaped and visible, whoever wrote it."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return visible(environment.get_template("page.html").render(page=page))
