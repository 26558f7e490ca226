"""A real Dask cluster for tests: a scheduler and workers as processes on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from tests.sweep.small_sweeps import ROOT, started

DEADLINE = 50.0  # seconds that a process may take to answer
FAILURES = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"


class Processes:
    """A scheduler and its workers; all are killed in the end, whatever became of them."""

    def __init__(self, folder, failures):
        self.folder, self.running, self.failures = folder, [], failures
        self.scheduler = self._start(
            "dask_scheduler", "--port", "0", "--scheduler-file", "scheduler.json"
        )
        self.address = None

    def _start(self, program, *words):
        environment = os.environ | {"PYTHONPATH": str(ROOT), FAILURES: self.failures}
        log = (self.folder / f"{program}-{len(self.running)}.log").open("w")
        with log:
            command = [sys.executable, "-m", f"distributed.cli.{program}"]
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard", *words],
                cwd=self.folder,
                env=environment,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process

    def worker(self, preload=""):
        """A worker of one thread, which first runs what it is given."""
        self.wait_for_address()
        file = self.folder / f"preload{len(self.running)}.py"
        file.write_text(preload, encoding="utf-8")
        words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
        name = str(len(self.running))
        return self._start("dask_worker", self.address, "--name", name, *words,
                           "--preload", str(file))  # fmt: skip

    def wait_for_address(self):
        """Wait until the scheduler has written its address."""
        file, begun = self.folder / "scheduler.json", time.monotonic()
        while self.address is None and time.monotonic() - begun < DEADLINE:
            with suppress(OSError, ValueError):
                self.address = json.loads(file.read_text())["address"]
            time.sleep(0.05)

    def logs(self):
        """All that they have said, for a test that fails."""
        return "\n".join(file.read_text() for file in sorted(self.folder.glob("*.log")))


@contextmanager
def processes(folder, failures="3"):
    """A scheduler that forgives so many deaths at a block, and whatever workers are asked for."""
    folder.mkdir()
    found = Processes(folder, failures)
    try:
        found.wait_for_address()
        yield found
    finally:
        for process in found.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def sweeping(folder, file, address):
    """The sweep on a cluster as a process, which is over in the end."""
    process = started("sweep", file, "--out", "out", "--dask", address, cwd=folder)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def blocks_there(out, at_least, process):
    """Wait until some blocks are in a folder, or the process has ended, or too long."""
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < DEADLINE:
        if len(list(out.glob("runs/0*.parquet"))) >= at_least:
            return
        time.sleep(0.02)
