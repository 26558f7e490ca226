"""Estimates the cost of a sweep by playing a few runs of some points; writes nothing."""

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.results.columns import TRACE, Column
from brinkmanship.sim.results.folder import json_text
from brinkmanship.sim.results.vectors import vectors_of
from brinkmanship.sim.runs.limits import core_count
from brinkmanship.sim.runs.workers import open_processes
from brinkmanship.sim.sweep.plan import Block, Plan, Size, Span
from brinkmanship.sim.sweep.plan_file import to_json
from brinkmanship.sim.sweep.storage.parquet import Part, block_bytes, tally_of
from brinkmanship.sim.sweep.storage.traces import TraceFiles
from brinkmanship.sim.sweep.summary import Interval, summary_files
from brinkmanship.sim.sweep.tally import Counts, Tally
from brinkmanship.sim.sweep.workers.playing import (
    add_traces,
    compress_document,
    engine_at,
    table_columns,
)

SAMPLED = 8  # points that are played: the length of a run may depend on them
ENOUGH = 0.5  # seconds that are long enough to be told from noise
FIRST, MOST = 16, 4096  # runs played of each
TRACED = 32  # runs traced of each, if traces are kept
SIZED = 4  # blocks whose beginning is made into a file
WIDEST = 32  # points in such a file
LEAST_ROWS = 2048  # in such a file, if the block has them: short columns are packed less tightly
QUARTER = 4  # of it is made into a second one, to tell what grows with the runs
SUMMED = 10_000  # points of which a summary is made to see how long it gets
Kinds = tuple[Column, ...]
FLUSHED = 4  # times that a file is flushed to see how long that takes


class Estimate(NamedTuple):
    """Cost of a sweep on this machine as it is now.

    Attributes:
        points, runs, blocks: In all; with ``until`` the least.
        finished: Blocks that are there.
        rate: Runs played a second and worker.
        workers: How many share the work, at most one a core.
        seconds: Time for what is missing.
        bytes: Disk for all of it.
    """

    points: int
    runs: int
    blocks: int
    finished: int
    rate: float
    workers: int
    seconds: float
    bytes: int


class _Part(NamedTuple):
    """What one part costs: seconds of a worker, and bytes on disk."""

    seconds: float
    bytes: float


class _Cost(NamedTuple):
    """Costs that were measured.

    Attributes:
        play: Seconds to play a run.
        run, ready, block: Seconds of a run with its rows, to prepare a point, and of each block.
        run_bytes, block_bytes: Bytes a run, and of a file without any.
        closing: Seconds to write the summary.
        documents: Bytes of the plan and of the summary.
    """

    play: float
    run: float
    ready: float
    block: float
    run_bytes: float
    block_bytes: float
    closing: float
    documents: float

    def seconds(self, size: Size) -> float:
        """Seconds of one worker."""
        return size.runs * self.run + size.spans * self.ready + size.blocks * self.block

    def bytes(self, size: Size) -> int:
        """Bytes on disk, plan and summary included."""
        tables = size.runs * self.run_bytes + size.blocks * self.block_bytes
        return round(tables + self.documents)


class _Sample(NamedTuple):
    """What was measured of the beginning of a block."""

    size: Size
    seconds: float
    bytes: int
    tally: Tally


