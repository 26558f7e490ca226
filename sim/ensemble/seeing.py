"""Compiled: faces, first beliefs, and what a week's look at the other side comes to."""

from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    dyads_of,
    frame_of,
    grades_of,
    levels_of,
    red_lines_of,
    roster_of,
    sides_of,
    statures_of,
    threats_of,
    traits_of,
    vector_of,
)
from sim.mechanisms.credibility import belief
from sim.mechanisms.lines import line_rung
from sim.mechanisms.perception import (
    adapted,
    anticipated,
    attention,
    learnt_hostility,
    perceived,
    pressure,
    provocation,
)
from sim.mechanisms.risk import tripwire_threat


@compiled
def grade(g, frame, i):
    """Grade of an actor's posture."""
    me = actors_of(g)[i]
    if me.rung == frame.aid:
        return me.rung * frame.steps + me.aid
    return me.rung * frame.steps


@compiled
def take_face(g, i):
    """Others see an actor as it stands now."""
    me = actors_of(g)[i]
    me.face_rung, me.face_level = me.shown_rung, me.shown_level


@compiled
def line_up(g):
    """List the members of each side, in the order of the premise."""
    actors, roster, sides = actors_of(g), roster_of(g), sides_of(g)
    sides[0].members = sides[1].members = 0
    for i in range(g.actors):
        side = actors[i].side
        if side >= 0:
            roster[side, sides[side].members] = i
            sides[side].members += 1


@compiled
def meet(g):
    """Everyone on a side holds first beliefs of the opponents it has not met."""
    frame, roster, sides = frame_of(g), roster_of(g), sides_of(g)
    for side in range(2):
        for k in range(sides[side].members):
            i = roster[side, k]
            for m in range(sides[1 - side].members):
                j = roster[1 - side, m]
                dyad, theirs = dyads_of(g)[i, j], traits_of(g)[j]
                if dyad.kept >= 0.0:
                    continue
                dyad.hostility = traits_of(g)[i].hostility
                dyad.reference = grades_of(g)[grade(g, frame, j)].level
                dyad.kept = theirs.credibility * theirs.strength
                dyad.broken = (1.0 - theirs.credibility) * theirs.strength


@compiled
def look(g, world, i, error):
    """Read all opponents and learn from what is read; leaves the impression in the state."""
    frame, me = frame_of(g), actors_of(g)[i]
    actors, dyads, levels, threats = actors_of(g), dyads_of(g)[i], levels_of(g), threats_of(g)
    foes, count = roster_of(g)[1 - me.side], sides_of(g)[1 - me.side].members
    for rung in range(frame.rungs):
        threats[rung] = 0.0
    clash = levels[frame.clash]
    summed = greatest = shown_sum = shown_top = provoked_sum = provoked = 0.0
    hint = release = tripwire = 0.0
    top = -1
    for k in range(count):
        j = foes[k]
        foe, dyad = actors[j], dyads[j]
        level = foe.face_level
        seen = perceived(level, error, world.misperception_mu, dyad.hostility)
        jump = provocation(seen, dyad.reference, world.salami_notice)
        dyad.reference = adapted(dyad.reference, world.salami_rho, seen)
        dyad.hostility = learnt_hostility(dyad.hostility, world.hostility_omega, seen)
        trust = belief(dyad.kept, dyad.broken)
        if foe.hint >= 0:
            hinted = levels[foe.hint]
            weight = world.anticipation_provokes * foe.hint_weight
            seen = anticipated(seen, weight, trust, hinted, level)
            if foe.hint >= foe.face_rung:
                hint = max(hint, foe.hint_weight * trust * hinted)
        summed = summed + seen
        greatest = max(greatest, seen)
        shown_sum = shown_sum + level
        shown_top = max(shown_top, level)
        provoked_sum = provoked_sum + jump
        provoked = max(provoked, jump)
        top = max(top, foe.face_rung)
        drawn = tripwire_threat(
            world.tripwire_drawn, clash, foe.face_rung, frame.collective, frame.force
        )
        tripwire = max(tripwire, drawn)
        release = max(release, read_lines(g, frame, me, j, trust))
    threats[frame.force] = max(threats[frame.force], tripwire)
    many = max(count, 1)
    focus = world.attention_focus
    me.seen = attention(summed / many, greatest, focus)
    me.shown = attention(shown_sum / many, shown_top, focus)
    felt = attention(provoked_sum / many, provoked, focus)
    standing = threats[0]
    for rung in range(1, frame.rungs):
        standing = max(threats[rung], standing)
        threats[rung] = standing
    me.release = release
    pressed = pressure(me.seen, felt, world.salami_weight)
    return pressed, world.anticipation_deters * hint, top


@compiled
def read_lines(g, frame, me, j, trust):
    """Enter j's lines at the rungs that cross them; what stands against my next release."""
    foe, levels, threats = actors_of(g)[j], levels_of(g), threats_of(g)
    release = 0.0
    if foe.near >= 0:
        feared = trust * levels[foe.near_promise]
        crossing = line_rung(foe.near, frame.steps, frame.aid, me.aid)
        threats[crossing] = max(threats[crossing], feared)
        if me.rung == frame.aid and foe.near == me.rung * frame.steps + me.aid + 1:
            release = feared
    for k in range(statures_of(g)[j].line_from, statures_of(g)[j].line_to):
        line = red_lines_of(g)[k]
        promised = levels[line.promise] * vector_of(g)[line.public]
        threats[line.at] = max(threats[line.at], trust * promised)
    return release
