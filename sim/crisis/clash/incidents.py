"""What nobody decides: accidents between the sides, and hits on troops in the area."""

from brinkmanship.sim.crisis.clash.force import blame, declare, hit, lot_of
from brinkmanship.sim.crisis.draws import nobodys_uniforms
from brinkmanship.sim.crisis.listening.notes import ABSORBED as TALKED_THROUGH
from brinkmanship.sim.crisis.listening.notes import ACCIDENT as HAPPENED
from brinkmanship.sim.crisis.listening.notes import TROOPS_HIT as HIT
from brinkmanship.sim.crisis.listening.notes import note
from brinkmanship.sim.crisis.state.fork import NO_ACCIDENT, NO_HIT
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.chance import INCIDENT
from brinkmanship.sim.mechanisms.endings import TRIPWIRE, TROOPS_HIT
from brinkmanship.sim.mechanisms.risk import (
    TROOPS,
    accident_chance,
    accident_hazard,
    taken_for_attack,
    troops_hit,
)
from brinkmanship.sim.mechanisms.words.signals import CALLED

HALF = 0.5  # each of a pair is as likely to be the culprit


def risk_accident(crisis: Crisis) -> None:
    """M12: perhaps an accident between two opponents, and what the victim takes it for.

    The hazards of all pairs compete: each has the accident by its share of their sum.
    """
    fork, turn, sides = crisis.fork, crisis.course.turn, len(crisis.sides)
    if crisis.world.accidents_rate <= 0.0:
        return
    drawn, judged, _, _ = nobodys_uniforms(crisis, INCIDENT)
    greatest = crisis.world.accidents_rate * crisis.course.weeks * sides * sides
    if drawn >= accident_chance(greatest):
        return  # shares of exposure sum to one a side, so no hazard is greater
    hazard = 0.0
    for actor in crisis.actors:
        for k in range(actor.foes):
            hazard = hazard + hazard_of(crisis, actor, crisis.roster[actor.place][k])
    chance = accident_chance(hazard)
    if drawn >= chance or (fork.turn == turn and fork.change == NO_ACCIDENT):
        return
    upto, met = 0.0, hazard * drawn / chance
    for actor in crisis.actors:
        for k in range(actor.foes):
            foe = crisis.roster[actor.place][k]
            upto = upto + hazard_of(crisis, actor, foe)
            if met < upto:
                befall(crisis, actor, crisis.actors[foe], judged)
                return


def hazard_of(crisis: Crisis, actor: ActorState, place: int) -> float:
    """Accidents a turn by an actor that hurt the opponent at a place."""
    foe, rate = crisis.actors[place], crisis.world.accidents_rate * crisis.course.weeks
    exposed = actor.exposed * foe.exposed * actor.shown_level
    near = crisis.near[actor.place][place] * 1.0
    return HALF * accident_hazard(rate, exposed, foe.shown_level, near)


def befall(crisis: Crisis, culprit: ActorState, victim: ActorState, judged: float) -> None:
    """An accident of one actor hurts another, which takes it for an attack or does not."""
    world = crisis.world
    crisis.course.accidents += 1
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
    there, best, greatest = 0, -1, 0.0
    for actor in crisis.actors:
        abroad = actor.side >= 0 and actor.side != frame.war_side and actor.foes > 0
        if abroad and frame.collective <= actor.rung < frame.force:
            there += 1
            score = lot_of(crisis, actor, TROOPS, crisis.traits[actor.place].exposure)
            if best < 0 or score > greatest:
                best, greatest = actor.place, score
    if there == 0 or course.war <= 0.0:
        return
    _, _, struck, drawn = nobodys_uniforms(crisis, INCIDENT)
    if struck >= troops_hit(world.tripwire_hit, course.war, there):
        return
    if crisis.fork.turn == course.turn and crisis.fork.change == NO_HIT:
        return
    victim = crisis.actors[best]
    striker = crisis.actors[striker_of(crisis, victim)]
    note(crisis, HIT, victim.place, striker.place, victim.rung)
    hit(crisis, striker, victim, 0, TROOPS_HIT)
    if drawn < world.tripwire_drawn and course.clash == 0:
        declare(crisis, TRIPWIRE, TROOPS_HIT, striker.place, victim.place)


def striker_of(crisis: Crisis, victim: ActorState) -> int:
    """The opponent that fights the client war, else the first."""
    for k in range(victim.foes):
        foe = crisis.roster[victim.place][k]
        if crisis.actors[foe].side == crisis.frame.war_side:
            return foe
    return crisis.roster[victim.place][0]
