"""Compiled: rules, the rungs weighed, the alliance polled, the choice and the words for it."""

from sim.chance import ACT, SENSE
from sim.ensemble.compiled import compiled
from sim.ensemble.draws import block, fresh_shocks
from sim.ensemble.seeing import grade, look
from sim.ensemble.state import VETOED
from sim.mechanisms.alliance import answer_expected, consensus, objection, support
from sim.mechanisms.choice import dissent, total
from sim.mechanisms.credibility import standing_stake
from sim.mechanisms.perception import misread, perception_noise, present_resolve
from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, Situation, propensity, rule_applies
from sim.mechanisms.risk import release_chance, renewal_chance
from sim.mechanisms.signals import AMBIGUITY, ASSURE, COMMIT, NONE, REMINDER, THREAT, WARN, chosen
from sim.mechanisms.weighing import Outlook, weigh

CLOSED = -1e9
CALLED = 0.5
CONSULT = 7


@compiled
def weeks_crossed(t, s, i):
    """Weeks since the most recently crossed standing line was crossed, -1 for none."""
    found = -1
    for k in range(t.statures[i].line_from, t.statures[i].line_to):
        if s.lines[k].weeks >= 0 and (found < 0 or s.lines[k].weeks < found):
            found = s.lines[k].weeks
    return found


@compiled
def observe(t, s, world, traits, seed, run, turn, i):
    """Read the other side; think afresh if it is time to; act or not."""
    frame = t.frame[0]
    act = block(seed, run, turn, ACT, 0, t.keys[i])
    sense = block(seed, run, turn, SENSE, 0, t.keys[i])
    jolt = misread(world.misperception_m, world.misperception_pi, sense[0])
    s.actors[i].misread_weeks = 0 if jolt > 0.0 else s.actors[i].misread_weeks + 1
    error = perception_noise(world.misperception_sigma, sense[1]) + jolt
    impression = look(t, s, world, i, error)
    fresh = s.actors[i].attacked > 0.0 and s.actors[i].attacked_weeks == 0
    chance = renewal_chance(
        world.deliberation_renewal,
        world.deliberation_crossed,
        weeks_crossed(t, s, i),
        frame.crossed_weeks,
    )
    if fresh or act[1] < chance:
        fresh_shocks(s.options.shocks[i], seed, run, turn, t.keys[i])
    s.actors[i].acts = 1 if s.actors[i].attacked > 0.0 or act[0] < traits[i].activity else 0
    return impression


@compiled
def rule_on(t, s, now, i):
    """Apply an actor's rules; the first required rung, -1 for none."""
    rungs = t.rungs.shape[0]
    s.options.bonus[i, :] = 0.0
    s.options.banned[i, :] = 0
    s.speech[i, :, :] = 0.0
    required = -1
    for k in range(t.statures[i].rule_from, t.statures[i].rule_to):
        rule = t.rules[k]
        if rule_applies(rule, now) == 0:
            continue
        if rule.signal == 1:
            if rule.effect == PREFER:
                s.speech[i, rule.target, 0] += s.vector[rule.weight]
            elif rule.effect == FORBID:
                s.speech[i, rule.target, 1] = 1.0
            else:
                s.speech[i, rule.target, 2] = 1.0
        elif rule.effect == PREFER:
            s.options[i, rule.target].bonus += s.vector[rule.weight]
        elif rule.effect == REQUIRE:
            required = rule.target if required < 0 else required
        else:
            last = rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                s.options[i, rung].banned = 1
    return required


@compiled
def answer(t, s, world, side):
    """The answer that force against a side must reckon with."""
    base, found = world.catastrophe_answer, -1.0
    for m in range(t.pacts.shape[0]):
        for j in range(t.keys.shape[0]):
            if s.actors[j].alliance == m and s.actors[j].side >= 0:
                if s.actors[j].side == side:
                    found = max(
                        found, answer_expected(base, t.pacts[m].obligation, s.pacts[m].cohesion)
                    )
                break
    return base if found < 0.0 else found


@compiled
def allied(t, s, i):
    """Mean intensity and highest rung of the other members; (-1.0, -1) if there is none."""
    m = s.actors[i].alliance
    if m < 0:
        return -1.0, -1
    others = -1
    for j in range(t.keys.shape[0]):
        if s.actors[j].side >= 0 and s.actors[j].alliance == m:
            others += 1
    if others < 1:
        return -1.0, -1
    top = s.pacts[m].second if s.actors[i].rung == s.pacts[m].first else s.pacts[m].first
    level = s.grades[grade(s, t.frame[0], i)].level
    return (s.pacts[m].summed - level) / others, top


