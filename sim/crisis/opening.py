"""The start of a run: everybody at its start, first beliefs, nothing said or done yet."""

from brinkmanship.sim.crisis.alliances import JOINED, begin_alliances
from brinkmanship.sim.crisis.draws import common_uniform, type_uniforms
from brinkmanship.sim.crisis.ending import reach
from brinkmanship.sim.crisis.seeing import (
    LEAST_STAKE,
    list_opponents,
    look,
    meet,
    show_face,
    show_faces,
)
from brinkmanship.sim.crisis.state.heights import level_of, show_posture
from brinkmanship.sim.crisis.state.records import UNPOLLED, ActorState, Crisis
from brinkmanship.sim.crisis.weighing import assess
from brinkmanship.sim.mechanisms.acts import AID, harm_of, price_of
from brinkmanship.sim.mechanisms.choice import CLOSED
from brinkmanship.sim.mechanisms.endings import FROZEN, NEVER, NOT_LATELY
from brinkmanship.sim.mechanisms.numeric import exp, log, normal

ATTEMPTS = 8  # draws of a stake, until one agrees with the start
WEAKEST = 0.1  # a blow leaves at least so much of the will to fight
YEAR = 4.0  # logarithm of the 52 weeks of a year, in which chance may tip a choice
HALF = 0.5


def begin(crisis: Crisis) -> None:
    """Set the state to the start of a run, whose numbers have been drawn."""
    for line in crisis.line_states:
        line.weeks, line.judged = -1, 0
    for k in range(len(crisis.fired)):
        crisis.fired[k] = 0
    leave_joined(crisis)
    begin_course(crisis)
    weigh_grades(crisis)
    for m in range(len(crisis.alliances)):
        alliance = crisis.alliances[m]
        alliance.base = crisis.vector[crisis.treaties[m].cohesion]
        alliance.cohesion = alliance.base
        alliance.gate = 0.0
    for mine in crisis.dyads:
        for dyad in mine:
            dyad.met, dyad.last, dyad.accidental, dyad.route, dyad.trust = 0, NEVER, 0, 0, 0.0
    for actor in crisis.actors:
        begin_actor(crisis, actor)
    list_opponents(crisis)
    meet(crisis)
    for side in crisis.sides:
        side.empty = 0
    for rung in range(len(crisis.first)):
        crisis.first[rung] = -1
    begin_alliances(crisis)
    for actor in crisis.actors:
        if actor.side >= 0:
            take_stake(crisis, actor)
    reach(crisis)


def leave_joined(crisis: Crisis) -> None:
    """Whoever joined an alliance in an earlier run is no member of it."""
    for members in crisis.pacts:
        for place in range(len(members)):
            if members[place] == JOINED:
                members[place] = 0


def begin_course(crisis: Crisis) -> None:
    """Nothing has happened and nobody fights."""
    course = crisis.course
    course.turn, course.luck, course.notes = 0, course.run, 0
    course.war = crisis.world.war_intensity
    course.outcome, course.outcome_turn = FROZEN, crisis.frame.horizon
    course.peak = course.direct = course.clash = course.cause = course.route = 0
    course.clash_turn = course.initiator = course.party_a = course.party_b = -1
    course.fighting = course.warring = course.calm = course.still = course.moved = 0
    course.made = course.tested = course.kept = course.broken = course.lapsed = 0
    course.accidents = course.absorbed = course.vetoed = course.ended = 0
    course.mediated = 0
    for stature in crisis.statures:
        course.mediated = max(course.mediated, stature.mediator)


def begin_actor(crisis: Crisis, actor: ActorState) -> None:
    """Set one actor to its start."""
    stature = crisis.statures[actor.place]
    actor.side, actor.alliance = stature.side, stature.alliance
    actor.rung, actor.aid = stature.start, stature.aid
    actor.next_rung, actor.next_aid = stature.start, stature.aid
    actor.resolve = actor.log_resolve = actor.drawn = actor.audience = actor.stake = 0.0
    actor.attacked = actor.hurt = actor.hint_weight = 0.0
    actor.by_accident = 0
    actor.misread_weeks = NOT_LATELY
    actor.near = actor.near_tested = actor.hint = actor.scripted = actor.attacker = actor.held = -1
    actor.required = actor.opponent_top = actor.unbound = actor.target = -1
    actor.near_promise = actor.near_age = 0
    actor.hint_commitment = actor.hint_age = 0
    actor.boast = 0.0
    actor.seen = actor.shown = actor.pressed = actor.threatened = actor.answered = 0.0
    actor.consults = actor.signal = actor.acts = actor.vetoed = 0
    actor.peak = actor.rung_sum = actor.yielded = 0
    actor.silent, actor.filled = NOT_LATELY, -1
    actor.worth, actor.expected, actor.gain, actor.release = HALF, 0.0, 0.0, 0.0
    crisis.gains[actor.place] = UNPOLLED
    show_posture(crisis, actor)
    show_face(actor)


