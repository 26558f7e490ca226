import os
import subprocess
import sys

import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results import surroundings
from brinkmanship.sim.results.folder import WholeFolder
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.surroundings import check_room, free_bytes
from brinkmanship.sim.runs.ensemble import run_ensemble
from tests.results.test_store import LABEL

GONE = 2**22 + 1  # no process has this number


def left_behind(folder, name=f".out.{GONE}.partial"):
    """What a killed run into ``out`` has left."""
    left = folder / name
    (left / "deep").mkdir(parents=True)
    (left / "runs.parquet").write_bytes(b"half")
    return left


def test_what_a_killed_run_left_is_removed_and_named(tmp_path, capsys):
    """The next run into the same place removes the hidden folder, and says so in one line."""
    left = left_behind(tmp_path)

    WholeFolder(tmp_path / "out").make()

    assert not left.exists()
    assert capsys.readouterr().err == f"{left}: left by a run that did not end; removed\n"


@pytest.mark.parametrize("name", [
    ".other.1.partial", ".out.x.partial", ".out-2.1.partial", ".out.1.partial-x", ".out.1.part",
])  # fmt: skip
def test_nothing_else_is_touched(tmp_path, capsys, name):
    """Folders that no run into this place can have made stay."""
    left = left_behind(tmp_path, name)

    WholeFolder(tmp_path / "out").make()

    assert (left / "runs.parquet").read_bytes() == b"half"
    assert not capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_followed(tmp_path, capsys):
    """A link with the name of an unfinished folder stays, and so does what it leads to."""
    precious = left_behind(tmp_path, "precious")
    (tmp_path / f".out.{GONE}.partial").symlink_to(precious)

    WholeFolder(tmp_path / "out").make()

    assert (precious / "runs.parquet").exists()
    assert not capsys.readouterr().err


HOLDING = """
import sys
from pathlib import Path
from brinkmanship.sim.results.folder import WholeFolder
whole = WholeFolder(Path(sys.argv[1]))
whole.make()
print(whole.folder, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="no such locks there")
def test_a_run_at_work_keeps_its_folder(tmp_path, capsys):
    """The folder of a run that is still at work stays; once it was killed, it goes."""
    command = [sys.executable, "-c", HOLDING, str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        left = tmp_path / next(iter(process.stdout or ())).strip()
        WholeFolder(tmp_path / "out").make()
        at_work = left.is_dir(), capsys.readouterr().err
        process.kill()
    WholeFolder(tmp_path / "out").make()

    assert at_work == (True, "")
    assert not left.exists()
    assert str(left) in capsys.readouterr().err


def test_a_disk_without_locks_has_it_named(tmp_path, capsys, monkeypatch):
    """Where nobody can tell whether a run is at work, its folder is named and stays."""
    left = left_behind(tmp_path)
    monkeypatch.setattr(surroundings, "hold", lambda _: None)

    WholeFolder(tmp_path / "out").make()

    assert left.is_dir()
    assert f"{left}: left by a run that did not end, or in the making" in capsys.readouterr().err


def test_more_than_is_free_is_refused(tmp_path):
    """What the disk cannot hold is refused before it is written, with both sizes."""
    place = tmp_path / "not" / "made" / "yet"

    check_room(place, free_bytes(place) / 2)
    with pytest.raises(BrinkError, match=r"would be written, and .* GB are free; ask for fewer"):
        check_room(place, 1e18)


def test_an_impossible_ensemble_ends_soon(tmp_path, premise, monkeypatch):
    """Runs that the disk cannot hold are refused once their size is known; nothing is left."""
    monkeypatch.setattr("brinkmanship.sim.results.store.LOOK", 1)
    (block,) = run_ensemble(premise, seed=0, runs=50)
    target = tmp_path / "out"

    def write(runs):
        with FolderWriter(target, premise, LABEL, trace=False, csv=False, runs=runs) as writer:
            writer.add(block)

    write(50)
    with pytest.raises(BrinkError, match="GB are free"):
        write(2**39)
    assert not list(tmp_path.iterdir())
