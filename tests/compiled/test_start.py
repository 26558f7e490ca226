"""A process that plays by the shipped module starts at once: nothing heavy, nothing compiled."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
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
