"""A sweep goes on in its own folder only, and counts nothing there that it did not write."""

import json
import re
import shutil

import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from tests.sweep.small_sweeps import WARN, called, digests, played, sweep_file


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": 1}, "seed: the folder has 0, this is 1"),
        ({"runs": 40}, "runs: the folder has 50 a point, 40 are asked for"),
        ({"design": "list", "parameters": [{"path": WARN, "values": [1]}]}, "design"),
        ({"set": {"clock.horizon": 5}}, "held"),
        ({"block": 90}, "block: the folder has 70, this is 90"),
    ],
)
def test_a_folder_of_another_sweep_is_refused(clean, changes, said):
    """Nothing is mixed: what differs is named, the exit code is 2, the folder is untouched."""
    file, out, expected = clean
    other = sweep_file(file.parent / "..", **changes)

    answer = called("sweep", other, "--out", out)

    assert answer.exit_code == 2
    assert said in answer.output
    assert digests(out) == expected


def test_a_folder_of_another_version_is_refused(tmp_path):
    """A folder written by another version of the model is not gone on with."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    plan = json.loads((out / "plan.json").read_text())
    plan["versions"]["engine"] = "another"
    (out / "plan.json").write_text(json.dumps(plan))

    with pytest.raises(BrinkError, match="version of engine: another wrote it"):
        played(tmp_path / "warnings.yaml", out)


def test_a_block_in_the_place_of_another_is_refused(tmp_path):
    """A whole file that holds other runs than its block's is never counted for it."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    first, second, *_ = sorted((out / "runs").iterdir())
    shutil.copy(first, second)
    (out / "manifest.json").unlink()

    with pytest.raises(BrinkError, match=r"other runs than those of this block\); delete it"):
        played(tmp_path / "warnings.yaml", out)

    second.unlink()
    played(tmp_path / "warnings.yaml", out)
    clean = tmp_path / "clean"
    played(tmp_path / "warnings.yaml", clean)
    assert digests(out) == digests(clean)


