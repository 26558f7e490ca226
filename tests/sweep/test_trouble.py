import errno
import json
import os
import random
import re
import shutil
import signal
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import BrinkError
from sim.sweep import work
from sim.sweep.folder import SweepFolder
from sim.sweep.plan import Block
from sim.sweep.pool import Here, LostError, Pool
from sim.sweep.tally import Tally
from sim.whole import flush
from tests.sweep.house import WARN, called, digests, played, started, sweep_file


def test_killed_anywhere_it_ends_with_the_same_bytes(tmp_path):
    """Killed three times at random moments and started again, a sweep has the clean bytes."""
    long = sweep_file(tmp_path, runs=40_000, block=3000)
    played(long, tmp_path / "clean")
    dice = random.Random(4)  # noqa: S311 - moments, not secrets
    left: list[Path] = []

    for _ in range(3):
        process = started("sweep", long, "--out", "out", "--workers", 2, cwd=tmp_path)
        goal = len(left) + dice.randint(1, 6)
        while process.poll() is None and len(left) < goal:
            time.sleep(0.02)
            left = list((tmp_path / "out" / "runs").glob("0*.parquet"))
        time.sleep(dice.random() * 0.1)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    interrupted = not (tmp_path / "out" / "manifest.json").exists()
    last = started("sweep", long, "--out", "out", "--workers", 2, cwd=tmp_path)
    _, told = last.communicate()

    assert interrupted
    assert last.returncode == 0, told
    assert digests(tmp_path / "out") == digests(tmp_path / "clean")


def test_a_full_disk_is_one_message_and_leaves_nothing_torn(clean, tmp_path, monkeypatch):
    """Whatever write the full disk refuses, a rerun with room ends with the clean bytes."""
    file, _, expected = clean
    real = flush

    for allowed in range(0, 12, 3):
        out, calls = tmp_path / str(allowed), iter(range(allowed))

        def full(path, calls=calls):
            if next(calls, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(path)

        monkeypatch.setattr("sim.sweep.disk.flush", full)
        with pytest.raises(BrinkError, match=r"No space left on device.*what is finished is kept"):
            played(file, out)
        assert not list(out.rglob("*.partial"))
        monkeypatch.setattr("sim.sweep.disk.flush", real)
        played(file, out)
        assert digests(out) == expected


def test_interrupted_it_keeps_what_is_finished(tmp_path):
    """Ctrl-C ends with exit code 130, no traceback, and every finished block in its place."""
    file = sweep_file(tmp_path, runs=200_000, block=3000)
    process = started("sweep", file, "--out", "out", "--workers", 2, cwd=tmp_path)
    while process.poll() is None and not list((tmp_path / "out").glob("runs/0*.parquet")):
        time.sleep(0.02)

    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate()

    assert process.returncode == 130
    assert "finished blocks are kept" in told
    assert "Traceback" not in told
    assert list((tmp_path / "out" / "runs").glob("0*.parquet"))


@given(st.lists(st.integers(0, 30), max_size=6, unique=True), st.integers(1, 5))
def test_lost_workers_cost_nothing_but_time(doomed, workers):
    """Every block is finished exactly once, however often the pool breaks on the way."""
    blocks = [Block(str(i), ()) for i in range(20)]
    broken = iter(sorted(doomed))

    class Fragile(Here):
        def __init__(self):
            self.life = next(broken, 1000)

        def submit(self, fn, /, *args, **kwargs):
            self.life -= 1
            future: Future[work.Done] = Future()
            if self.life == 0:
                future.set_exception(killed_worker())
                return future
            return super().submit(fn, *args, **kwargs)

    with Pool(Fragile, finished, workers) as pool:
        done = [one.name for one in pool.finish(blocks)]

    assert sorted(done) == sorted(block.name for block in blocks)


def finished(block):
    """What comes of a block that has no runs."""
    none = np.zeros(0, np.int64)
    return work.Done(block.name, 0, "", Tally(none, none, none, none, ()), b"")


def killed_worker():
    """What a pool says whose worker was killed."""
    return BrokenProcessPool("killed")


def test_workers_that_always_die_are_given_up():
    """A block that kills every worker ends the sweep with one message, not in a circle."""

    class Doomed(Here):
        def submit(self, fn, /, *args, **kwargs):  # noqa: ARG002
            future: Future[work.Done] = Future()
            future.set_exception(killed_worker())
            return future

    with (
        pytest.raises(LostError, match="what is finished is kept"),
        Pool(Doomed, finished, 1) as pool,
    ):
        list(pool.finish([Block("a", ())]))


def kill_once(task, block):
    """Play a block; the first worker to come to the second block is killed in it."""
    flag = os.path.join(task.folder, "..", "killed")  # noqa: PTH118
    if block.name.endswith("1.parquet") and not os.path.exists(flag):  # noqa: PTH110
        with open(flag, "x", encoding="ascii"):  # noqa: PTH123
            os.kill(os.getpid(), signal.SIGKILL)
    return work.play_block(task, block)


def test_a_killed_worker_is_survived(clean, tmp_path, monkeypatch):
    """A worker killed in the middle of a block costs nothing but that block's time."""
    file, _, expected = clean
    monkeypatch.setattr("sim.sweep.runner.play_block", kill_once)

    played(file, tmp_path / "out", 2)

    assert (tmp_path / "killed").exists()
    assert digests(tmp_path / "out") == expected


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
    """The folder's copy of the scenario is never played or sealed once somebody changed it."""
    out = tmp_path / "out"
    played(sweep_file(tmp_path), out)
    expected = digests(out)
    if not finished:
        (out / "manifest.json").unlink()
        min((out / "runs").iterdir()).unlink()
    scenario = out / "scenario.yaml"
    scenario.write_text(scenario.read_text().replace("small", "SMALL", 1))

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


def test_what_a_dead_worker_left_is_gone_at_the_end(tmp_path):
    """A file that a worker was writing when it died does not stay in the finished folder."""
    folder = SweepFolder(tmp_path / "out")
    folder.make()
    left = tmp_path / "out" / "runs" / ".00-000001.parquet.00ff.partial"

    with folder.locked():
        left.write_bytes(b"half")
        assert left.exists()
    assert not left.exists()


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
    {"versions": None}, {"outcomes": ["war"]}, {"block": 0}, {"block": "9"}, {"seed": "a"},
    {"seed": 1.5}, {"seed": True}, {"held": [3]}, {"ladder": []}, {"points": 5}, {"format": 99},
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