def take_stake(crisis: Crisis, actor: ActorState) -> None:
    """Draw what the matter is worth to an actor, so that its start is one it would choose.

    A start that has stood for some time is an equilibrium: a leader for whom the matter is worth
    a war, or nothing, would not have stood there. Who does not fit is drawn again, its share of
    what all have in common too. If none fits after some attempts, the greatest of those counts
    that would not climb at once.
    """
    settled = crisis.statures[actor.place].settled == 1 and crisis.world.resolve_settled >= HALF
    calmest, greatest, fits = -1, 0.0, not settled
    for attempt in range(ATTEMPTS if settled else 1):
        draw_stake(crisis, actor, attempt)
        if not settled:
            break
        if stays_below(crisis, actor):
            fits = will_not_give_in(crisis, actor)
            if fits:
                break
            if actor.resolve > greatest:
                calmest, greatest = attempt, actor.resolve
    if not fits and calmest >= 0:
        draw_stake(crisis, actor, calmest)
    actor.target, actor.acts = -1, 0


def draw_stake(crisis: Crisis, actor: ActorState, attempt: int) -> None:
    """Draw an actor's stake and that of its public word, in this attempt."""
    world, traits = crisis.world, crisis.traits[actor.place]
    private, audience, own, _ = type_uniforms(crisis, actor, attempt)
    shared = common_uniform(crisis) if attempt == 0 else own
    common = world.resolve_common_sd * normal(shared)
    spread = common + world.resolve_private_sd * normal(private)
    actor.resolve = max(traits.resolve * traits.prevail, LEAST_STAKE) * exp(spread)
    actor.log_resolve = log(actor.resolve)
    actor.drawn = actor.resolve
    honour = world.audience_costs_aud * traits.honour
    actor.audience = honour * exp(world.audience_costs_spread * normal(audience))


def will_not_give_in(crisis: Crisis, actor: ActorState) -> bool:
    """Whether an actor that has weighed its start would hold it though nobody ever gave way.

    Giving in must be worse by more than the chance of a year's choices would make up. Who starts
    on the lowest rung has nothing to give.
    """
    world = crisis.world
    chance = YEAR / crisis.traits[actor.place].rationality
    kept = world.bargaining_kept - world.bargaining_conceded - chance
    return actor.rung == 0 or kept * actor.resolve > actor.pressed


def stays_below(crisis: Crisis, actor: ActorState) -> bool:
    """Whether an actor's best rung is at most one above its start."""
    for foe in range(actor.foes):
        dyad = crisis.dyads[actor.place][crisis.roster[actor.place][foe]]
        dyad.reference = level_of(crisis, crisis.actors[crisis.roster[actor.place][foe]])
    show_faces(crisis)
    actor.acts = 1
    keep = crisis.course.listening
    crisis.course.listening, crisis.course.turn = 0, 1  # its rules are those of the first turn
    look(crisis, actor, 0.0)
    assess(crisis, actor)
    crisis.course.listening, crisis.course.turn = keep, 0
    for foe in range(actor.foes):
        dyad = crisis.dyads[actor.place][crisis.roster[actor.place][foe]]
        dyad.hostility = crisis.traits[actor.place].hostility
        dyad.reference = level_of(crisis, crisis.actors[crisis.roster[actor.place][foe]])
    best, utility = actor.rung, crisis.utility[actor.place]
    for rung in range(crisis.frame.rungs):
        if utility[rung] > CLOSED and utility[rung] > utility[best]:
            best = rung
    return best <= actor.rung + 1


def weigh_grades(crisis: Crisis) -> None:
    """Intensity, harm, price and relief of every grade.

    On the rung of arms aid each step released lies a share of the way to the next rung.
    """
    frame, world = crisis.frame, crisis.world
    for rung in range(frame.rungs):
        kind = crisis.kinds[rung]
        harm = harm_of(
            kind, world.harm_pressure, world.harm_display, world.harm_readiness,
            world.harm_blockade, world.harm_force,
        )  # fmt: skip
        price = price_of(
            kind, world.costs_pressure, world.costs_aid, world.costs_readiness,
            world.costs_presence, world.costs_force,
        )  # fmt: skip
        tired = world.harm_tired * min(harm / world.harm_force, 1.0)
        for step in range(frame.steps if rung == frame.aid else 1):
            level = crisis.levels[rung]
            if rung == frame.aid:
                level = level + (crisis.levels[rung + 1] - level) * step / frame.steps
            grade = crisis.grades[rung * frame.steps + step]
            grade.level, grade.harm, grade.price = level, harm, price
            grade.relief = log(max(1.0 - tired, WEAKEST))
    weigh_aid(crisis)


def weigh_aid(crisis: Crisis) -> None:
    """Harm that arms aid does now: as fierce as the client war, and as far as it goes."""
    frame = crisis.frame
    for rung in range(frame.rungs):
        if crisis.kinds[rung] == AID:
            for step in range(frame.steps if rung == frame.aid else 1):
                grade = crisis.grades[rung * frame.steps + step]
                first = max(crisis.levels[rung], LEAST_STAKE)
                grade.harm = crisis.world.harm_aid * crisis.course.war * grade.level / first