@compiled
def is_open(t, s, clash, i, rung):
    """Whether an actor may and can stand on a rung."""
    frame, star = t.frame[0], t.statures[i]
    top = frame.war if clash == 1 else frame.force
    if rung > top or s.options[i, rung].means == 0 or s.options[i, rung].banned == 1:
        return False
    holds = star.hard == 1 and not (star.unless_attacked == 1 and s.actors[i].attacked >= 1.0)
    return not (holds and rung >= star.ceiling)


@compiled
def weigh_rung(t, s, outlook, setting, i, rung, aid, threatened):
    """The utility of one rung at one step of aid."""
    frame = t.frame[0]
    at = rung * frame.steps + (aid if rung == frame.aid else 0)
    value = (
        s.grades[at].rise,
        s.grades[at].burden,
        t.rungs[rung].price,
        threatened,
        s.options[i, rung].bonus,
    )
    return total(weigh(outlook, setting, rung, s.grades[at].level, value))


@compiled
def assess(t, s, world, traits, setting, nuclear, turn, war, clash, side_answer, i, impression):
    """Weigh the rungs an actor must weigh; what it backs; what a release would gain."""
    frame, star = t.frame[0], t.statures[i]
    pressed, hint, top = impression
    mean, ally_top = allied(t, s, i)
    crossed = weeks_crossed(t, s, i)
    now = Situation(
        top,
        ally_top,
        s.actors[i].rung,
        1 if s.actors[i].attacked > 0.0 else 0,
        1 if s.actors[i].near_tested >= 0 or crossed >= 0 else 0,
        turn,
        war,
    )
    required = rule_on(t, s, now, i)
    standing, promised = standing_stakes(t, s, world, traits, i)
    tested = s.actors[i].near_tested >= 0
    mine = traits[i]
    outlook = Outlook(
        present_resolve(s.actors[i].resolve, world.resolve_war_gain, war, world.war_intensity),
        mine.economy,
        mine.survival * (1.0 - mine.risk),
        world.reciprocity_scale * mine.reciprocity,
        world.solidarity_scale * mine.loyalty,
        world.solidarity_scale * mine.autonomy,
        pressed,
        s.actors[i].seen,
        side_answer,
        hint,
        s.actors[i].stake if tested else 0.0,
        t.rungs[s.actors[i].near_promise].level if tested else 0.0,
        standing,
        promised,
        s.actors[i].attacked,
        mean,
        s.actors[i].rung,
        s.grades[grade(s, frame, i)].level,
        star.ceiling,
        world.north_star_scale * mine.north_star,
        nuclear,
    )
    m = s.actors[i].alliance
    collective = t.pacts[m].consensus if m >= 0 else frame.rungs
    utility = s.options.utility[i]
    for rung in range(frame.rungs):
        utility[rung] = CLOSED
        wanted = s.actors[i].acts == 1 or (
            collective < frame.rungs and (rung == s.actors[i].rung or rung == collective)
        )
        if wanted and is_open(t, s, clash, i, rung):
            threat = s.threats[rung]
            utility[rung] = weigh_rung(t, s, outlook, setting, i, rung, s.actors[i].aid, threat)
    s.actors[i].backing = 0.0
    if collective < frame.rungs and not (star.hard == 1 and star.ceiling <= collective):
        gain = utility[collective] - utility[s.actors[i].rung]
        s.actors[i].backing = support(gain, world.consensus_tolerance, world.consensus_slope)
    s.actors[i].gain = 0.0
    if (
        s.actors[i].acts == 1
        and s.actors[i].rung == frame.aid
        and s.actors[i].aid < frame.steps - 1
    ):
        threat = max(s.threats[s.actors[i].rung], s.actors[i].release)
        step = weigh_rung(t, s, outlook, setting, i, s.actors[i].rung, s.actors[i].aid + 1, threat)
        s.actors[i].gain = step - utility[s.actors[i].rung]
    return required


@compiled
def standing_stakes(t, s, world, traits, i):
    """The heaviest stake among crossed standing lines, and what that line promised."""
    scale = world.audience_costs_standing * world.audience_costs_aud
    heaviest, promised = 0.0, 0.0
    for k in range(t.statures[i].line_from, t.statures[i].line_to):
        if s.lines[k].weeks >= 0:
            public = s.vector[t.lines[k].public]
            fade = world.audience_costs_fade
            stake = standing_stake(scale * traits[i].honour, public, s.lines[k].weeks, fade)
            if stake > heaviest:
                heaviest, promised = stake, t.rungs[t.lines[k].promise].level
    return heaviest, promised


