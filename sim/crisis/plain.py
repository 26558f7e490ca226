"""A run played in plain Python: the text itself, without Mesa and without a compiler."""

from brinkmanship.sim.crisis.draws import draw_numbers
from brinkmanship.sim.crisis.opening import begin
from brinkmanship.sim.crisis.state.fork import NO_FORK, Fork
from brinkmanship.sim.crisis.state.layout import arrays_of, plain_crisis
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.parameters import Traits, World


def blank_crisis(premise: Premise, *, listening: bool = False) -> Crisis:
    """The state of a scenario as plain objects, to be set to the start of a run."""
    return plain_crisis(arrays_of(premise, listening=listening))


def begin_run(
    crisis: Crisis, *, seed: int, run: int, fork: Fork = NO_FORK, later: int | None = None
) -> None:
    """Set a plain crisis to the start of a run.

    Args:
        crisis: Of the scenario.
        seed, run: Which run.
        fork: Where the run is made to leave its way.
        later: The run whose dice fall after the fork; by default its own.
    """
    course = crisis.course
    course.seed, course.run, course.later = seed, run, run if later is None else later
    crisis.fork = fork
    draw_numbers(crisis)
    numbers, width = list(crisis.vector), len(World._fields)
    crisis.world = World(*numbers[:width])
    step = len(Traits._fields)
    crisis.traits = [
        Traits(*numbers[at : at + step])
        for at in range(width, width + step * len(crisis.actors), step)
    ]
    begin(crisis)
