"""The kernel in C that the benchmarks measure against plays the very same runs."""

from pathlib import Path

import pytest

from benchmarks.native import Native, compiler
from sim.ensemble.engine import Engine
from sim.prepare import prepare
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
