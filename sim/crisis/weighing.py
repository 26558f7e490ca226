"""Weighs the rungs for one actor: applies its rules, gathers its outlook, computes utilities."""

from math import sqrt

from brinkmanship.sim.crisis.alliances import allies_of, collective_rung
from brinkmanship.sim.crisis.listening.reasons import (
    forget_alternatives,
    keep_alternatives,
    terms_of,
)
from brinkmanship.sim.crisis.seeing import LEAST_STAKE, fear_attack, stake_now, weeks_crossed
from brinkmanship.sim.crisis.state.heights import act_of, due_rung, level_of
from brinkmanship.sim.crisis.state.records import UNPOLLED, ActorState, Crisis
from brinkmanship.sim.crisis.words.speaking import believed_after, threat_gain, word_at_risk
from brinkmanship.sim.mechanisms.bargaining import share_below
from brinkmanship.sim.mechanisms.choice import CLOSED, total
from brinkmanship.sim.mechanisms.numeric import exp, log
from brinkmanship.sim.mechanisms.policy import (
    FORBID,
    PREFER,
    REQUIRE,
    RuleRow,
    Situation,
    rule_applies,
)
from brinkmanship.sim.mechanisms.weighing import (
    Outlook,
    Setting,
    foe_stake,
    war_threshold,
    weakest_stand,
    weigh,
)
from brinkmanship.sim.mechanisms.words.credibility import standing_stake


def assess(crisis: Crisis, actor: ActorState) -> None:
    """Apply the rules, then weigh the rungs that an actor must weigh this turn."""
    if actor.target < 0:  # nobody opposes it
        actor.acts = 0
        crisis.gains[actor.place] = UNPOLLED
        return
    allied, ally_top = allies_of(crisis, actor)
    crossed = weeks_crossed(crisis, actor)
    now = Situation(
        actor.opponent_top,
        ally_top,
        actor.rung,
        1 if actor.attacked > 0.0 else 0,
        1 if actor.near_tested >= 0 or crossed >= 0 else 0,
        crisis.course.turn,
        crisis.course.war,
    )
    apply_rules(crisis, actor, now)
    actor.gain = 0.0
    if crisis.course.listening == 1:
        keep_standing(crisis, actor)
    polled = is_polled(crisis, actor)
    if actor.acts == 1 or polled == 1:
        fear_attack(crisis, actor, crisis.dyads[actor.place][actor.target])
        outlook = outlook_of(crisis, actor, allied)
        weigh_all(crisis, actor, outlook, setting_of(crisis), polled)
        if actor.acts == 1:
            actor.boast = threat_gain(crisis, actor, outlook.after)


def is_polled(crisis: Crisis, actor: ActorState) -> int:
    """1 if an actor must say what it thinks of its alliance's collective step.

    One that does not reconsider stands by what it said last, if it has been asked before.
    """
    stature, collective = crisis.statures[actor.place], collective_rung(crisis, actor)
    bound = stature.hard == 1 and stature.ceiling <= collective
    polled = collective < crisis.frame.rungs and not bound
    asked = actor.acts == 1 or crisis.gains[actor.place] == UNPOLLED
    return 1 if polled and asked else 0


def keep_standing(crisis: Crisis, actor: ActorState) -> None:
    """Keep how an actor stands before it decides, for those who listen."""
    actor.before, actor.aid_before = actor.rung, actor.aid
    actor.present_resolve, actor.attacked_before = stake_now(crisis, actor), actor.attacked
    actor.word = heaviest_word(crisis, actor)[0]
    forget_alternatives(crisis, actor)


def apply_rules(crisis: Crisis, actor: ActorState, now: Situation) -> None:
    """Apply an actor's rules; if several require a rung, the first one counts."""
    actor.required = -1
    stretch = crisis.stretches[actor.place]
    if stretch.rule_from == stretch.rule_to:
        return  # bonus and bans were never written, so they need no reset
    bonus, banned = crisis.bonus[actor.place], crisis.banned[actor.place]
    for rung in range(crisis.frame.rungs):
        bonus[rung], banned[rung] = 0.0, 0
    for signal in crisis.speech[actor.place]:
        signal.weight, signal.banned, signal.required = 0.0, 0, 0
    for k in range(stretch.rule_from, stretch.rule_to):
        rule = crisis.rules[k]
        crisis.applied[k] = rule_applies(rule, now)
        if crisis.applied[k] == 0:
            continue
        if rule.signal == 1:
            apply_signal_rule(crisis, actor, rule)
        elif rule.effect == PREFER:
            bonus[rule.target] = bonus[rule.target] + crisis.vector[rule.weight]
        elif rule.effect == REQUIRE:
            actor.required = rule.target if actor.required < 0 else actor.required
        else:
            last = crisis.frame.rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                banned[rung] = 1


