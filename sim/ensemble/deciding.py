"""Compiled: what an actor observes, which rules apply, and the rungs weighed."""

from sim.ensemble.compiled import compiled
from sim.ensemble.hub import (
    actors_of,
    banned_of,
    bonus_of,
    burdens_of,
    dice_of,
    frame_of,
    gains_of,
    grades_of,
    levels_of,
    line_states_of,
    noises_of,
    open_rungs_of,
    pact_states_of,
    pacts_of,
    prices_of,
    red_lines_of,
    rises_of,
    rules_of,
    speech_of,
    statures_of,
    threats_of,
    traits_of,
    utility_of,
    vector_of,
)
from sim.ensemble.seeing import grade, look
from sim.ensemble.state import UNPOLLED
from sim.fork import NO_MISREADING
from sim.mechanisms.alliance import answer_expected
from sim.mechanisms.choice import CLOSED, total
from sim.mechanisms.credibility import standing_stake
from sim.mechanisms.perception import misread, perception_noise, present_resolve
from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, Situation, rule_applies
from sim.mechanisms.risk import renewal_chance
from sim.mechanisms.weighing import Outlook, weigh


@compiled
def weeks_crossed(g, i):
    """Weeks since the most recently crossed standing line was crossed, -1 for none."""
    found, lines = -1, line_states_of(g)
    for k in range(statures_of(g)[i].line_from, statures_of(g)[i].line_to):
        if lines[k].weeks >= 0 and (found < 0 or lines[k].weeks < found):
            found = lines[k].weeks
    return found


@compiled
def observe(g, world, turn, i):
    """Read the other side; think afresh if it is time to; act or not."""
    me, dice = actors_of(g)[i], dice_of(g)[i]
    jolt = misread(world.misperception_m, world.misperception_pi, dice.misread)
    if g.fork_turn == turn and g.fork_change == NO_MISREADING and g.fork_actor == i:
        jolt = 0.0
    me.misread_weeks = 0 if jolt > 0.0 else me.misread_weeks + 1
    error = perception_noise(world.misperception_sigma, noises_of(g)[i]) + jolt
    impression = look(g, world, i, error)
    fresh = me.attacked > 0.0 and me.attacked_weeks == 0
    chance = renewal_chance(
        world.deliberation_renewal,
        world.deliberation_crossed,
        weeks_crossed(g, i),
        frame_of(g).crossed_weeks,
    )
    if fresh or dice.renews < chance:
        me.renewed = turn
    me.acts = 1 if me.attacked > 0.0 or dice.acts < traits_of(g)[i].activity else 0
    return impression


@compiled
def rule_on(g, now, i):
    """Apply an actor's rules; the first required rung, -1 for none."""
    rungs, required = g.rungs, -1
    if statures_of(g)[i].rule_from == statures_of(g)[i].rule_to:
        return required  # nothing was entered, so nothing is to be taken back
    bonus, banned = bonus_of(g)[i], banned_of(g)[i]
    for rung in range(rungs):
        bonus[rung], banned[rung] = 0.0, 0
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
            bonus[rule.target] += vector_of(g)[rule.weight]
        elif rule.effect == REQUIRE:
            required = rule.target if required < 0 else required
        else:
            last = rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                banned[rung] = 1
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
    me = actors_of(g)[i]
    if me.alliance < 0:
        return -1.0, -1
    pact = pact_states_of(g)[me.alliance]
    others = pact.members - 1
    if others < 1:
        return -1.0, -1
    top = pact.second if me.rung == pact.first else pact.first
    level = grades_of(g)[grade(g, frame_of(g), i)].level
    return (pact.summed - level) / others, top


@compiled
def opens_up_to(g, clash, i):
    """The first rung that is closed to an actor with all above it."""
    frame, star = frame_of(g), statures_of(g)[i]
    top = frame.war if clash == 1 else frame.force
    holds = star.hard == 1 and not (star.unless_attacked == 1 and actors_of(g)[i].attacked >= 1.0)
    return min(top + 1, star.ceiling) if holds else top + 1


@compiled
def weigh_step(g, outlook, setting, i, rung, aid, threatened):
    """The utility of one rung at one step of aid."""
    frame = frame_of(g)
    stand = grades_of(g)[rung * frame.steps + (aid if rung == frame.aid else 0)]
    value = (stand.rise, stand.burden, prices_of(g)[rung], threatened, bonus_of(g)[i, rung])
    return total(weigh(outlook, setting, rung, stand.level, value))


@compiled
def weigh_rungs(g, outlook, setting, i, closed):
    """The utility of every rung; CLOSED for those an actor may or can not stand on.

    A loop without a way out, so that a processor can weigh several rungs at once; arms aid
    beyond its first step is weighed after it.
    """
    levels, rises, burdens, prices = levels_of(g), rises_of(g), burdens_of(g), prices_of(g)
    threats, bonus, utility = threats_of(g), bonus_of(g)[i], utility_of(g)[i]
    means, banned = open_rungs_of(g)[i], banned_of(g)[i]
    for rung in range(g.rungs):
        value = (rises[rung], burdens[rung], prices[rung], threats[rung], bonus[rung])
        worth = total(weigh(outlook, setting, rung, levels[rung], value))
        is_open = (rung < closed) & (means[rung] != 0) & (banned[rung] == 0)
        utility[rung] = worth if is_open else CLOSED
    aid, step = frame_of(g).aid, actors_of(g)[i].aid
    if step > 0 and utility[aid] > CLOSED:
        utility[aid] = weigh_step(g, outlook, setting, i, aid, step, threats[aid])


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
        levels_of(g)[me.near_promise] if tested else 0.0,
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
    weigh_all(g, outlook, setting, clash, i)
    return required


@compiled
def weigh_all(g, outlook, setting, clash, i):
    """The rungs an acting or a polled actor weighs, what a step and a release would gain."""
    frame, star, me, utility = frame_of(g), statures_of(g)[i], actors_of(g)[i], utility_of(g)[i]
    collective = pacts_of(g)[me.alliance].consensus if me.alliance >= 0 else frame.rungs
    polled = collective < frame.rungs and not (star.hard == 1 and star.ceiling <= collective)
    me.gain, gains_of(g)[i] = 0.0, UNPOLLED
    closed = opens_up_to(g, clash, i)
    if me.acts == 1:
        weigh_rungs(g, outlook, setting, i, closed)
    elif polled:
        for rung in (me.rung, collective):
            is_open = rung < closed and open_rungs_of(g)[i, rung] != 0
            if is_open and banned_of(g)[i, rung] == 0:
                threat = threats_of(g)[rung]
                utility[rung] = weigh_step(g, outlook, setting, i, rung, me.aid, threat)
            else:
                utility[rung] = CLOSED
    if polled:
        gains_of(g)[i] = utility[collective] - utility[me.rung]
    if me.acts == 1 and me.rung == frame.aid and me.aid < frame.steps - 1:
        threat = max(threats_of(g)[me.rung], me.release)
        better = weigh_step(g, outlook, setting, i, me.rung, me.aid + 1, threat)
        me.gain = better - utility[me.rung]


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
                heaviest, promised = stake, levels_of(g)[red_lines_of(g)[k].promise]
    return heaviest, promised
