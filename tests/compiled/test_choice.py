"""Laws of the choice among machines: nobody waits for native code, and nobody can tell."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest

from brinkmanship.sim.compiled import choice, native
from brinkmanship.sim.compiled.choice import COMPILING, MACHINES, SMALL, machine_for
from brinkmanship.sim.compiled.lower import machine_code
from brinkmanship.sim.compiled.module import bitcode
from brinkmanship.sim.runs import blocks
from brinkmanship.sim.runs.ensemble import ENGINES, run_ensemble, way_of
from tests.compiled.agree import assert_equal

ROOT = Path(__file__).parents[2]
LEAVE = """
import sys
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.ensemble import run_ensemble
from brinkmanship.sim.scenario import load_scenario
blocks = run_ensemble(prepare(load_scenario("nato-ground-troops-2024")), seed=0, runs=10**6)
for _ in range(int(sys.argv[1])):
    next(blocks)
"""
COMMAND = ["-m", "brinkmanship", "run", "nato-ground-troops-2024", "--runs", "900000"]


class Compiling:
    """A stand-in for native code whose making takes as long as is wanted."""

    def __init__(self, code, monkeypatch):
        self.code, self.made, self.go, self.trouble = code, 0, Event(), None
        monkeypatch.setattr(native, "_loaded", [])
        monkeypatch.setattr(native, "_kept", [])
        monkeypatch.setattr(native, "machine_code", self.make)
        monkeypatch.setattr(choice, "_compiler", choice._Compiler())
        monkeypatch.setattr(blocks, "_engines", blocks._Engines())

    def make(self, _):
        """Machine code, once it may be ready."""
        self.made += 1
        assert self.go.wait(60)
        if self.trouble:
            raise self.trouble
        return self.code

    def finish(self):
        """Let it be ready, and wait until it is."""
        self.go.set()
        if choice._compiler.thread is not None:
            choice._compiler.thread.join()


@pytest.fixture(scope="module")
def code():
    """Machine code of the text."""
    return machine_code(bitcode())


@pytest.fixture
def compiling(code, tmp_path, monkeypatch):
    """A process that has just started with an empty cache."""
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "cache"))
    found = Compiling(code, monkeypatch)
    yield found
    found.finish()


def machines_of(found):
    """Names of the machines that played blocks, as they came to play."""
    return [engine.machine.name for _, engine in found.kept.values()]


def test_the_engines_offered_are_those_there_are():
    """Each engine has a machine, but for Mesa, which is none."""
    assert set(ENGINES) == {*MACHINES, "mesa"}


def test_little_work_compiles_nothing(compiling, capsys):
    """Runs that are played before native code would be ready are played at once."""
    assert machine_for(1).name == machine_for(SMALL).name == "wasm"

    assert compiling.made == 0
    assert choice._compiler.thread is None
    assert capsys.readouterr().err == ""


def test_long_work_starts_compiling_once_and_waits_for_nothing(compiling, capsys):
    """It is said once on stderr, terminal or not; until it is done WebAssembly plays."""
    names = [machine_for(SMALL + 1).name for _ in range(3)]

    assert names == ["wasm"] * 3
    compiling.finish()
    assert machine_for(SMALL + 1).name == machine_for(1).name == "native"
    assert compiling.made == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{COMPILING}\n")


def test_kept_code_is_used_at_once(compiling, monkeypatch, capsys):
    """The next start finds it, whatever the work, and says nothing."""
    machine_for(SMALL + 1)
    compiling.finish()
    capsys.readouterr()
    monkeypatch.setattr(native, "_loaded", [])
    monkeypatch.setattr(native, "_kept", [])
    monkeypatch.setattr(choice, "_compiler", choice._Compiler())

    assert machine_for(1).name == "native"
    assert compiling.made == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("trouble", [RuntimeError("no such target"), OSError(12, "no memory")])
def test_what_cannot_be_compiled_is_played_all_the_same(compiling, trouble):
    """Where LLVM fails WebAssembly goes on playing, and nothing is tried again and again."""
    compiling.trouble = trouble
    machine_for(SMALL + 1)
    compiling.finish()

    assert [machine_for(SMALL + 1).name for _ in range(2)] == ["wasm"] * 2
    assert compiling.made == 1


@pytest.mark.parametrize("trace", [False, True])
def test_blocks_change_machines_in_the_middle_and_nobody_can_tell(compiling, premise, trace):
    """Once native code is ready the next block is played by it; all bytes are the same."""
    way = way_of("compiled", trace=trace)._replace(block=10)
    runs, machines, played = 2 * SMALL, [], []
    for block in run_ensemble(premise, seed=4, runs=runs, way=way):
        played.append(block)
        machines += machines_of(blocks._engines)
        if len(played) == 3:
            compiling.finish()
        if len(played) == 6:
            break

    assert machines == ["wasm"] * 3 + ["native"] * 3
    for engine in ("native", "wasm"):
        alone = run_ensemble(
            premise, seed=4, runs=60, way=way_of(engine, trace=trace)._replace(block=10)
        )
        for one, other in zip(played, alone, strict=True):
            assert_equal(one.played, other.played)
            if trace:
                assert_equal(one.traces, other.traces)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The cache of processes that are started: empty, and not there yet."""
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path / "cache"


@pytest.mark.parametrize("count", [1, 2])
def test_a_process_may_end_while_native_code_is_made(cache, count):
    """It waits for that and keeps it: ending in the middle of LLVM's work would crash it."""
    done = subprocess.run(
        [sys.executable, "-c", LEAVE, str(count)], capture_output=True, check=False, text=True
    )

    assert (done.returncode, done.stderr) == (0, f"{COMPILING}\n")
    assert len(list(cache.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C goes to all of a console")
def test_an_interrupt_while_native_code_is_made_is_130(cache, tmp_path):
    """Ctrl-C, pressed twice, ends a command as ever, after that work."""
    with subprocess.Popen(
        [sys.executable, *COMMAND, "--no-figures"], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert process.stderr.readline() == f"{COMPILING}\n"
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        _, stderr = process.communicate(timeout=60)

    assert (process.returncode, stderr) == (130, "Interrupted.\n")
    assert len(list(cache.iterdir())) == 1
