import json
import os
import signal

import pyarrow.parquet as pq
import pytest

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.runs.blocks import mesa_block
from brinkmanship.sim.runs.ensemble import Way, way_of
from tests.commands.calling import invoke, run
from tests.small import tree

BLOCK = way_of("mesa").block


def lethal(premise, seed, first, count):
    """An engine whose process is killed in the second block."""
    if first >= BLOCK:
        os.kill(os.getpid(), signal.SIGKILL)
    return mesa_block(premise, seed, first, count)


BAD = {
    "no such scenario": ["nothing-of-that-name"],
    "no such file": ["missing/file.yaml"],
    "a folder": ["."],
    "not a scenario": ["bad.yaml"],
    "unknown path": ["small.yaml", "--set", "actors.AAA.reslve=1"],
    "out of range": ["small.yaml", "--set", "clock.horizon=0"],
    "no value": ["small.yaml", "--set", "clock.horizon"],
    "no runs": ["small.yaml", "--runs", "0"],
    "negative seed": ["small.yaml", "--seed", "-1"],
    "seed of words": ["small.yaml", "--seed", "x"],
    "seed too large": ["small.yaml", "--seed", str(2**63)],
    "no workers": ["small.yaml", "--workers", "0"],
    "unknown engine": ["small.yaml", "--engine", "steam"],
    "unknown option": ["small.yaml", "--rnus", "3"],
    "folder exists": ["small.yaml", "--out", "taken"],
    "out is a file": ["small.yaml", "--out", "small.yaml"],
    "out below a file": ["small.yaml", "--out", "small.yaml/deep/out"],
    "out too long": ["small.yaml", "--out", "x" * 300],
    "out is here": ["small.yaml", "--out", ""],
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_bad_input_is_one_message_and_writes_nothing(desk, words):
    """Each kind of bad input gives exit code 2, a message on stderr and an untouched folder."""
    (desk / "taken").mkdir()
    (desk / "bad.yaml").write_text("titel: x\n", encoding="utf-8")
    before = tree(desk)

    answer = invoke("run", *words)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr
    assert "Traceback" not in answer.stderr
    assert tree(desk) == before


def test_a_failing_run_is_reported_and_the_rest_kept(desk, monkeypatch):
    """A run that raises gives exit code 1 and its address; the others are written."""
    step = CrisisModel.step

    def fails(model):
        if model.crisis.course.run == 3:
            raise ZeroDivisionError
        step(model)

    monkeypatch.setattr(CrisisModel, "step", fails)
    answer = run("--runs", 5, "--out", "o", "--engine", "mesa")

    rows = pq.read_table(desk / "o" / "runs.parquet").to_pylist()
    manifest = json.loads((desk / "o" / "manifest.json").read_text())
    assert answer.exit_code == 1
    assert "n = 4 simulated runs" in answer.stdout
    assert "seed 0, run 3, turn 1: ZeroDivisionError" in answer.stderr
    assert [row["run"] for row in rows] == [0, 1, 2, 4]
    assert (manifest["runs"], manifest["asked"], manifest["failures"][0]["run"]) == (4, 5, 3)


def test_if_all_runs_fail_nothing_is_written(desk, monkeypatch):
    """Without a finished run there is no share to tell and no folder."""
    monkeypatch.setattr(CrisisModel, "step", lambda _: 1 // 0)

    answer = run("--runs", 9, "--out", "o", "--engine", "mesa")

    assert answer.exit_code == 1
    assert "9 runs failed" in answer.stderr
    assert "and 4 more" in answer.stderr
    assert tree(desk) == ["small.yaml"]


def test_a_killed_worker_is_one_message(desk, monkeypatch):
    """A worker that is killed gives exit code 1 and a message, and no folder."""
    way = Way(lambda _: lethal, BLOCK)
    monkeypatch.setattr("brinkmanship.api.ensemble.way_of", lambda *_, **__: way)

    answer = run("--runs", 3 * BLOCK, "--workers", 2, "--engine", "mesa")

    assert answer.exit_code == 1
    assert "fewer --workers; nothing was written" in answer.stderr
    assert tree(desk) == ["small.yaml"]


def test_an_interrupt_is_130(desk, monkeypatch):
    """Ctrl-C in the middle of the runs leaves nothing and gives 130."""

    def interrupts(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(CrisisModel, "step", interrupts)

    answer = run("--runs", 5, "--engine", "mesa")

    assert (answer.exit_code, answer.stdout, answer.stderr) == (130, "", "Interrupted.\n")
    assert tree(desk) == ["small.yaml"]
