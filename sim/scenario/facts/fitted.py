"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-0.249, economic=0.277, military=-0.475, political=-0.169, influence=0.224,
    grave_damage=0.581, existence=1.64, conflict=0.915, long_war=1.79, ethnic=-0.176,
    postwar=-0.997, nonmilitary=-0.118, violent=0.525, challenger=0.249, democracy=-0.0209,
    military_rule=-0.509, power=0.135,
)  # fmt: skip
