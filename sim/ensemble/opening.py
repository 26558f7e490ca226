"""Compiled: the start of a run, and what comes to it from outside."""

from sim.chance import COMMON
from sim.ensemble.closing import reach
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block
from sim.ensemble.force import blame
from sim.ensemble.hub import (
    actors_of,
    burdens_of,
    counts_of,
    done_of,
    dyads_of,
    effects_of,
    fired_of,
    first_of,
    frame_of,
    gains_of,
    grades_of,
    injects_of,
    levels_of,
    line_states_of,
    pact_states_of,
    pacts_of,
    rises_of,
    sides_of,
    statures_of,
    traits_of,
    vector_of,
    war_of,
)
from sim.ensemble.seeing import grade, line_up, meet
from sim.ensemble.state import (
    CLASH_TURN,
    INITIATOR,
    OUTCOME,
    OUTCOME_TURN,
    PARTY_A,
    PARTY_B,
    UNPOLLED,
)
from sim.ensemble.tables import COHESION, POSTURE, RESOLVE
from sim.mechanisms.choice import burden, rise
from sim.mechanisms.endings import FROZEN, NEVER, NOT_LATELY
from sim.numeric import normal


@compiled
def make_grades(g, world):
    """Intensity, rise and burden of every grade."""
    frame = frame_of(g)
    for rung in range(frame.rungs):
        for step in range(frame.steps if rung == frame.aid else 1):
            level = levels_of(g)[rung]
            if rung == frame.aid:
                level = level + (levels_of(g)[rung + 1] - level) * step / frame.steps
            stand = grades_of(g)[rung * frame.steps + step]
            stand.level = level
            stand.rise = rise(level, world.shape_eta)
            stand.burden = burden(level, world.shape_gamma)
        first = grades_of(g)[rung * frame.steps]
        rises_of(g)[rung], burdens_of(g)[rung] = first.rise, first.burden


@compiled
def side_key(g, side):
    """The address of a side's draws."""
    return frame_of(g).side_key_0 if side == 0 else frame_of(g).side_key_1


@compiled
def take_side(g, world, seed, run, i):
    """Take a stake in the dispute: the actor's own draw and its side's common shock."""
    drawn = block(seed, run, 0, COMMON, 0, side_key(g, actors_of(g)[i].side))[0]
    shock = world.resolve_common_sd * normal(drawn)
    actors_of(g)[i].resolve = max(0.0, traits_of(g)[i].resolve + shock) * traits_of(g)[i].prevail


@compiled
def begin(g, world, seed, run):
    """Set the state to the start of a run."""
    frame = frame_of(g)
    make_grades(g, world)
    for i in range(g.actors):
        for j in range(g.actors):
            dyads_of(g)[i, j].kept = -1.0
    for k in range(g.lines):
        line_states_of(g)[k].weeks, line_states_of(g)[k].judged = -1, 0
    fired_of(g)[:] = 0
    for i in range(g.actors):
        begin_actor(g, world, seed, run, i)
    line_up(g)
    meet(g)
    for m in range(g.pacts):
        pact_states_of(g)[m].base = vector_of(g)[pacts_of(g)[m].cohesion]
        pact_states_of(g)[m].cohesion = pact_states_of(g)[m].base
        pact_states_of(g)[m].gate = 0.0
    war_of(g)[0] = world.war_intensity
    done_of(g)[:] = 0
    done_of(g)[OUTCOME], done_of(g)[OUTCOME_TURN] = FROZEN, frame.horizon
    done_of(g)[CLASH_TURN] = done_of(g)[INITIATOR] = done_of(g)[PARTY_A] = done_of(g)[PARTY_B] = -1
    for side in range(2):
        mine = sides_of(g)[side]
        mine.last, mine.by = NEVER, -1
        mine.accidental = mine.route = mine.empty = 0
    counts_of(g)[:] = 0
    first_of(g)[:] = -1
    reach(g, 0)


@compiled
def begin_actor(g, world, seed, run, i):
    """Set one actor to its start."""
    me, stature = actors_of(g)[i], statures_of(g)[i]
    me.side, me.alliance = stature.side, stature.alliance
    me.rung, me.aid = stature.start, stature.aid
    me.resolve = me.stake = me.attacked = me.hint_weight = 0.0
    me.attacked_weeks = me.by_accident = 0
    me.misread_weeks = NOT_LATELY
    me.near = me.near_tested = me.hint = me.told = -1
    me.near_promise = me.near_age = 0
    me.hint_commitment = me.hint_age = 0
    me.seen = me.shown = 0.0
    me.consults = me.signal = me.acts = 0
    me.peaks = me.sums = 0
    me.renewed, me.filled = 0, -1
    gains_of(g)[i] = UNPOLLED
    me.shown_rung = me.rung
    me.shown_level = grades_of(g)[grade(g, frame_of(g), i)].level
    if me.side >= 0:
        take_side(g, world, seed, run, i)


@compiled
def is_due(g, row, turn):
    """Whether an inject's turn has come or all it waits for holds."""
    if row.conditional == 0:
        return turn == row.turn
    if turn < row.from_turn:
        return False
    if row.side >= 0:
        reached = False
        for i in range(g.actors):
            if actors_of(g)[i].side == row.side and actors_of(g)[i].rung >= row.rung:
                reached = True
        if not reached:
            return False
    if row.actor >= 0 and actors_of(g)[row.actor].rung < row.rung:
        return False
    return row.attacked < 0 or actors_of(g)[row.attacked].attacked > 0.0


@compiled
def fire_injects(g, world, seed, run, turn):
    """At the start of a turn, let happen whatever is due, in the order of the file."""
    count = g.injects
    for k in range(count):
        if fired_of(g)[k] == 0 and is_due(g, injects_of(g)[k], turn):
            fired_of(g)[k] = 2
    for k in range(count):
        if fired_of(g)[k] == 2:
            fired_of(g)[k] = 1
            happen(g, world, seed, run, turn, k)


@compiled
def happen(g, world, seed, run, turn, k):
    """The effects of one inject."""
    frame, row = frame_of(g), injects_of(g)[k]
    for e in range(g.effects):
        effect = effects_of(g)[e]
        if effect.inject != k:
            continue
        who = effect.who
        if effect.kind == POSTURE:
            actors_of(g)[who].rung = effect.rung
            actors_of(g)[who].shown_rung = effect.rung
            actors_of(g)[who].shown_level = grades_of(g)[grade(g, frame, who)].level
        elif effect.kind == RESOLVE:
            actors_of(g)[who].resolve = max(0.0, actors_of(g)[who].resolve + effect.shift)
        elif effect.kind == COHESION:
            pact_states_of(g)[who].cohesion = min(
                max(pact_states_of(g)[who].cohesion + effect.shift, 0.0), 1.0
            )
        else:
            actors_of(g)[who].told = effect.rung
    if row.has_war == 1:
        war_of(g)[0] = row.war
    if row.joiner >= 0:
        actors_of(g)[row.joiner].side, actors_of(g)[row.joiner].alliance = (
            row.joined_side,
            row.joined_pact,
        )
        take_side(g, world, seed, run, row.joiner)
        line_up(g)
        meet(g)
    if (
        row.by >= 0
        and actors_of(g)[row.by].side >= 0
        and actors_of(g)[row.against].side == 1 - actors_of(g)[row.by].side
    ):
        blame(g, turn, row.by, row.against, 1 - row.deliberate)
