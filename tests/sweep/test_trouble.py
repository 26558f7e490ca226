import errno
import os
import random
import signal
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.files import flush
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.runs.workers import InProcess
from brinkmanship.sim.sweep.plan import Block
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from brinkmanship.sim.sweep.tally import Tally
from brinkmanship.sim.sweep.workers import playing
from brinkmanship.sim.sweep.workers.pool import LostError, Pool
from tests.sweep.small_sweeps import digests, played, started, sweep_file


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

        monkeypatch.setattr("brinkmanship.files.flush", full)
        with pytest.raises(BrinkError, match=r"No space left on device.*what is finished is kept"):
            played(file, out)
        assert not list(out.rglob("*.partial"))
        monkeypatch.setattr("brinkmanship.files.flush", real)
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

    class Fragile(InProcess):
        def __init__(self):
            self.life = next(broken, 1000)

        def submit(self, fn, /, *args, **kwargs):
            self.life -= 1
            future: Future[playing.Done] = Future()
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
    return playing.Done(block.name, 0, "", Tally(none, none, none, none, ()), b"")


def killed_worker():
    """What a pool says whose worker was killed."""
    return BrokenProcessPool("killed")


def test_workers_that_always_die_are_given_up():
    """A block that kills every worker ends the sweep with one message, not in a circle."""

    class Doomed(InProcess):
        def submit(self, fn, /, *args, **kwargs):  # noqa: ARG002
            future: Future[playing.Done] = Future()
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
    return playing.play_block(task, block)


def test_a_killed_worker_is_survived(clean, tmp_path, monkeypatch):
    """A worker killed in the middle of a block costs nothing but that block's time."""
    file, _, expected = clean
    monkeypatch.setattr("brinkmanship.sim.sweep.runner.play_block", kill_once)

    played(file, tmp_path / "out", 2)

    assert (tmp_path / "killed").exists()
    assert digests(tmp_path / "out") == expected


def test_what_a_dead_worker_left_is_gone_at_the_end(tmp_path):
    """A file that a worker was writing when it died does not stay in the finished folder."""
    folder = SweepFolder(tmp_path / "out")
    folder.make()
    left = tmp_path / "out" / "runs" / ".00-000001.parquet.00ff.partial"

    with folder.locked():
        left.write_bytes(b"half")
        assert left.exists()
    assert not left.exists()
