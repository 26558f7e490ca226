"""Laws of an ensemble: every run once and in order, whoever plays it and whatever goes wrong."""

import os
import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.results.block import Block, Failure
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.results.traces import MOST_ROWS, traced_together
from brinkmanship.sim.runs.blocks import mesa_block
from brinkmanship.sim.runs.ensemble import Way, WorkerLostError, run_ensemble, way_of
from brinkmanship.sim.runs.workers import HELD
from tests.engines.alike import premise_of
from tests.small import SHAPE, small_file, small_premise

ROOT = Path(__file__).parents[2]
ENDLESS = """
import sys
sys.path.insert(0, sys.argv[1])
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
premise = prepare(load_scenario(sys.argv[2]))
try:
    for block in run_ensemble(premise, seed=0, runs=10**9, workers=2, way=way_of("mesa")):
        print("playing", flush=True)
except KeyboardInterrupt:
    pass
"""


MESA = way_of("mesa")
BLOCK = MESA.block


@pytest.fixture(scope="module")
def premise(tmp_path_factory):
    """The small scenario made ready."""
    return small_premise(tmp_path_factory.mktemp("experiment"))


def numbers(blocks):
    """Numbers of the finished runs."""
    return [run for block in blocks for run in block.played.runs.tolist()]


def records(premise, blocks):
    """Rows of the finished runs."""
    return [record for block in blocks for record in block.records(premise)]


def tables(block):
    """The tables of a block: what was played, and the trace if there is one."""
    return [*block.played, *(block.traces or ())]


def same(one, other):
    """Whether two blocks hold the same failures and the same bytes."""
    pairs = zip(tables(one), tables(other), strict=True)
    return one.failures == other.failures and all(a.tobytes() == b.tobytes() for a, b in pairs)


def of(player):
    """A way of playing by processes."""
    return Way(lambda _: player, BLOCK)


def lethal(premise, seed, first, count):
    """An engine whose process is killed in the second block."""
    if first == BLOCK:
        os.kill(os.getpid(), signal.SIGKILL)
    return mesa_block(premise, seed, first, count)


def counted(_, seed, first, count):
    """An engine that plays nothing: its failures carry the numbers of the runs."""
    failures = tuple(Failure(seed, run, 0, "") for run in range(first, first + count))
    return Block(Played.of((), SHAPE), failures)


@given(first=st.integers(0, 2**30), runs=st.integers(1, 5 * BLOCK), seed=st.integers(0, 2**63 - 1))
def test_every_run_is_played_once_and_in_order(premise, first, runs, seed):
    """Blocks hold the runs from the first on, each once, in the order of their numbers."""
    blocks = list(run_ensemble(premise, seed=seed, runs=runs, first_run=first, way=of(counted)))

    played = [(one.seed, one.run) for block in blocks for one in block.failures]
    assert played == [(seed, run) for run in range(first, first + runs)]


@pytest.mark.parametrize("engine", ["mesa", "native", "wasm"])
@settings(max_examples=10)
@given(run=st.integers(0, 2**40 - 1), seed=st.integers(0, 2**63 - 1))
def test_a_run_depends_on_its_address_alone(premise, engine, run, seed):
    """A run played alone is the run played among others."""
    start, way = max(0, run - 3), way_of(engine)
    among = run_ensemble(premise, seed=seed, runs=run - start + 1, first_run=start, way=way)

    alone = run_ensemble(premise, seed=seed, runs=1, first_run=run, way=way)

    assert records(premise, alone) == records(premise, among)[-1:]


@pytest.mark.parametrize("engine", ["mesa", "native", "wasm"])
def test_workers_change_nothing(premise, engine):
    """Two workers, processes or threads, give the blocks of one, trace included."""
    way = way_of(engine, trace=True)._replace(block=BLOCK)
    runs = 6 * BLOCK + 1

    alone, together = (
        list(run_ensemble(premise, seed=3, runs=runs, workers=n, way=way)) for n in (1, 2)
    )

    assert all(same(*pair) for pair in zip(together, alone, strict=True))
    assert numbers(alone) == list(range(runs))
    assert all(block.traces and len(block.traces.moments) for block in alone)


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("engine", ["native", "wasm"])
def test_threads_play_what_mesa_plays(premise, engine, workers):
    """However many engines play side by side, the runs are those of the readable model."""
    few = way_of(engine)._replace(block=30)

    compiled = list(run_ensemble(premise, seed=3, runs=200, workers=workers, way=few))

    readable = run_ensemble(premise, seed=3, runs=200, way=MESA)
    assert records(premise, compiled) == records(premise, readable)


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("engine", ["native", "wasm"])
def test_a_failing_compiled_run_costs_only_itself(premise, monkeypatch, engine, trace):
    """A compiled run that raises is recorded with its address, the others are played."""
    name = "play_traced" if trace else "play"
    play = getattr(Engine, name)

    def fails(player, seed, first, count=1):
        if first <= 4 < first + count:
            raise ZeroDivisionError
        return play(player, seed, first, *(() if trace else (count,)))

    sound = list(run_ensemble(premise, seed=5, runs=6, way=way_of(engine, trace=trace)))
    monkeypatch.setattr(Engine, name, fails)
    (block,) = run_ensemble(premise, seed=5, runs=6, way=way_of(engine, trace=trace))

    assert records(premise, [block]) == [one for one in records(premise, sound) if one.run != 4]
    assert [one[:3] for one in block.failures] == [(5, 4, 0)]
    if trace:
        assert block.traces is not None
        assert set(block.traces.moment_runs) == {0, 1, 2, 3, 5}


