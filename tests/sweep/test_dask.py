import os
import signal
import socket
import sys
from contextlib import suppress

import pytest

from brinkmanship.installed import install_hint
from brinkmanship.sim.runs.workers import InProcess
from brinkmanship.sim.sweep.plan import Block
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from brinkmanship.sim.sweep.workers.pool import AHEAD, ElasticExecutor, Pool
from tests.sweep.dask_clusters import DEADLINE, blocks_there, processes, sweeping
from tests.sweep.small_sweeps import called, digests, played, sweep_file
from tests.sweep.test_trouble import finished

pytest.importorskip("distributed", reason="the extra dask is not installed")

OTHER_VERSION = """
from brinkmanship.sim.sweep.planning import deciding_versions
from brinkmanship.sim.sweep.workers import remote_calls
remote_calls.deciding_versions = lambda: deciding_versions() | {"llvmlite": "0.1"}
"""
BROKEN = """
import brinkmanship.sim.sweep.workers.remote_calls
def endless():
    return endless()
brinkmanship.sim.sweep.workers.remote_calls.deciding_versions = endless
"""
NO_BRINK = """
import sys
sys.modules["brinkmanship.sim.sweep.workers.remote_calls"] = None
"""
ANOTHER_DISK = """
from brinkmanship.sim.sweep.storage.folder import SweepFolder
SweepFolder.is_that_of = lambda self, session: False
"""
DOOMED = """
import os, signal
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.folder import SweepFolder
def write(self, name, content):
    if name.endswith("3.parquet"):
        os.kill(os.getpid(), signal.SIGKILL)
    Disk.write(self.place, name, content)
SweepFolder.write = write
"""


@pytest.fixture
def cluster(tmp_path):
    """A scheduler as a process of its own; workers are for the test to add."""
    with processes(tmp_path / "cluster") as found:
        yield found


def swept(tmp_path, file, address):
    """Exit code and messages of the sweep on a cluster."""
    with sweeping(tmp_path, file, address) as process:
        _, told = process.communicate(timeout=DEADLINE)
        return process.returncode, told


def test_a_killed_worker_leaves_no_trace(tmp_path, cluster):
    """One of two workers killed in mid-sweep: every block and table has the clean bytes."""
    file = sweep_file(tmp_path, runs=20_000, block=3000)
    played(file, tmp_path / "clean")
    first, _ = cluster.worker(), cluster.worker()

    with sweeping(tmp_path, file, cluster.address) as process:
        blocks_there(tmp_path / "out", 3, process)
        os.kill(first.pid, signal.SIGKILL)
        killed_at = len(SweepFolder(tmp_path / "out").finished())
        _, told = process.communicate(timeout=DEADLINE)

    assert process.returncode == 0, told + cluster.logs()
    assert first.wait() == -signal.SIGKILL
    assert 3 <= killed_at < 40
    assert digests(tmp_path / "out") == digests(tmp_path / "clean")


def test_a_block_that_kills_its_workers_is_given_up(clean, tmp_path):
    """Where Dask gives a block up, one message says so; all that was finished is kept."""
    file, _, expected = clean
    with processes(tmp_path / "cluster", failures="1") as cluster:
        for _ in range(3):
            cluster.worker(DOOMED)

        code, told = swept(tmp_path, file, cluster.address)

    assert code == 1, told + cluster.logs()
    assert "a block was given to 2 workers, and each of them died" in told
    assert "Traceback" not in told
    kept = digests(tmp_path / "out")
    assert "runs/00-000003.parquet" not in kept
    assert kept.items() <= expected.items()


@pytest.mark.parametrize(
    ("preload", "said"),
    [
        (OTHER_VERSION, "is of another version (llvmlite 0.1 there, "),
        (NO_BRINK, "a worker has no brink, or another one"),
    ],
)
def test_a_worker_of_another_version_is_refused(clean, tmp_path, cluster, preload, said):
    """A worker that might make other bytes makes none: exit code 2, one message, no block."""
    file, _, _ = clean
    cluster.worker(preload)

    code, told = swept(tmp_path, file, cluster.address)

    assert code == 2, told + cluster.logs()
    assert said in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("out/runs/*"))


