"""Ensembles for statistical checks, each played once: compiled, on common random numbers."""

from functools import cache

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.played import Played
from brinkmanship.sim.scenario import load_scenario

BASE = "nato-ground-troops-2024"
RUNS = 1000


@cache
def ensemble(scenario=BASE, overrides=(), runs=RUNS, seed=0) -> tuple[Premise, Played]:
    """The premise and a block of runs of a scenario under overrides."""
    premise = prepare(load_scenario(scenario, overrides))
    return premise, Engine(premise).play(seed, 0, runs)
