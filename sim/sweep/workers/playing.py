"""The work of a worker: play one block and write its file, in any process and machine."""

import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from threading import local
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.columns import HEAD, Column, run_columns
from brinkmanship.sim.results.played import Ints
from brinkmanship.sim.results.traces import Traces, traced_together
from brinkmanship.sim.results.vectors import vectors_of
from brinkmanship.sim.runs.workers import FAULTS, where
from brinkmanship.sim.scenario import scenario_of
from brinkmanship.sim.sweep.plan import Block, Span
from brinkmanship.sim.sweep.storage.folder import RUNS, SCENARIO, TRACES, SweepFolder
from brinkmanship.sim.sweep.storage.parquet import Part, block_bytes, tally_of
from brinkmanship.sim.sweep.storage.traces import TraceFiles, trace_names
from brinkmanship.sim.sweep.tally import Failure, Tally

TRACED = 500  # runs at most whose traces are joined before they are made into tables


class Task(NamedTuple):
    """What is the same for every block of a sweep; small, since it is sent with each.

    Attributes:
        folder, session: Address of the folder, and name of the session that stands in it.
        document: The scenario before any change, compressed.
        scenario, digest, seed: As in the plan.
        settings: Name and type of each parameter's column.
        columns: All columns of the run table.
        outcomes, rungs: Names of the outcomes, and number of rungs, for the tally.
        trace: Whether traces are kept too.
    """

    folder: str
    session: str
    document: bytes
    scenario: str
    digest: str
    seed: int
    settings: tuple[Column, ...]
    columns: tuple[Column, ...]
    outcomes: tuple[str, ...]
    rungs: int
    trace: bool = False


class Done(NamedTuple):
    """A block that was played.

    Attributes:
        name, runs: Of its file.
        digest: SHA-256 of the file, in hexadecimal.
        tally: How its runs ended.
        content: The file itself if the worker could not reach the folder; else empty.
        traces: Digest and content of each trace file, likewise, by its name in the folder.
    """

    name: str
    runs: int
    digest: str
    tally: Tally
    content: bytes
    traces: Mapping[str, tuple[str, bytes]] = {}


def table_columns(engine: Engine, settings: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a sweep's run table: the point, then those of a run folder."""
    own = run_columns(engine.premise, {})
    return (("point", "int64"), *HEAD, *settings, *own[len(HEAD) :])


def play_block(task: Task, block: Block) -> Done:
    """Play a block and write its files, or return them; failures are listed in its footer.

    The trace files are written before the file of the runs, whose presence says that the block
    is finished.

    Raises:
        BrinkError: A file cannot be written.
    """
    failures: list[Failure] = []
    files = TraceFiles(block.mark) if task.trace else None
    parts = (part for span in block.spans for part in _parts(task, span, failures, files))
    content = block_bytes(task.columns, parts, failures, block.mark)
    tally = tally_of(content, block.name, block, task.outcomes, task.rungs)
    digest = sha256(content).hexdigest()
    contents = files.close() if files else {}
    traces = {
        f"{TRACES}/{name}": (sha256(contents[table]).hexdigest(), contents[table])
        for table, name in trace_names(block.name)
        if table in contents
    }
    if _reaches_folder(task.folder, task.session):
        folder = SweepFolder(task.folder)
        for name, (_, trace) in traces.items():
            folder.write(name, trace)
        folder.write(f"{RUNS}/{block.name}", content)
        content = b""
        traces = {name: (its, b"") for name, (its, _) in traces.items()}
    return Done(block.name, block.runs, digest, tally, content, traces)


@lru_cache(maxsize=1)
def _reaches_folder(folder: str, session: str) -> bool:
    """Whether this process reaches the folder of the sweep, not another of the same name."""
    try:
        return SweepFolder(folder).is_that_of(session)
    except BrinkError:  # a store whose package is not here
        return False


def _parts(
    task: Task, span: Span, failures: list[Failure], files: TraceFiles | None
) -> Iterator[Part]:
    try:
        engine = cached_engine(task.document, span.overrides)
    except BrinkError as error:
        failures.append(Failure(span.point, -1, str(error)))
        return
    except FAULTS as error:
        failures.append(Failure(span.point, -1, where(error)))
        return
    if table_columns(engine, task.settings) != task.columns:
        what = "its actors or rungs are not those of the first point"
        failures.append(Failure(span.point, -1, f"{what}; sweep it in a file of its own"))
        return
    head = (span.point, task.scenario, engine.premise.scenario.digest, task.seed)
    names = ("point", "scenario", "digest", "seed", *(name for name, _ in task.settings))
    same = dict(zip(names, (*head, *span.cells), strict=True))

    def failed(run: int, error: BaseException) -> None:
        failures.append(Failure(span.point, run, where(error)))

    for played in engine.survivors(task.seed, span.first, span.runs, failed):
        if files is not None:
            add_traces(files, span.point, _listener_of(engine), task.seed, played.runs)
        yield Part(same, vectors_of(engine.premise, played), len(played.runs))


def add_traces(files: TraceFiles, point: int, listener: Engine, seed: int, runs: Ints) -> None:
    """Play finished runs of a point again, listening, and add what was noted.

    Only an engine that listens can trace, and it plays run by run; the runs themselves are those
    of the other engine, so that their file is the same with traces and without.
    """
    together = traced_together(listener.premise, TRACED)
    for start in range(0, len(runs), together):
        played = [listener.play_traced(seed, int(run)) for run in runs[start : start + together]]
        files.add(point, listener.premise, Traces.joined([traces for _, traces in played]))


def compress_document(document: str) -> bytes:
    """A scenario's document, compressed to a few kilobytes for sending."""
    return zlib.compress(document.encode(), 9)


def engine_at(document: bytes, overrides: tuple[str, ...]) -> Engine:
    """A new engine for a point.

    Raises:
        BrinkError: The scenario is refused there; the message names no path of this machine.
    """
    text = zlib.decompress(document).decode()
    return Engine(prepare(scenario_of(text, SCENARIO, overrides)))


class _Kept(local):
    """The last engine of each thread: its working memory cannot be shared."""

    engine: Engine | None = None
    of: tuple[bytes, tuple[str, ...]] | None = None
    listener: Engine | None = None


_kept = _Kept()


def cached_engine(document: bytes, overrides: tuple[str, ...]) -> Engine:
    """The engine of a point; the last one is kept, since its next block often comes here too."""
    if _kept.engine is None or _kept.of != (document, overrides):
        _kept.engine = engine_at(document, overrides)
        _kept.of = (document, overrides)
    return _kept.engine


def _listener_of(engine: Engine) -> Engine:
    """An engine of the same premise that listens; the last one is kept."""
    if _kept.listener is None or _kept.listener.premise is not engine.premise:
        _kept.listener = Engine(engine.premise, listening=True)
    return _kept.listener
