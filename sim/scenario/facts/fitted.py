"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-1.89, economic=-0.11, military=-0.274, political=-0.0362, influence=0.709,
    grave_damage=0.732, existence=1.66, conflict=0.556, long_war=1.26, ethnic=0.0702,
    postwar=-0.61, nonmilitary=0.345, violent=1.34, challenger=0.0724, democracy=0.395,
    military_rule=-0.231, power=0.199,
)  # fmt: skip
