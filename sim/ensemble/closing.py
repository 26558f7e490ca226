"""Compiled: alliances after the turn, heights reached, and how a run ends."""

from math import sqrt

from sim.chance import WORLD
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block
from sim.ensemble.seeing import grade
from sim.ensemble.state import (
    CALM,
    CAUSE,
    CLASH,
    CLASH_TURN,
    DIRECT,
    FIGHTING,
    MOVED,
    OUTCOME,
    OUTCOME_TURN,
    PARTY_A,
    PARTY_B,
    PEAK,
    STILL,
    WARRING,
)
from sim.mechanisms.alliance import next_cohesion
from sim.mechanisms.endings import (
    DIRECT_CLASH,
    NUCLEAR_CHANCE,
    NUCLEAR_USE,
    SETTLEMENT,
    WAR,
    ending,
)
from sim.mechanisms.risk import settlement_chance

AHEAD = 2


@compiled
def end_alliance(t, s, world, m):
    """Cohesion after this turn's consultation, threat and spread."""
    frame = t.frame[0]
    summed = squares = threat = 0.0
    consulting = count = top = 0
    rungs = t.rungs.shape[0]
    for i in range(t.keys.shape[0]):
        if s.actors[i].side < 0 or s.actors[i].alliance != m:
            continue
        count += 1
        level = s.grades[grade(s, frame, i)].level
        summed = summed + level
        squares = squares + level * level
        threat = max(threat, s.actors[i].seen)
        consulting += s.actors[i].consults
        top = max(top, s.actors[i].rung)
    if count == 0:
        return
    mean = summed / count
    spread = sqrt(max(squares / count - mean * mean, 0.0))
    median, below = 0, 0
    for rung in range(rungs):
        for i in range(t.keys.shape[0]):
            if s.actors[i].side >= 0 and s.actors[i].alliance == m and s.actors[i].rung == rung:
                below += 1
        if below > (count - 1) // 2:
            median = rung
            break
    ahead = 1 if top - median >= AHEAD else 0
    gained = world.cohesion_consult * consulting / count + world.cohesion_threat * threat
    strained = world.cohesion_spread * spread + world.cohesion_leader * ahead
    s.pacts[m].cohesion = next_cohesion(
        s.pacts[m].cohesion, s.pacts[m].base, world.cohesion_revert, gained, strained
    )


@compiled
def fight(t, s, c, turn):
    """A clash that does not end the run goes on: fighters stay in it, some go to war."""
    frame = t.frame[0]
    if c.done[CLASH] == 1 and c.done[CLASH_TURN] < 0:
        c.done[CLASH_TURN], c.done[FIGHTING] = turn, 1
        for place in (c.done[PARTY_A], c.done[PARTY_B]):
            s.actors[place].rung = max(s.actors[place].rung, frame.clash)
    if c.done[FIGHTING] == 0:
        return
    top0 = top1 = -1
    for i in range(t.keys.shape[0]):
        if s.actors[i].side < 0:
            continue
        if s.actors[i].rung >= frame.force:
            s.actors[i].rung = max(s.actors[i].rung, frame.clash)
            s.actors[i].shown_rung = s.actors[i].rung
            s.actors[i].shown_level = t.rungs[s.actors[i].rung].level
        if s.actors[i].side == 0:
            top0 = max(top0, s.actors[i].rung)
        else:
            top1 = max(top1, s.actors[i].rung)
    lower = min(top0, top1)
    c.done[FIGHTING] = 1 if lower >= frame.clash else 0
    c.done[WARRING] = c.done[WARRING] + 1 if lower >= frame.war else 0


@compiled
def rise(c, rung, turn):
    """Book a direct rung as reached, and all below it."""
    c.done[DIRECT], c.done[PEAK] = max(c.done[DIRECT], rung), max(c.done[PEAK], rung)
    for below in range(rung, -1, -1):
        if c.first[below] >= 0:
            break
        c.first[below] = turn


@compiled
def reach(t, s, c, turn):
    """Book the heights of this turn."""
    top = 0
    for i in range(t.keys.shape[0]):
        if s.actors[i].side < 0:
            continue
        s.actors[i].peaks = max(s.actors[i].peaks, s.actors[i].rung)
        if turn > 0:
            s.actors[i].sums += s.actors[i].rung
        top = max(top, s.actors[i].shown_rung)
    rise(c, top, turn)
    if c.war[0] > 0.0:
        c.done[PEAK] = max(c.done[PEAK], t.frame[0].war_rung)


@compiled
def nuclear_chance(t, s, world):
    """This week's chance of nuclear use, 0 unless nuclear principals fight."""
    frame = t.frame[0]
    top0 = top1 = -1
    for i in range(t.keys.shape[0]):
        if s.actors[i].side >= 0 and t.statures[i].nuclear == 1:
            if s.actors[i].side == 0:
                top0 = max(top0, s.actors[i].rung)
            else:
                top1 = max(top1, s.actors[i].rung)
    lower = min(top0, top1)
    if lower < frame.clash:
        return 0.0
    return world.nuclear_use_war if lower >= frame.war else world.nuclear_use_clash


@compiled
def find_ending(t, s, c, world, seed, run, turn, mediated):
    """The outcome reached at the end of this turn, or -1."""
    frame = t.frame[0]
    _, peace, nuclear, _ = block(seed, run, turn, WORLD, 0, 0)
    if c.done[FIGHTING] == 1 and c.done[CLASH_TURN] < turn:
        if nuclear < nuclear_chance(t, s, world):
            c.done[CAUSE] = NUCLEAR_CHANCE
            rise(c, frame.nuclear, turn)
            return NUCLEAR_USE
    if c.done[WARRING] >= frame.war_turns:
        return WAR
    highest, top = 0.0, 0
    for i in range(t.keys.shape[0]):
        if s.actors[i].side >= 0:
            highest, top = max(highest, s.actors[i].shown_level), max(top, s.actors[i].shown_rung)
    mediation = world.settlement_mediation if mediated == 1 else 0.0
    settled = 1 if peace < settlement_chance(world.settlement_rate, mediation, highest) else 0
    c.done[CALM] = c.done[CALM] + 1 if top <= frame.calm_at else 0
    still = c.done[MOVED] == 0 and top > frame.still_above
    c.done[STILL] = c.done[STILL] + 1 if still else 0
    begun = 1 if c.done[FIGHTING] == 1 and c.done[CLASH_TURN] == turn else 0
    return ending(
        begun,
        frame.absorb_on_clash,
        settled,
        (c.done[CALM], frame.calm_turns),
        (c.done[STILL], frame.still_turns),
    )


@compiled
def over(t, s, c, world, seed, run, turn, mediated):
    """Whether the run ends with this turn; sets the outcome if it does."""
    frame = t.frame[0]
    reach(t, s, c, turn)
    found = find_ending(t, s, c, world, seed, run, turn, mediated)
    c.done[MOVED] = 0
    if found >= 0:
        c.done[OUTCOME], c.done[OUTCOME_TURN] = found, turn
    elif turn < frame.horizon:
        return False
    if c.done[CLASH_TURN] >= 0 and c.done[OUTCOME] >= SETTLEMENT:
        c.done[OUTCOME], c.done[OUTCOME_TURN] = DIRECT_CLASH, c.done[CLASH_TURN]
    return True
