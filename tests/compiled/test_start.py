"""A process that plays by the shipped module starts at once: nothing heavy, nothing compiled."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small import small_file

ROOT = Path(__file__).parents[2]
HEAVY = ("numba", "mesa", "pandas", "scipy", "pyarrow", "matplotlib", "networkx")
START = f"""
import json, sys, threading, time
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.wasm.machine import Wasm
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
kept = threading.local()
kept.engine = Engine(prepare(load_scenario("nato-ground-troops-2024")), Wasm())
played = kept.engine.play(0, 0, 500)
heavy = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps([heavy, len(played.runs), time.process_time()]))
"""
COMMAND = """
import sys
from brinkmanship.cli import main
from brinkmanship.sim.compiled import lower, native
lower.machine_code = native.machine_code = None  # who would make machine code fails
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def test_five_hundred_runs_are_played_at_once(tmp_path):
    """Within three seconds of the processor, with an empty cache, silent to the end."""
    environment = {**os.environ, "BRINK_CACHE": str(tmp_path), "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, check=True, cwd=ROOT, env=environment
    )

    heavy, runs, seconds = json.loads(done.stdout)
    assert done.stderr == b""
    assert heavy == []
    assert runs == 500
    assert seconds < 3  # 0.8 on a quiet machine
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", [[], ["--engine", "wasm"]], ids=["default", "wasm"])
def test_a_first_command_imports_and_compiles_nothing_heavy(tmp_path, engine):
    """With an empty cache, traced tables and all: no Numba, no Mesa, no pandas, no compiling."""
    small_file(tmp_path)
    environment = {**os.environ, "BRINK_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    words = ["run", "small.yaml", "--no-figures", "--trace", "--out", "out", *engine]

    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=environment,
        text=True,
    )

    loaded = set(done.stderr.split())
    assert {"wasmtime", "pyarrow"} <= loaded
    assert not loaded & (set(HEAVY) - {"pyarrow"})
    assert (tmp_path / "out" / "turns.parquet").is_file()
    assert not list((tmp_path / "cache").glob("*"))
