"""Compiled: faces, first beliefs, and what a week's look at the other side comes to."""

from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    dyads_of,
    frame_of,
    grades_of,
    red_lines_of,
    rungs_of,
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
    if actors_of(g)[i].rung == frame.aid:
        return actors_of(g)[i].rung * frame.steps + actors_of(g)[i].aid
    return actors_of(g)[i].rung * frame.steps


@compiled
def take_face(g, i):
    """Others see an actor as it stands now."""
    actors_of(g)[i].face_rung = actors_of(g)[i].shown_rung
    actors_of(g)[i].face_level = actors_of(g)[i].shown_level


@compiled
def meet(g):
    """Everyone on a side holds first beliefs of the opponents it has not met."""
    frame = frame_of(g)
    n = g.actors
    for i in range(n):
        for j in range(n):
            if actors_of(g)[i].side < 0 or actors_of(g)[j].side != 1 - actors_of(g)[i].side:
                continue
            if dyads_of(g)[i, j].kept >= 0.0:
                continue
            trust, strength = traits_of(g)[j].credibility, traits_of(g)[j].strength
            dyads_of(g)[i, j].hostility = traits_of(g)[i].hostility
            dyads_of(g)[i, j].reference = grades_of(g)[grade(g, frame, j)].level
            dyads_of(g)[i, j].kept = trust * strength
            dyads_of(g)[i, j].broken = (1.0 - trust) * strength


@compiled
def look(g, world, i, error):
    """Read all opponents and learn from what is read; leaves the impression in the state."""
    frame = frame_of(g)
    threats = threats_of(g)
    threats[:] = 0.0
    clash = rungs_of(g)[frame.clash].level
    summed = greatest = shown_sum = shown_top = provoked_sum = provoked = 0.0
    hint = release = 0.0
    top = -1
    count = 0
    for j in range(g.actors):
        if actors_of(g)[j].side != 1 - actors_of(g)[i].side:
            continue
        count += 1
        level = actors_of(g)[j].face_level
        seen = perceived(level, error, world.misperception_mu, dyads_of(g)[i, j].hostility)
        jump = provocation(seen, dyads_of(g)[i, j].reference, world.salami_notice)
        dyads_of(g)[i, j].reference = adapted(dyads_of(g)[i, j].reference, world.salami_rho, seen)
        dyads_of(g)[i, j].hostility = learnt_hostility(
            dyads_of(g)[i, j].hostility, world.hostility_omega, seen
        )
        trust = belief(dyads_of(g)[i, j].kept, dyads_of(g)[i, j].broken)
        if actors_of(g)[j].hint >= 0:
            hinted = rungs_of(g)[actors_of(g)[j].hint].level
            weight = world.anticipation_provokes * actors_of(g)[j].hint_weight
            seen = anticipated(seen, weight, trust, hinted, level)
            if actors_of(g)[j].hint >= actors_of(g)[j].face_rung:
                hint = max(hint, actors_of(g)[j].hint_weight * trust * hinted)
        summed = summed + seen
        greatest = max(greatest, seen)
        shown_sum = shown_sum + level
        shown_top = max(shown_top, level)
        provoked_sum = provoked_sum + jump
        provoked = max(provoked, jump)
        top = max(top, actors_of(g)[j].face_rung)
        drawn = tripwire_threat(
            world.tripwire_drawn,
            clash,
            actors_of(g)[j].face_rung,
            frame.collective,
            frame.force,
        )
        threats[frame.force] = max(threats[frame.force], drawn)
        release = max(release, read_lines(g, frame, i, j, trust))
    many = max(count, 1)
    focus = world.attention_focus
    actors_of(g)[i].seen = attention(summed / many, greatest, focus)
    actors_of(g)[i].shown = attention(shown_sum / many, shown_top, focus)
    felt = attention(provoked_sum / many, provoked, focus)
    for rung in range(1, frame.rungs):
        threats[rung] = max(threats[rung], threats[rung - 1])
    actors_of(g)[i].release = release
    pressed = pressure(actors_of(g)[i].seen, felt, world.salami_weight)
    return pressed, world.anticipation_deters * hint, top


@compiled
def read_lines(g, frame, i, j, trust):
    """Enter j's lines at the rungs that cross them; what stands against i's next release."""
    threats = threats_of(g)
    release = 0.0
    if actors_of(g)[j].near >= 0:
        feared = trust * rungs_of(g)[actors_of(g)[j].near_promise].level
        crossing = line_rung(actors_of(g)[j].near, frame.steps, frame.aid, actors_of(g)[i].aid)
        threats[crossing] = max(threats[crossing], feared)
        if (
            actors_of(g)[i].rung == frame.aid
            and actors_of(g)[j].near == actors_of(g)[i].rung * frame.steps + actors_of(g)[i].aid + 1
        ):
            release = feared
    for k in range(statures_of(g)[j].line_from, statures_of(g)[j].line_to):
        at = red_lines_of(g)[k].at
        promised = (
            rungs_of(g)[red_lines_of(g)[k].promise].level * vector_of(g)[red_lines_of(g)[k].public]
        )
        threats[at] = max(threats[at], trust * promised)
    return release
