"""A sweep from its plan to its summary: what is missing is played, what is there is kept."""

import platform
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import BrinkError
from sim.sweep.folder import MANIFEST, PLAN, RUNS, SCENARIO, SweepFolder
from sim.sweep.growth import grown
from sim.sweep.parquet import Counts
from sim.sweep.plan import Block, Layer, Plan, from_json, to_json
from sim.sweep.planning import Planned
from sim.sweep.pool import Pool, opener
from sim.sweep.summary import Interval, summary_files
from sim.sweep.work import Done, Task, engine_of, play_block, table_columns

GROWTH = 2  # with ``until``, a point's runs grow by one part in so many from round to round
KEPT = 100  # failures named in the manifest
MANIFEST_FORMAT = 1


@dataclass
class Sweep:
    """A plan on its way.

    Attributes:
        plan: What is played.
        folder: Where.
        interval: Ends of the interval of a share, from counts and totals.
        workers: How many blocks are played at once.
        total: Runs known to be needed; with ``until`` it grows from round to round.
    """

    plan: Plan
    folder: SweepFolder
    interval: Interval
    workers: int
    total: int = 0
    counts: Counts = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is counted yet."""
        self.counts = Counts(len(self.plan.points), self.plan.outcomes, len(self.plan.ladder))

    def play(self) -> Generator[Done, None, None]:
        """Each block once it is on disk, those found there too; close it if you leave early.

        Raises:
            BrinkError: The disk refuses, or a file is damaged.
            LostError: Workers are lost again and again.
        """
        most = max(-(-layer.runs // self.plan.block) for layer in self.plan.layers)
        workers = min(self.workers, most)
        with Pool(opener(workers), partial(play_block, self._task()), workers) as pool:
            for number, layer in enumerate(self.rounds()):
                self.total += layer.runs
                there, names = self.folder.finished(), self.plan.names(layer, number)
                yield from (Done(name, runs, 0) for name, runs in names if name in there)
                blocks = self.plan.blocks(layer, number)
                yield from pool.finish(block for block in blocks if block.name not in there)
                self._count(self.plan.blocks(layer, number))

    def rounds(self) -> Iterator[Layer]:
        """The layers of the plan; with ``until``, each is decided by the ones before it."""
        yield from self.plan.layers
        until = self.plan.until
        if until is None:
            return
        stop = self.plan.layers[0].stop
        wanted = self.plan.outcomes.index(until.outcome)
        while stop < until.at_most:
            low, high = self.interval(self.counts.ended[:, wanted], self.counts.runs)
            open_points = np.flatnonzero((high - low > until.width) & self._played_to(stop))
            if not open_points.size:
                return
            first, stop = stop, min(stop + -(-stop // GROWTH), until.at_most)
            yield Layer(tuple(int(point) for point in open_points), first, stop)

    def finish(self, started: datetime) -> dict[str, Any]:
        """Write the summary and the manifest; the manifest."""
        parquet, csv = summary_files(self.plan, self.counts, self.interval)
        self.folder.write("summary.parquet", parquet)
        self.folder.write("summary.csv", csv)
        manifest = _manifest(self, started)
        self.folder.write_json(MANIFEST, manifest)
        return manifest

    def _played_to(self, stop: int) -> NDArray[np.bool_]:
        """Points of which no round was left out yet."""
        return np.asarray(self.counts.runs + self.counts.failed == stop)

    def _task(self) -> Task:
        path = self.folder.path.resolve()
        settings = self.plan.kinds
        first = engine_of(path / SCENARIO, self.plan.digest, self.plan.overrides(0))
        columns = table_columns(first, settings)
        plan = self.plan
        return Task(str(path), plan.scenario, plan.digest, plan.seed, settings, columns)

    def _count(self, blocks: Iterator[Block]) -> None:
        for block in blocks:
            planned: dict[int, int] = {}
            for span in block.spans:
                planned[span.point] = planned.get(span.point, 0) + span.runs
            name = f"{RUNS}/{block.name}"
            with self.folder.reading(name) as stream:
                self.counts.add(stream, str(self.folder.path / name), planned)


def settle(planned: Planned, folder: SweepFolder) -> Plan:
    """The plan to follow in a folder: the one that is there, grown by what is new; written down.

    A folder that grows loses its manifest until it is complete again.

    Raises:
        BrinkError: The folder is of another sweep.
    """
    plan = planned.plan
    if folder.has(PLAN):
        plan = compared(planned, folder)
        if to_json(plan) != folder.read_json(PLAN):
            folder.remove(MANIFEST)
    else:
        folder.write(SCENARIO, planned.document.encode())
    folder.write_json(PLAN, to_json(plan))
    return plan


def compared(planned: Planned, folder: SweepFolder) -> Plan:
    """The plan of a folder, grown by what is new.

    Raises:
        BrinkError: The folder is of another sweep; says in what they differ.
    """
    old = from_json(folder.read_json(PLAN))
    try:
        plan = grown(old, planned.plan, planned.block)
    except BrinkError as error:
        what = "is of another sweep, or of another version"
        raise BrinkError(f"{folder.path}: {what} ({error}); choose another --out") from error
    return plan


def _manifest(sweep: Sweep, started: datetime) -> dict[str, Any]:
    plan, counts = sweep.plan, sweep.counts
    names = sorted(f"{RUNS}/{name}" for name in sweep.folder.finished())
    files = [PLAN, SCENARIO, *names, "summary.csv", "summary.parquet"]
    return {
        "format": MANIFEST_FORMAT,
        "kind": "sweep",
        "title": plan.title,
        "scenario": plan.scenario,
        "digest": plan.digest,
        "seed": plan.seed,
        "points": len(plan.points),
        "runs": int(counts.runs.sum()),
        "failed": int(counts.failed.sum()),
        "failures": [one._asdict() for one in counts.failures[:KEPT]],
        "versions": {"python": platform.python_version(), **plan.versions},
        "platform": {"system": platform.system(), "machine": platform.machine()},
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: sweep.folder.digest(name) for name in files},
    }