@compiled
def poll(t, s, world, traits, m):
    """How far a collective step finds consensus now."""
    voices = backing = 0.0
    unblocked = 1.0
    collective = t.pacts[m].consensus
    for j in range(t.keys.shape[0]):
        if s.actors[j].side < 0 or s.actors[j].alliance != m:
            continue
        voices = voices + traits[j].voice
        backing = backing + traits[j].voice * s.actors[j].backing
        if traits[j].veto > 0.0 and t.statures[j].ceiling <= collective:
            strength = world.north_star_scale * traits[j].north_star
            unblocked = unblocked * (1.0 - traits[j].veto * objection(t.statures[j].hard, strength))
    if voices <= 0.0:
        return 0.0
    share = unblocked * backing / voices
    return consensus(s.pacts[m].cohesion, s.pacts[m].base, share, world.consensus_need)


@compiled
def choose(t, s, c, world, traits, seed, run, turn, required, i):
    """Choose rung, release and words, now that the alliance has spoken."""
    frame = t.frame[0]
    m = s.actors[i].alliance
    gate = s.pacts[m].gate if m >= 0 else 1.0
    collective = t.pacts[m].consensus if m >= 0 else frame.rungs
    s.actors[i].new_rung, s.actors[i].new_aid, s.actors[i].vetoed = (
        s.actors[i].rung,
        s.actors[i].aid,
        0,
    )
    if s.actors[i].acts == 1:
        if required >= 0 and s.options[i, required].utility > CLOSED:
            s.actors[i].new_rung = required
        else:
            take_best(s, world, traits, gate, collective, i)
            if (
                s.actors[i].new_rung == s.actors[i].rung == frame.aid
                and s.actors[i].aid < frame.steps - 1
            ):
                chance = release_chance(world.aid_rate, s.actors[i].gain, traits[i].rationality)
                drawn = block(seed, run, turn, SENSE, 0, t.keys[i])[2]
                if drawn < chance:
                    s.actors[i].new_aid = s.actors[i].aid + 1
    if s.actors[i].vetoed == 1:
        c.counts[VETOED] += 1
    speak(t, s, traits, seed, run, turn, i)


@compiled
def take_best(s, world, traits, gate, collective, i):
    """The open rung with the greatest utility and shock."""
    beta = traits[i].rationality
    weight = world.consensus_weight if s.actors[i].attacked == 0.0 else 0.0
    best = best_alone = CLOSED
    alone = s.actors[i].rung
    for rung in range(s.options.shape[1]):
        worth = s.options[i, rung].utility
        if worth <= CLOSED:
            continue
        score = worth + s.options[i, rung].shocks / beta
        if score > best_alone:
            best_alone, alone = score, rung
        score = score + dissent(weight, gate, rung, collective)
        if score > best:
            best = score
            s.actors[i].new_rung = rung
    s.actors[i].vetoed = 1 if alone >= collective > s.actors[i].new_rung else 0


@compiled
def speak(t, s, traits, seed, run, turn, i):
    """Choose the week's outward signal and whether to consult the allies."""
    act = block(seed, run, turn, ACT, 0, t.keys[i])
    mine = traits[i]
    rules = s.speech[i]
    s.actors[i].signal = NONE
    upto = 0.0
    for kind, chance in (
        (THREAT, mine.threaten),
        (WARN, mine.warn),
        (COMMIT, mine.commit),
        (AMBIGUITY, mine.ambiguity),
        (ASSURE, mine.assure),
        (REMINDER, mine.reminder),
    ):
        share = propensity(chance, rules[kind, 0], int(rules[kind, 1]), int(rules[kind, 2]))
        if chosen(act[2], upto, share) == 1:
            s.actors[i].signal = kind
        upto = upto + share
    called = max(mine.consult, CALLED) if s.actors[i].attacked > 0.0 else mine.consult
    share = propensity(called, rules[CONSULT, 0], int(rules[CONSULT, 1]), int(rules[CONSULT, 2]))
    s.actors[i].consults = 1 if act[3] < share else 0
    if s.actors[i].told >= 0:
        if s.actors[i].told == CONSULT:
            s.actors[i].consults = 1
        else:
            s.actors[i].signal = s.actors[i].told
        s.actors[i].told = -1
