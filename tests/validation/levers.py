"""Ensembles for statistical checks, each played once: compiled, on common random numbers."""

from functools import cache

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import OUTCOME, TURNS
from brinkmanship.sim.mechanisms.endings import DIRECT_CLASH
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


def measure(name, scenario=BASE, overrides=(), runs=RUNS):
    """One number a run: what a lever is expected to move."""
    premise, played = ensemble(scenario, overrides, runs)
    side = premise.side_names.index("west")
    west = [i for i, stature in enumerate(premise.statures) if stature.side == side]
    turns = np.maximum(played.ending[:, TURNS], 1)
    match name:
        case "clash":
            return (played.ending[:, OUTCOME] <= DIRECT_CLASH).astype(float)
        case "tripwire":
            return (played.peaks[:, west].max(axis=1) >= premise.frame.collective).astype(float)
        case "western rung":
            return played.sums[:, west].mean(axis=1) / turns
        case "russian rung":
            return played.sums[:, premise.codes.index("RUS")] / turns
    raise KeyError(name)


def paired(name, change, reference=(BASE, ()), runs=RUNS):
    """Mean paired difference and its 95% half-width, run by run on the same dice."""
    ours = measure(name, change[0], change[1], runs)
    difference = ours - measure(name, reference[0], reference[1], runs)
    return difference.mean(), 1.96 * difference.std(ddof=1) / np.sqrt(len(difference))
