"""Compiled: alliances after the turn, heights reached, and how a run ends."""

from math import sqrt

from sim.chance import WORLD
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block
from sim.ensemble.hub import (
    actors_of,
    done_of,
    first_of,
    frame_of,
    grades_of,
    levels_of,
    pact_states_of,
    statures_of,
    tally_of,
    war_of,
)
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
from sim.mechanisms.alliance import AHEAD, next_cohesion
from sim.mechanisms.endings import (
    DIRECT_CLASH,
    NUCLEAR_CHANCE,
    NUCLEAR_USE,
    SETTLEMENT,
    WAR,
    ending,
)
from sim.mechanisms.risk import settlement_chance


@compiled
def end_alliance(g, world, m):
    """Cohesion after this turn's consultation, threat and spread."""
    frame, pact, tally = frame_of(g), pact_states_of(g)[m], tally_of(g)
    summed = squares = threat = 0.0
    consulting = count = top = 0
    for rung in range(g.rungs):
        tally[rung] = 0
    for i in range(g.actors):
        ally = actors_of(g)[i]
        if ally.side < 0 or ally.alliance != m:
            continue
        count += 1
        level = grades_of(g)[grade(g, frame, i)].level
        summed = summed + level
        squares = squares + level * level
        threat = max(threat, ally.seen)
        consulting += ally.consults
        top = max(top, ally.rung)
        tally[ally.rung] += 1
    if count == 0:
        return
    mean = summed / count
    spread = sqrt(max(squares / count - mean * mean, 0.0))
    median, below = 0, tally[0]
    while below <= (count - 1) // 2:
        median += 1
        below += tally[median]
    ahead = 1 if top - median >= AHEAD else 0
    gained = world.cohesion_consult * consulting / count + world.cohesion_threat * threat
    strained = world.cohesion_spread * spread + world.cohesion_leader * ahead
    pact.cohesion = next_cohesion(pact.cohesion, pact.base, world.cohesion_revert, gained, strained)


@compiled
def fight(g, turn):
    """A clash that does not end the run goes on: fighters stay in it, some go to war."""
    frame = frame_of(g)
    if done_of(g)[CLASH] == 1 and done_of(g)[CLASH_TURN] < 0:
        done_of(g)[CLASH_TURN], done_of(g)[FIGHTING] = turn, 1
        for place in (done_of(g)[PARTY_A], done_of(g)[PARTY_B]):
            actors_of(g)[place].rung = max(actors_of(g)[place].rung, frame.clash)
    if done_of(g)[FIGHTING] == 0:
        return
    top0 = top1 = -1
    for i in range(g.actors):
        if actors_of(g)[i].side < 0:
            continue
        if actors_of(g)[i].rung >= frame.force:
            actors_of(g)[i].rung = max(actors_of(g)[i].rung, frame.clash)
            actors_of(g)[i].shown_rung = actors_of(g)[i].rung
            actors_of(g)[i].shown_level = levels_of(g)[actors_of(g)[i].rung]
        if actors_of(g)[i].side == 0:
            top0 = max(top0, actors_of(g)[i].rung)
        else:
            top1 = max(top1, actors_of(g)[i].rung)
    lower = min(top0, top1)
    done_of(g)[FIGHTING] = 1 if lower >= frame.clash else 0
    done_of(g)[WARRING] = done_of(g)[WARRING] + 1 if lower >= frame.war else 0


@compiled
def rise(g, rung, turn):
    """Book a direct rung as reached, and all below it."""
    done_of(g)[DIRECT], done_of(g)[PEAK] = (
        max(done_of(g)[DIRECT], rung),
        max(done_of(g)[PEAK], rung),
    )
    for below in range(rung, -1, -1):
        if first_of(g)[below] >= 0:
            break
        first_of(g)[below] = turn


@compiled
def reach(g, turn):
    """Book the heights of this turn."""
    top = 0
    for i in range(g.actors):
        me = actors_of(g)[i]
        if me.side < 0:
            continue
        me.peaks = max(me.peaks, me.rung)
        if turn > 0:
            me.sums += me.rung
        top = max(top, me.shown_rung)
    rise(g, top, turn)
    if war_of(g)[0] > 0.0:
        done_of(g)[PEAK] = max(done_of(g)[PEAK], frame_of(g).war_rung)


@compiled
def nuclear_chance(g, world):
    """This week's chance of nuclear use, 0 unless nuclear principals fight."""
    frame = frame_of(g)
    top0 = top1 = -1
    for i in range(g.actors):
        if actors_of(g)[i].side >= 0 and statures_of(g)[i].nuclear == 1:
            if actors_of(g)[i].side == 0:
                top0 = max(top0, actors_of(g)[i].rung)
            else:
                top1 = max(top1, actors_of(g)[i].rung)
    lower = min(top0, top1)
    if lower < frame.clash:
        return 0.0
    return world.nuclear_use_war if lower >= frame.war else world.nuclear_use_clash


@compiled
def find_ending(g, world, seed, run, turn, mediated):
    """The outcome reached at the end of this turn, or -1."""
    frame = frame_of(g)
    _, peace, nuclear, _ = block(seed, run, turn, WORLD, 0, 0)
    if done_of(g)[FIGHTING] == 1 and done_of(g)[CLASH_TURN] < turn:
        if nuclear < nuclear_chance(g, world):
            done_of(g)[CAUSE] = NUCLEAR_CHANCE
            rise(g, frame.nuclear, turn)
            return NUCLEAR_USE
    if done_of(g)[WARRING] >= frame.war_turns:
        return WAR
    highest, top = 0.0, 0
    for i in range(g.actors):
        if actors_of(g)[i].side >= 0:
            highest, top = (
                max(highest, actors_of(g)[i].shown_level),
                max(top, actors_of(g)[i].shown_rung),
            )
    mediation = world.settlement_mediation if mediated == 1 else 0.0
    settled = 1 if peace < settlement_chance(world.settlement_rate, mediation, highest) else 0
    done_of(g)[CALM] = done_of(g)[CALM] + 1 if top <= frame.calm_at else 0
    still = done_of(g)[MOVED] == 0 and top > frame.still_above
    done_of(g)[STILL] = done_of(g)[STILL] + 1 if still else 0
    begun = 1 if done_of(g)[FIGHTING] == 1 and done_of(g)[CLASH_TURN] == turn else 0
    return ending(
        begun,
        frame.absorb_on_clash,
        settled,
        (done_of(g)[CALM], frame.calm_turns),
        (done_of(g)[STILL], frame.still_turns),
    )


@compiled
def over(g, world, seed, run, turn, mediated):
    """Whether the run ends with this turn; sets the outcome if it does."""
    frame = frame_of(g)
    reach(g, turn)
    found = find_ending(g, world, seed, run, turn, mediated)
    done_of(g)[MOVED] = 0
    if found >= 0:
        done_of(g)[OUTCOME], done_of(g)[OUTCOME_TURN] = found, turn
    elif turn < frame.horizon:
        return False
    if done_of(g)[CLASH_TURN] >= 0 and done_of(g)[OUTCOME] >= SETTLEMENT:
        done_of(g)[OUTCOME], done_of(g)[OUTCOME_TURN] = DIRECT_CLASH, done_of(g)[CLASH_TURN]
    return True
