"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-0.2, economic=-0.28, military=-0.98, political=0.12, influence=-0.56, grave_damage=0.62,
    existence=2.21, conflict=-0.02, long_war=0.67, ethnic=-0.26, postwar=-0.6, nonmilitary=-0.21,
    violent=0.56, challenger=0.26, democracy=-0.61, military_rule=0.16, power=0.2,
)  # fmt: skip
