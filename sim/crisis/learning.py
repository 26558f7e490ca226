"""What opponents learn from a turn's conduct about what the matter is worth to an actor (M7)."""

from math import sqrt

from brinkmanship.sim.crisis.state.records import ActorState, Crisis, Dyad
from brinkmanship.sim.mechanisms.acts import DISPLAY, TALK
from brinkmanship.sim.mechanisms.bargaining import drawn_towards, sharpened, surprised


def learn(crisis: Crisis) -> None:
    """Every actor that learns draws its lessons on each opponent."""
    for actor in crisis.actors:
        if actor.side < 0 or crisis.statures[actor.place].learns == 0:
            continue
        for k in range(actor.foes):
            foe = crisis.actors[crisis.roster[actor.place][k]]
            if foe.acts == 1:
                learn_from(crisis, actor, foe, crisis.dyads[actor.place][foe.place])


def learn_from(crisis: Crisis, actor: ActorState, foe: ActorState, dyad: Dyad) -> None:
    """The lessons of one actor on one opponent.

    What conduct costs tells most: a state that cared little would not have paid. An observer
    reads all opponents with the error it has this turn. Whether pressure was given way to tells
    too, against the chance it gave to that.
    """
    world = crisis.world
    grade = crisis.grades[foe.rung * crisis.frame.steps]
    precision = (world.learning_deeds + world.learning_costly * grade.price) * crisis.course.weeks
    if precision > 0.0:
        error = crisis.noises[actor.place] / sqrt(precision)
        dyad.mean = drawn_towards(dyad.mean, dyad.doubt, foe.log_resolve + error, precision)
        least = world.learning_least * world.resolve_doubt
        dyad.doubt = sharpened(dyad.doubt, precision, least)
    pressed = crisis.kinds[actor.rung] not in (TALK, DISPLAY)
    if actor.acts == 1 and actor.target == foe.place and pressed:
        stood = 0.0 if foe.rung == 0 else 1.0
        expected = 1.0 - actor.expected
        dyad.mean = surprised(dyad.mean, dyad.doubt, world.learning_replies, stood, expected)
