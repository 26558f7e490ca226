"""The start of a run: everybody at its start, first beliefs, nothing said or done yet."""

from brinkmanship.sim.crisis.draws import common_uniform
from brinkmanship.sim.crisis.ending import reach
from brinkmanship.sim.crisis.seeing import list_sides, meet
from brinkmanship.sim.crisis.state.heights import show_posture
from brinkmanship.sim.crisis.state.records import UNPOLLED, ActorState, Crisis
from brinkmanship.sim.mechanisms.choice import burden, rise
from brinkmanship.sim.mechanisms.endings import FROZEN, NEVER, NOT_LATELY
from brinkmanship.sim.mechanisms.numeric import normal


def begin(crisis: Crisis) -> None:
    """Set the state to the start of a run, whose numbers have been drawn."""
    weigh_grades(crisis)
    for mine in crisis.dyads:
        for dyad in mine:
            dyad.kept = -1.0
    for line in crisis.line_states:
        line.weeks, line.judged = -1, 0
    for k in range(len(crisis.fired)):
        crisis.fired[k] = 0
    for actor in crisis.actors:
        begin_actor(crisis, actor)
    list_sides(crisis)
    meet(crisis)
    for m in range(len(crisis.alliances)):
        alliance = crisis.alliances[m]
        alliance.base = crisis.vector[crisis.treaties[m].cohesion]
        alliance.cohesion = alliance.base
        alliance.gate = 0.0
    begin_course(crisis)
    for side in crisis.sides:
        side.last, side.by = NEVER, -1
        side.accidental = side.route = side.empty = 0
    for rung in range(len(crisis.first)):
        crisis.first[rung] = -1
    reach(crisis)


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
    course.accidents = course.absorbed = course.vetoed = 0
    course.mediated = 0
    for stature in crisis.statures:
        course.mediated = max(course.mediated, stature.mediator)


def begin_actor(crisis: Crisis, actor: ActorState) -> None:
    """Set one actor to its start."""
    stature = crisis.statures[actor.place]
    actor.side, actor.alliance = stature.side, stature.alliance
    actor.rung, actor.aid = stature.start, stature.aid
    actor.next_rung, actor.next_aid = stature.start, stature.aid
    actor.resolve = actor.stake = actor.attacked = actor.hint_weight = 0.0
    actor.attacked_weeks = actor.by_accident = 0
    actor.misread_weeks = NOT_LATELY
    actor.near = actor.near_tested = actor.hint = actor.scripted = -1
    actor.required = actor.opponent_top = actor.unbound = -1
    actor.near_promise = actor.near_age = 0
    actor.hint_commitment = actor.hint_age = 0
    actor.seen = actor.shown = 0.0
    actor.consults = actor.signal = actor.acts = actor.vetoed = 0
    actor.peak = actor.rung_sum = 0
    actor.renewed, actor.filled = 0, -1
    crisis.gains[actor.place] = UNPOLLED
    show_posture(crisis, actor)
    if actor.side >= 0:
        take_side(crisis, actor)


def take_side(crisis: Crisis, actor: ActorState) -> None:
    """Take a stake in the dispute: an actor's own draw and its side's common shock."""
    traits = crisis.traits[actor.place]
    actor.resolve = max(0.0, traits.resolve + common_shock(crisis, actor.side)) * traits.prevail


def common_shock(crisis: Crisis, side: int) -> float:
    """The shock to resolve that the actors of a side share in this run."""
    return crisis.world.resolve_common_sd * normal(common_uniform(crisis, side))


def weigh_grades(crisis: Crisis) -> None:
    """Intensity, rise and burden of every grade.

    On the rung of arms aid each step released lies a share of the way to the next rung.
    """
    frame, world = crisis.frame, crisis.world
    for rung in range(frame.rungs):
        for step in range(frame.steps if rung == frame.aid else 1):
            level = crisis.levels[rung]
            if rung == frame.aid:
                level = level + (crisis.levels[rung + 1] - level) * step / frame.steps
            grade = crisis.grades[rung * frame.steps + step]
            grade.level = level
            grade.rise = rise(level, world.shape_eta)
            grade.burden = burden(level, world.shape_gamma)
        first = crisis.grades[rung * frame.steps]
        crisis.rises[rung], crisis.burdens[rung] = first.rise, first.burden
