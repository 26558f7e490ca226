"""What a sweep will cost, from a short play of its first point; nothing is written."""

from collections.abc import Set as AbstractSet
from time import perf_counter
from typing import NamedTuple

from sim.sweep.parquet import Part, block_bytes
from sim.sweep.plan import Plan
from sim.sweep.work import made, packed, table_columns
from sim.vectors import vectors_of

ENOUGH = 0.5  # seconds that are long enough to be told from noise
FIRST, MOST = 16, 4096  # runs played to measure


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


def estimate(plan: Plan, document: str, there: AbstractSet[str], workers: int) -> Estimate:
    """Play some runs of the first point, and reckon from them."""
    names = [
        (block.name, block.runs, len(block.spans))
        for number, layer in enumerate(plan.layers)
        for block in plan.blocks(layer, number)
    ]
    missing = [(runs, spans) for name, runs, spans in names if name not in there]
    each, ready, size = _measured(plan, document)
    work = sum(runs * each + spans * ready for runs, spans in missing)
    used = max(1, min(workers, len(missing)))
    return Estimate(
        points=len(plan.points),
        runs=plan.runs,
        blocks=len(names),
        finished=len(names) - len(missing),
        rate=1.0 / each,
        workers=used,
        seconds=work / used,
        bytes=round(plan.runs * size),
    )


def _measured(plan: Plan, document: str) -> tuple[float, float, float]:
    """Seconds a run, seconds to make a point ready, bytes a run."""
    content = packed(document)
    made(content, plan.overrides(0)).play(plan.seed, 0, 1)  # compiles
    begun = perf_counter()
    engine = made(content, plan.overrides(0))
    ready = perf_counter() - begun
    count, took = FIRST, 0.0
    while took < ENOUGH and count < MOST:
        count, begun = 2 * count, perf_counter()
        played = engine.play(plan.seed, 0, count)
        took = perf_counter() - begun
    names = ("point", "scenario", "digest", "seed", *plan.paths)
    head = (0, plan.scenario, plan.digest, plan.seed, *plan.cells(0, plan.kinds))
    part = Part(dict(zip(names, head, strict=True)), vectors_of(engine.premise, played), count)
    size = len(block_bytes(table_columns(engine, plan.kinds), [part], []))
    return took / count, ready, size / count
