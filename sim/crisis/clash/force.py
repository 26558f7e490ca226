"""Force used by choice: whom it hits, who takes it for what, and the clash that comes of it."""

from brinkmanship.sim.crisis.alliances import share_between
from brinkmanship.sim.crisis.draws import uniforms
from brinkmanship.sim.crisis.listening.notes import BLAMED, CLASH, FORCE, note
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.chance import LOT
from brinkmanship.sim.mechanisms.endings import (
    ACCIDENT,
    ACCIDENT_ANSWERED,
    BY_SCRIPT,
    CHOICE,
    DISCOUNTED,
    LATELY,
    SCRIPTED,
    TRIPWIRE,
    TROOPS_HIT,
    route_of,
)
from brinkmanship.sim.mechanisms.numeric import gumbel, log
from brinkmanship.sim.mechanisms.risk import LEAST, STRUCK

WHOLLY = 1.0  # a blow is believed in full by the one who suffers it


def use_force(crisis: Crisis) -> None:
    """Postures of force strike; force that answers force is a direct clash.

    A war goes on whether or not its party reconsiders its posture this turn.
    """
    for actor in crisis.actors:
        if actor.side < 0 or actor.target < 0 or actor.rung < crisis.frame.force:
            continue
        held = actor.held == crisis.course.turn
        if has_struck(crisis, actor):
            continue
        if held or actor.acts == 1 or goes_on(crisis, actor):
            strike(crisis, actor, BY_SCRIPT if held else route_to_force(crisis, actor))


def has_struck(crisis: Crisis, actor: ActorState) -> bool:
    """Whether an actor has used force this turn already, by an inject."""
    for k in range(actor.foes):
        dyad = crisis.dyads[actor.place][crisis.roster[actor.place][k]]
        if dyad.last == crisis.course.turn and dyad.route == BY_SCRIPT:
            return True
    return False


def goes_on(crisis: Crisis, actor: ActorState) -> bool:
    """Whether an actor fights on though it does not reconsider its posture."""
    fighting = crisis.course.fighting == 1 and actor.rung >= crisis.frame.clash
    return actor.rung >= crisis.frame.war or fighting


def strike(crisis: Crisis, actor: ActorState, route: int) -> None:
    """An actor strikes one of those on the side it bargains with, drawn by exposure."""
    victim = drawn_victim(crisis, actor)
    note(crisis, FORCE, actor.place, victim, actor.rung)
    hit(crisis, actor, crisis.actors[victim], 0, route)
    answer(crisis, actor, crisis.actors[victim])


def hit(crisis: Crisis, culprit: ActorState, victim: ActorState, accident: int, route: int) -> None:
    """Force of one actor against another is booked, and believed by who suffers it.

    Its allies take it as a blow to themselves as far as they owe it help.

    Args:
        crisis, culprit, victim: Who strikes whom.
        accident: 1 if nobody decided it.
        route: The road by which it came to that.
    """
    dyad = crisis.dyads[culprit.place][victim.place]
    dyad.last, dyad.accidental, dyad.route = crisis.course.turn, accident, route
    for actor in crisis.actors:
        if actor.side < 0 or actor.place == culprit.place:
            continue
        share = WHOLLY
        if actor.place != victim.place:
            share = share_between(crisis, victim.place, actor.place)
        opposed = actor.side == victim.side or crisis.opposed[actor.side][culprit.side] == 1
        if opposed and share > 0.0 and share >= actor.attacked:
            actor.attacked, actor.attacker, actor.by_accident = share, culprit.place, accident
            force = max(culprit.rung, crisis.frame.force)
            grade = crisis.grades[force * crisis.frame.steps]
            actor.hurt = max(actor.hurt, share * grade.harm)


