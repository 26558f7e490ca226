"""Whole commands as their users start them, and playing with storing in this process."""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.costs import Cost, cost_of
from benchmarks.rounds import SEED
from brinkmanship.sim.compiled.lower import machine_code
from brinkmanship.sim.compiled.module import bitcode
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.tables import Label
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of

BRINK = (sys.executable, str(Path(__file__).parent.parent / "cli.py"))


class Stored(NamedTuple):
    """What playing and storing took.

    Attributes:
        seconds: On the clock.
        processor: Seconds of processor time of all threads.
        storing: Of ``processor``, what went into the tables.
    """

    seconds: float
    processor: float
    storing: float


def brink(*words: str, empty_cache: bool = False) -> Cost:
    """A command of ``brink``; machine code is in the cache unless that is to be empty.

    Raises:
        CommandFailedError: It did not end well.
    """
    with tempfile.TemporaryDirectory() as cache:
        return cost_of([*BRINK, *words], {"BRINK_CACHE": cache} if empty_cache else None)


def run_on_disk(
    scenario: str, runs: int, *options: str, empty_cache: bool = False
) -> tuple[Cost, float]:
    """What ``brink run`` took, and the MB of its folder.

    Raises:
        CommandFailedError: It did not end well.
    """
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        words = ("run", scenario, "--runs", str(runs), "--out", str(out), *options)
        cost = brink(*words, empty_cache=empty_cache)
        return cost, sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6


def medians(costs: list[Cost]) -> Cost:
    """The middle of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def compile_module() -> float:
    """Seconds of processor time to make machine code of the shipped module."""
    text, started = bitcode(), time.process_time()
    machine_code(text)
    return time.process_time() - started


def play_and_store(premise: Premise, runs: int, workers: int) -> Stored:
    """The runs played in native code and their tables written, in this process."""
    label = Label(scenario="benchmark", digest="0" * 64, seed=SEED, settings={})
    with tempfile.TemporaryDirectory() as folder:
        out = FolderWriter(Path(folder) / "out", premise, label, trace=False, csv=False)
        started, worked, storing = time.perf_counter(), time.process_time(), 0.0
        with out as writer:
            way = way_of("native")
            for block in run_ensemble(premise, seed=SEED, runs=runs, workers=workers, way=way):
                storing -= time.process_time()
                writer.add(block)
                storing += time.process_time()
            storing -= time.process_time()
            writer.close()
            ended = time.process_time()
            spent = time.perf_counter() - started
    return Stored(spent, ended - worked, storing + ended)
