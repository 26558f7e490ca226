"""What a matter is worth to a state, from the facts: a sum of logarithms, fitted to crises.

The same rule serves a row of the International Crisis Behavior data and a crisis coded by hand.
"""

from typing import NamedTuple


class StakeRule(NamedTuple):
    """Parts of the logarithm of a stake, in wars; the median over runs.

    Attributes:
        base: A new conflict over territory after a non-violent military trigger, before 1946.
        economic ... existence: Added by the gravest value in danger; territory adds nothing.
        conflict, long_war: Added within a protracted conflict, and amid a long war.
        ethnic: Added where it is about secession or reunion across a border.
        postwar: Added from 1946 on.
        nonmilitary, violent: Added after other non-violent triggers, and after violent ones.
        challenger: Added for who triggered it.
        democracy, military_rule: Added for who was challenged, by its form of government.
        power: Share of a ratio of power that counts as one of the means of war.
    """

    base: float
    economic: float
    military: float
    political: float
    influence: float
    grave_damage: float
    existence: float
    conflict: float
    long_war: float
    ethnic: float
    postwar: float
    nonmilitary: float
    violent: float
    challenger: float
    democracy: float
    military_rule: float
    power: float


class StakeFacts(NamedTuple):
    """The facts that the rule asks of one actor; words are those of ``sim.scenario.format.facts``.

    ``trigger`` is empty where nothing set the crisis off, and ``year`` is None if unknown.
    """

    gravity: str
    protracted: str
    ethnic: bool
    year: int | None
    trigger: str
    challenges: bool
    regime: str


POST_WAR = 1946
"""First year of the order that forbids war as a means."""


def log_stake(rule: StakeRule, facts: StakeFacts) -> float:
    """Logarithm of the median stake of an actor, in wars."""
    parts = [
        rule.base,
        0.0 if facts.gravity == "territory" else getattr(rule, facts.gravity),
        {"none": 0.0, "conflict": rule.conflict, "long_war": rule.long_war}[facts.protracted],
        rule.ethnic if facts.ethnic else 0.0,
        rule.postwar if facts.year is None or facts.year >= POST_WAR else 0.0,
        {"nonviolent_military": 0.0, "indirect_violent": rule.violent, "violent": rule.violent,
         "": 0.0}.get(facts.trigger, rule.nonmilitary),
    ]  # fmt: skip
    if facts.challenges:
        parts.append(rule.challenger)
    elif facts.regime == "democracy":
        parts.append(rule.democracy)
    elif facts.regime == "military":
        parts.append(rule.military_rule)
    return sum(parts)