def answer(crisis: Crisis, actor: ActorState, victim: ActorState) -> None:
    """Whether force used now answers force of the victim or its allies: a direct clash."""
    turn, within = crisis.course.turn, crisis.frame.answer_within
    for other in crisis.actors:
        if other.side < 0:
            continue
        party = other.place == victim.place
        if not party and share_between(crisis, victim.place, other.place) <= 0.0:
            continue
        for friend in crisis.actors:
            if friend.side < 0:
                continue
            same = friend.place == actor.place
            if not same and share_between(crisis, actor.place, friend.place) <= 0.0:
                continue
            before = crisis.dyads[other.place][friend.place]
            if turn - before.last <= within:
                begin_clash(crisis, other, actor, before.route, before.accidental)
                return


def begin_clash(
    crisis: Crisis, first: ActorState, second: ActorState, route: int, accident: int
) -> None:
    """Force is answered; the road to the clash is that of the force it answers."""
    if accident == 1:
        declare(crisis, ACCIDENT, ACCIDENT_ANSWERED, first.place, second.place)
    elif route == TROOPS_HIT:
        declare(crisis, TRIPWIRE, TROOPS_HIT, first.place, second.place)
    elif route == BY_SCRIPT:
        declare(crisis, SCRIPTED, BY_SCRIPT, first.place, second.place)
    else:
        declare(crisis, CHOICE, route, first.place, second.place)


def drawn_victim(crisis: Crisis, actor: ActorState) -> int:
    """The opponent that is struck: one on the side of its target, drawn by exposure.

    Each has a lot of its own, so who else is in the draw re-rolls nobody's.
    """
    side, best, greatest = crisis.actors[actor.target].side, -1, 0.0
    for k in range(actor.foes):
        foe = crisis.actors[crisis.roster[actor.place][k]]
        if foe.side != side:
            continue
        score = lot_of(crisis, foe, STRUCK, crisis.traits[foe.place].exposure)
        if best < 0 or score > greatest:
            best, greatest = foe.place, score
    return best


def lot_of(crisis: Crisis, actor: ActorState, word: int, weight: float) -> float:
    """An actor's lot in a draw by weight; the greatest is drawn."""
    course = crisis.course
    key = crisis.keys[actor.place]
    lot = uniforms(course.seed, course.luck, course.turn, LOT, 0, key)[word]
    return log(weight + LEAST) + gumbel(lot)


def route_to_force(crisis: Crisis, actor: ActorState) -> int:
    """By which road an actor came to use force."""
    force, stretch, line = crisis.frame.force, crisis.stretches[actor.place], 0
    for k in range(stretch.line_from, stretch.line_to):
        recent = 0 <= crisis.line_states[k].weeks < crisis.frame.crossed_weeks
        if recent and crisis.red_lines[k].promise >= force:
            line = 1
    if actor.near_tested >= 0 and actor.near_promise >= force:
        line = 1
    misled = actor.seen - actor.shown > crisis.world.salami_notice
    return route_of(
        1 if actor.attacked > 0.0 and actor.by_accident == 1 else 0,
        line,
        1 if actor.misread_weeks <= LATELY or misled else 0,
        1 if crisis.sides[crisis.actors[actor.target].side].empty >= DISCOUNTED else 0,
    )


def declare(crisis: Crisis, cause: int, route: int, first: int, second: int) -> None:
    """A direct clash between two actors, begun by the first; none on a ladder without a clash."""
    course = crisis.course
    if crisis.frame.clash == crisis.frame.rungs or course.clash == 1:
        return
    course.clash, course.cause, course.route = 1, cause, route
    course.initiator, course.party_a, course.party_b = first, first, second
    note(crisis, CLASH, first, second, crisis.frame.clash)


def blame(crisis: Crisis, culprit: ActorState, victim: ActorState, by_accident: int) -> None:
    """An incident is taken for an attack: the culprit is seen to have used force."""
    force = crisis.frame.force
    hit(crisis, culprit, victim, by_accident, ACCIDENT_ANSWERED)
    culprit.shown_rung, culprit.shown_level = force, crisis.levels[force]
    note(crisis, BLAMED, victim.place, culprit.place, force)
