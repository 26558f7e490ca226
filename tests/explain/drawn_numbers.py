"""The numbers that a run of a premise draws, for tests that change a premise."""

from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.premise import Premise


def start_of_run(premise: Premise, run: int) -> Crisis:
    """The state of a run of seed 0 at its start: ``world`` and ``traits`` are drawn."""
    crisis = blank_crisis(premise)
    begin_run(crisis, seed=0, run=run)
    return crisis