def apply_signal_rule(crisis: Crisis, actor: ActorState, rule: RuleRow) -> None:
    """Apply a rule about a signal."""
    signal = crisis.speech[actor.place][rule.target]
    if rule.effect == PREFER:
        signal.weight = signal.weight + crisis.vector[rule.weight]
    elif rule.effect == FORBID:
        signal.banned = 1
    else:
        signal.required = 1


def setting_of(crisis: Crisis) -> Setting:
    """What the scenario fixes for every actor that weighs rungs."""
    world, frame = crisis.world, crisis.frame
    return Setting(
        world.bargaining_kept,
        world.bargaining_conceded,
        world.bargaining_reach,
        world.bargaining_inertia,
        world.bargaining_leap,
        world.costs_distance,
        world.war_home,
        world.war_restraint,
        world.war_alarm,
        world.war_least,
        world.war_first_strike,
        world.war_vulnerable,
        world.seizure_gain * world.dispute_territory,
        world.harm_force,
        world.retaliation_weight,
        world.deterrence_weight,
        frame.hint_from,
        frame.threat,
        frame.display,
        frame.force,
    )


def outlook_of(crisis: Crisis, actor: ActorState, allied: float) -> Outlook:
    """What an actor wants, fears and sees this turn; the same for every rung it weighs."""
    world = crisis.world
    traits, stature = crisis.traits[actor.place], crisis.statures[actor.place]
    word, promised = heaviest_word(crisis, actor)
    foe = crisis.actors[actor.target]
    dyad, theirs = crisis.dyads[actor.place][foe.place], crisis.dyads[foe.place][actor.place]
    backed = world.resolve_war_gain * crisis.backers[foe.place] * crisis.course.war
    return Outlook(
        stake_now(crisis, actor),
        dyad.cost,
        dyad.odds,
        dyad.mean + log(1.0 + backed),
        dyad.doubt,
        exp(dyad.mean + log(1.0 + backed)),
        sqrt(dyad.doubt * dyad.doubt + 1.0),
        theirs.cost,
        theirs.price,
        theirs.trust,
        believed_after(crisis, actor, theirs),
        word_at_risk(actor, dyad, stake_now(crisis, actor)),
        actor.seen,
        actor.pressed,
        actor.threatened,
        actor.answered,
        actor.attacked,
        traits.economy,
        traits.survival * (1.0 - traits.risk),
        world.retaliation_weight * traits.reciprocity,
        world.solidarity_scale * traits.loyalty,
        world.solidarity_scale * traits.autonomy,
        actor.hinted,
        word,
        promised,
        allied,
        level_of(crisis, actor),
        crisis.near[actor.place][foe.place] * 1.0,
        stature.ceiling,
        world.north_star_scale * traits.north_star,
    )


def heaviest_word(crisis: Crisis, actor: ActorState) -> tuple[float, float]:
    """The heaviest stake among an actor's crossed lines, and the intensity it promised.

    Public words bind until they are kept; what has been lived with for a quarter no longer does.
    """
    world, stretch = crisis.world, crisis.stretches[actor.place]
    heaviest, promised = 0.0, 0.0
    if actor.near_tested >= 0:
        promised = crisis.levels[due_rung(crisis, actor.near_promise)]
        heaviest = actor.stake
    if world.audience_costs_aud <= 0.0:
        return heaviest, promised
    scale = world.audience_costs_standing * crisis.traits[actor.place].honour
    for k in range(stretch.line_from, stretch.line_to):
        turns, line = crisis.line_states[k].weeks, crisis.red_lines[k]
        if turns >= 0:
            weeks = turns * crisis.course.weeks
            public = crisis.vector[line.public]
            stake = standing_stake(scale, public, weeks, world.audience_costs_fade)
            if stake > heaviest:
                heaviest = stake
                promised = crisis.levels[due_rung(crisis, line.promise)]
    return heaviest, promised


def first_closed(crisis: Crisis, actor: ActorState) -> int:
    """The lowest rung from which on all are closed to an actor."""
    stature, top = crisis.statures[actor.place], crisis.frame.top + 1
    excused = stature.unless_attacked == 1 and actor.attacked >= 1.0
    return min(top, stature.ceiling) if stature.hard == 1 and not excused else top


