"""Compiled: force used, by choice or by accident, and the clash that comes of it."""

from sim.chance import ACT, INCIDENT, LOT, WORLD
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block
from sim.ensemble.state import (
    ABSORBED,
    ACCIDENTS,
    CAUSE,
    CLASH,
    INITIATOR,
    PARTY_A,
    PARTY_B,
    ROAD,
)
from sim.mechanisms.alliance import owed
from sim.mechanisms.endings import (
    ACCIDENT,
    ACCIDENT_ANSWERED,
    CHOICE,
    NO_ROUTE,
    TRIPWIRE,
    TROOPS_HIT,
    answered,
    route_of,
)
from sim.mechanisms.risk import accident_chance, taken_for_attack, troops_hit
from sim.numeric import gumbel, log

STRUCK, VICTIM, CULPRIT, TROOPS = range(4)
LATELY = 2
DISCOUNTED = 2
LEAST = 1e-9
CALLED = 0.5


@compiled
def drawn_actor(t, s, traits, seed, run, turn, side, word, shown, least_rung, top_rung):
    """One actor of a side between two rungs, drawn by exposure; -1 if there is none."""
    best, lots = -1, -1e300
    for j in range(t.keys.shape[0]):
        if s.actors[j].side < 0 or (side >= 0 and s.actors[j].side != side):
            continue
        if side < 0 and s.actors[j].side == t.frame[0].war_side:
            continue
        if not least_rung <= s.actors[j].rung < top_rung:
            continue
        weight = traits[j].exposure
        if shown == 1:
            weight = weight * s.actors[j].shown_level
        score = log(weight + LEAST) + gumbel(block(seed, run, turn, LOT, 0, t.keys[j])[word])
        if best < 0 or score > lots:
            best, lots = j, score
    return best


@compiled
def attack(t, s, victim, accident):
    """The victim believes it was attacked, and its allies as far as they owe it."""
    m = s.actors[victim].alliance
    share_owed = owed(t.pacts[m].obligation, s.pacts[m].cohesion) if m >= 0 else 0.0
    for j in range(t.keys.shape[0]):
        if s.actors[j].side != s.actors[victim].side:
            continue
        share = 0.0
        if j == victim:
            share = 1.0
        elif m >= 0 and s.actors[j].alliance == m:
            share = share_owed
        if share > 0.0 and share >= s.actors[j].attacked:
            s.actors[j].attacked, s.actors[j].attacked_weeks, s.actors[j].by_accident = (
                share,
                -1,
                accident,
            )


@compiled
def road_of(t, s, c, world, i):
    """By which road an actor came to use force."""
    frame = t.frame[0]
    line = 0
    for k in range(t.statures[i].line_from, t.statures[i].line_to):
        if 0 <= s.lines[k].weeks < frame.crossed_weeks and t.lines[k].promise >= frame.force:
            line = 1
    if s.actors[i].near_tested >= 0 and s.actors[i].near_promise >= frame.force:
        line = 1
    misled = s.actors[i].seen - s.actors[i].shown > world.salami_notice
    return route_of(
        1 if s.actors[i].attacked > 0.0 and s.actors[i].by_accident == 1 else 0,
        line,
        1 if s.actors[i].misread_weeks <= LATELY or misled else 0,
        1 if c.sides[1 - s.actors[i].side].empty >= DISCOUNTED else 0,
    )


@compiled
def declare(c, cause, road, first, second):
    """A direct clash between two actors, begun by the first of them."""
    c.done[CLASH], c.done[CAUSE], c.done[ROAD] = 1, cause, road
    c.done[INITIATOR], c.done[PARTY_A], c.done[PARTY_B] = first, first, second


@compiled
def use_force(t, s, c, world, traits, seed, run, turn):
    """Postures of force strike; force that answers force is a direct clash."""
    frame = t.frame[0]
    now0 = now1 = 0
    road0 = road1 = NO_ROUTE
    by0 = by1 = -1
    for i in range(t.keys.shape[0]):
        if s.actors[i].side < 0 or s.actors[i].acts == 0 or s.actors[i].rung < frame.force:
            continue
        road = road_of(t, s, c, world, i)
        if s.actors[i].side == 0:
            now0, road0, by0 = 1, road, i
        else:
            now1, road1, by1 = 1, road, i
        victim = drawn_actor(t, s, traits, seed, run, turn, 1 - s.actors[i].side, STRUCK, 0, 0, 999)
        attack(t, s, victim, 0)
    now, road, by = (now0, now1), (road0, road1), (by0, by1)
    for side in range(2):
        other = 1 - side
        if answered(now[side], now[other], c.sides[other].last, turn, frame.answer_within) == 1:
            begin_clash(t, c, turn, side, road[other], by[side], by[other])
    for side in range(2):
        if now[side] == 1:
            c.sides[side].last, c.sides[side].accidental = turn, 0
            c.sides[side].route, c.sides[side].by = road[side], by[side]


