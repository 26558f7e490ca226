"""How high a run went and how it ends: fighting on, heights reached, endings and outcomes."""

from brinkmanship.sim.crisis.state.heights import show_posture
from brinkmanship.sim.crisis.state.records import ActorState, Crisis
from brinkmanship.sim.mechanisms.bargaining import settlement_chance
from brinkmanship.sim.mechanisms.endings import (
    AGREED,
    DEESCALATION,
    DIRECT_CLASH,
    FADED,
    FROZEN,
    GOING_ON,
    IMPOSED,
    NUCLEAR_CHANCE,
    NUCLEAR_USE,
    SETTLEMENT,
    STALEMATE,
    STILL,
    WAR,
    YIELDED,
)

FAINT = 0.05  # a blow remembered less than this is forgotten


def fight_on(crisis: Crisis) -> None:
    """A clash that does not end the run goes on: fighters stay in it, some go to war.

    Whoever stands on force with an opponent on force is in it; it stops when nobody is that has
    an opponent in it. It is a war while somebody fights one, answered or not.
    """
    course, frame = crisis.course, crisis.frame
    if course.clash == 1 and course.clash_turn < 0:
        course.clash_turn, course.fighting = course.turn, 1
        for place in (course.party_a, course.party_b):
            crisis.actors[place].rung = max(crisis.actors[place].rung, frame.clash)
    fighting = at_war = 0
    for actor in crisis.actors:
        if actor.side >= 0 and actor.foes > 0 and actor.rung >= frame.war:
            at_war = 1  # also while nobody answers
    course.warring += at_war
    if course.fighting == 0:
        return
    for actor in crisis.actors:
        if actor.rung >= frame.force and meets(crisis, actor, frame.force):
            actor.rung = max(actor.rung, frame.clash)
            show_posture(crisis, actor)
    for actor in crisis.actors:
        if actor.rung >= frame.clash and meets(crisis, actor, frame.clash):
            fighting = 1
    course.fighting = fighting


def meets(crisis: Crisis, actor: ActorState, rung: int) -> bool:
    """Whether an opponent of an actor stands on a rung or above."""
    highest = -1
    for k in range(actor.foes):
        highest = max(highest, crisis.actors[crisis.roster[actor.place][k]].rung)
    return highest >= rung


def rise_to(crisis: Crisis, rung: int) -> None:
    """Book a direct rung as reached this turn, and all below it."""
    course = crisis.course
    course.direct, course.peak = max(course.direct, rung), max(course.peak, rung)
    for below in range(rung, -1, -1):
        if crisis.first[below] >= 0:
            break
        crisis.first[below] = course.turn


def reach(crisis: Crisis) -> None:
    """Book the heights of this turn."""
    course, top = crisis.course, 0
    for actor in crisis.actors:
        if actor.side < 0:
            continue
        actor.peak = max(actor.peak, actor.rung)
        if course.turn > 0:
            actor.rung_sum += actor.rung
        top = max(top, actor.shown_rung)
    rise_to(crisis, top)
    if course.war > 0.0:
        course.peak = max(course.peak, crisis.frame.war_rung)


def end_turn(crisis: Crisis) -> bool:
    """Book the heights of a turn and whether the run ends with it; True if it does."""
    course, frame = crisis.course, crisis.frame
    reach(crisis)
    forget_blows(crisis)
    worst = worst_now(crisis)
    course.ended = ending_now(crisis)
    course.moved = 0
    begun = course.clash_turn == course.turn
    if worst == NUCLEAR_USE or (frame.absorb_on_clash == 1 and worst < FROZEN):
        course.outcome, course.outcome_turn = worst, course.turn
        return True
    if begun or (worst == WAR and course.outcome != WAR):
        course.outcome, course.outcome_turn = worst, course.turn
    if course.ended == GOING_ON and course.turn < frame.horizon:
        return False
    if course.outcome == FROZEN and course.ended != GOING_ON:
        course.outcome, course.outcome_turn = peaceful_outcome(course.ended), course.turn
    return True


def peaceful_outcome(ended: int) -> int:
    """The outcome of a run that came to no clash, by how it ended."""
    if ended == AGREED:
        return SETTLEMENT
    return STALEMATE if ended == STILL else DEESCALATION


