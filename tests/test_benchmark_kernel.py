"""The kernel in C that the benchmarks measure against plays the very same runs."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.native import Native, compiler
from sim.ensemble.engine import Engine
from sim.premise import prepare
from sim.scenario import load_scenario

pytestmark = pytest.mark.skipif(compiler() is None, reason="no gcc to build the kernel with")

SEED = "nato-ground-troops-2024"
LARGE = "nato-32-2024"
CASES: dict[str, tuple[str | Path, tuple[str, ...], int]] = {
    "seed": (SEED, (), 10_000),
    "34 actors": (LARGE, (), 1000),
    "one after another": (SEED, ("clock.order=sequential",), 1000),
    "as listed": (LARGE, ("clock.order=sequential", "clock.sequence=listed"), 100),
    "a clash goes on": (
        SEED,
        ("terminal.absorb_on_clash=false", "mechanisms.accidents.rate=2"),
        2000,
    ),
    "wild": (
        SEED,
        (
            "mechanisms.misperception.sigma=0.3",
            "mechanisms.misperception.pi=0.3",
            "actors.RUS.policy.style.rationality=1",
            "actors.FRA.policy.style.commit=0.5",
            "terminal.stalemate={turns: 2}",
        ),
        500,
    ),
    "rules and injects": (Path("tests/scenario/good.yaml"), (), 1000),
}


@pytest.mark.parametrize("name", CASES)
def test_the_kernel_in_c_plays_the_same_runs(name):
    """Every cell of every run is that of the compiled ensemble, so times compare like with like."""
    scenario, settings, runs = CASES[name]
    premise = prepare(load_scenario(scenario, settings))

    played, native = Engine(premise).play(7, 50, runs), Native(premise).play(7, 50, runs)

    for ours, theirs in zip(played, native, strict=True):
        assert (ours == theirs).all()


def test_the_seed_reaches_past_32_bits():
    """Runs past the 32nd bit of seed and run number are the same runs too."""
    premise = prepare(load_scenario(SEED))
    address = (2**40 + 17, 2**33 + 5, 100)

    played, native = Engine(premise).play(*address), Native(premise).play(*address)

    assert (played.ending == native.ending).all()
    assert (played.ending != Engine(premise).play(17, 5, 100).ending).any()


def minds_of(engine):
    """What the last run of an engine left in its actors' minds, as the kernel in C lists it."""
    actors, dyads = engine.state.actors, engine.state.dyads
    found = []
    for i in np.flatnonzero(actors["side"] >= 0):
        found += [actors[name][i] for name in ("resolve", "stake", "seen")]
        for j in np.flatnonzero(actors["side"] == 1 - actors["side"][i]):
            found += [dyads[name][i, j] for name in ("hostility", "reference", "kept", "broken")]
    return np.array([*found, *engine.state.pacts["cohesion"]])


@pytest.mark.parametrize("name", CASES)
def test_not_a_bit_of_a_belief_differs(name):
    """Beliefs, images, stakes and cohesion end with the same bits, not only the same outcomes."""
    scenario, settings, _ = CASES[name]
    premise = prepare(load_scenario(scenario, settings))
    engine, native = Engine(premise), Native(premise)

    for run in range(100):
        engine.play(7, run, 1)

        assert minds_of(engine).tobytes() == native.minds(7, run).tobytes()
