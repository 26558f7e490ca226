"""Whole commands as their users start them: time, and memory of the largest process."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.rounds import SEED
from sim.experiment import ENSEMBLE, Blocks, run_ensemble
from sim.premise import Premise
from sim.store import FolderWriter, Label

HERE = Path(__file__).parent
WATCHED = (sys.executable, str(HERE / "watch.py"))
BRINK = (sys.executable, str(HERE.parent / "cli.py"))


class Cost(NamedTuple):
    """What a piece of work took.

    Attributes:
        seconds: On the clock.
        processor: Of all its threads.
        memory: MB of the largest process.
        storing: Of the processor's time, that which went into the table (one worker).
    """

    seconds: float
    processor: float
    memory: float = 0.0
    storing: float = 0.0


class RefusedError(Exception):
    """The command cannot do this, so there is nothing to measure; the text is what it said."""


def cost_of(words: Sequence[str]) -> Cost:
    """Start a command, wait for it, and read from the system what it took.

    Raises:
        RefusedError: It did not end well.
    """
    # Our own command with our own words; nothing comes from outside.
    told = subprocess.run([*WATCHED, *words], capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode != 0:
        raise RefusedError(" ".join(told.stderr.split())[-300:])
    return Cost(**json.loads(told.stdout))


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
    return run_ensemble(premise, seed=SEED, runs=runs, workers=workers, way=ENSEMBLE)
