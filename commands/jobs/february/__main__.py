"""Write docs/validity/february-2024.md: ``python -m brinkmanship.commands.jobs.february``."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from brinkmanship.commands.jobs.february.base import base_case
from brinkmanship.commands.jobs.february.judging import Gap
from brinkmanship.commands.jobs.february.levers import LEVERS, Lever
from brinkmanship.commands.jobs.february.page import COMMAND, Found, page_lines
from brinkmanship.commands.jobs.february.playing import Sample, gaps
from brinkmanship.commands.jobs.february.points import fitted_points, latin_points
from brinkmanship.sim.compiled.native import native
from brinkmanship.sim.runs.limits import core_count
from brinkmanship.sim.runs.workers import open_processes

SEEDS = (7001, 7002, 7003)
"""Used for nothing else."""
POINTS = 30
OUT = Path("docs/validity/february-2024.md")


def main(words: Sequence[str] | None = None) -> int:
    """Play everything and write the page; 2 if there is no place for it."""
    asked = parser().parse_args(words)
    if not asked.out.parent.is_dir():
        sys.stderr.write(f"{asked.out.parent}: no such folder; run this in a checkout\n")
        return 2
    native()  # compiled once, before workers ask for it
    with open_processes(asked.workers) as pool:
        found = everything(pool, asked.runs, asked.points)
    asked.out.write_text("\n".join(page_lines(found)), encoding="utf-8")
    return 0


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
    found = argparse.ArgumentParser(prog=COMMAND, description=f"Write {OUT}.")
    found.add_argument("--runs", type=int, default=3000, help="pairs under each seed")
    found.add_argument("--points", type=int, default=POINTS, help="points of the hypercube")
    found.add_argument("--workers", type=int, default=core_count(), help="processes")
    found.add_argument("--out", type=Path, default=OUT, help="file to write")
    return found


def everything(pool: Executor, runs: int, points: int, levers: Sequence[Lever] = LEVERS) -> Found:
    """All that the page tells.

    Args:
        pool: Who plays.
        runs: Pairs under each seed; the base case has five times as many, a point an eighth.
        points: Of the hypercube.
        levers: Which rows.
    """
    samples = [Sample(seed, runs, runs // 2) for seed in SEEDS]
    base = Sample(SEEDS[0], 5 * runs, runs // 2)
    point = Sample(SEEDS[0], runs // 8, runs // 20)
    case = pool.submit(base_case, base)
    seeds = [pool.submit(gaps, levers, one) for one in samples]
    places = latin_points(points, SEEDS[0]), fitted_points()
    elsewhere = [[pool.submit(gaps, levers, point, one) for one in some] for some in places]
    hypercube, fitted = ([one.result() for one in some] for some in elsewhere)
    return Found(
        (case.result(), base),
        samples,
        by_lever(levers, [one.result() for one in seeds]),
        by_lever(levers, hypercube),
        by_lever(levers, fitted),
        point,
    )


def by_lever(
    levers: Sequence[Lever], found: Sequence[Sequence[Gap]]
) -> Mapping[Lever, Sequence[Gap]]:
    """The gaps of each lever, one for each place where all were tried."""
    return {lever: [one[k] for one in found] for k, lever in enumerate(levers)}


if __name__ == "__main__":
    sys.exit(main())