@pytest.mark.parametrize("finished", [True, False])
def test_a_changed_scenario_in_the_folder_is_refused(finished, tmp_path):
    """The folder's copy of the scenario is never played once somebody changed what is played."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    expected = digests(out)
    if not finished:
        (out / "manifest.json").unlink()
        min((out / "runs").iterdir()).unlink()
    scenario = out / "scenario.yaml"
    text = scenario.read_text()
    scenario.write_text(text.replace('"warn": 0.4', '"warn": 0.3', 1))
    assert scenario.read_text() != text

    with pytest.raises(BrinkError, match=r"scenario\.yaml: changed since the sweep began.*delete"):
        played(tmp_path / "warnings.yaml", out)

    scenario.unlink()
    played(tmp_path / "warnings.yaml", out)
    assert digests(out) == expected


def test_a_block_of_another_sweep_is_refused(tmp_path):
    """A file with the right points and runs of another seed is not counted."""
    out, other = tmp_path / "out", tmp_path / "other"
    played(sweep_file(tmp_path), out)
    (tmp_path / "elsewhere").mkdir()
    played(sweep_file(tmp_path / "elsewhere", seed=99), other)
    (out / "manifest.json").unlink()
    block = sorted((out / "runs").iterdir())[1]
    shutil.copy(other / "runs" / block.name, block)

    with pytest.raises(BrinkError, match=r"damaged \(a block of another sweep\); delete it"):
        played(tmp_path / "warnings.yaml", out)


def test_a_bit_that_fell_over_is_noticed(tmp_path):
    """A block of an unfinished sweep is looked at to its last page before it is counted."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    (out / "manifest.json").unlink()
    block = min((out / "runs").iterdir())
    content = bytearray(block.read_bytes())
    for place in range(len(content) // 3, len(content) // 2, 97):
        content[place] ^= 1
        block.write_bytes(content)
        with pytest.raises(BrinkError, match=r"damaged .*delete it and run"):
            played(tmp_path / "warnings.yaml", out)
        content[place] ^= 1


def test_a_file_that_is_no_block_is_not_sealed(tmp_path):
    """A copy of a block under a name that the plan has not would be counted twice by readers."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    block = min((out / "runs").iterdir())
    shutil.copy(block, block.with_name("99-000001.parquet"))

    with pytest.raises(BrinkError, match=r"99-000001\.parquet: no block of this sweep; delete it"):
        played(tmp_path / "warnings.yaml", out)


def test_a_folder_with_something_else_is_refused(tmp_path):
    """A folder that holds other things is left alone."""
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(BrinkError, match="holds something that is no sweep"):
        SweepFolder(tmp_path).make()


def test_a_worker_knows_the_folder_by_its_session(tmp_path):
    """A folder of the same name that holds another session, or none, is not the one meant."""
    folder = SweepFolder(tmp_path / "out")
    folder.make()

    with folder.locked() as session:
        assert folder.is_that_of(session)
        assert not folder.is_that_of("another")
    assert not folder.is_that_of(session)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path):
    """A file is no folder to write a sweep to, and is left as it is."""
    file = tmp_path / "thesis.txt"
    file.write_text("mine")

    with pytest.raises(BrinkError, match=r"thesis\.txt: a file, not a folder; give another"):
        SweepFolder(file).make()

    assert file.read_text() == "mine"


def test_two_sweeps_do_not_share_a_folder(tmp_path):
    """While one is at work in a folder, another is refused; afterwards it may come."""
    first, second = SweepFolder(tmp_path / "out"), SweepFolder(tmp_path / "out")
    first.make()

    with first.locked(), pytest.raises(BrinkError, match="at work here"), second.locked():
        pass
    with second.locked():
        pass


@pytest.mark.parametrize("runs", [50, 90])
def test_a_finished_block_is_not_sealed_anew(clean, tmp_path, runs):
    """One letter changed in a block of a finished sweep: named, also when the sweep grows."""
    file, _, _ = clean
    out = tmp_path / "out"
    called("sweep", file, "--out", out)
    sealed = (out / "manifest.json").read_bytes()
    block = out / "runs" / "00-000001.parquet"
    content = block.read_bytes()
    block.write_bytes(content.replace(b"parquet-cpp", b"parquet-cpq"))  # still readable
    wanted = file if runs == 50 else sweep_file(tmp_path, runs=runs)

    done = called("sweep", wanted, "--out", out)

    assert (done.exit_code, done.stdout) == (2, "")
    assert re.search(r"00-000001\.parquet: damaged .*; delete it and run", done.stderr)
    if runs == 50:
        assert (out / "manifest.json").read_bytes() == sealed
    block.unlink()
    assert called("sweep", wanted, "--out", out).exit_code == 0
    assert block.read_bytes() == content


def test_a_damaged_file_is_named(clean, tmp_path):
    """A file that was cut is not counted and not passed over: it is named with the cure."""
    file, _, _ = clean
    out = tmp_path / "out"
    played(file, out)
    (out / "runs" / "00-000001.parquet").write_bytes(b"PAR1 cut")

    with pytest.raises(BrinkError, match=r"00-000001\.parquet: damaged.*delete it"):
        played(file, out)


@pytest.mark.parametrize("change", [
    {"points": [], "layers": []}, {"layers": [{"points": [0, 900], "runs": [0, 9]}]},
    {"layers": [{"points": [0, 1], "runs": [9, 9]}]}, {"layers": [{"points": 3}]},
    {"thresholds": ["peace"]}, {"versions": None}, {"outcomes": ["war"]}, {"block": 0},
    {"block": "9"}, {"seed": "a"}, {"seed": 1.5}, {"seed": True},
    {"held": [3]}, {"ladder": []}, {"points": 5}, {"format": 99},
    {"until": {"outcome": "peace", "width": 0.1, "at_most": 9}}, {"paths": ["a", "b", "c", "d"]},
], ids=str)  # fmt: skip
def test_a_plan_that_no_sweep_wrote_is_one_message(tmp_path, change):
    """Whatever was done to a plan, sweep and reproduce say which file it is, and play nothing."""
    out = tmp_path / "out"
    file = sweep_file(tmp_path)
    played(file, out)
    plan = json.loads((out / "plan.json").read_text())
    (out / "plan.json").write_text(json.dumps({**plan, **change}))

    for words in (("sweep", file, "--out", out), ("reproduce", out)):
        answer = called(*words)
        assert answer.exit_code == 2, (words, answer.output, answer.exception)
        assert answer.output.startswith(f"{out}/plan.json: ")
        assert len(answer.output.splitlines()) == 1
