"""What nobody decides: accidents between the sides, and hits on troops in the area."""

from brinkmanship.sim.crisis.draws import nobodys_uniforms
from brinkmanship.sim.crisis.force import EVERYBODY, attack, blame, declare, drawn_actor
from brinkmanship.sim.crisis.listening.notes import ABSORBED as TALKED_THROUGH
from brinkmanship.sim.crisis.listening.notes import ACCIDENT as HAPPENED
from brinkmanship.sim.crisis.listening.notes import TROOPS_HIT as HIT
from brinkmanship.sim.crisis.listening.notes import note
from brinkmanship.sim.crisis.state.fork import NO_ACCIDENT, NO_HIT
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.chance import INCIDENT
from brinkmanship.sim.mechanisms.endings import TRIPWIRE, TROOPS_HIT
from brinkmanship.sim.mechanisms.risk import (
    CULPRIT,
    TROOPS,
    VICTIM,
    accident_chance,
    taken_for_attack,
    troops_hit,
)
from brinkmanship.sim.mechanisms.signals import CALLED


def exposed_level(crisis: Crisis, side: int) -> float:
    """Exposure-weighted mean intensity that a side displays, in [0, 1]."""
    summed = weights = 0.0
    for k in range(crisis.sides[side].members):
        actor = crisis.actors[crisis.roster[side][k]]
        exposure = crisis.traits[actor.place].exposure
        summed = summed + exposure * actor.shown_level
        weights = weights + exposure
    return summed / weights if weights > 0.0 else 0.0


def risk_accident(crisis: Crisis) -> None:
    """M12: perhaps an accident between the sides, and what the victim takes it for."""
    world, fork, turn = crisis.world, crisis.fork, crisis.course.turn
    exposed, opposed = exposed_level(crisis, 0), exposed_level(crisis, 1)
    chance = accident_chance(world.accidents_rate, exposed, opposed)
    if crisis.course.accident_draw >= chance:
        return
    if fork.turn == turn and fork.change == NO_ACCIDENT:
        return
    crisis.course.accidents += 1
    whose, judged, _, _ = nobodys_uniforms(crisis, INCIDENT)
    side = 0 if whose < 0.5 else 1  # noqa: PLR2004 - either side alike
    culprit = crisis.actors[drawn_actor(crisis, side, CULPRIT, 1, 0, EVERYBODY)]
    victim = crisis.actors[drawn_actor(crisis, 1 - side, VICTIM, 1, 0, EVERYBODY)]
    note(crisis, HAPPENED, culprit.place, victim.place, crisis.frame.force)
    hostility = crisis.dyads[victim.place][culprit.place].hostility
    blamed = taken_for_attack(world.accidents_base, world.accidents_slope, hostility)
    calm = world.accidents_absorb if calls_allies(crisis, victim) else 1.0
    if judged < blamed * calm:
        blame(crisis, culprit, victim, 1)
    elif judged < blamed:
        crisis.course.absorbed += 1
        note(crisis, TALKED_THROUGH, victim.place, culprit.place, -1)


def calls_allies(crisis: Crisis, victim: ActorState) -> bool:
    """Whether an actor hurt this week talks to its allies first (M12)."""
    if victim.alliance < 0:
        return False
    consult = max(crisis.traits[victim.place].consult, CALLED)
    return crisis.dice[victim.place].called < consult


def risk_troops(crisis: Crisis) -> None:
    """M13: troops in the area are perhaps hit; some draw their state into the fighting."""
    course, frame, world = crisis.course, crisis.frame, crisis.world
    there = 0
    for actor in crisis.actors:
        abroad = actor.side >= 0 and actor.side != frame.war_side
        if abroad and frame.collective <= actor.rung < frame.force:
            there += 1
    if there == 0 or course.war <= 0.0:
        return
    _, _, hit, drawn = nobodys_uniforms(crisis, INCIDENT)
    if hit >= troops_hit(world.tripwire_hit, course.war, there):
        return
    if crisis.fork.turn == course.turn and crisis.fork.change == NO_HIT:
        return
    victim = crisis.actors[drawn_actor(crisis, -1, TROOPS, 0, frame.collective, frame.force)]
    striker = crisis.roster[1 - victim.side][0]
    side = crisis.sides[1 - victim.side]
    side.last, side.accidental = course.turn, 0
    side.route, side.by = TROOPS_HIT, striker
    note(crisis, HIT, victim.place, striker, victim.rung)
    if drawn < world.tripwire_drawn:
        if course.clash == 0:
            declare(crisis, TRIPWIRE, TROOPS_HIT, striker, victim.place)
    else:
        attack(crisis, victim, 0)
