"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-0.928, economic=-0.134, military=-0.635, political=-0.787, influence=-0.226,
    grave_damage=0.218, existence=1.06, conflict=0.269, long_war=1.5, ethnic=-0.233,
    postwar=-0.68, nonmilitary=-0.19, violent=0.617, challenger=0.614, democracy=-0.187,
    military_rule=-0.546, power=0.25,
)  # fmt: skip
