"""The notebooks run from top to bottom, and keep no output."""

import json
from pathlib import Path

import pytest

from tests.analysis.study_folders import sweep_folder

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs" / "notebooks").glob("*.ipynb"))

FIGURES = {"first-steps": "rungs.svg", "from-sweep-to-figure": "north-star.svg"}
"""The figure that each notebook leaves."""


def code_of(cell):
    """The text of a cell."""
    return "".join(cell["source"])


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_as_it_stands(notebook, tmp_path, monkeypatch):
    """Every code cell runs, in order; a sweep folder is there as the text tells to make it."""
    sweep_folder(tmp_path / "out" / "north-star", runs=40)
    monkeypatch.chdir(tmp_path)
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]

    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile(code_of(cell), f"{notebook.name}:{cell['id']}", "exec"), names)  # noqa: S102 - our own cells

    assert (tmp_path / FIGURES[notebook.stem]).stat().st_size > 1000


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_clean(notebook):
    """No output and no count of runs is kept, ids are unique, and text leads every step."""
    found = json.loads(notebook.read_text(encoding="utf-8"))
    cells = found["cells"]

    assert (found["nbformat"], cells[0]["cell_type"]) == (4, "markdown")
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert all(cell["outputs"] == [] and cell["execution_count"] is None
               for cell in cells if cell["cell_type"] == "code")  # fmt: skip
