"""Compiled: faces, first beliefs, and what a week's look at the other side comes to."""

from sim.ensemble.compiled import compiled
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


@compiled
def grade(s, frame, i):
    """Grade of an actor's posture."""
    if s.actors[i].rung == frame.aid:
        return s.actors[i].rung * frame.steps + s.actors[i].aid
    return s.actors[i].rung * frame.steps


@compiled
def take_face(s, i):
    """Others see an actor as it stands now."""
    s.actors[i].face_rung = s.actors[i].shown_rung
    s.actors[i].face_level = s.actors[i].shown_level


@compiled
def meet(t, s, traits):
    """Everyone on a side holds first beliefs of the opponents it has not met."""
    frame = t.frame[0]
    n = t.keys.shape[0]
    for i in range(n):
        for j in range(n):
            if s.actors[i].side < 0 or s.actors[j].side != 1 - s.actors[i].side:
                continue
            if s.dyads[i, j].kept >= 0.0:
                continue
            trust, strength = traits[j].credibility, traits[j].strength
            s.dyads[i, j].hostility = traits[i].hostility
            s.dyads[i, j].reference = s.grades[grade(s, frame, j)].level
            s.dyads[i, j].kept = trust * strength
            s.dyads[i, j].broken = (1.0 - trust) * strength


@compiled
def look(t, s, world, i, error):
    """Read all opponents and learn from what is read; leaves the impression in the state."""
    frame = t.frame[0]
    threats = s.threats
    threats[:] = 0.0
    summed = greatest = shown_sum = shown_top = provoked_sum = provoked = 0.0
    hint = release = 0.0
    top = -1
    count = 0
    for j in range(t.keys.shape[0]):
        if s.actors[j].side != 1 - s.actors[i].side:
            continue
        count += 1
        level = s.actors[j].face_level
        seen = perceived(level, error, world.misperception_mu, s.dyads[i, j].hostility)
        jump = provocation(seen, s.dyads[i, j].reference, world.salami_notice)
        s.dyads[i, j].reference = adapted(s.dyads[i, j].reference, world.salami_rho, seen)
        s.dyads[i, j].hostility = learnt_hostility(
            s.dyads[i, j].hostility, world.hostility_omega, seen
        )
        trust = belief(s.dyads[i, j].kept, s.dyads[i, j].broken)
        if s.actors[j].hint >= 0:
            hinted = t.rungs[s.actors[j].hint].level
            weight = world.anticipation_provokes * s.actors[j].hint_weight
            seen = anticipated(seen, weight, trust, hinted, level)
            if s.actors[j].hint >= s.actors[j].face_rung:
                hint = max(hint, s.actors[j].hint_weight * trust * hinted)
        summed = summed + seen
        greatest = max(greatest, seen)
        shown_sum = shown_sum + level
        shown_top = max(shown_top, level)
        provoked_sum = provoked_sum + jump
        provoked = max(provoked, jump)
        top = max(top, s.actors[j].face_rung)
        release = max(release, read_lines(t, s, frame, i, j, trust))
    many = max(count, 1)
    focus = world.attention_focus
    s.actors[i].seen = attention(summed / many, greatest, focus)
    s.actors[i].shown = attention(shown_sum / many, shown_top, focus)
    felt = attention(provoked_sum / many, provoked, focus)
    for rung in range(1, frame.rungs):
        threats[rung] = max(threats[rung], threats[rung - 1])
    s.actors[i].release = release
    pressed = pressure(s.actors[i].seen, felt, world.salami_weight)
    return pressed, world.anticipation_deters * hint, top


@compiled
def read_lines(t, s, frame, i, j, trust):
    """Enter j's lines at the rungs that cross them; what stands against i's next release."""
    threats = s.threats
    release = 0.0
    if s.actors[j].near >= 0:
        feared = trust * t.rungs[s.actors[j].near_promise].level
        crossing = line_rung(s.actors[j].near, frame.steps, frame.aid, s.actors[i].aid)
        threats[crossing] = max(threats[crossing], feared)
        if (
            s.actors[i].rung == frame.aid
            and s.actors[j].near == s.actors[i].rung * frame.steps + s.actors[i].aid + 1
        ):
            release = feared
    for k in range(t.statures[j].line_from, t.statures[j].line_to):
        at = t.lines[k].at
        promised = t.rungs[t.lines[k].promise].level * s.vector[t.lines[k].public]
        threats[at] = max(threats[at], trust * promised)
    return release
