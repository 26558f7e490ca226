import subprocess
import sys
from pathlib import Path

import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.write import open_comparable
from brinkmanship.analysis.plot_escalation import main
from tests.analysis.run_folders import Plan, write_folder
from tests.analysis.sealing import seal

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


def test_what_cannot_be_compared_is_not_half_drawn(tmp_path, capsys):
    """Folders on different ladders are refused before a figure of any is drawn."""
    runs = [write_folder(tmp_path / n, Plan(runs=3, horizon=3, trace=False)) for n in "ab"]
    manifest = runs[1] / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("tripwire", "trip"), "utf-8")
    seal(runs[1])

    assert main([str(folder) for folder in runs]) == 2
    assert "another ladder" in capsys.readouterr().err
    assert not any((folder / "figures").exists() for folder in runs)


@pytest.mark.parametrize(("file", "content", "said"), [
    ("plan.json", "{}", "this sweep is not finished; give brink sweep again"),
    ("manifest.json", '{"kind": "hindcast", "files": {"a": "00"}}',
     "a folder of brink hindcast; give one of brink run"),
    ("manifest.json", "[", "not readable as JSON; delete the folder and give the command that"),
])  # fmt: skip
def test_another_kind_of_folder_is_named(tmp_path, file, content, said):
    """An unfinished sweep, a folder of another command and a torn manifest have their own cures."""
    (tmp_path / file).write_text(content, encoding="utf-8")

    with pytest.raises(AnalysisError, match=said):
        open_comparable([tmp_path, tmp_path])