def test_a_worker_that_fails_is_one_message(clean, tmp_path, cluster):
    """Whatever a worker raises comes back as its name and place, and exit code 1."""
    file, _, _ = clean
    cluster.worker(BROKEN)

    code, told = swept(tmp_path, file, cluster.address)

    assert code == 1, told + cluster.logs()
    assert "a worker failed (RecursionError: maximum recursion depth exceeded" in told
    assert "Traceback" not in told


def test_a_worker_without_the_folder_hands_its_blocks_back(clean, tmp_path, cluster):
    """Where workers do not reach the folder the blocks come back and are written from here."""
    file, _, expected = clean
    cluster.worker(ANOTHER_DISK)

    code, told = swept(tmp_path, file, cluster.address)

    assert code == 0, told + cluster.logs()
    assert (
        told == "5 blocks were written from here, because its worker does not reach the folder.\n"
    )
    assert digests(tmp_path / "out") == expected


def test_a_lost_scheduler_is_one_message(tmp_path, cluster):
    """When the scheduler dies what is finished is kept, and processes here can go on with it."""
    file = sweep_file(tmp_path, runs=20_000, block=3000)
    cluster.worker()
    with sweeping(tmp_path, file, cluster.address) as process:
        blocks_there(tmp_path / "out", 2, process)
        os.kill(cluster.scheduler.pid, signal.SIGKILL)
        _, told = process.communicate(timeout=DEADLINE)

    assert process.returncode == 1, told + cluster.logs()
    assert "the scheduler is gone" in told
    assert "Traceback" not in told
    assert not (tmp_path / "out" / "manifest.json").exists()
    played(file, tmp_path / "out", 2)
    played(file, tmp_path / "clean")
    assert digests(tmp_path / "out") == digests(tmp_path / "clean")


def test_a_cluster_of_ones_own(clean, tmp_path):
    """``--dask local`` starts a cluster here, whatever else is here, with the same bytes."""
    file, _, expected = clean

    with socket.socket() as other:
        with suppress(OSError):  # another Dask may have its port already
            other.bind(("", 8787))
            other.listen()
        code, told = swept(tmp_path, file, "local")

    assert (code, told) == (0, "")
    assert digests(tmp_path / "out") == expected


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://no.invalid:9"])
def test_no_scheduler_is_one_message(clean, tmp_path, address):
    """Without a scheduler the exit code is 2 after some seconds, and no folder is made."""
    file, _, _ = clean

    code, told = swept(tmp_path, file, address)

    assert code == 2
    assert told.startswith(f"--dask {address}: no scheduler answers")
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_missing_package_is_named_with_its_cure(clean, tmp_path, monkeypatch):
    """Without the extra, the command for it is told, and nothing is written."""
    file, _, _ = clean
    monkeypatch.delitem(sys.modules, "brinkmanship.sim.sweep.workers.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)

    answer = called("sweep", file, "--out", tmp_path / "out", "--dask", "local")

    assert answer.exit_code == 2
    assert install_hint("dask") in answer.output
    assert not (tmp_path / "out").exists()


def test_few_blocks_wait_however_many_workers_come():
    """Blocks under way are so many to a worker, also when workers come and go meanwhile."""
    crowd = iter([*[0] * 3, *[1] * 5, *[4] * 20, *[2] * 100])
    under_way: list[tuple[int, int]] = []

    class Changing(InProcess, ElasticExecutor):
        def workers(self):
            there = next(crowd)
            under_way.append((there, len(pool.running)))
            return there

    with Pool(Changing, finished, 1) as pool:
        done = list(pool.finish(Block(str(i), ()) for i in range(60)))

    most = {there: max(n for now, n in under_way if now == there) for there in (0, 1, 4)}
    assert len(done) == 60
    assert most == {0: AHEAD, 1: AHEAD, 4: 4 * AHEAD}
    assert under_way[-1] == (2, 2 * AHEAD - 1)  # as few as there may be, and one taken off
