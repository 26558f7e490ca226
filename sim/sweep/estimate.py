"""Estimates the cost of a sweep by playing a few runs of some points; writes nothing."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.results.folder import json_text
from brinkmanship.sim.results.vectors import vectors_of
from brinkmanship.sim.sweep.plan import Block, Plan, Span
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
QUARTER = 4  # of it is made into a second one, to tell what grows with the runs
SUMMED = 10_000  # points of which a summary is made to see how long it gets


class Estimate(NamedTuple):
    """Cost of a sweep on this machine as it is now.

    Attributes:
        points, runs, blocks: In all; with ``until`` the least.
        finished: Blocks that are there.
        rate: Runs a second and worker.
        workers: How many share the work.
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


class _Cost(NamedTuple):
    """Costs that were measured.

    Attributes:
        each: Seconds a run.
        ready: Seconds to prepare a point.
        empty: Bytes of an empty file.
        run: Bytes a run.
        tally: How the measured runs ended.
    """

    each: float
    ready: float
    empty: float
    run: float
    tally: Tally


def estimate(
    plan: Plan, document: str, there: AbstractSet[str], workers: int, interval: Interval
) -> Estimate:
    """Play some runs of some points and extrapolate.

    Args:
        plan: What is to be played.
        document: The scenario before any change.
        there: Names of the blocks that are finished.
        workers: How many would share the work.
        interval: Of a share, for the summary.

    Raises:
        BrinkError: The scenario is refused at a point.
    """
    blocks = [one for i, layer in enumerate(plan.layers) for one in plan.blocks(layer, i)]
    missing = [one for one in blocks if one.name not in there]
    cost = _measure(plan, document, blocks)
    work = sum(one.runs * cost.each + len(one.spans) * cost.ready for one in missing)
    used = max(1, min(workers, len(missing)))
    tables = sum(cost.empty + one.runs * cost.run for one in blocks)
    documents = len(json_text(to_json(plan))) + _summary_size(plan, cost.tally, interval)
    return Estimate(
        points=len(plan.points),
        runs=plan.runs,
        blocks=len(blocks),
        finished=len(blocks) - len(missing),
        rate=1.0 / cost.each,
        workers=used,
        seconds=work / used,
        bytes=round(tables + documents),
    )


def _measure(plan: Plan, document: str, blocks: Sequence[Block]) -> _Cost:
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
    rows = count * len(points)
    sized = [blocks[place] for place in _evenly_spaced(len(blocks), SIZED)]
    sizes = [_block_sizes(plan, content, block, rows) for block in sized]
    empty, run = np.mean([size[:2] for size in sizes], axis=0).tolist()
    longer, larger = _trace_cost(plan, engines) if plan.trace else (0.0, 0.0)
    return _Cost(took / rows + longer, ready, empty, run + larger, sizes[0][2])


def _trace_cost(plan: Plan, engines: Sequence[Engine]) -> tuple[float, float]:
    """Seconds and bytes a run that traces add; rough, since few runs are traced."""
    files, begun = TraceFiles(""), perf_counter()
    for point, engine in enumerate(engines):
        listener = Engine(engine.premise, listening=True)
        add_traces(files, point, listener, plan.seed, np.arange(TRACED))
    size = sum(map(len, files.close().values()))
    rows = TRACED * len(engines)
    return (perf_counter() - begun) / rows, size / rows


def _evenly_spaced(many: int, most: int) -> list[int]:
    """Up to ``most`` of the numbers below ``many``, evenly spaced, both ends included."""
    places: list[int] = np.linspace(0, many - 1, min(most, many)).round().astype(int).tolist()
    return places


def _block_sizes(plan: Plan, content: bytes, block: Block, rows: int) -> tuple[float, float, Tally]:
    """Bytes of an empty file and of a run, measured at the start of a block, and its tally."""
    spans = _first_runs(block.spans[:WIDEST], rows)
    total = sum(span.runs for span in spans)
    long, tally = _file_size(plan, content, spans)
    if total < QUARTER:
        return long, 0.0, tally
    short, _ = _file_size(plan, content, _first_runs(spans, total // QUARTER))
    run = (long - short) / (total - total // QUARTER)
    return max(0.0, long - run * total), run, tally


def _first_runs(spans: Sequence[Span], rows: int) -> list[Span]:
    """The first ``rows`` runs of some spans."""
    found: list[Span] = []
    for span in spans:
        left = rows - sum(one.runs for one in found)
        if left > 0:
            found.append(span._replace(runs=min(span.runs, left)))
    return found


def _file_size(plan: Plan, content: bytes, spans: Sequence[Span]) -> tuple[int, Tally]:
    """Size in bytes of a file with these runs, and its tally."""
    names = ("point", "scenario", "digest", "seed", *plan.paths)
    columns, parts, kept = None, [], []
    for span in spans:
        engine = engine_at(content, span.overrides)
        columns = columns or table_columns(engine, plan.kinds)
        if table_columns(engine, plan.kinds) != columns:
            continue  # playing the sweep tells it as failed
        head = (span.point, plan.scenario, plan.digest, plan.seed, *span.cells)
        own = vectors_of(engine.premise, engine.play(plan.seed, span.first, span.runs))
        parts.append(Part(dict(zip(names, head, strict=True)), own, span.runs))
        kept.append(span)
    whole = block_bytes(columns or (), parts, [], "")
    tally = tally_of(whole, "", Block("", tuple(kept)), plan.outcomes, len(plan.ladder))
    return len(whole), tally


def _summary_size(plan: Plan, tally: Tally, interval: Interval) -> float:
    """Bytes of the summary if all points end as those that were played."""
    points = plan.points[:SUMMED]
    counts = Counts(len(points), len(plan.outcomes), len(plan.ladder))
    like = np.arange(len(points)) % len(tally.points)
    played = tally.ended[like].sum(axis=1, keepdims=True)
    share = plan.runs / len(plan.points) / np.maximum(played, 1)
    counts.ended = (tally.ended[like] * share).round().astype(np.int64)
    counts.peaks = (tally.peaks[like] * share).round().astype(np.int64)
    files = summary_files(replace(plan, points=points), counts, interval)
    return sum(map(len, files)) * len(plan.points) / len(points)
