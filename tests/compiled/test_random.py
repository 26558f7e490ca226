"""WebAssembly is native code whatever the scenario says.

The default run plays 40 random scenarios. Before a change of what is compiled is merged, run
thousands, new ones each time::

    BRINK_EXAMPLES=5000 python -m pytest -m slow tests/compiled/test_random.py
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.wasm.machine import Wasm
from brinkmanship.sim.crisis.state.fork import (
    MOVE,
    NO_ACCIDENT,
    NO_HIT,
    NO_MISREADING,
    NOTHING,
    SIGNAL,
    Fork,
)
from tests.compiled.agree import assert_equal, assert_same_state, play_to_the_end
from tests.engines.alike import premise_of
from tests.engines.test_random import MANY, PATIENT
from tests.strategies.crises import addresses, crises
from tests.strategies.ladders import SHIPPED, shipped_climb

FEW = 40
BLOCK = 20  # runs of each scenario


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the documents are written for the loader to read."""
    return tmp_path_factory.mktemp("crises")


@pytest.fixture(scope="module")
def ladders(folder):
    """The shipped ladders."""
    return tuple(shipped_climb(name, folder) for name in SHIPPED)


@st.composite
def forks(draw: st.DrawFn) -> Fork:
    """A fork whose actor and rung may be beyond those that the scenario has."""
    kinds = [NOTHING, MOVE, SIGNAL, NO_ACCIDENT, NO_MISREADING, NO_HIT]
    turn, kind = draw(st.integers(1, 10)), draw(st.sampled_from(kinds))
    return Fork(turn, kind, draw(st.integers(0, 34)), draw(st.integers(-1, 5)))


def compare(ladders, folder, strictness):
    """Compare the machines on many scenarios: blocks, a fork, traces, and runs turn by turn."""

    @strictness
    @given(crises(ladders), addresses(), forks())
    def alike(document, address, fork):
        seed, first = address
        premise = premise_of(document, folder)
        highest = len(premise.levels) - 1  # beyond it nobody asks, and there is no memory
        value = min(fork.value, highest) if fork.change == MOVE else fork.value
        fork = fork._replace(actor=fork.actor % len(premise.codes), value=value)
        native, wasm = (Engine(premise, one, listening=True) for one in (None, Wasm()))
        runs = np.arange(first, first + BLOCK, dtype=np.int64)
        last = first + BLOCK - 1

        assert_equal(wasm.play(seed, first, BLOCK), native.play(seed, first, BLOCK))
        assert_same_state(wasm, native)
        forked = native.play_forked(seed, fork, runs, runs[::-1].copy())
        assert_equal(wasm.play_forked(seed, fork, runs, runs[::-1].copy()), forked)
        assert_same_state(wasm, native)
        for pair in zip(wasm.play_traced(seed, last), native.play_traced(seed, last), strict=True):
            assert_equal(*pair)
        assert play_to_the_end(wasm, seed, first) == play_to_the_end(native, seed, first)
        assert_same_state(wasm, native)

    alike()


def test_random_scenarios_are_played_alike(ladders, folder):
    """Columns, traces and state are the same, in blocks, at forks and turn by turn."""
    compare(ladders, folder, settings(PATIENT, max_examples=FEW, derandomize=True))


@pytest.mark.slow
def test_many_random_scenarios_are_played_alike(ladders, folder):
    """The same over thousands, as many as BRINK_EXAMPLES says, and other ones every time."""
    compare(ladders, folder, settings(PATIENT, max_examples=MANY))
