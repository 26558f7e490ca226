"""What a billion runs cost on a cluster: measured here, and reckoned from that.

    python -m benchmarks.cluster                  # some minutes on two cores; needs the dask extra
    python -m benchmarks.cluster --run-us 180     # the same with another time a run

docs/explanation/a-billion-runs.md says what the lines mean.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.cluster_figures import BLOCKS, FEW, MANY, Figures, measured

RUNS = 10**9
CORES, POINTS = (100, 1_000, 4_000), (100, 10_000, 1_000_000)
USUAL_CORES, USUAL_POINTS, USUAL_BLOCK = 1_000, 10_000, 50_000
PRICES = (0.01, 0.05)  # of a core for an hour, in dollars: spot and on demand, an assumption


class Cost(NamedTuple):
    """What a sweep costs.

    Attributes:
        blocks: Files, and tasks.
        core_hours: Of all workers together.
        minutes: On the clock, waiting for the last block included.
        tasks: A second, while all cores are busy.
        load: Share of the time of the busier of scheduler and client that they take.
        size: Gigabytes on disk.
    """

    blocks: int
    core_hours: float
    minutes: float
    tasks: float
    load: float
    size: float


def planned(found: Figures, points: int, cores: int, block: int) -> Cost:
    """The plan for RUNS runs."""
    blocks = RUNS // block
    work = RUNS * (found.run + found.keep) + (points + blocks) * found.ready
    each = work / blocks  # of a core, for a block
    task = max(found.scheduler, found.client)  # each is one process and does one at a time
    return Cost(
        blocks=blocks,
        core_hours=work / 3600,
        minutes=(max(work / cores, blocks * task) + each) / 60,
        tasks=cores / each,
        load=cores / each * task,
        size=RUNS * found.size[block] / 1e9,
    )


def figures_table(found: Figures) -> Iterator[str]:
    """What was measured, one line each."""
    few, many = found.memory
    yield "| measured | |\n|---|---|"
    yield f"| a run played | {found.run * 1e6:.0f} µs: {1 / found.run:.0f} runs/s and core |"
    yield f"| a run kept: row of a file, counted, hashed | {found.keep * 1e6:.2f} µs |"
    yield f"| a point made ready | {found.ready * 1e3:.0f} ms |"
    yield f"| a task through scheduler and client, on the clock | {found.task * 1e3:.2f} ms |"
    yield f"| of this the scheduler's processor | {found.scheduler * 1e3:.2f} ms |"
    yield f"| of this the client's processor | {found.client * 1e3:.2f} ms |"
    yield f"| a file of {BLOCKS[-1]} runs written, flushed, renamed | {found.write * 1e3:.0f} ms |"
    sizes = ", ".join(f"{size:.1f} ({runs} runs)" for runs, size in found.size.items())
    yield f"| bytes a run, by runs in a file | {sizes} |"
    yield f"| client's memory after {FEW} blocks, and {MANY} more | {few:.0f}, {many:.0f} MB |"


def plan_table(found: Figures) -> Iterator[str]:
    """The plan, with one thing changed at a time."""
    yield "| cores | points | runs a block | blocks | core-hours | minutes | tasks/s | load | GB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    asked = [(USUAL_CORES, USUAL_POINTS, block) for block in BLOCKS]
    asked += [(cores, USUAL_POINTS, USUAL_BLOCK) for cores in CORES if cores != USUAL_CORES]
    asked += [(USUAL_CORES, points, USUAL_BLOCK) for points in POINTS if points != USUAL_POINTS]
    for cores, points, block in asked:
        cost = planned(found, points, cores, block)
        yield (
            f"| {cores} | {points} | {block} | {cost.blocks} | {cost.core_hours:.0f} | "
            f"{cost.minutes:.1f} | {cost.tasks:.0f} | {100 * cost.load:.0f}% | {cost.size:.1f} |"
        )
    hours = planned(found, USUAL_POINTS, USUAL_CORES, USUAL_BLOCK).core_hours
    low, high = (hours * price for price in PRICES)
    yield f"\n{hours:.0f} core-hours at {PRICES[0]} to {PRICES[1]} dollars: {low:.2f} to {high:.2f}"


def main() -> None:
    """Measure, reckon and print."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    words.add_argument("--run-us", type=float, help="microseconds a run, instead of measuring")
    asked = words.parse_args()
    found = measured()
    if asked.run_us:
        found = found._replace(run=asked.run_us / 1e6)
    sys.stdout.write("\n".join([*figures_table(found), "", *plan_table(found), ""]))


if __name__ == "__main__":
    main()
