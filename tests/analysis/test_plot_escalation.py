import subprocess
import sys
from pathlib import Path

import pytest

from analysis.plot_escalation import main
from tests.analysis.folders import Plan, write_folder

SCRIPT = Path(__file__).parents[2] / "analysis" / "plot_escalation.py"


def test_script_draws_from_anywhere(tmp_path):
    """Started as a file from any folder, the script needs the run folder alone."""
    write_folder(tmp_path / "ein Lauf ü", Plan(runs=5, horizon=4, trace=False))
    words = [sys.executable, "-W", "error", str(SCRIPT), "ein Lauf ü"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "ein Lauf ü" / "figures" / "outcomes.png").is_file()


def test_two_folders_are_drawn_and_compared(tmp_path):
    """Several folders give each its own figures and one comparison, all under --out."""
    runs = [write_folder(tmp_path / n, Plan(runs=5, horizon=4, trace=False)) for n in "ab"]
    code = main([*map(str, runs), "--out", str(tmp_path / "out")])

    assert code == 0
    assert (tmp_path / "out" / "compare-outcomes.svg").is_file()
    assert (tmp_path / "out" / "a" / "outcomes.png").is_file()
    assert not (runs[0] / "figures").exists()


@pytest.mark.parametrize("words", [["nowhere"], ["."]])
def test_bad_folder_is_one_message(words, tmp_path, monkeypatch, capsys):
    """A folder that is none is one line on stderr and exit code 2."""
    monkeypatch.chdir(tmp_path)
    code = main(words)

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "brink run" in said.err
