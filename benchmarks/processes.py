"""Whole commands as their users start them: time, and memory of the largest process."""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.costs import Cost, cost_of
from benchmarks.rounds import SEED
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.tables import Label
from brinkmanship.sim.runs.ensemble import Blocks, run_ensemble

BRINK = (sys.executable, str(Path(__file__).parent.parent / "cli.py"))


def command(scenario: str, runs: int, workers: int, *, figures: bool = False) -> Cost:
    """``brink run`` on the compiled ensemble, results on disk, with figures or without.

    Raises:
        RefusedError: The command has no compiled engine, or failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        drawn = "--figures" if figures else "--no-figures"
        job = ("run", scenario, "--engine", "ensemble", "--runs", str(runs), drawn)
        return cost_of([*BRINK, *job, "--out", f"{folder}/out", "--workers", str(workers)])


def second_start(scenario: str, starts: int, *, figures: bool) -> Cost:
    """``brink run --runs 100`` when what it compiles has been kept; the middle of some starts.

    Raises:
        RefusedError: As above.
    """
    command(scenario, 100, 1, figures=figures)
    costs = [command(scenario, 100, 1, figures=figures) for _ in range(starts)]
    return Cost(*(median(column) for column in zip(*costs, strict=True)))


def stored(premise: Premise, runs: int, workers: int) -> Cost:
    """The runs played and their table written, in this process, which has compiled already."""
    label = Label(scenario="benchmark", digest="0" * 64, seed=SEED, settings={})
    with tempfile.TemporaryDirectory() as folder:
        out = FolderWriter(Path(folder) / "out", premise, label, trace=False, csv=False)
        started, worked, storing = time.perf_counter(), time.process_time(), 0.0
        with out as writer:
            for block in _blocks(premise, runs, workers):
                storing -= time.process_time()
                writer.add(block)
                storing += time.process_time()
            storing -= time.process_time()
            writer.close()
            ended = time.process_time()
            spent = time.perf_counter() - started
    return Cost(spent, ended - worked, storing=storing + ended)


def _blocks(premise: Premise, runs: int, workers: int) -> Blocks:
    return run_ensemble(premise, seed=SEED, runs=runs, workers=workers)
