"""Compiled: what an actor observes, which rules apply, and the rungs weighed."""

from sim.chance import ACT, SENSE
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block, fresh_shocks
from sim.ensemble.hub import (
    actors_of,
    frame_of,
    grades_of,
    keys_of,
    line_states_of,
    options_of,
    pact_states_of,
    pacts_of,
    red_lines_of,
    rules_of,
    rungs_of,
    speech_of,
    statures_of,
    threats_of,
    traits_of,
    vector_of,
)
from sim.ensemble.seeing import grade, look
from sim.mechanisms.alliance import answer_expected, support
from sim.mechanisms.choice import CLOSED, total
from sim.mechanisms.credibility import standing_stake
from sim.mechanisms.perception import misread, perception_noise, present_resolve
from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, Situation, rule_applies
from sim.mechanisms.risk import renewal_chance
from sim.mechanisms.weighing import Outlook, weigh


@compiled
def weeks_crossed(g, i):
    """Weeks since the most recently crossed standing line was crossed, -1 for none."""
    found = -1
    for k in range(statures_of(g)[i].line_from, statures_of(g)[i].line_to):
        if line_states_of(g)[k].weeks >= 0 and (found < 0 or line_states_of(g)[k].weeks < found):
            found = line_states_of(g)[k].weeks
    return found


@compiled
def observe(g, world, seed, run, turn, i):
    """Read the other side; think afresh if it is time to; act or not."""
    frame = frame_of(g)
    act = block(seed, run, turn, ACT, 0, keys_of(g)[i])
    sense = block(seed, run, turn, SENSE, 0, keys_of(g)[i])
    me = actors_of(g)[i]
    me.said, me.called, me.released = act[2], act[3], sense[2]
    jolt = misread(world.misperception_m, world.misperception_pi, sense[0])
    actors_of(g)[i].misread_weeks = 0 if jolt > 0.0 else actors_of(g)[i].misread_weeks + 1
    error = perception_noise(world.misperception_sigma, sense[1]) + jolt
    impression = look(g, world, i, error)
    fresh = actors_of(g)[i].attacked > 0.0 and actors_of(g)[i].attacked_weeks == 0
    chance = renewal_chance(
        world.deliberation_renewal,
        world.deliberation_crossed,
        weeks_crossed(g, i),
        frame.crossed_weeks,
    )
    if fresh or act[1] < chance:
        fresh_shocks(options_of(g).shocks[i], seed, run, turn, keys_of(g)[i])
    actors_of(g)[i].acts = (
        1 if actors_of(g)[i].attacked > 0.0 or act[0] < traits_of(g)[i].activity else 0
    )
    return impression


@compiled
def rule_on(g, now, i):
    """Apply an actor's rules; the first required rung, -1 for none."""
    rungs, required = g.rungs, -1
    if statures_of(g)[i].rule_from == statures_of(g)[i].rule_to:
        return required  # nothing was entered, so nothing is to be taken back
    for rung in range(rungs):
        options_of(g)[i, rung].bonus = 0.0
        options_of(g)[i, rung].banned = 0
    speech_of(g)[i, :, :] = 0.0
    for k in range(statures_of(g)[i].rule_from, statures_of(g)[i].rule_to):
        rule = rules_of(g)[k]
        if rule_applies(rule, now) == 0:
            continue
        if rule.signal == 1:
            if rule.effect == PREFER:
                speech_of(g)[i, rule.target, 0] += vector_of(g)[rule.weight]
            elif rule.effect == FORBID:
                speech_of(g)[i, rule.target, 1] = 1.0
            else:
                speech_of(g)[i, rule.target, 2] = 1.0
        elif rule.effect == PREFER:
            options_of(g)[i, rule.target].bonus += vector_of(g)[rule.weight]
        elif rule.effect == REQUIRE:
            required = rule.target if required < 0 else required
        else:
            last = rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                options_of(g)[i, rung].banned = 1
    return required


@compiled
def answer(g, world, side):
    """The answer that force against a side must reckon with."""
    base, found = world.catastrophe_answer, -1.0
    for m in range(g.pacts):
        for j in range(g.actors):
            if actors_of(g)[j].alliance == m and actors_of(g)[j].side >= 0:
                if actors_of(g)[j].side == side:
                    found = max(
                        found,
                        answer_expected(
                            base, pacts_of(g)[m].obligation, pact_states_of(g)[m].cohesion
                        ),
                    )
                break
    return base if found < 0.0 else found


@compiled
def allied(g, i):
    """Mean intensity and highest rung of the other members; (-1.0, -1) if there is none."""
    m = actors_of(g)[i].alliance
    if m < 0:
        return -1.0, -1
    others = pact_states_of(g)[m].members - 1
    if others < 1:
        return -1.0, -1
    top = (
        pact_states_of(g)[m].second
        if actors_of(g)[i].rung == pact_states_of(g)[m].first
        else pact_states_of(g)[m].first
    )
    level = grades_of(g)[grade(g, frame_of(g), i)].level
    return (pact_states_of(g)[m].summed - level) / others, top


