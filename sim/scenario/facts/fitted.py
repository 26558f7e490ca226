"""Numbers of the stake rule, fitted to crises before 1970 (docs/validity)."""

from brinkmanship.sim.scenario.facts.stakes import StakeRule

STAKES = StakeRule(
    base=-1.35, economic=-0.223, military=-0.365, political=-0.592, influence=-0.0952,
    grave_damage=-0.226, existence=1.3, conflict=-0.0723, long_war=1.39, ethnic=-0.233,
    postwar=-0.521, nonmilitary=-0.46, violent=1.03, challenger=0.627, democracy=0.0133,
    military_rule=-0.353, power=0.108,
)  # fmt: skip
