"""Analysis works from disk: the model need not even be there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.analysis.study_folders import run_folder, study_folder, sweep_folder

ROOT = Path(__file__).parents[2]
BLOCKED = """
import sys

MODEL = ("brinkmanship.sim", "brinkmanship.cli", "brinkmanship.commands", "mesa", "numba")

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name in MODEL:
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Blocked())
sys.path.insert(0, ROOT)
sys.dont_write_bytecode = True
"""
REPORT = """
from pathlib import Path
from brinkmanship.analysis.report.write import write_report
write_report(Path(FOLDER))
"""
PLOT = """
from brinkmanship.analysis.plot_escalation import main
assert main([FOLDER]) == 0
"""
FILM = """
from pathlib import Path
from brinkmanship.analysis.film.reel import read_reel
from brinkmanship.analysis.film.write import write_film
write_film(read_reel(Path(FOLDER)), Path(FOLDER) / "film.gif")
"""
JOBS = {"report": REPORT, "plot": PLOT, "film": FILM}


@pytest.mark.parametrize(
    ("job", "make"),
    [
        ("plot", run_folder),
        ("film", run_folder),
        ("report", run_folder),
        ("report", sweep_folder),
        ("report", lambda folder: study_folder(folder, "compare")),
    ],
)
def test_folders_need_no_model(job, make, tmp_path):
    """Figures, films and reports are made where nothing of the model can be imported."""
    folder = str(make(tmp_path / "folder"))
    code = f"ROOT, FOLDER = {str(ROOT)!r}, {folder!r}\n{BLOCKED}{JOBS[job]}"
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
