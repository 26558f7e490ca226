"""Compiled: the ledger of words - stakes, lines, hints, and what is learnt from how they end."""

from sim.ensemble.compiled import compiled
from sim.ensemble.seeing import grade
from sim.ensemble.state import BROKEN_, KEPT_, LAPSED_, MADE, TESTED
from sim.mechanisms.credibility import remembered, stake_after
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

SPENT = 0.5


@compiled
def heights(t, s):
    """For each side, the highest grade and the highest rung its members stand on."""
    frame = t.frame[0]
    grade0 = grade1 = rung0 = rung1 = -1
    for i in range(t.keys.shape[0]):
        if s.actors[i].side == 0:
            grade0, rung0 = max(grade0, grade(s, frame, i)), max(rung0, s.actors[i].rung)
        elif s.actors[i].side == 1:
            grade1, rung1 = max(grade1, grade(s, frame, i)), max(rung1, s.actors[i].rung)
    return grade0, rung0, grade1, rung1


@compiled
def enter(t, s, c, world, traits, i, opposing):
    """Book a week's signal: the stake it adds, the line it draws, the hint it gives."""
    frame, stature, signal = t.frame[0], t.statures[i], s.actors[i].signal
    audience = world.audience_costs_aud * traits[i].honour
    added = tied(signal, audience, world.audience_costs_chi)
    standing = 1 if s.actors[i].near >= 0 else 0
    growth = world.audience_costs_growth * audience
    s.actors[i].stake = stake_after(
        s.actors[i].stake, world.audience_costs_decay, added, growth, standing
    )
    if signal in (WARN, THREAT):
        if s.actors[i].near < 0:
            s.actors[i].near, s.actors[i].near_promise = opposing + 1, stature.promise
            s.actors[i].near_age, s.actors[i].near_tested = 0, -1
            c.counts[MADE] += 1
        elif s.actors[i].near_tested < 0:
            s.actors[i].near_age = 0
    hinted = hinted_rung(signal, stature.hint, frame.nuclear, s.actors[i].rung)
    if hinted >= 0:
        give_hint(s, world, signal, hinted, i)


@compiled
def give_hint(s, world, signal, hinted, i):
    """Replace the hint; vague words do not unsay a commitment, an assurance does."""
    if (
        s.actors[i].hint >= 0
        and s.actors[i].hint_commitment == 1
        and signal in (AMBIGUITY, REMINDER)
    ):
        return
    weight = world.anticipation_reminder
    if signal == AMBIGUITY:
        weight = world.anticipation_ambiguity
    elif signal == COMMIT:
        weight = world.anticipation_commit
    elif signal == ASSURE:
        weight = world.anticipation_assure
    s.actors[i].hint, s.actors[i].hint_weight, s.actors[i].hint_age = hinted, weight, 0
    s.actors[i].hint_commitment = 1 if signal == COMMIT else 0


@compiled
def judge(t, s, c, world, i, opposing_grade, opposing_rung):
    """Judge an actor's lines at the end of a turn, against the other side's heights."""
    frame = t.frame[0]
    if s.actors[i].near >= 0:
        fresh = s.actors[i].near_tested < 0
        promise = s.actors[i].near_promise
        crossed = 1 if opposing_grade >= s.actors[i].near else 0
        kept = honoured(s.actors[i].rung, promise, frame.force)
        verdict = near_line_after(
            s.actors[i].near_tested, s.actors[i].near_age, crossed, kept, frame.due, frame.lapse
        )
        if verdict in (KEPT, BROKEN, LAPSED):
            s.actors[i].near, s.actors[i].near_tested = -1, -1
        elif s.actors[i].near_tested >= 0 or verdict == CROSSED:
            s.actors[i].near_tested += 1
        else:
            s.actors[i].near_age += 1
        settle(t, s, c, world, i, verdict, fresh)
    for k in range(t.statures[i].line_from, t.statures[i].line_to):
        judge_standing(t, s, c, world, i, k, opposing_rung)
    if s.actors[i].hint >= 0:
        s.actors[i].hint_age += 1
        if s.actors[i].hint_age > frame.hint_weeks:
            empty = s.actors[i].hint_commitment == 1 and s.actors[i].rung < s.actors[i].hint
            s.actors[i].hint, s.actors[i].hint_commitment = -1, 0
            if empty:
                teach(t, s, world, i, LAPSED)


@compiled
def judge_standing(t, s, c, world, i, k, opposing_rung):
    """Judge one standing red line."""
    frame = t.frame[0]
    if opposing_rung < t.lines[k].at:
        s.lines[k].weeks, s.lines[k].judged = -1, 0
        return
    fresh = s.lines[k].weeks < 0
    kept = honoured(s.actors[i].rung, t.lines[k].promise, frame.force)
    verdict = standing_line_after(s.lines[k].weeks, s.lines[k].judged, 1, kept, frame.standing_due)
    s.lines[k].weeks += 1
    if verdict in (KEPT, BROKEN):
        s.lines[k].judged = 1
    settle(t, s, c, world, i, verdict, fresh)


@compiled
def settle(t, s, c, world, i, verdict, fresh):
    """Count a verdict and let observers learn from it."""
    if verdict == OPEN:
        return
    if fresh and verdict != LAPSED:
        c.counts[TESTED] += 1
    teach(t, s, world, i, verdict)
    if verdict == KEPT:
        c.counts[KEPT_] += 1
    elif verdict == BROKEN:
        c.counts[BROKEN_] += 1
        c.sides[s.actors[i].side].empty += 1
        s.actors[i].stake = s.actors[i].stake * SPENT
    elif verdict == LAPSED:
        c.counts[LAPSED_] += 1


@compiled
def teach(t, s, world, i, verdict):
    """Every opponent that learns draws its lesson on the actor's word."""
    phi = world.credibility_phi
    for j in range(t.keys.shape[0]):
        if s.actors[j].side != 1 - s.actors[i].side or t.statures[j].learns == 0:
            continue
        if verdict == LAPSED:
            s.dyads[j, i].broken = s.dyads[j, i].broken + world.credibility_lapsed
        elif verdict in (KEPT, BROKEN):
            fulfilled = 1.0 if verdict == KEPT else 0.0
            s.dyads[j, i].kept = remembered(s.dyads[j, i].kept, phi, fulfilled)
            s.dyads[j, i].broken = remembered(s.dyads[j, i].broken, phi, 1.0 - fulfilled)
