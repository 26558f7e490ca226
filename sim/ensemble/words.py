"""Compiled: the ledger of words - stakes, lines, hints, and what is learnt from how they end."""

from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    counts_of,
    dyads_of,
    frame_of,
    line_states_of,
    red_lines_of,
    roster_of,
    sides_of,
    statures_of,
    traits_of,
)
from sim.ensemble.seeing import grade
from sim.ensemble.state import BROKEN_, KEPT_, LAPSED_, MADE, TESTED
from sim.mechanisms.credibility import SPENT, remembered, stake_after
from sim.mechanisms.lines import (
    BROKEN,
    CROSSED,
    KEPT,
    LAPSED,
    OPEN,
    honoured,
    near_line_after,
    standing_line_after,
)
from sim.mechanisms.signals import (
    AMBIGUITY,
    ASSURE,
    COMMIT,
    REMINDER,
    THREAT,
    WARN,
    hinted_rung,
    tied,
)


@compiled
def heights(g):
    """For each side, the highest grade and the highest rung its members stand on."""
    frame = frame_of(g)
    grade0 = grade1 = rung0 = rung1 = -1
    for i in range(g.actors):
        me = actors_of(g)[i]
        if me.side == 0:
            grade0, rung0 = max(grade0, grade(g, frame, i)), max(rung0, me.rung)
        elif me.side == 1:
            grade1, rung1 = max(grade1, grade(g, frame, i)), max(rung1, me.rung)
    return grade0, rung0, grade1, rung1


@compiled
def enter(g, world, i, opposing):
    """Book a week's signal: the stake it adds, the line it draws, the hint it gives."""
    frame, stature, me = frame_of(g), statures_of(g)[i], actors_of(g)[i]
    audience = world.audience_costs_aud * traits_of(g)[i].honour
    added = tied(me.signal, audience, world.audience_costs_chi)
    standing = 1 if me.near >= 0 else 0
    growth = world.audience_costs_growth * audience
    me.stake = stake_after(me.stake, world.audience_costs_decay, added, growth, standing)
    if me.signal in (WARN, THREAT):
        if me.near < 0:
            me.near, me.near_promise = opposing + 1, stature.promise
            me.near_age, me.near_tested = 0, -1
            counts_of(g)[MADE] += 1
        elif me.near_tested < 0:
            me.near_age = 0
    hinted = hinted_rung(me.signal, stature.hint, frame.nuclear, me.rung)
    if hinted >= 0:
        give_hint(g, world, me.signal, hinted, i)


@compiled
def give_hint(g, world, signal, hinted, i):
    """Replace the hint; vague words do not unsay a commitment, an assurance does."""
    me = actors_of(g)[i]
    if me.hint >= 0 and me.hint_commitment == 1 and signal in (AMBIGUITY, REMINDER):
        return
    weight = world.anticipation_reminder
    if signal == AMBIGUITY:
        weight = world.anticipation_ambiguity
    elif signal == COMMIT:
        weight = world.anticipation_commit
    elif signal == ASSURE:
        weight = world.anticipation_assure
    me.hint, me.hint_weight, me.hint_age = hinted, weight, 0
    me.hint_commitment = 1 if signal == COMMIT else 0


@compiled
def judge(g, world, i, opposing_grade, opposing_rung):
    """Judge an actor's lines at the end of a turn, against the other side's heights."""
    frame, me = frame_of(g), actors_of(g)[i]
    if me.near >= 0:
        fresh = me.near_tested < 0
        crossed = 1 if opposing_grade >= me.near else 0
        kept = honoured(me.new_rung, me.near_promise, frame.force)
        verdict = near_line_after(
            me.near_tested, me.near_age, crossed, kept, frame.due, frame.lapse
        )
        if verdict in (KEPT, BROKEN, LAPSED):
            me.near, me.near_tested = -1, -1
        elif me.near_tested >= 0 or verdict == CROSSED:
            me.near_tested += 1
        else:
            me.near_age += 1
        settle(g, world, i, verdict, fresh)
    for k in range(statures_of(g)[i].line_from, statures_of(g)[i].line_to):
        judge_standing(g, world, i, k, opposing_rung)
    if me.hint >= 0:
        me.hint_age += 1
        if me.hint_age > frame.hint_weeks:
            empty = me.hint_commitment == 1 and me.rung < me.hint
            me.hint, me.hint_commitment = -1, 0
            if empty:
                teach(g, world, i, LAPSED)


@compiled
def judge_standing(g, world, i, k, opposing_rung):
    """Judge one standing red line."""
    frame, line, state = frame_of(g), red_lines_of(g)[k], line_states_of(g)[k]
    if opposing_rung < line.at:
        state.weeks, state.judged = -1, 0
        return
    fresh = state.weeks < 0
    if fresh:
        counts_of(g)[MADE] += 1
    kept = honoured(actors_of(g)[i].new_rung, line.promise, frame.force)
    verdict = standing_line_after(state.weeks, state.judged, 1, kept, frame.standing_due)
    state.weeks += 1
    if verdict in (KEPT, BROKEN):
        state.judged = 1
    settle(g, world, i, verdict, fresh)


@compiled
def settle(g, world, i, verdict, fresh):
    """Count a verdict and let observers learn from it."""
    if verdict == OPEN:
        return
    if fresh and verdict != LAPSED:
        counts_of(g)[TESTED] += 1
    teach(g, world, i, verdict)
    if verdict == KEPT:
        counts_of(g)[KEPT_] += 1
    elif verdict == BROKEN:
        counts_of(g)[BROKEN_] += 1
        sides_of(g)[actors_of(g)[i].side].empty += 1
        actors_of(g)[i].stake = actors_of(g)[i].stake * SPENT
    elif verdict == LAPSED:
        counts_of(g)[LAPSED_] += 1


@compiled
def teach(g, world, i, verdict):
    """Every opponent that learns draws its lesson on the actor's word."""
    phi, other = world.credibility_phi, 1 - actors_of(g)[i].side
    for k in range(sides_of(g)[other].members):
        j = roster_of(g)[other, k]
        dyad = dyads_of(g)[j, i]
        if statures_of(g)[j].learns == 0:
            continue
        if verdict == LAPSED:
            dyad.broken = dyad.broken + world.credibility_lapsed
        elif verdict in (KEPT, BROKEN):
            fulfilled = 1.0 if verdict == KEPT else 0.0
            dyad.kept = remembered(dyad.kept, phi, fulfilled)
            dyad.broken = remembered(dyad.broken, phi, 1.0 - fulfilled)
