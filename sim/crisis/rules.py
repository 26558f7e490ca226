"""What the rules of a policy that apply this turn do to rungs and signals."""

from sim.crisis.state import ActorState, Crisis
from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, RuleRow, Situation, rule_applies


def apply_rules(crisis: Crisis, actor: ActorState, now: Situation) -> None:
    """Apply an actor's rules; the first requirement of a rung holds."""
    actor.required = -1
    stretch = crisis.stretches[actor.place]
    if stretch.rule_from == stretch.rule_to:
        return  # nothing was entered, so nothing is to be taken back
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
            rule_signal(crisis, actor, rule)
        elif rule.effect == PREFER:
            bonus[rule.target] = bonus[rule.target] + crisis.vector[rule.weight]
        elif rule.effect == REQUIRE:
            actor.required = rule.target if actor.required < 0 else actor.required
        else:
            last = crisis.frame.rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                banned[rung] = 1


def rule_signal(crisis: Crisis, actor: ActorState, rule: RuleRow) -> None:
    """Apply a rule about a signal."""
    signal = crisis.speech[actor.place][rule.target]
    if rule.effect == PREFER:
        signal.weight = signal.weight + crisis.vector[rule.weight]
    elif rule.effect == FORBID:
        signal.banned = 1
    else:
        signal.required = 1
