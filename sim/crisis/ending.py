"""How high a run went and how it ends: fighting on, heights reached, outcomes."""

from brinkmanship.sim.crisis.state.heights import show_posture
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.mechanisms.endings import (
    DIRECT_CLASH,
    NUCLEAR_CHANCE,
    NUCLEAR_USE,
    SETTLEMENT,
    WAR,
    ending,
)
from brinkmanship.sim.mechanisms.risk import settlement_chance


def fight_on(crisis: Crisis) -> None:
    """A clash that does not end the run goes on: fighters stay in it, some go to war.

    Whoever stands on force while it goes on is in it; it stops when one side is out.
    """
    course, frame = crisis.course, crisis.frame
    if course.clash == 1 and course.clash_turn < 0:
        course.clash_turn, course.fighting = course.turn, 1
        for place in (course.party_a, course.party_b):
            crisis.actors[place].rung = max(crisis.actors[place].rung, frame.clash)
    if course.fighting == 0:
        return
    top0 = top1 = -1
    for actor in crisis.actors:
        if actor.side < 0:
            continue
        if actor.rung >= frame.force:
            actor.rung = max(actor.rung, frame.clash)
            show_posture(crisis, actor)
        if actor.side == 0:
            top0 = max(top0, actor.rung)
        else:
            top1 = max(top1, actor.rung)
    lower = min(top0, top1)
    course.fighting = 1 if lower >= frame.clash else 0
    course.warring = course.warring + 1 if lower >= frame.war else 0


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
    course = crisis.course
    reach(crisis)
    outcome = outcome_now(crisis)
    course.moved = 0
    if outcome >= 0:
        course.outcome, course.outcome_turn = outcome, course.turn
    elif course.turn < crisis.frame.horizon:
        return False
    if course.clash_turn >= 0 and course.outcome >= SETTLEMENT:
        course.outcome, course.outcome_turn = DIRECT_CLASH, course.clash_turn
    return True


def outcome_now(crisis: Crisis) -> int:
    """The outcome reached at the end of this turn, or -1."""
    course, frame, world = crisis.course, crisis.frame, crisis.world
    before = course.fighting == 1 and course.clash_turn < course.turn
    if before and course.nuclear_draw < nuclear_chance(crisis):
        course.cause = NUCLEAR_CHANCE
        rise_to(crisis, frame.nuclear)
        return NUCLEAR_USE
    if course.warring >= frame.war_turns:
        return WAR
    highest, top = 0.0, 0
    for actor in crisis.actors:
        if actor.side >= 0:
            highest, top = max(highest, actor.shown_level), max(top, actor.shown_rung)
    mediation = world.settlement_mediation if course.mediated == 1 else 0.0
    peace = settlement_chance(world.settlement_rate, mediation, highest)
    settled = int(course.settlement_draw < peace)
    course.calm = course.calm + 1 if top <= frame.calm_at else 0
    still = course.moved == 0 and top > frame.still_above
    course.still = course.still + 1 if still else 0
    begun = 1 if course.fighting == 1 and course.clash_turn == course.turn else 0
    return ending(
        begun,
        frame.absorb_on_clash,
        settled,
        (course.calm, frame.calm_turns),
        (course.still, frame.still_turns),
    )


def nuclear_chance(crisis: Crisis) -> float:
    """M17: this week's chance of nuclear use, 0 unless nuclear principals fight."""
    frame, top0, top1 = crisis.frame, -1, -1
    for actor in crisis.actors:
        if actor.side >= 0 and crisis.statures[actor.place].nuclear == 1:
            if actor.side == 0:
                top0 = max(top0, actor.rung)
            else:
                top1 = max(top1, actor.rung)
    lower = min(top0, top1)
    if lower < frame.clash:
        return 0.0
    return crisis.world.nuclear_use_war if lower >= frame.war else crisis.world.nuclear_use_clash
