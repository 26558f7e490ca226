"""Compiled: force used, by choice or by accident, and the clash that comes of it."""

from sim.chance import INCIDENT, LOT, WORLD
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block
from sim.ensemble.hub import (
    actors_of,
    counts_of,
    dice_of,
    done_of,
    dyads_of,
    frame_of,
    keys_of,
    levels_of,
    line_states_of,
    pact_states_of,
    pacts_of,
    red_lines_of,
    roster_of,
    sides_of,
    statures_of,
    traits_of,
    war_of,
)
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
from sim.fork import NO_ACCIDENT, NO_HIT
from sim.mechanisms.alliance import owed
from sim.mechanisms.endings import (
    ACCIDENT,
    ACCIDENT_ANSWERED,
    CHOICE,
    DISCOUNTED,
    LATELY,
    NO_ROUTE,
    PLAIN_CHOICE,
    TRIPWIRE,
    TROOPS_HIT,
    answered,
    route_of,
)
from sim.mechanisms.risk import (
    CULPRIT,
    LEAST,
    STRUCK,
    TROOPS,
    VICTIM,
    accident_chance,
    taken_for_attack,
    troops_hit,
)
from sim.mechanisms.signals import CALLED
from sim.numeric import gumbel, log


@compiled
def drawn_actor(g, seed, run, turn, side, word, shown, least_rung, top_rung):
    """One actor of a side between two rungs, drawn by exposure; -1 if there is none."""
    best, lots = -1, -1e300
    for j in range(g.actors):
        one = actors_of(g)[j]
        if one.side < 0 or (side >= 0 and one.side != side):
            continue
        if side < 0 and one.side == frame_of(g).war_side:
            continue
        if not least_rung <= one.rung < top_rung:
            continue
        weight = traits_of(g)[j].exposure
        if shown == 1:
            weight = weight * one.shown_level
        score = log(weight + LEAST) + gumbel(block(seed, run, turn, LOT, 0, keys_of(g)[j])[word])
        if best < 0 or score > lots:
            best, lots = j, score
    return best


@compiled
def attack(g, victim, accident):
    """The victim believes it was attacked, and its allies as far as they owe it."""
    m, side = actors_of(g)[victim].alliance, actors_of(g)[victim].side
    share_owed = owed(pacts_of(g)[m].obligation, pact_states_of(g)[m].cohesion) if m >= 0 else 0.0
    for k in range(sides_of(g)[side].members):
        j = roster_of(g)[side, k]
        one, share = actors_of(g)[j], 0.0
        if j == victim:
            share = 1.0
        elif m >= 0 and one.alliance == m:
            share = share_owed
        if share > 0.0 and share >= one.attacked:
            one.attacked, one.attacked_weeks, one.by_accident = share, -1, accident


@compiled
def road_of(g, world, i):
    """By which road an actor came to use force."""
    frame = frame_of(g)
    line = 0
    for k in range(statures_of(g)[i].line_from, statures_of(g)[i].line_to):
        if (
            0 <= line_states_of(g)[k].weeks < frame.crossed_weeks
            and red_lines_of(g)[k].promise >= frame.force
        ):
            line = 1
    if actors_of(g)[i].near_tested >= 0 and actors_of(g)[i].near_promise >= frame.force:
        line = 1
    misled = actors_of(g)[i].seen - actors_of(g)[i].shown > world.salami_notice
    return route_of(
        1 if actors_of(g)[i].attacked > 0.0 and actors_of(g)[i].by_accident == 1 else 0,
        line,
        1 if actors_of(g)[i].misread_weeks <= LATELY or misled else 0,
        1 if sides_of(g)[1 - actors_of(g)[i].side].empty >= DISCOUNTED else 0,
    )


@compiled
def declare(g, cause, road, first, second):
    """A direct clash between two actors, begun by the first of them."""
    done_of(g)[CLASH], done_of(g)[CAUSE], done_of(g)[ROAD] = 1, cause, road
    done_of(g)[INITIATOR], done_of(g)[PARTY_A], done_of(g)[PARTY_B] = first, first, second


@compiled
def use_force(g, world, seed, run, turn):
    """Postures of force strike; force that answers force is a direct clash."""
    frame = frame_of(g)
    now0 = now1 = 0
    road0 = road1 = NO_ROUTE
    by0 = by1 = -1
    for i in range(g.actors):
        if (
            actors_of(g)[i].side < 0
            or actors_of(g)[i].acts == 0
            or actors_of(g)[i].rung < frame.force
        ):
            continue
        road = road_of(g, world, i)
        if actors_of(g)[i].side == 0:
            now0, road0, by0 = 1, road, i
        else:
            now1, road1, by1 = 1, road, i
        victim = drawn_actor(g, seed, run, turn, 1 - actors_of(g)[i].side, STRUCK, 0, 0, 999)
        attack(g, victim, 0)
    now, road, by = (now0, now1), (road0, road1), (by0, by1)
    for side in range(2):
        other = 1 - side
        if answered(now[side], now[other], sides_of(g)[other].last, turn, frame.answer_within) == 1:
            begin_clash(g, turn, side, road[other], by[side], by[other])
    for side in range(2):
        if now[side] == 1:
            sides_of(g)[side].last, sides_of(g)[side].accidental = turn, 0
            sides_of(g)[side].route, sides_of(g)[side].by = road[side], by[side]