def estimate(  # noqa: PLR0913
    plan: Plan,
    document: str,
    there: AbstractSet[str],
    workers: int,
    interval: Interval,
    *,
    home: Path | None = None,
    planning: float = 0.0,
) -> Estimate:
    """Play some runs of some points and extrapolate; what it takes does not grow with the sweep.

    Args:
        plan: What is to be played.
        document: The scenario before any change.
        there: Names of the blocks that are finished.
        workers: How many would share the work.
        interval: Of a share, for the summary.
        home: A folder on the disk that is written to; None if it is no disk of this machine.
        planning: Seconds that it took to make the plan, and that it will take again.

    Raises:
        BrinkError: The scenario is refused at a point.
    """
    sizes = [plan.size(layer) for layer in plan.layers]
    total = Size(*map(sum, zip(*sizes, strict=True)))
    found = [plan.size_of(name) for name in there]
    done = Size(*map(sum, zip(*found, strict=True))) if found else Size(0, 0, 0)
    missing = Size(*(all_of - some for all_of, some in zip(total, done, strict=True)))
    cost = _measure(plan, document, interval, home)
    used = max(1, min(workers, missing.blocks, core_count()))
    seconds = 0.0
    if missing.blocks:
        rounds = -(-missing.blocks // used)  # the last may leave workers without a block
        play = cost.seconds(missing) * max(1.0 / used, rounds / missing.blocks)
        start = _worker_start(plan, document) if min(workers, missing.blocks) > 1 else 0.0
        seconds = planning + start + play + cost.closing
    return Estimate(
        points=len(plan.points),
        runs=total.runs,
        blocks=total.blocks,
        finished=done.blocks,
        rate=1.0 / cost.play,
        workers=used,
        seconds=seconds,
        bytes=cost.bytes(total),
    )


def expected_bytes(plan: Plan, document: str, interval: Interval) -> int:
    """Disk that all of a sweep takes, as :func:`estimate` measures it."""
    sizes = [plan.size(layer) for layer in plan.layers]
    total = Size(*map(sum, zip(*sizes, strict=True)))
    return _measure(plan, document, interval, None).bytes(total)


def _measure(plan: Plan, document: str, interval: Interval, home: Path | None) -> _Cost:
    content = compress_document(document)
    engine_at(content, plan.overrides(0)).play(plan.seed, 0, 1)  # compiles
    points = _evenly_spaced(len(plan.points), SAMPLED)
    begun = perf_counter()
    engines = [engine_at(content, plan.overrides(point)) for point in points]
    ready = (perf_counter() - begun) / len(points)
    count, took = FIRST, 0.0
    while took < ENOUGH and count < MOST:
        count, begun = 2 * count, perf_counter()
        for engine in engines:
            engine.play(plan.seed, 0, count)
        took = perf_counter() - begun
    run = took / (count * len(points))
    rows = max(count * len(points), LEAST_ROWS)
    kinds = plan.kinds
    blocks = _some_blocks(plan, kinds)
    _sample(plan, kinds, content, _first_runs(blocks[0].spans[:1], 1))  # imports, and fills caches
    pairs = [_samples(plan, kinds, content, block, rows) for block in blocks]
    fixed, more = _fixed_and_more(
        [[(one.size.runs, one.seconds - one.size.spans * ready - one.size.runs * run)
          for one in pair] for pair in pairs]
    )  # fmt: skip
    empty, each = _fixed_and_more([[(one.size.runs, one.bytes) for one in pair] for pair in pairs])
    longest = max((pair[0] for pair in pairs), key=lambda one: one.bytes)
    flush = _flush_seconds(home, longest.bytes)
    none = _Part(0.0, 0.0)
    of_block, of_run = _trace_cost(plan, engines) if plan.trace else (none, none)
    fixed += of_block.seconds + flush * (1 + len(TRACE) * plan.trace)
    begun = perf_counter()
    documents = _document_bytes(plan, pairs[0][0].tally, interval)
    closing = (perf_counter() - begun) * max(1.0, len(plan.points) / SUMMED)
    return _Cost(
        play=run + of_run.seconds,
        run=run + more + of_run.seconds,
        ready=ready,
        block=fixed,
        run_bytes=each + of_run.bytes,
        block_bytes=empty + of_block.bytes,
        closing=closing,
        documents=documents,
    )


def _some_blocks(plan: Plan, kinds: Kinds) -> list[Block]:
    """Up to ``SIZED`` blocks from all over the sweep."""
    places = [(i, plan.size(layer).blocks) for i, layer in enumerate(plan.layers)]
    found = []
    for flat in _evenly_spaced(sum(blocks for _, blocks in places), SIZED):
        left = flat
        for number, blocks in places:
            if left < blocks:
                found.append(plan.block_at(plan.layers[number], number, left, kinds))
                break
            left -= blocks
    return found


def _fixed_and_more(pairs: Sequence[Sequence[tuple[int, float]]]) -> tuple[float, float]:
    """What each block costs, and each run on top, from amounts at two numbers of runs."""
    found = []
    for (runs, amount), *shorter in pairs:
        each = 0.0
        for fewer, less in shorter:
            each = max(0.0, (amount - less) / (runs - fewer))
        found.append((max(0.0, amount - each * runs), each))
    fixed, each = np.mean(found, axis=0).tolist()
    return fixed, each


def _worker_start(plan: Plan, document: str) -> float:
    """Seconds until a worker process has prepared its first point."""
    begun = perf_counter()
    with open_processes(1) as pool:
        pool.submit(_prepare, compress_document(document), plan.overrides(0)).result()
    return perf_counter() - begun


def _prepare(content: bytes, overrides: tuple[str, ...]) -> None:
    engine_at(content, overrides).play(0, 0, 1)


def _flush_seconds(home: Path | None, size: int) -> float:
    """Seconds to write a file of a size and its folder; measured with a file that has no name."""
    if home is None:
        return 0.0
    begun = perf_counter()
    with suppress(OSError):  # playing the sweep tells what the disk refuses
        for _ in range(FLUSHED):
            with TemporaryFile(dir=home) as file:
                file.write(bytes(size))
                file.flush()
                os.fsync(file.fileno())
    return 2.0 * (perf_counter() - begun) / FLUSHED  # the folder is flushed like the file


def _trace_cost(plan: Plan, engines: Sequence[Engine]) -> tuple[_Part, _Part]:
    """What the trace files of a block cost, and each run in them; rough, for few are traced."""
    blank, begun = TraceFiles("").close(), perf_counter()
    blank = TraceFiles("").close()
    block = _Part(perf_counter() - begun, sum(map(len, blank.values())))
    files, begun = TraceFiles(""), perf_counter()
    for point, engine in enumerate(engines):
        listener = Engine(engine.premise, listening=True)
        add_traces(files, point, listener, plan.seed, np.arange(TRACED))
    size, rows = sum(map(len, files.close().values())), TRACED * len(engines)
    run = _Part((perf_counter() - begun) / rows, max(0.0, size - block.bytes) / rows)
    return block, run


def _evenly_spaced(many: int, most: int) -> list[int]:
    """Up to ``most`` of the numbers below ``many``, evenly spaced, both ends included."""
    places: list[int] = np.linspace(0, many - 1, min(most, many)).round().astype(int).tolist()
    return places


def _samples(plan: Plan, kinds: Kinds, content: bytes, block: Block, rows: int) -> list[_Sample]:
    """The beginning of a block, and of that again a quarter, if it is long enough."""
    spans = _first_runs(block.spans[:WIDEST], rows)
    long = _sample(plan, kinds, content, spans)
    if long.size.runs < QUARTER:
        return [long]
    return [long, _sample(plan, kinds, content, _first_runs(spans, long.size.runs // QUARTER))]


def _first_runs(spans: Sequence[Span], rows: int) -> list[Span]:
    """The first ``rows`` runs of some spans."""
    found: list[Span] = []
    for span in spans:
        left = rows - sum(one.runs for one in found)
        if left > 0:
            found.append(span._replace(runs=min(span.runs, left)))
    return found


def _sample(plan: Plan, kinds: Kinds, content: bytes, spans: Sequence[Span]) -> _Sample:
    """What a block of these spans costs."""
    names = ("point", "scenario", "digest", "seed", *plan.paths)
    columns, parts, kept = None, [], []
    begun = perf_counter()
    for span in spans:
        engine = engine_at(content, span.overrides)
        columns = columns or table_columns(engine, kinds)
        if table_columns(engine, kinds) != columns:
            continue  # playing the sweep tells it as failed
        head = (span.point, plan.scenario, plan.digest, plan.seed, *span.cells)
        own = vectors_of(engine.premise, engine.play(plan.seed, span.first, span.runs))
        parts.append(Part(dict(zip(names, head, strict=True)), own, span.runs))
        kept.append(span)
    whole = block_bytes(columns or (), parts, [], "")
    tally = tally_of(whole, "", Block("", tuple(kept)), plan.outcomes, len(plan.ladder))
    size = Size(1, len(spans), sum(span.runs for span in spans))
    return _Sample(size, perf_counter() - begun, len(whole), tally)


def _document_bytes(plan: Plan, tally: Tally, interval: Interval) -> float:
    """Bytes of the plan and of the summary if all points end as those that were played."""
    points = plan.points[:SUMMED]
    few = replace(plan, points=points)
    counts = Counts(len(points), len(plan.outcomes), len(plan.ladder))
    like = np.arange(len(points)) % len(tally.points)
    played = tally.ended[like].sum(axis=1, keepdims=True)
    share = plan.runs / len(plan.points) / np.maximum(played, 1)
    times = np.maximum(share.round(), 1).astype(np.int64)  # whole: no count outgrows its runs
    counts.ended = tally.ended[like] * times
    counts.peaks = tally.peaks[like] * times
    files = summary_files(few, counts, interval)
    told = len(json_text(to_json(few))) + sum(map(len, files))
    return told * len(plan.points) / len(points)
