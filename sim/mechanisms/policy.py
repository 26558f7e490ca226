"""When a rule of a policy applies; all conditions are integers but the client war."""

from typing import NamedTuple

PREFER, REQUIRE, FORBID = range(3)


class RuleRow(NamedTuple):
    """One rule as integers; UNSET (-1) where a condition is not asked for.

    Attributes:
        effect: PREFER, REQUIRE or FORBID.
        signal: 1 if the target is a signal, 0 if it is a rung.
        target: Rung, or position in ``SIGNALS`` (consultation after the last).
        above: 1 if the rungs above the target are meant too.
        weight: Place of the weight in the vector, or UNSET.
        war: Intensity of the client war from which it applies, or -1.0.
    """

    opponent_at_least: int
    opponent_at_most: int
    own_at_least: int
    own_at_most: int
    ally_at_least: int
    attacked: int
    line_crossed: int
    turn_at_least: int
    turn_at_most: int
    war: float
    effect: int
    signal: int
    target: int
    above: int
    weight: int


class Situation(NamedTuple):
    """What rules may ask about, as integers and the intensity of the client war.

    Attributes:
        opponent, ally: Highest rung displayed on the other side and among allies.
        own: Own rung. attacked, line_crossed: 0 or 1. turn: Counted from 1.
        war: Intensity of the client war.
    """

    opponent: int
    ally: int
    own: int
    attacked: int
    line_crossed: int
    turn: int
    war: float


def within(value: int, least: int, most: int) -> int:
    """1 if ``least <= value <= most``, where a bound of -1 is none."""
    if least >= 0 and value < least:
        return 0
    if most >= 0 and value > most:
        return 0
    return 1


def rule_applies(rule: RuleRow, now: Situation) -> int:
    """1 if every condition of the rule holds, else 0."""
    asked = within(now.opponent, rule.opponent_at_least, rule.opponent_at_most)
    asked = asked * within(now.own, rule.own_at_least, rule.own_at_most)
    asked = asked * within(now.ally, rule.ally_at_least, -1)
    asked = asked * within(now.attacked, rule.attacked, rule.attacked)
    asked = asked * within(now.line_crossed, rule.line_crossed, rule.line_crossed)
    asked = asked * within(now.turn, rule.turn_at_least, rule.turn_at_most)
    if now.war < rule.war:
        return 0
    return asked


def propensity(chance: float, weight: float, banned: int, required: int) -> float:
    """Chance a week of a signal after the rules: banned 0, required 1, else chance + weight.

    The sum is held between 0 and 1. A ban outweighs a requirement.
    """
    if banned == 1:
        return 0.0
    if required == 1:
        return 1.0
    return min(max(chance + weight, 0.0), 1.0)
