"""Force used by choice: whom it hits, who takes it for what, and the clash that comes of it."""

from brinkmanship.sim.crisis.alliances import share_owed
from brinkmanship.sim.crisis.draws import uniforms
from brinkmanship.sim.crisis.listening.notes import BLAMED, CLASH, FORCE, note
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.chance import LOT
from brinkmanship.sim.mechanisms.endings import (
    ACCIDENT,
    ACCIDENT_ANSWERED,
    CHOICE,
    DISCOUNTED,
    LATELY,
    NO_ROUTE,
    PLAIN_CHOICE,
    TRIPWIRE,
    TROOPS_HIT,
    answered,
    route_of,
)
from brinkmanship.sim.mechanisms.numeric import gumbel, log
from brinkmanship.sim.mechanisms.risk import LEAST, STRUCK

EVERYBODY = 999  # above every rung


def use_force(crisis: Crisis) -> None:
    """Postures of force strike; force that answers force is a direct clash."""
    now0 = now1 = 0
    route0 = route1 = NO_ROUTE
    by0 = by1 = -1
    for actor in crisis.actors:
        if actor.side < 0 or actor.acts == 0 or actor.rung < crisis.frame.force:
            continue
        if actor.side == 0:
            now0, route0, by0 = 1, route_to_force(crisis, actor), actor.place
        else:
            now1, route1, by1 = 1, route_to_force(crisis, actor), actor.place
        strike(crisis, actor)
    now, routes, by = (now0, now1), (route0, route1), (by0, by1)
    turn, within = crisis.course.turn, crisis.frame.answer_within
    for side in range(2):
        other = 1 - side
        if answered(now[side], now[other], crisis.sides[other].last, turn, within) == 1:
            begin_clash(crisis, side, routes[other], by[side], by[other])
    for side in range(2):
        if now[side] == 1:
            mine = crisis.sides[side]
            mine.last, mine.accidental = turn, 0
            mine.route, mine.by = routes[side], by[side]


def strike(crisis: Crisis, actor: ActorState) -> None:
    """An actor strikes one of the other side, drawn by exposure."""
    victim = drawn_actor(crisis, 1 - actor.side, STRUCK, 0, 0, EVERYBODY)
    note(crisis, FORCE, actor.place, victim, actor.rung)
    attack(crisis, crisis.actors[victim], 0)


def attack(crisis: Crisis, victim: ActorState, accident: int) -> None:
    """The victim believes it was attacked, and its allies as far as they owe it."""
    shared = share_owed(crisis, victim.alliance)
    for k in range(crisis.sides[victim.side].members):
        actor = crisis.actors[crisis.roster[victim.side][k]]
        share = 0.0
        if actor.place == victim.place:
            share = 1.0
        elif victim.alliance >= 0 and actor.alliance == victim.alliance:
            share = shared
        if share > 0.0 and share >= actor.attacked:
            actor.attacked, actor.attacked_weeks, actor.by_accident = share, -1, accident


def drawn_actor(
    crisis: Crisis, side: int, word: int, shown: int, least_rung: int, below_rung: int
) -> int:
    """One actor between two rungs, drawn by exposure; -1 if there is none.

    Each has a lot of its own, so who else is in the draw re-rolls nobody's.

    Args:
        crisis: The run.
        side: Whose; -1 for everybody but the side that fights the client war itself.
        word: Which of an actor's lots.
        shown: 1 to weigh exposure by the intensity displayed.
        least_rung, below_rung: Rungs on which an actor is in the draw; the last is excluded.
    """
    course, best, greatest = crisis.course, -1, -1e300
    for actor in crisis.actors:
        if actor.side < 0 or (side >= 0 and actor.side != side):
            continue
        if side < 0 and actor.side == crisis.frame.war_side:
            continue
        if not least_rung <= actor.rung < below_rung:
            continue
        weight = crisis.traits[actor.place].exposure
        if shown == 1:
            weight = weight * actor.shown_level
        key = crisis.keys[actor.place]
        lot = uniforms(course.seed, course.luck, course.turn, LOT, 0, key)[word]
        score = log(weight + LEAST) + gumbel(lot)
        if best < 0 or score > greatest:
            best, greatest = actor.place, score
    return best


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
        1 if crisis.sides[1 - actor.side].empty >= DISCOUNTED else 0,
    )


def begin_clash(crisis: Crisis, side: int, route: int, mine: int, theirs: int) -> None:
    """A side answers; the road to the clash is that of the force it answers.

    Args:
        crisis: The run.
        side: The one that answers.
        route, theirs: Road and actor of the other side's force this turn.
        mine: Actor that answers.
    """
    if crisis.course.clash == 1:
        return
    other = crisis.sides[1 - side]
    if crisis.course.turn - other.last > crisis.frame.answer_within:
        declare(crisis, CHOICE, route, theirs, mine)
    elif other.accidental == 1:
        declare(crisis, ACCIDENT, ACCIDENT_ANSWERED, other.by, mine)
    elif other.route == TROOPS_HIT:
        declare(crisis, TRIPWIRE, TROOPS_HIT, other.by, mine)
    else:
        declare(crisis, CHOICE, other.route, other.by, mine)


def declare(crisis: Crisis, cause: int, route: int, first: int, second: int) -> None:
    """A direct clash between two actors, begun by the first; none on a ladder without a clash."""
    course = crisis.course
    if crisis.frame.clash == crisis.frame.rungs:
        return
    course.clash, course.cause, course.route = 1, cause, route
    course.initiator, course.party_a, course.party_b = first, first, second
    note(crisis, CLASH, first, second, crisis.frame.clash)


def blame(crisis: Crisis, culprit: ActorState, victim: ActorState, by_accident: int) -> None:
    """An incident is taken for an attack: the culprit is seen to have used force."""
    force, side = crisis.frame.force, crisis.sides[culprit.side]
    attack(crisis, victim, by_accident)
    side.last, side.accidental, side.by = crisis.course.turn, by_accident, culprit.place
    side.route = ACCIDENT_ANSWERED if by_accident == 1 else PLAIN_CHOICE
    culprit.shown_rung, culprit.shown_level = force, crisis.levels[force]
    note(crisis, BLAMED, victim.place, culprit.place, force)
