"""Finds runs that show something, so that no test knows which run of which fit does."""

from functools import cache
from typing import NamedTuple

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state import row
from brinkmanship.sim.mechanisms.endings import CAUSES, OUTCOMES, ROUTES
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run

WORDS = {"outcome": OUTCOMES, "cause": CAUSES, "route": ROUTES}
AMONG = 4000
EARLIEST = 3  # turns before an accident that comes out of the blue


def runs_with(premise: Premise, *, seed: int = 0, **cells: str | int) -> list[int]:
    """Runs of which each cell of the ending is as given, in order; at least one.

    Args:
        premise: Its runs are played.
        seed: Of the runs.
        cells: By the places of ``sim.crisis.state.row``; outcome, cause and route by their words.
    """
    ending = Engine(premise).play(seed, 0, AMONG).ending
    fits = np.ones(AMONG, dtype=bool)
    for name, wanted in cells.items():
        value = WORDS[name].index(wanted) if isinstance(wanted, str) else wanted
        fits &= ending[:, getattr(row, name.upper())] == value
    found = [int(run) for run in np.flatnonzero(fits)]
    assert found, f"no run of {AMONG} has {cells}"
    return found


class Blue(NamedTuple):
    """A run that an accident led to a clash: its number, and the turns of the two.

    Attributes:
        run: Of seed 0.
        hinge: Turn of the accident, the only one of the run.
        clash: The turn after, in which it came to the clash.
        culprit: Whose accident it was.
    """

    run: int
    hinge: int
    clash: int
    culprit: str


@cache
def out_of_the_blue(scenario: str = "nato-ground-troops-2024") -> Blue:
    """The first run in which nothing but one accident, after some turns, led to a clash."""
    premise = prepare(load_scenario(scenario))
    for run in runs_with(premise, cause="accident", accidents=1):
        trace = trace_run(premise, seed=0, run=run)
        (hinge,) = ((turn.turn, event.actor) for turn in trace.turns for event in turn.events
                    if event.kind == "accident")  # fmt: skip
        clash = trace.record.outcome_turn
        if hinge[0] > EARLIEST and clash == hinge[0] + 1:
            return Blue(run, hinge[0], clash, hinge[1])
    raise AssertionError("no accident came out of the blue")
