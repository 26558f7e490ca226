"""WebAssembly plays what native code plays, bit for bit: in blocks, at forks, turn by turn."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from brinkmanship.sim.compiled import engine as engines
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.memory import ADDRESSES
from brinkmanship.sim.compiled.wasm.machine import TrapError, Wasm
from brinkmanship.sim.crisis.state.fork import MOVE, SIGNAL, Fork
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.mechanisms.chance import LAST_RUN, LAST_SEED
from brinkmanship.sim.mechanisms.words.signals import THREAT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from tests.compiled.agree import assert_equal, assert_same_state, play_to_the_end
from tests.engines.alike import play_both

SCENARIOS = [entry.name for entry in shipped() if entry.kind == "scenario"]


@pytest.fixture(scope="module")
def native(premise):
    """The first scenario in native code."""
    return Engine(premise)


@pytest.fixture(scope="module")
def wasm(premise):
    """The first scenario in WebAssembly."""
    return Engine(premise, Wasm())


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shipped_scenario_is_played_alike(name):
    """Every column of every run, every record of a trace, and the state that is left."""
    premise = prepare(load_scenario(name))
    native, wasm = (Engine(premise, one, listening=True) for one in (None, Wasm()))

    assert_equal(wasm.play(11, 500, 300), native.play(11, 500, 300))
    assert_same_state(wasm, native)
    for run in range(40, 44):
        for ours, theirs in zip(wasm.play_traced(2, run), native.play_traced(2, run), strict=True):
            assert_equal(ours, theirs)
    assert_same_state(wasm, native)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shipped_scenario_is_played_as_mesa_plays_it(name):
    """After every turn of a telling run the module's memory holds the bits of the Mesa model."""
    assert play_both(prepare(load_scenario(name)), 7, 1000, among=20, machine=Wasm)


def test_the_greatest_addresses_are_played_alike(native, wasm):
    """Seeds and numbers of runs keep their 64 bits on the way in."""
    first = LAST_RUN - 5

    assert_equal(wasm.play(LAST_SEED, first, 6), native.play(LAST_SEED, first, 6))


@pytest.mark.parametrize("machine", ["native", "wasm"])
def test_a_block_may_be_of_any_length(premise, native, monkeypatch, machine):
    """What there is no room for at once is played piece by piece, in order."""
    whole = native.play(5, 9, 107)
    monkeypatch.setattr(engines, "PIECE", 50)
    small = Engine(premise, Wasm() if machine == "wasm" else None)

    for count in (0, 1, 49, 50, 51, 107):
        played = small.play(5, 9, count)
        assert_equal(played, type(whole)(*(table[:count] for table in whole)))


@pytest.mark.parametrize("name", ["native", "wasm"])
def test_turn_by_turn_is_the_block(request, name):
    """As many turns, and the same state in the end, as when a block is played."""
    engine, block = request.getfixturevalue(name), request.getfixturevalue("native")
    for run in range(20):
        played = block.play(2, run, 1)
        after = {name: cells.copy() for name, cells in block.arrays.items()}

        assert play_to_the_end(engine, 2, run) == played.ending[0, TURNS]
        for array, cells in after.items():
            assert engine.arrays[array].tobytes() == cells.tobytes(), array


@pytest.mark.parametrize("change", [(MOVE, 2), (SIGNAL, THREAT)])
def test_forks_are_taken_alike(native, wasm, change):
    """With the run's own later dice and with those of others; then the fork is forgotten."""
    fork = Fork(3, change[0], native.premise.codes.index("RUS"), change[1])
    runs = np.arange(40, dtype=np.int64)
    plain = native.play(1, 0, 40)

    for laters in (runs, LAST_RUN - runs):
        ours, theirs = (one.play_forked(1, fork, runs, laters) for one in (wasm, native))
        assert_equal(ours, theirs)
        assert not np.array_equal(ours.ending, plain.ending)
    for engine in (native, wasm):
        assert_equal(engine.play(1, 0, 40), plain)


def test_engines_in_threads_do_not_meet(premise, native):
    """Each has a memory of its own; together they play what one plays alone."""
    alone = native.play(0, 0, 200)
    instances = [Engine(premise, Wasm()) for _ in range(3)]

    with ThreadPoolExecutor(len(instances)) as pool:
        blocks = list(pool.map(lambda one: one.play(0, 0, 200), instances))

    for block in blocks:
        assert_equal(block, alone)


def test_a_machine_holds_one_engine(premise):
    """A second one would write over the state of the first: it is refused."""
    machine = Wasm()
    first = Engine(premise, machine)

    with pytest.raises(RuntimeError, match="make another machine"):
        Engine(premise, machine)

    assert_equal(first.play(0, 0, 9), Engine(premise, Wasm()).play(0, 0, 9))


def test_a_run_that_breaks_off_costs_no_other(premise, native):
    """It is reported like any run that fails, and the module plays on."""
    machine, failed = Wasm(), []
    engine = Engine(premise, machine)
    record = np.ndarray((1,), ADDRESSES, machine._memory, engine.crisis)
    before = record["actors_at"].copy()
    record["actors_at"] = 2**31 - 8  # no memory there
    for _ in range(2500):  # a stack that was not unwound would be used up
        with pytest.raises(TrapError, match=r"play_block broke off: .*out of bounds"):
            engine.play(0, 0, 3)
    assert list(engine.survivors(0, 0, 2, lambda run, _: failed.append(run))) == []
    assert failed == [0, 1]

    record["actors_at"] = before

    assert_equal(engine.play(0, 0, 30), native.play(0, 0, 30))


def test_what_was_read_outlives_the_engine(premise):
    """An array that shows the module's memory keeps it; results are copies of their own."""
    engine = Engine(premise, Wasm())
    played = engine.play(0, 0, 5)
    rungs = engine.arrays["actors"]["rung"]
    seen, ending = rungs.copy(), played.ending.copy()

    del engine
    Engine(premise, Wasm()).play(0, 100, 50)

    assert np.array_equal(rungs, seen)
    assert np.array_equal(played.ending, ending)
