"""Alliances and chance: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated

from brinkmanship.sim.scenario.format.base import Share, number, rate
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from brinkmanship.sim.scenario.format.values import Value


class Cohesion(Mechanism):
    """M14: Alliances pull together and apart."""

    consult: Share = rate(0.1, "Gain a week when all members consult.", off=0.0)
    threat: Share = rate(0.03, "Gain a week per unit of threat felt.", off=0.0)
    spread: Annotated[Value, Between(0, 5)] = number(
        0.1, "Loss a week per unit of spread between members' intensities.", off=0.0
    )
    leader: Share = rate(
        0.02, "Loss a week while a member runs two rungs ahead of the median.", off=0.0
    )
    revert: Share = rate(0.1, "Share of the distance to its base by which cohesion returns.")


class Consensus(Mechanism):
    """M14: Collective rungs need the allies' consent."""

    weight: Annotated[Value, Between(0, 20)] = number(
        1.0, "Price of a collective rung without any consensus, as a share of the stake.", off=0.0
    )
    tolerance: Annotated[Value, Between(0, 10)] = number(
        0.5, "How much easier it is to consent than to do it oneself, as a share of the stake."
    )
    slope: Annotated[Value, Between(0.01, 10)] = number(0.25, "How gradual a member's support is.")


class Solidarity(Mechanism):
    """M15: Fear of abandonment and of entrapment."""

    scale: Annotated[Value, Between(0, 10)] = number(
        1.0, "Multiplies the actors' loyalty and autonomy.", off=0.0
    )


class Accidents(Mechanism):
    """M12: Things happen that nobody decided."""

    needs = ("force",)

    rate: Annotated[Value, Between(0, 5)] = number(
        0.025, "Hazard a week for two opponents at full intensity.", off=0.0
    )
    base: Share = number(0.4, "Share of accidents taken for an attack at a hostile image of 0.3.")
    slope: Annotated[Value, Between(0, 5)] = number(
        0.5, "How much that share rises with hostility."
    )
    absorb: Share = number(0.3, "What consultation leaves of that share.")


class Tripwire(Mechanism):
    """M13: Troops in the area draw their state in."""

    needs = ("collective", "clash")

    hit: Share = rate(
        0.02, "Hazard a week that troops in the area are hit, per contingent's root.", off=0.0
    )
    drawn: Share = number(0.35, "Share of hits that draw their state into the fighting.", off=0.0)


class Settlement(Mechanism):
    """M16: Crises are settled."""

    chance: Share = rate(0.455, "Hazard a week where both have next to nothing to win.", off=0.0)
    gap: Annotated[Value, Between(-2, 2)] = number(
        0.958, "What the two must leave over for an even chance of that."
    )
    width: Annotated[Value, Between(0.01, 5)] = number(0.508, "How gradual that is.")
    protracted: Share = number(0.2, "By how much a protracted conflict lowers it.", off=0.0)
    fighting: Share = number(0.3, "What is left of it while a war is fought.")
    imposed: Share = rate(0.175, "Hazard a week that a war is decided.", off=0.0)
    mediation: Annotated[Value, Between(0, 10)] = number(
        0.5, "Relative gain while a bystander mediates."
    )


class NuclearUse(Mechanism):
    """M17: Nuclear use while two nuclear powers fight; there are no data."""

    needs = ("nuclear",)

    clash: Share = rate(0.003, "Hazard a week in a clash; show the sweep 0 to 0.05.", off=0.0)
    war: Share = rate(0.02, "Hazard a week in a war; show the sweep 0 to 0.05.", off=0.0)
