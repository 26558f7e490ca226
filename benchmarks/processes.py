"""Whole commands as their users start them: time, and memory of the largest process."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.rounds import SEED
from sim.columns import HEAD, run_columns
from sim.ensemble.engine import Engine
from sim.premise import Premise
from sim.sweep.columns import vectors_of
from sim.sweep.parquet import Part, block_bytes

BRINK = (sys.executable, str(Path(__file__).parent.parent / "cli.py"))
SCENARIO = "nato-ground-troops-2024"
PIECE = 10_000
SWEEP = """\
title: One point, to measure with
scenario: {scenario}
parameters:
  - path: mechanisms.settlement.rate
    values: [0.01]
design: grid
runs: {runs}
seed: 3
"""


class Cost(NamedTuple):
    """What a command took: seconds on the clock and MB of its largest process."""

    seconds: float
    memory: float


class Missing(Exception):  # noqa: N818 - not an error: a command that is not there yet
    """The command cannot do this, so there is nothing to measure."""


def has_ensemble() -> bool:
    """Whether ``brink run`` offers the compiled engine."""
    told = subprocess.run([*BRINK, "run", "--help"], capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return "[ensemble" in told.stdout or "|ensemble" in told.stdout


def cost_of(words: Sequence[str]) -> Cost:
    """Start a command, wait for it, and read from the system what it took.

    Raises:
        Missing: It did not end well; the text says what it said.
    """
    with tempfile.TemporaryFile("w+") as said:
        started = time.perf_counter()
        process = subprocess.Popen(words, stdout=said, stderr=said)  # noqa: S603 - our own command
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise Missing(said.read().strip()[-300:])
    return Cost(seconds, used.ru_maxrss / 1024)


def ensemble(runs: int, workers: int) -> Cost:
    """Runs of the seed scenario with results on disk; as a sweep where ``run`` cannot yet."""
    with tempfile.TemporaryDirectory() as folder:
        out = ("--out", f"{folder}/out", "--workers", str(workers))
        if has_ensemble():
            job = ("run", SCENARIO, "--engine", "ensemble", "--runs", str(runs), "--no-figures")
            return cost_of([*BRINK, *job, *out])
        file = Path(folder) / "one-point.yaml"
        file.write_text(SWEEP.format(scenario=SCENARIO, runs=runs), encoding="utf-8")
        return cost_of([*BRINK, "sweep", str(file), *out])


def second_start() -> Cost:
    """``brink run --runs 100`` when what it compiles has been kept from the run before.

    Raises:
        Missing: The command has no compiled engine yet.
    """
    if not has_ensemble():
        raise Missing("brink run has no --engine ensemble yet")
    ensemble(100, 1)
    return ensemble(100, 1)


def storing_share(premise: Premise, folder: Path, runs: int = PIECE) -> float:
    """Share of the time that making and writing the table takes, the rest being played."""
    engine = Engine(premise)
    engine.play(SEED, 0, 2)
    started = time.process_time()
    played = engine.play(SEED, 0, runs)
    done = time.process_time()
    head = dict(zip((name for name, _ in HEAD), ("benchmark", "0" * 64, SEED, 0), strict=False))
    own = vectors_of(premise, played, 0)
    part = Part({name: cell for name, cell in head.items() if name not in own}, own, runs)
    content, rows = block_bytes(run_columns(premise, {}), [part], [])
    (folder / "runs.parquet").write_bytes(content)
    stored = time.process_time() - done
    if rows != runs:
        message = f"{rows} of {runs} rows were stored"
        raise ValueError(message)
    return float(np.divide(stored, stored + (done - started)))