@compiled
def begin_clash(g, turn, side, road, mine, theirs):
    """The side answers; the road to the clash is that of the force it answers."""
    if done_of(g)[CLASH] == 1:
        return
    other = 1 - side
    if turn - sides_of(g)[other].last > frame_of(g).answer_within:
        declare(g, CHOICE, road, theirs, mine)
    elif sides_of(g)[other].accidental == 1:
        declare(g, ACCIDENT, ACCIDENT_ANSWERED, sides_of(g)[other].by, mine)
    elif sides_of(g)[other].route == TROOPS_HIT:
        declare(g, TRIPWIRE, TROOPS_HIT, sides_of(g)[other].by, mine)
    else:
        declare(g, CHOICE, sides_of(g)[other].route, sides_of(g)[other].by, mine)


@compiled
def exposed_level(g, side):
    """Exposure-weighted mean intensity that a side displays."""
    summed = weights = 0.0
    for k in range(sides_of(g)[side].members):
        i = roster_of(g)[side, k]
        summed = summed + traits_of(g)[i].exposure * actors_of(g)[i].shown_level
        weights = weights + traits_of(g)[i].exposure
    return summed / weights if weights > 0.0 else 0.0


@compiled
def accident(g, world, seed, run, turn):
    """An accident between the sides, and what the victim takes it for."""
    exposed0, exposed1 = exposed_level(g, 0), exposed_level(g, 1)
    chance = accident_chance(world.accidents_rate, exposed0, exposed1)
    if block(seed, run, turn, WORLD, 0, 0)[0] >= chance:
        return
    if g.fork_turn == turn and g.fork_change == NO_ACCIDENT:
        return
    counts_of(g)[ACCIDENTS] += 1
    whose, judged, _, _ = block(seed, run, turn, INCIDENT, 0, 0)
    side = 0 if whose < 0.5 else 1
    culprit = drawn_actor(g, seed, run, turn, side, CULPRIT, 1, 0, 999)
    victim = drawn_actor(g, seed, run, turn, 1 - side, VICTIM, 1, 0, 999)
    hostility = dyads_of(g)[victim, culprit].hostility
    blamed = taken_for_attack(world.accidents_base, world.accidents_slope, hostility)
    calm = 1.0
    if actors_of(g)[victim].alliance >= 0:
        called = max(traits_of(g)[victim].consult, CALLED)
        if dice_of(g)[victim].called < called:
            calm = world.accidents_absorb
    if judged < blamed * calm:
        blame(g, turn, culprit, victim, 1)
    elif judged < blamed:
        counts_of(g)[ABSORBED] += 1


@compiled
def blame(g, turn, culprit, victim, by_accident):
    """The incident is taken for an attack: the culprit is seen to have used force."""
    force, side = frame_of(g).force, actors_of(g)[culprit].side
    attack(g, victim, by_accident)
    sides_of(g)[side].last, sides_of(g)[side].accidental = turn, by_accident
    sides_of(g)[side].route = ACCIDENT_ANSWERED if by_accident == 1 else PLAIN_CHOICE
    sides_of(g)[side].by = culprit
    actors_of(g)[culprit].shown_rung, actors_of(g)[culprit].shown_level = (
        force,
        levels_of(g)[force],
    )


@compiled
def troops(g, world, seed, run, turn):
    """Troops in the area are hit; some draw their state into the fighting."""
    frame = frame_of(g)
    there = 0
    for i in range(g.actors):
        if actors_of(g)[i].side >= 0 and actors_of(g)[i].side != frame_of(g).war_side:
            if frame.collective <= actors_of(g)[i].rung < frame.force:
                there += 1
    if there == 0 or war_of(g)[0] <= 0.0:
        return
    _, _, hit, drawn = block(seed, run, turn, INCIDENT, 0, 0)
    if hit >= troops_hit(world.tripwire_hit, war_of(g)[0], there):
        return
    if g.fork_turn == turn and g.fork_change == NO_HIT:
        return
    victim = drawn_actor(g, seed, run, turn, -1, TROOPS, 0, frame.collective, frame.force)
    side = 1 - actors_of(g)[victim].side
    sides_of(g)[side].last, sides_of(g)[side].accidental = turn, 0
    sides_of(g)[side].route = TROOPS_HIT
    sides_of(g)[side].by = roster_of(g)[side, 0]
    if drawn < world.tripwire_drawn:
        if done_of(g)[CLASH] == 0:
            declare(g, TRIPWIRE, TROOPS_HIT, sides_of(g)[side].by, victim)
    else:
        attack(g, victim, 0)