def weigh_all(
    crisis: Crisis, actor: ActorState, outlook: Outlook, setting: Setting, polled: int
) -> None:
    """Weigh all rungs for an actor that acts, and what the next release of aid would gain it.

    For one that only answers its alliance's poll, weigh its own rung and the collective one.
    """
    frame, utility = crisis.frame, crisis.utility[actor.place]
    threats, collective = crisis.threats[actor.place], collective_rung(crisis, actor)
    closed = first_closed(crisis, actor)
    if actor.acts == 1:
        weigh_rungs(crisis, actor, outlook, setting, closed)
    else:
        for rung in (actor.rung, collective):
            if rung < closed and has_means(crisis, actor, rung):
                threat = threats[rung]
                utility[rung] = weigh_step(crisis, actor, outlook, setting, rung, actor.aid, threat)
            else:
                utility[rung] = CLOSED
    crisis.gains[actor.place] = UNPOLLED
    if polled == 1:
        gain = utility[collective] - utility[actor.rung]
        crisis.gains[actor.place] = gain / max(outlook.stake, LEAST_STAKE)
    if actor.acts == 1 and actor.rung == frame.aid and actor.aid < frame.steps - 1:
        threat = max(threats[actor.rung], actor.release)
        step = actor.aid + 1
        better = weigh_step(crisis, actor, outlook, setting, actor.rung, step, threat)
        actor.gain = better - utility[actor.rung]
    if crisis.course.listening == 1:
        keep_alternatives(crisis, actor, outlook, setting, closed, polled)


def has_means(crisis: Crisis, actor: ActorState, rung: int) -> bool:
    """Whether an actor has the means to stand on a rung and no rule forbids it."""
    place = actor.place
    return crisis.means[place][rung] != 0 and crisis.banned[place][rung] == 0


def weigh_rungs(
    crisis: Crisis, actor: ActorState, outlook: Outlook, setting: Setting, closed: int
) -> None:
    """The utility of every rung; CLOSED for those it may not or cannot take."""
    place, frame = actor.place, crisis.frame
    threats, bonus, utility = crisis.threats[place], crisis.bonus[place], crisis.utility[place]
    means, banned = crisis.means[place], crisis.banned[place]
    expect_answers(crisis, actor, outlook, setting)
    yields, fights = crisis.yields[place], crisis.expected[0]
    for rung in range(frame.rungs):
        at = rung * frame.steps + (actor.aid if rung == frame.aid else 0)
        act = act_of(crisis.kinds[rung], crisis.grades[at])
        value = (yields[rung], fights[rung], threats[rung], bonus[rung])
        worth = total(weigh(outlook, setting, rung, act, value))
        is_open = (rung < closed) & (means[rung] != 0) & (banned[rung] == 0)
        utility[rung] = worth if is_open else CLOSED


def expect_answers(crisis: Crisis, actor: ActorState, outlook: Outlook, setting: Setting) -> None:
    """What the opponent is expected to do about each rung, at the step of aid released.

    The same as ``answers`` for each, in loops without a branch or an early exit, so that a
    processor does several rungs at once.
    """
    frame, grades = crisis.frame, crisis.grades
    yields, fights, means = crisis.yields[actor.place], crisis.expected[0], crisis.expected[1]
    for rung in range(frame.rungs):
        at = rung * frame.steps + (actor.aid if rung == frame.aid else 0)
        act = act_of(crisis.kinds[rung], grades[at])
        yields[rung] = weakest_stand(outlook, setting, rung, act)
        fights[rung] = war_threshold(outlook, setting, act)
        means[rung] = foe_stake(outlook, setting, rung, act)
    for rung in range(len(means)):
        means[rung] = log(means[rung])
    for rung in range(len(yields)):
        yields[rung] = log(yields[rung])
    for rung in range(len(yields)):
        yields[rung] = share_below(yields[rung], means[rung], outlook.doubt)
    for rung in range(len(fights)):
        fights[rung] = 1.0 - share_below(fights[rung], means[rung], outlook.width)


def weigh_step(
    crisis: Crisis,
    actor: ActorState,
    outlook: Outlook,
    setting: Setting,
    rung: int,
    step: int,
    threatened: float,
) -> float:
    """The utility of one rung at one step of aid, against a believed threat."""
    return total(terms_of(crisis, actor, outlook, setting, rung, step, threatened))