@compiled
def begin_clash(t, c, turn, side, road, mine, theirs):
    """The side answers; the road to the clash is that of the force it answers."""
    if c.done[CLASH] == 1:
        return
    other = 1 - side
    if turn - c.sides[other].last > t.frame[0].answer_within:
        declare(c, CHOICE, road, theirs, mine)
    elif c.sides[other].accidental == 1:
        declare(c, ACCIDENT, ACCIDENT_ANSWERED, c.sides[other].by, mine)
    elif c.sides[other].route == TROOPS_HIT:
        declare(c, TRIPWIRE, TROOPS_HIT, c.sides[other].by, mine)
    else:
        declare(c, CHOICE, c.sides[other].route, c.sides[other].by, mine)


@compiled
def exposed_level(t, s, traits, side):
    """Exposure-weighted mean intensity that a side displays."""
    summed = weights = 0.0
    for i in range(t.keys.shape[0]):
        if s.actors[i].side == side:
            summed = summed + traits[i].exposure * s.actors[i].shown_level
            weights = weights + traits[i].exposure
    return summed / weights if weights > 0.0 else 0.0


@compiled
def accident(t, s, c, world, traits, seed, run, turn):
    """An accident between the sides, and what the victim takes it for."""
    exposed0, exposed1 = exposed_level(t, s, traits, 0), exposed_level(t, s, traits, 1)
    chance = accident_chance(world.accidents_rate, exposed0, exposed1)
    if block(seed, run, turn, WORLD, 0, 0)[0] >= chance:
        return
    c.counts[ACCIDENTS] += 1
    whose, judged, _, _ = block(seed, run, turn, INCIDENT, 0, 0)
    side = 0 if whose < 0.5 else 1
    culprit = drawn_actor(t, s, traits, seed, run, turn, side, CULPRIT, 1, 0, 999)
    victim = drawn_actor(t, s, traits, seed, run, turn, 1 - side, VICTIM, 1, 0, 999)
    hostility = s.dyads[victim, culprit].hostility
    blamed = taken_for_attack(world.accidents_base, world.accidents_slope, hostility, 1.0)
    calm = 1.0
    if s.actors[victim].alliance >= 0:
        called = max(traits[victim].consult, CALLED)
        if block(seed, run, turn, ACT, 0, t.keys[victim])[3] < called:
            calm = world.accidents_absorb
    if judged < blamed * calm:
        blame(t, s, c, turn, culprit, victim, 1)
    elif judged < blamed:
        c.counts[ABSORBED] += 1


@compiled
def blame(t, s, c, turn, culprit, victim, by_accident):
    """The incident is taken for an attack: the culprit is seen to have used force."""
    force, side = t.frame[0].force, s.actors[culprit].side
    attack(t, s, victim, by_accident)
    c.sides[side].last, c.sides[side].accidental = turn, by_accident
    c.sides[side].route = ACCIDENT_ANSWERED if by_accident == 1 else NO_ROUTE
    c.sides[side].by = culprit
    s.actors[culprit].shown_rung, s.actors[culprit].shown_level = force, t.rungs[force].level


@compiled
def troops(t, s, c, world, traits, seed, run, turn):
    """Troops in the area are hit; some draw their state into the fighting."""
    frame = t.frame[0]
    there = 0
    for i in range(t.keys.shape[0]):
        if s.actors[i].side >= 0 and s.actors[i].side != t.frame[0].war_side:
            if frame.collective <= s.actors[i].rung < frame.force:
                there += 1
    if there == 0 or c.war[0] <= 0.0:
        return
    _, _, hit, drawn = block(seed, run, turn, INCIDENT, 0, 0)
    if hit >= troops_hit(world.tripwire_hit, c.war[0], there):
        return
    victim = drawn_actor(
        t, s, traits, seed, run, turn, -1, TROOPS, 0, frame.collective, frame.force
    )
    side = 1 - s.actors[victim].side
    c.sides[side].last, c.sides[side].accidental = turn, 0
    c.sides[side].route = TROOPS_HIT
    for j in range(t.keys.shape[0]):
        if s.actors[j].side == side:
            c.sides[side].by = j
            break
    if drawn < world.tripwire_drawn:
        if c.done[CLASH] == 0:
            declare(c, TRIPWIRE, TROOPS_HIT, c.sides[side].by, victim)
    else:
        attack(t, s, victim, 0)