def test_workers_are_born_deaf_to_interrupts(premise, monkeypatch):
    """Ctrl-C is held back while a worker starts, and only then: it would die of it loudly."""
    submit, masks = ProcessPoolExecutor.submit, []

    def seen(*words):
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        return submit(*words)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", seen)
    list(run_ensemble(premise, seed=0, runs=2 * BLOCK, workers=2, way=of(counted)))

    assert all(mask >= HELD for mask in masks)
    assert len(masks) == 4  # each worker is started by a task of its own
    assert not HELD & signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_quietly_with_their_parent(tmp_path, number):
    """Busy workers die of Ctrl-C without a word, and with a parent that was killed."""
    file = small_file(tmp_path)
    command = [sys.executable, "-c", ENDLESS, str(ROOT), str(file)]

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        next(iter(process.stdout or ()))
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.kill()
        _, stderr = process.communicate(timeout=60)  # until the last worker let go of the pipe

    assert b"Traceback" not in stderr


def test_a_killed_worker_is_an_error_of_ours(premise):
    """A worker that is killed ends the ensemble with a message, not with a hang."""
    blocks = run_ensemble(premise, seed=0, runs=4 * BLOCK, workers=2, way=of(lethal))

    with pytest.raises(WorkerLostError, match="fewer --workers"):
        list(blocks)


def test_workers_end_with_the_iterator(premise):
    """Leaving early leaves no process behind."""
    with closing(run_ensemble(premise, seed=0, runs=40 * BLOCK, workers=2, way=MESA)) as blocks:
        next(blocks)

    assert next(blocks, None) is None
    assert not active_children()


@pytest.mark.parametrize("kind", [ZeroDivisionError, KeyError, AttributeError])
def test_a_failing_run_costs_only_itself(premise, monkeypatch, kind):
    """A run that raises is recorded with its address, and the others are what they were."""
    sound = records(premise, run_ensemble(premise, seed=5, runs=7, way=MESA))
    step = CrisisModel.step

    def fails(model):
        if model.crisis.course.run == 5 and model.turn == 1:
            raise kind("stop")
        step(model)

    monkeypatch.setattr(CrisisModel, "step", fails)
    (block,) = run_ensemble(premise, seed=5, runs=7, way=MESA)

    assert block.records(premise) == sound[:5] + sound[6:]
    (failure,) = block.failures
    assert failure[:3] == (5, 5, 2)
    assert "test_ensemble.py" in failure.error
    assert str(failure).startswith("seed 5, run 5, turn 2: " + kind.__name__)
    assert block.runs == 7


@pytest.mark.parametrize("kind", [KeyboardInterrupt, MemoryError])
def test_what_is_no_fault_of_a_run_ends_the_ensemble(premise, monkeypatch, kind):
    """An interrupt or a lack of memory is not booked as a failing run."""

    def fails(_):
        raise kind

    monkeypatch.setattr(CrisisModel, "step", fails)

    with pytest.raises(kind):
        list(run_ensemble(premise, seed=5, runs=6, way=MESA))


class Signalled(Future):
    """A future that is interrupted while it is taken."""

    taken = False

    def result(self, timeout=None):
        """What it is, after the signal."""
        signal.raise_signal(signal.SIGINT)
        self.taken = True
        return super().result(timeout)


class Interrupted(Executor):
    """Workers of whom one is handed a block, or taken it from, when Ctrl-C comes."""

    made: ClassVar[list[Any]] = []

    def __init__(self, workers):
        self.kind = Signalled if workers == 2 else Future

    def submit(self, fn, /, *args, **kwargs):
        """A block at once, after the signal if its future has none."""
        future: Any = self.kind()
        if self.kind is Future:
            signal.raise_signal(signal.SIGINT)
        future.set_result(fn(*args, **kwargs))
        self.made.append(future)
        return future


@pytest.mark.parametrize(("workers", "where"), [(3, "handed over"), (2, "taken")])
def test_an_interrupt_waits_until_a_block_has_changed_hands(premise, monkeypatch, workers, where):
    """Ctrl-C in the middle of it could leave a lock behind, and workers that never end."""
    monkeypatch.setattr("brinkmanship.sim.runs.ensemble.open_threads", Interrupted)
    Interrupted.made.clear()
    way = of(counted)._replace(threads=True)

    with pytest.raises(KeyboardInterrupt):
        list(run_ensemble(premise, seed=0, runs=9 * BLOCK, workers=workers, way=way))

    first, *_ = Interrupted.made
    assert first.done() if where == "handed over" else first.taken


@pytest.mark.parametrize(("actors", "together"), [(2, 100), (34, 66), (100, 7), (200, 1)])
def test_traced_runs_of_many_actors_are_kept_few_at_a_time(actors, together, tmp_path):
    """However many oppose one another, a block of traced runs holds no more rows than fit."""
    codes = [f"A{place}X" for place in range(actors)]
    document = {
        "title": "Many",
        "extends": "ladders/seven-rungs.yaml",
        "sides": {"east": codes[::2], "west": codes[1::2]},
        "actors": {code: {"name": code} for code in codes},
    }
    premise = premise_of(document, tmp_path)

    assert traced_together(premise, 100) == together
    rows = together * 2 * (actors // 2) ** 2 * premise.frame.horizon
    assert rows <= MOST_ROWS or together == 1
