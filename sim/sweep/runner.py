"""Plays a sweep from its plan to its summary: only missing blocks are played."""

import json
import platform
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from brinkmanship.seals import sealed
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.runs.workers import open_threads
from brinkmanship.sim.sweep.growth import extend_plan
from brinkmanship.sim.sweep.plan import Block, Layer, Plan
from brinkmanship.sim.sweep.plan_file import plan_in, to_json
from brinkmanship.sim.sweep.planning import Planned
from brinkmanship.sim.sweep.resuming import check_copy, played_changes
from brinkmanship.sim.sweep.storage.folder import (
    MANIFEST,
    PLAN,
    RUNS,
    SCENARIO,
    TRACES,
    SweepFolder,
)
from brinkmanship.sim.sweep.storage.parquet import tally_of
from brinkmanship.sim.sweep.storage.traces import check_trace, trace_names
from brinkmanship.sim.sweep.summary import Interval, summary_files
from brinkmanship.sim.sweep.tally import Counts, Tally
from brinkmanship.sim.sweep.workers.playing import (
    Done,
    Task,
    cached_engine,
    compress_document,
    play_block,
    table_columns,
)
from brinkmanship.sim.sweep.workers.pool import Pool, executor_opener

GROWTH = 2  # with ``until``, a point's runs grow by one part in so many from round to round
KEPT = 100  # failures named in the manifest
CURE = "delete it and run the same command again"
READERS = 16  # files read at once: a store is slow to answer, but answers many
MANIFEST_FORMAT = 1


class Step(NamedTuple):
    """A block that is finished and in the folder."""

    name: str
    runs: int