@compiled
def is_open(g, clash, i, rung):
    """Whether an actor may and can stand on a rung."""
    frame, star = frame_of(g), statures_of(g)[i]
    top = frame.war if clash == 1 else frame.force
    if rung > top or options_of(g)[i, rung].means == 0 or options_of(g)[i, rung].banned == 1:
        return False
    holds = star.hard == 1 and not (star.unless_attacked == 1 and actors_of(g)[i].attacked >= 1.0)
    return not (holds and rung >= star.ceiling)


@compiled
def weigh_rung(g, outlook, setting, i, rung, aid, threatened):
    """The utility of one rung at one step of aid."""
    frame = frame_of(g)
    at = rung * frame.steps + (aid if rung == frame.aid else 0)
    value = (
        grades_of(g)[at].rise,
        grades_of(g)[at].burden,
        rungs_of(g)[rung].price,
        threatened,
        options_of(g)[i, rung].bonus,
    )
    return total(weigh(outlook, setting, rung, grades_of(g)[at].level, value))


@compiled
def outlook_of(g, world, nuclear, war, side_answer, i, impression, mean):
    """What an actor wants, fears and sees this turn; the same for every rung it weighs."""
    me, mine, star = actors_of(g)[i], traits_of(g)[i], statures_of(g)[i]
    pressed, hint, _ = impression
    standing, promised = standing_stakes(g, world, i)
    tested = me.near_tested >= 0
    return Outlook(
        present_resolve(me.resolve, world.resolve_war_gain, war, world.war_intensity),
        mine.economy,
        mine.survival * (1.0 - mine.risk),
        world.reciprocity_scale * mine.reciprocity,
        world.solidarity_scale * mine.loyalty,
        world.solidarity_scale * mine.autonomy,
        pressed,
        me.seen,
        side_answer,
        hint,
        me.stake if tested else 0.0,
        rungs_of(g)[me.near_promise].level if tested else 0.0,
        standing,
        promised,
        me.attacked,
        mean,
        me.rung,
        grades_of(g)[grade(g, frame_of(g), i)].level,
        star.ceiling,
        world.north_star_scale * mine.north_star,
        nuclear,
    )


@compiled
def assess(g, world, setting, nuclear, turn, war, clash, side_answer, i, impression):
    """Weigh the rungs an actor must weigh; what it backs; what a release would gain."""
    me = actors_of(g)[i]
    mean, ally_top = allied(g, i)
    crossed = weeks_crossed(g, i)
    now = Situation(
        impression[2],
        ally_top,
        me.rung,
        1 if me.attacked > 0.0 else 0,
        1 if me.near_tested >= 0 or crossed >= 0 else 0,
        turn,
        war,
    )
    required = rule_on(g, now, i)
    outlook = outlook_of(g, world, nuclear, war, side_answer, i, impression, mean)
    weigh_all(g, world, outlook, setting, clash, i)
    return required


@compiled
def weigh_all(g, world, outlook, setting, clash, i):
    """The rungs an acting or a polled actor weighs, its backing, the gain of a release."""
    frame, star, me = frame_of(g), statures_of(g)[i], actors_of(g)[i]
    collective = pacts_of(g)[me.alliance].consensus if me.alliance >= 0 else frame.rungs
    polled = collective < frame.rungs
    for rung in range(frame.rungs):
        option = options_of(g)[i, rung]
        option.utility = CLOSED
        wanted = me.acts == 1 or (polled and rung in (me.rung, collective))
        if wanted and is_open(g, clash, i, rung):
            threat = threats_of(g)[rung]
            option.utility = weigh_rung(g, outlook, setting, i, rung, me.aid, threat)
    present = options_of(g)[i, me.rung].utility
    me.backing = me.gain = 0.0
    if polled and not (star.hard == 1 and star.ceiling <= collective):
        gain = options_of(g)[i, collective].utility - present
        me.backing = support(gain, world.consensus_tolerance, world.consensus_slope)
    if me.acts == 1 and me.rung == frame.aid and me.aid < frame.steps - 1:
        threat = max(threats_of(g)[me.rung], me.release)
        me.gain = weigh_rung(g, outlook, setting, i, me.rung, me.aid + 1, threat) - present


@compiled
def standing_stakes(g, world, i):
    """The heaviest stake among crossed standing lines, and what that line promised."""
    scale = world.audience_costs_standing * world.audience_costs_aud
    heaviest, promised = 0.0, 0.0
    for k in range(statures_of(g)[i].line_from, statures_of(g)[i].line_to):
        if line_states_of(g)[k].weeks >= 0:
            public = vector_of(g)[red_lines_of(g)[k].public]
            fade = world.audience_costs_fade
            stake = standing_stake(
                scale * traits_of(g)[i].honour, public, line_states_of(g)[k].weeks, fade
            )
            if stake > heaviest:
                heaviest, promised = stake, rungs_of(g)[red_lines_of(g)[k].promise].level
    return heaviest, promised
