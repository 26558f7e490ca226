"""Weighs the rungs for one actor: applies its rules, gathers its outlook, computes utilities."""

from brinkmanship.sim.crisis.alliances import allies_of
from brinkmanship.sim.crisis.listening.reasons import keep_alternatives, terms_of
from brinkmanship.sim.crisis.seeing import weeks_crossed
from brinkmanship.sim.crisis.state.heights import level_of
from brinkmanship.sim.crisis.state.records import UNPOLLED, ActorState, Crisis
from brinkmanship.sim.mechanisms.choice import CLOSED, total
from brinkmanship.sim.mechanisms.credibility import standing_stake
from brinkmanship.sim.mechanisms.perception import present_resolve
from brinkmanship.sim.mechanisms.policy import (
    FORBID,
    PREFER,
    REQUIRE,
    RuleRow,
    Situation,
    rule_applies,
)
from brinkmanship.sim.mechanisms.weighing import Outlook, Setting, weigh


def assess(crisis: Crisis, actor: ActorState) -> None:
    """Apply the rules, then weigh the rungs that an actor must weigh this turn."""
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
    outlook = outlook_of(crisis, actor, allied)
    weigh_all(crisis, actor, outlook, setting_of(crisis))


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
    world, frame, levels = crisis.world, crisis.frame, crisis.levels
    return Setting(
        world.deterrence_weight,
        world.accidents_rate,
        world.firebreaks_scale,
        world.retaliation_weight,
        world.shape_inertia,
        world.shape_skipping,
        world.catastrophe_scale,
        levels[frame.force],
        levels[frame.clash],
        frame.hint_from,
        frame.display,
        frame.force,
    )


def outlook_of(crisis: Crisis, actor: ActorState, allied: float) -> Outlook:
    """What an actor wants, fears and sees this turn; the same for every rung it weighs."""
    world, course = crisis.world, crisis.course
    traits, stature = crisis.traits[actor.place], crisis.statures[actor.place]
    standing, promised = heaviest_stake(crisis, actor)
    tested = actor.near_tested >= 0
    return Outlook(
        present_resolve(actor.resolve, world.resolve_war_gain, course.war, world.war_intensity),
        traits.economy,
        traits.survival * (1.0 - traits.risk),
        world.reciprocity_scale * traits.reciprocity,
        world.solidarity_scale * traits.loyalty,
        world.solidarity_scale * traits.autonomy,
        actor.pressed,
        actor.seen,
        crisis.sides[1 - actor.side].answer,
        actor.hinted,
        actor.stake if tested else 0.0,
        crisis.levels[actor.near_promise] if tested else 0.0,
        standing,
        promised,
        actor.attacked,
        allied,
        actor.rung,
        level_of(crisis, actor),
        stature.ceiling,
        world.north_star_scale * traits.north_star,
        course.nuclear,
    )


def heaviest_stake(crisis: Crisis, actor: ActorState) -> tuple[float, float]:
    """The heaviest stake among an actor's crossed red lines, and the intensity it promised."""
    world, stretch = crisis.world, crisis.stretches[actor.place]
    scale = world.audience_costs_standing * world.audience_costs_aud
    heaviest, promised = 0.0, 0.0
    for k in range(stretch.line_from, stretch.line_to):
        weeks, line = crisis.line_states[k].weeks, crisis.red_lines[k]
        if weeks >= 0:
            public, honour = crisis.vector[line.public], crisis.traits[actor.place].honour
            stake = standing_stake(scale * honour, public, weeks, world.audience_costs_fade)
            if stake > heaviest:
                heaviest, promised = stake, crisis.levels[line.promise]
    return heaviest, promised


def first_unchoosable(crisis: Crisis) -> int:
    """The lowest rung that nobody can choose: a clash needs both sides, war needs a clash."""
    frame = crisis.frame
    return (frame.top_fighting if crisis.course.fighting == 1 else frame.top_alone) + 1


def first_closed(crisis: Crisis, actor: ActorState) -> int:
    """The lowest rung from which on all are closed to an actor."""
    stature, top = crisis.statures[actor.place], first_unchoosable(crisis)
    excused = stature.unless_attacked == 1 and actor.attacked >= 1.0
    return min(top, stature.ceiling) if stature.hard == 1 and not excused else top


def weigh_all(crisis: Crisis, actor: ActorState, outlook: Outlook, setting: Setting) -> None:
    """Weigh all rungs for an actor that acts, and what the next release of aid would gain it.

    For one that only answers its alliance's poll, weigh its own rung and the collective one.
    """
    frame, utility = crisis.frame, crisis.utility[actor.place]
    stature, threats = crisis.statures[actor.place], crisis.threats[actor.place]
    collective = crisis.treaties[actor.alliance].consensus if actor.alliance >= 0 else frame.rungs
    bound = stature.hard == 1 and stature.ceiling <= collective
    polled = collective < frame.rungs and not bound
    actor.gain, crisis.gains[actor.place] = 0.0, UNPOLLED
    closed = first_closed(crisis, actor)
    if actor.acts == 1:
        weigh_rungs(crisis, actor, outlook, setting, closed)
    elif polled:
        for rung in (actor.rung, collective):
            if rung < closed and has_means(crisis, actor, rung):
                threat = threats[rung]
                utility[rung] = weigh_step(crisis, actor, outlook, setting, rung, actor.aid, threat)
            else:
                utility[rung] = CLOSED
    if polled:
        crisis.gains[actor.place] = utility[collective] - utility[actor.rung]
    if actor.acts == 1 and actor.rung == frame.aid and actor.aid < frame.steps - 1:
        threat = max(threats[actor.rung], actor.release)
        step = actor.aid + 1
        better = weigh_step(crisis, actor, outlook, setting, actor.rung, step, threat)
        actor.gain = better - utility[actor.rung]
    if crisis.course.listening == 1:
        actor.before, actor.aid_before = actor.rung, actor.aid
        actor.present_resolve, actor.attacked_before = outlook.resolve, actor.attacked
        actor.word = outlook.stake + outlook.standing
        keep_alternatives(crisis, actor, outlook, setting, closed, first_unchoosable(crisis))


def has_means(crisis: Crisis, actor: ActorState, rung: int) -> bool:
    """Whether an actor has the means to stand on a rung and no rule forbids it."""
    place = actor.place
    return crisis.means[place][rung] != 0 and crisis.banned[place][rung] == 0


def weigh_rungs(
    crisis: Crisis, actor: ActorState, outlook: Outlook, setting: Setting, closed: int
) -> None:
    """The utility of every rung; CLOSED for those it may not or cannot take.

    The loop has no branch and no early exit, so that a processor weighs several rungs at once;
    arms aid beyond its first step is weighed after it.
    """
    levels, rises, burdens, prices = crisis.levels, crisis.rises, crisis.burdens, crisis.prices
    place = actor.place
    threats, bonus, utility = crisis.threats[place], crisis.bonus[place], crisis.utility[place]
    means, banned = crisis.means[place], crisis.banned[place]
    for rung in range(crisis.frame.rungs):
        value = (rises[rung], burdens[rung], prices[rung], threats[rung], bonus[rung])
        worth = total(weigh(outlook, setting, rung, levels[rung], value))
        is_open = (rung < closed) & (means[rung] != 0) & (banned[rung] == 0)
        utility[rung] = worth if is_open else CLOSED
    aid, step = crisis.frame.aid, actor.aid
    if step > 0 and utility[aid] > CLOSED:
        utility[aid] = weigh_step(crisis, actor, outlook, setting, aid, step, threats[aid])


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
