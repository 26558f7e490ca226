"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-1.28, economic=0.0355, military=-1.01, political=-0.557, influence=-0.474,
    grave_damage=0.0109, existence=1.67, conflict=-0.0333, long_war=1.69, ethnic=0.203,
    postwar=-0.562, nonmilitary=-0.446, violent=0.772, challenger=0.173, democracy=0.264,
    military_rule=-0.438, power=0.357,
)  # fmt: skip
