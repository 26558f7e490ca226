"""What a sweep on a cluster is made of, measured on this machine: a run, a file, a task.

Times are of the processor, not of the clock, but for those that wait for others: a task's
way through scheduler and client, and a file's to the disk.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, Popen
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import NamedTuple

import numpy as np
import psutil  # type: ignore[import-untyped]

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.mechanisms.endings import OUTCOMES
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.results.vectors import vectors_of
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.sweep.plan import Block, Span
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.parquet import Part, block_bytes, tally_of
from brinkmanship.sim.sweep.tally import Tally
from brinkmanship.sim.sweep.workers.cluster import Cluster
from brinkmanship.sim.sweep.workers.playing import Done, compress_document, engine_at, table_columns
from brinkmanship.sim.sweep.workers.pool import Pool

SCENARIO, LEVER = "nato-ground-troops-2024", "actors.RUS.policy.style.warn"
ROUNDS, RUNS = 5, 2_000
BLOCKS = (1_000, 10_000, 25_000, 50_000, 100_000)
FEW, MANY = 1_000, 10_000
WORKERS = 2


class Figures(NamedTuple):
    """What was measured: seconds, bytes, megabytes.

    Attributes:
        run: Of a run, played.
        keep: Of a run, made a row of a file, counted and hashed.
        ready: Of a point, until its first run.
        task: Of a block on its way through scheduler and client, on the clock.
        scheduler, client: Of the same, of each one's processor.
        write: Of a file of the largest size, written, flushed and renamed, on the clock.
        size: Of a run on disk, by runs in a file.
        memory: Of the client, at most, after FEW blocks and after MANY more.
    """

    run: float
    keep: float
    ready: float
    task: float
    scheduler: float
    client: float
    write: float
    size: dict[int, float]
    memory: tuple[float, float]


def measured() -> Figures:
    """All of it; some minutes."""
    task, scheduler, client, memory = _tasks()  # first: what follows takes more memory
    document = compress_document(json.dumps(load_scenario(SCENARIO).document))
    setting = (f"{LEVER}=0.4",)
    engine = engine_at(document, setting)
    engine.play(0, 0, 1)
    ready = [_seconds_of(partial(engine_at, document, setting)) for _ in range(ROUNDS)]
    run = [_seconds_of(partial(engine.play, 0, at * RUNS, RUNS)) for at in range(ROUNDS)]
    keep, files = _file_cost(engine)
    return Figures(
        run=median(run) / RUNS,
        keep=keep,
        ready=median(ready),
        task=task,
        scheduler=scheduler,
        client=client,
        write=_written(files[-1]),
        size={runs: len(file) / runs for runs, file in zip(BLOCKS, files, strict=True)},
        memory=memory,
    )


def _seconds_of(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _file_cost(engine: Engine) -> tuple[float, list[bytes]]:
    """Seconds a run to make a file of it, count and hash it; a file of each size."""
    columns = table_columns(engine, ((LEVER, "float64"),))
    same: dict[str, Cell] = {
        "point": 0,
        "scenario": SCENARIO,
        "digest": "0" * 16,
        "seed": 0,
        LEVER: 0.4,
    }
    played = engine.play(0, 0, BLOCKS[-1])
    files: list[bytes] = []
    for runs in BLOCKS:
        some = played.of_rows(slice(runs))
        block = Block("0", (Span(0, 0, runs, (), ()),))
        begun = time.process_time()
        file = block_bytes(columns, [Part(same, vectors_of(engine.premise, some), runs)], [], "")
        tally_of(file, "0", block, OUTCOMES, len(engine.premise.levels))
        sha256(file)
        took = time.process_time() - begun
        files.append(file)
    return took / BLOCKS[-1], files


def _written(content: bytes) -> float:
    with TemporaryDirectory() as folder:
        disk, took = Disk(Path(folder)), []
        for number in range(20):
            begun = time.perf_counter()
            disk.write(str(number), content)
            took.append(time.perf_counter() - begun)
    return median(took)


def nothing(block: Block) -> Done:
    """What comes back of a block of 25 points, without playing it."""
    points, endings, rungs = (np.zeros(shape, np.int64) for shape in (25, (25, 7), (25, 17)))
    tally = Tally(points, endings, rungs, points, ())
    return Done(block.name, block.runs, "0" * 64, tally, b"")


def _tasks() -> tuple[float, float, float, tuple[float, float]]:
    """Seconds a task: on the clock, of the scheduler, of the client; megabytes of the client."""
    with (
        NamedTemporaryFile(suffix=".json") as file,
        _scheduler(file.name) as scheduler,
        Cluster(file.name, 0) as cluster,
        Pool(lambda: cluster, nothing, 1) as pool,
    ):
        while cluster.workers() < WORKERS:
            time.sleep(0.1)
        for _ in pool.finish(_blocks(FEW)):
            pass
        few, theirs, ours = _peak(), scheduler.cpu_times(), time.process_time()
        begun = time.perf_counter()
        for _ in pool.finish(_blocks(MANY)):
            pass
        took, ours = time.perf_counter() - begun, time.process_time() - ours
        now = scheduler.cpu_times()
    spent = now.user + now.system - theirs.user - theirs.system
    return took / MANY, spent / MANY, ours / MANY, (few, _peak())


def _blocks(count: int) -> Iterator[Block]:
    """Blocks of 25 points, as large as real ones on their way out."""
    for number in range(count):
        setting = (f"{LEVER}={number / count}",)
        yield Block(str(number), tuple(Span(at, 0, 4000, setting, (0.4,)) for at in range(25)))


@contextmanager
def _scheduler(file: str) -> Iterator[psutil.Process]:
    """A scheduler with workers, each a process."""
    module, home = "distributed.cli.dask_", ["--host", "127.0.0.1", "--scheduler-file", file]
    quiet = ["--no-dashboard"]
    command = [sys.executable, "-m", f"{module}scheduler", *home, "--port", "0", *quiet]
    running = [_started(command)]
    try:
        while not Path(file).stat().st_size:
            time.sleep(0.1)
        work = ["--nthreads", "1", "--no-nanny", *home, *quiet]
        worker = [sys.executable, "-m", f"{module}worker", *work]
        running += [_started(worker) for _ in range(WORKERS)]
        yield psutil.Process(running[0].pid)
    finally:
        for process in running:
            process.kill()
            process.wait()


def _started(command: list[str]) -> "Popen[bytes]":
    return Popen(command, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - Dask's own, with our words


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
