"""What the library opens, it opens by a path of any kind."""

import pytest

from brinkmanship.analysis.figures.write import write_figures
from brinkmanship.analysis.report.write import write_report
from brinkmanship.analysis.tables import open_run, open_sweep, open_table
from tests.analysis.study_folders import run_folder, sweep_folder


@pytest.mark.parametrize(
    ("opened", "make"),
    [(open_run, run_folder), (open_table, run_folder), (open_table, sweep_folder),
     (open_sweep, sweep_folder)],
)  # fmt: skip
def test_text_is_a_path(opened, make, tmp_path):
    """A folder given as text is the folder given as a path."""
    folder = make(tmp_path / "folder")

    by_text, by_path = opened(str(folder)), opened(folder)

    assert vars_of(by_text) == vars_of(by_path)


def vars_of(found):
    """What is plain in an opened folder: names, numbers and places, no tables."""
    plain = (str, int, tuple)
    names = [name for name in dir(found) if not name.startswith("_")]
    return {name: value for name in names if isinstance(value := getattr(found, name), plain)}


def test_figures_and_reports_are_written_to_text(tmp_path):
    """Both ends may be text: what is drawn or told, and where it goes."""
    folder = run_folder(tmp_path / "folder")

    files = write_figures(str(folder), str(tmp_path / "drawn"), slice(1))
    page = write_report(str(folder), str(tmp_path / "page.html"))

    assert [file.parent for file in files] == [tmp_path / "drawn"] * 2
    assert page == tmp_path / "page.html"
    assert page.is_file()
