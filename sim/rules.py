"""Which rules of a policy apply, and what they do to rungs and signals."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.mechanisms.policy import FORBID, PREFER, REQUIRE, RuleRow, Situation, rule_applies
from sim.mechanisms.signals import CONSULT


class Ruling(NamedTuple):
    """What the rules that apply come to.

    Attributes:
        bonus: For each rung, the weight added to its utility.
        banned: For each rung, 1 if forbidden.
        required: Rung required, or -1.
        signals: For each signal (consultation last): weight, 1 if banned, 1 if required.
        applied: Positions of the rules that applied.
    """

    bonus: list[float]
    banned: list[int]
    required: int
    signals: list[tuple[float, int, int]]
    applied: tuple[int, ...]


def rule_on(
    rules: Sequence[RuleRow], now: Situation, vector: Sequence[float], rungs: int
) -> Ruling:
    """The ruling of a policy in a situation; the first requirement of a rung holds."""
    bonus, banned, required = [0.0] * rungs, [0] * rungs, -1
    signals = [(0.0, 0, 0)] * (CONSULT + 1)
    applied = tuple(i for i, rule in enumerate(rules) if rule_applies(rule, now) == 1)
    for rule in (rules[i] for i in applied):
        if rule.signal == 1:
            weight, off, on = signals[rule.target]
            added = vector[rule.weight] if rule.effect == PREFER else 0.0
            signals[rule.target] = (
                weight + added,
                max(off, int(rule.effect == FORBID)),
                max(on, int(rule.effect == REQUIRE)),
            )
        elif rule.effect == PREFER:
            bonus[rule.target] = bonus[rule.target] + vector[rule.weight]
        elif rule.effect == REQUIRE:
            required = rule.target if required < 0 else required
        else:
            last = rungs if rule.above == 1 else rule.target + 1
            for rung in range(rule.target, last):
                banned[rung] = 1
    return Ruling(bonus, banned, required, signals, applied)
