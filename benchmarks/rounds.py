"""Machines take turns, so that what disturbs the computer disturbs all of them alike."""

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

import mesa
from mesa.batchrunner import batch_run

from brinkmanship.sim.agents.model import CrisisModel
from brinkmanship.sim.compiled.engine import Engine, Machine
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario import load_scenario

SEED = 3
Play = Callable[[int, int], object]
"""Plays ``count`` runs from run ``first`` on: ``play(first, count)``."""
Costs = dict[str, list[float]]
"""Seconds of processor time an actor-turn, one entry a round."""


class Player(NamedTuple):
    """Who takes part in the rounds: what it plays, how, and how many runs a round."""

    premise: Premise
    play: Play
    runs: int


def premise_of(name: str) -> Premise:
    """A shipped scenario made ready."""
    return prepare(load_scenario(name))


class Collected(CrisisModel):
    """The model as ``mesa.batch_run`` wants it: with a collector to read."""

    def __init__(self, premise: Premise, run: int, **_more: object) -> None:
        super().__init__(premise, seed=SEED, run=run)  # Mesa 3.5 hands over a generator's seed too
        self.datacollector = mesa.DataCollector(model_reporters={"turns": "turn"})

    def step(self) -> None:
        """One turn, and its collection: Mesa 3.3 wants one every step."""
        super().step()
        self.datacollector.collect(self)


def batch_player(premise: Premise, runs: int) -> Player:
    """``mesa.batch_run`` of our own model, one process, no trace."""

    def play(first: int, count: int) -> object:
        asked = {"premise": premise, "run": range(first, first + count)}
        return batch_run(Collected, asked, number_processes=1, display_progress=False)

    return Player(premise, play, runs)


def engine_player(premise: Premise, machine: Machine, runs: int) -> Player:
    """A compiled machine, warmed up."""
    engine = Engine(premise, machine)
    engine.play(SEED, 0, 2)
    return Player(premise, lambda first, count: engine.play(SEED, first, count), runs)


def take_turns(players: Mapping[str, Player], rounds: int) -> Costs:
    """What an actor-turn costs each player in each round."""
    costs: Costs = {name: [] for name in players}
    for turn in range(rounds):
        for name, player in players.items():
            first = turn * player.runs
            started = time.process_time()
            player.play(first, player.runs)
            spent = time.process_time() - started
            costs[name].append(spent / actor_turns(player.premise, first, player.runs))
    return costs


def ratio(costs: Costs, slow: str, fast: str) -> float:
    """Median over the rounds of how many times ``fast`` goes into ``slow``."""
    return median(a / b for a, b in zip(costs[slow], costs[fast], strict=True))


def principals(premise: Premise) -> int:
    """Actors on a side."""
    return sum(side >= 0 for side in premise.sides().values())


def actor_turns(premise: Premise, first: int, count: int) -> int:
    """Turns of principals that these runs take."""
    turns = Engine(premise).play(SEED, first, count).ending[:, TURNS].sum()
    return int(turns) * principals(premise)


def relations(premise: Premise) -> int:
    """Opposing ordered dyads and alliance memberships: what the cost should be linear in."""
    statures = [stature for stature in premise.statures if stature.side >= 0]
    first = sum(stature.side == 0 for stature in statures)
    members = sum(stature.alliance >= 0 for stature in statures)
    return 2 * first * (len(statures) - first) + members