@dataclass(kw_only=True)
class Sweep:
    """A sweep that is being played.

    Attributes:
        plan: What is played.
        folder: Where.
        interval: Ends of the interval of a share, from counts and totals.
        session: Name of this session, which stands in the folder while it is locked.
        workers: How many blocks are played at once, if ``opened`` is not given.
        opened: What opens other workers than processes of this machine.
        sealed: Digests of the files as they were when the sweep was last finished, by name.
        total: Runs known to be needed; with ``until`` it grows from round to round.
        honesty: What the results rest on, for the manifest, if that is to be said.
        carried: Files that workers sent back because they could not reach the folder.
    """

    plan: Plan
    folder: SweepFolder
    interval: Interval
    session: str
    workers: int = 1
    opened: Callable[[], Executor] | None = None
    sealed: Mapping[str, str] = field(default_factory=dict)
    total: int = 0
    honesty: Mapping[str, Any] | None = None
    carried: int = 0
    counts: Counts = field(init=False)
    digests: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Start with all counts at zero."""
        plan = self.plan
        self.counts = Counts(len(plan.points), len(plan.outcomes), len(plan.ladder))

    def play(self) -> Generator[Step, None, None]:
        """Each block once it is in the folder, finished ones included; close it to leave early.

        Raises:
            BrinkError: The folder cannot be read or written, or a file is damaged.
            LostError: Workers are lost again and again.
        """
        workers = min(self.workers, -(-self._largest_round() // self.plan.block))
        play = partial(play_block, self._task())
        if self.plan.trace:
            self.folder.make_traces()
        with Pool(self.opened or executor_opener(workers), play, workers) as pool:
            for number, layer in enumerate(self.rounds()):
                self.total += layer.runs
                there = self.folder.finished(trace=self.plan.trace)
                names = self.plan.names(layer, number)
                yield from (Step(name, runs) for name, runs in names if name in there)
                tallies: dict[str, Tally] = {}
                blocks = self.plan.blocks(layer, number)
                for done in pool.finish(block for block in blocks if block.name not in there):
                    self._store(done)
                    tallies[done.name] = done.tally
                    yield Step(done.name, done.runs)
                self._count(self.plan.blocks(layer, number), tallies)

    def rounds(self) -> Iterator[Layer]:
        """The layers of the plan; with ``until``, each depends on the results so far."""
        yield from self.plan.layers
        until = self.plan.until
        if until is None:
            return
        stop = self.plan.layers[0].stop
        wanted = self.plan.outcomes.index(until.outcome)
        while stop < until.at_most:
            low, high = self.interval(self.counts.ended[:, wanted], self.counts.runs)
            open_points = np.flatnonzero((high - low > until.width) & self._complete_up_to(stop))
            if not open_points.size:
                return
            first, stop = stop, min(stop + -(-stop // GROWTH), until.at_most)
            yield Layer(tuple(int(point) for point in open_points), first, stop)

    def finish(self, started: datetime) -> dict[str, Any]:
        """Write the summary and the sealed manifest; return the manifest.

        Raises:
            BrinkError: Another sweep has changed the plan meanwhile, in a place without locks.
        """
        if plan_in(self.folder) != self.plan:
            what = "another brink sweep has changed the plan here meanwhile"
            raise BrinkError(f"{self.folder}: {what}; run the same command again")
        blocks = {f"{RUNS}/{name}" for name in self.folder.finished()}
        traces = self.folder.trace_files() if self.plan.trace else set()
        for name in sorted(blocks | traces):
            if name not in self.digests:
                raise BrinkError(f"{self.folder}/{name}: no block of this sweep; {CURE}")
        parquet, csv = summary_files(self.plan, self.counts, self.interval)
        self.folder.write("summary.parquet", parquet)
        self.folder.write("summary.csv", csv)
        manifest = sealed(_manifest(self, started))
        self.folder.write_json(MANIFEST, manifest)
        return manifest

    def _largest_round(self) -> int:
        """Runs of the largest layer that is possible."""
        plan = self.plan
        if plan.until is not None:
            return len(plan.points) * plan.until.at_most
        return max(layer.runs for layer in plan.layers)

    def _complete_up_to(self, stop: int) -> NDArray[np.bool_]:
        """Whether each point was played in all rounds up to a run number."""
        return np.asarray(self.counts.runs + self.counts.failed == stop)

    def _task(self) -> Task:
        plan, settings = self.plan, self.plan.kinds
        document = compress_document(self.folder.read_text(SCENARIO))
        first = cached_engine(document, plan.overrides(0))
        return Task(
            folder=self.folder.address,
            session=self.session,
            document=document,
            scenario=plan.scenario,
            digest=plan.digest,
            seed=plan.seed,
            settings=settings,
            columns=table_columns(first, settings),
            outcomes=plan.outcomes,
            rungs=len(plan.ladder),
            trace=plan.trace,
        )

    def _store(self, done: Done) -> None:
        """Make sure that the files of a block are in the folder; remember their digests."""
        for trace, (digest, content) in done.traces.items():
            if content:
                self.folder.write(trace, content)
            self.digests[trace] = digest
        name = f"{RUNS}/{done.name}"
        if done.content:
            self.folder.write(name, done.content)
            self.carried += 1
        self.digests[name] = done.digest

    def _count(self, blocks: Iterable[Block], tallies: Mapping[str, Tally]) -> None:
        """Count the files of a layer in their order; files from earlier sessions are read."""
        with open_threads(READERS) as readers:
            for some in _in_groups(blocks, READERS):
                found = [block for block in some if block.name not in tallies]
                read = dict(zip((one.name for one in found), readers.map(self._read, found),
                                strict=True))  # fmt: skip
                for block in some:
                    self.counts.add(tallies.get(block.name) or read[block.name])

    def _read(self, block: Block) -> Tally:
        name, plan = f"{RUNS}/{block.name}", self.plan
        content = self._read_sealed(name)
        for table, own in trace_names(block.name) if plan.trace else ():
            trace = f"{TRACES}/{own}"
            found = self._read_sealed(trace)
            if trace not in self.sealed:
                check_trace(found, table, f"{self.folder}/{trace}", block.mark)
        file, rungs = f"{self.folder}/{name}", len(plan.ladder)
        verify = name not in self.sealed
        return tally_of(content, file, block, plan.outcomes, rungs, verify=verify)

    def _read_sealed(self, name: str) -> bytes:
        """A file from an earlier session, as it was if the sweep was finished; keep its digest."""
        content = self.folder.read(name)
        self.digests[name] = digest = sha256(content).hexdigest()
        if self.sealed.get(name, digest) != digest:
            what = "damaged (not as it was when the sweep was finished)"
            raise BrinkError(f"{self.folder}/{name}: {what}; {CURE}")
        return content


def _in_groups(blocks: Iterable[Block], size: int) -> Iterator[list[Block]]:
    taken = iter(blocks)
    while lot := list(islice(taken, size)):
        yield lot


def finished_digests(folder: SweepFolder) -> dict[str, str]:
    """Digests of the files of a finished sweep by name; nothing if it is not finished.

    Raises:
        BrinkError: There is a manifest, but not as a sweep writes it.
    """
    if not folder.has(MANIFEST):
        return {}
    try:
        return {
            str(name): str(one) for name, one in json.loads(folder.read(MANIFEST))["files"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BrinkError(f"{folder}/{MANIFEST}: damaged; {CURE}") from error


def settle_plan(planned: Planned, folder: SweepFolder) -> Plan:
    """Write the plan that a folder is to follow, the one there with what is new; return it.

    A folder whose plan is extended loses its manifest until it is complete again.

    Raises:
        BrinkError: The folder is of another sweep.
    """
    plan = planned.plan
    if folder.has(PLAN):
        plan = extended_plan(planned, folder)
        check_copy(planned, folder, finished_digests(folder).get(SCENARIO, ""))
        if plan_in(folder) != plan:
            folder.remove(MANIFEST)
    else:
        folder.write(SCENARIO, planned.document.encode())
    folder.write_json(PLAN, to_json(plan))
    return plan


def extended_plan(planned: Planned, folder: SweepFolder) -> Plan:
    """The plan of a folder, extended by what is new.

    Raises:
        BrinkError: The folder is of another sweep; the message says what differs.
    """
    old = plan_in(folder)
    try:
        changed = played_changes(planned, folder, old)
        plan = extend_plan(old, planned.plan, planned.block, changed)
    except BrinkError as error:
        what = "is of another sweep, or of another version"
        raise BrinkError(f"{folder}: {what} ({error}); choose another --out") from error
    return plan


def _manifest(sweep: Sweep, started: datetime) -> dict[str, Any]:
    plan, counts = sweep.plan, sweep.counts
    names = sorted(f"{RUNS}/{name}" for name in sweep.folder.finished())
    traces = sorted(name for name in sweep.digests if name.startswith(f"{TRACES}/"))
    files = [PLAN, SCENARIO, *names, *traces, "summary.csv", "summary.parquet"]
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
        "honesty": sweep.honesty,
        "versions": {"python": platform.python_version(), **plan.versions},
        "platform": {"system": platform.system(), "machine": platform.machine()},
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: sweep.digests.get(name) or sweep.folder.digest(name) for name in files},
    }