def forget_blows(crisis: Crisis) -> None:
    """A blow is forgotten bit by bit."""
    for actor in crisis.actors:
        actor.attacked = actor.attacked * (1.0 - crisis.world.retaliation_fade)
        actor.hurt = actor.hurt * (1.0 - crisis.world.retaliation_fade)
        if actor.attacked < FAINT:
            actor.attacked, actor.attacker, actor.by_accident = 0.0, -1, 0
            actor.hurt = 0.0


def worst_now(crisis: Crisis) -> int:
    """Nuclear use, war or a direct clash, if this turn comes to it; else FROZEN."""
    course, frame = crisis.course, crisis.frame
    before = course.fighting == 1 and course.clash_turn < course.turn
    if before and course.nuclear_draw < nuclear_chance(crisis):
        course.cause = NUCLEAR_CHANCE
        rise_to(crisis, frame.nuclear)
        return NUCLEAR_USE
    if course.warring >= frame.war_turns:
        return WAR
    return DIRECT_CLASH if course.clash == 1 else FROZEN


def ending_now(crisis: Crisis) -> int:
    """How the crisis ends with this turn, or GOING_ON."""
    course, frame, world = crisis.course, crisis.frame, crisis.world
    pairs = gave_in = 0.0
    top = 0
    for actor in crisis.actors:
        if actor.side >= 0 and actor.foes > 0:
            top = max(top, actor.shown_rung)
        for k in range(actor.foes):
            foe = crisis.actors[crisis.roster[actor.place][k]]
            if foe.place > actor.place:
                pairs = pairs + 1.0
                if has_yielded(crisis, actor) or has_yielded(crisis, foe):
                    gave_in = gave_in + 1.0
    course.calm = course.calm + 1 if top <= frame.calm_at else 0
    still = course.moved == 0 and top > frame.still_above
    course.still = course.still + 1 if still else 0
    if pairs > 0.0 and gave_in >= pairs and course.fighting == 0:
        return YIELDED
    if pairs > 0.0 and may_agree(crisis):
        return AGREED
    if course.warring >= frame.war_turns and course.imposed_draw < world.settlement_imposed:
        return IMPOSED
    if course.calm >= frame.calm_turns:
        return FADED
    if frame.still_turns > 0 and course.still >= frame.still_turns:
        return STILL
    return GOING_ON


def may_agree(crisis: Crisis) -> bool:
    """Whether there is an agreement this turn; most draws miss even if every pair could agree."""
    drawn = crisis.course.settlement_draw
    if drawn >= peace_chance(crisis, 1.0):
        return False
    return drawn < peace_chance(crisis, agreeable_share(crisis))


def agreeable_share(crisis: Crisis) -> float:
    """How many pairs of opponents could agree now, as a share of all; in [0, 1]."""
    world, pairs, summed = crisis.world, 0.0, 0.0
    for actor in crisis.actors:
        for k in range(actor.foes):
            foe = crisis.actors[crisis.roster[actor.place][k]]
            if foe.place > actor.place:
                pairs = pairs + 1.0
                summed = summed + settlement_chance(
                    1.0, actor.worth, foe.worth, world.settlement_gap, world.settlement_width
                )
    return summed / max(pairs, 1.0)


def has_yielded(crisis: Crisis, actor: ActorState) -> bool:
    """Whether an actor has stood on the lowest rung long enough to have given in."""
    return actor.yielded >= crisis.frame.yield_turns


def peace_chance(crisis: Crisis, agreeable: float) -> float:
    """M16: chance of an agreement this turn, from how many pairs could agree."""
    course, world = crisis.course, crisis.world
    mediated = 1.0 + (world.settlement_mediation if course.mediated == 1 else 0.0)
    fought = world.settlement_fighting if course.warring > 0 and course.fighting == 1 else 1.0
    old = 1.0 - world.settlement_protracted * world.dispute_protracted
    chance = world.settlement_chance * agreeable * mediated * fought * old
    return chance * (1.0 - course.war)


def nuclear_chance(crisis: Crisis) -> float:
    """M17: this turn's chance of nuclear use, 0 unless nuclear opponents fight."""
    frame, highest = crisis.frame, 0.0
    for actor in crisis.actors:
        if actor.rung < frame.clash or crisis.statures[actor.place].nuclear == 0:
            continue
        for k in range(actor.foes):
            foe = crisis.actors[crisis.roster[actor.place][k]]
            if foe.rung >= frame.clash and crisis.statures[foe.place].nuclear == 1:
                lower = min(actor.rung, foe.rung)
                use = crisis.world.nuclear_use_clash
                highest = max(highest, crisis.world.nuclear_use_war if lower >= frame.war else use)
    return highest
