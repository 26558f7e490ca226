"""Alliances and chance: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from sim.scenario.format.kinds import Between
from sim.scenario.format.mechanisms.base import Mechanism
from sim.scenario.format.values import Fixed, Value


class Cohesion(Mechanism):
    """M14: Alliances pull together and apart."""

    off: ClassVar[dict[str, float]] = {"consult": 0.0, "threat": 0.0, "spread": 0.0, "leader": 0.0}

    consult: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.1),
        description="Gain a week when all members consult.",
    )
    threat: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.03),
        description="Gain a week per unit of threat felt.",
    )
    spread: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.1),
        description="Loss a week per unit of spread between members' intensities.",
    )
    leader: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.02),
        description="Loss a week while a member runs two rungs ahead of the median.",
    )
    revert: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.1),
        description="Share of the distance to its base by which cohesion returns.",
    )


class Consensus(Mechanism):
    """M14: Collective rungs need the allies' consent."""

    off: ClassVar[dict[str, float]] = {"weight": 0.0}

    weight: Annotated[Value, Between(0, 20)] = Field(
        default=Fixed(0.6),
        description="Price of a collective rung without any consensus.",
    )
    tolerance: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(0.8),
        description="How much easier it is to consent than to do it oneself.",
    )
    slope: Annotated[Value, Between(0.01, 10)] = Field(
        default=Fixed(0.25),
        description="How gradual a member's support is.",
    )
    need: Annotated[Value, Between(0.01, 1)] = Field(
        default=Fixed(0.5),
        description="Backing at which the gate is fully open.",
    )


class Solidarity(Mechanism):
    """M15: Fear of abandonment and of entrapment."""

    off: ClassVar[dict[str, float]] = {"scale": 0.0}

    scale: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Multiplies the actors' loyalty and autonomy.",
    )


class Accidents(Mechanism):
    """M12: Things happen that nobody decided."""

    off: ClassVar[dict[str, float]] = {"rate": 0.0}

    rate: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.025),
        description="Hazard a week at full intensity on both sides.",
    )
    base: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.4),
        description="Share of accidents taken for an attack at a hostile image of 0.3.",
    )
    slope: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.5),
        description="How much that share rises with hostility.",
    )
    absorb: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.3),
        description="What consultation leaves of that share.",
    )


class Tripwire(Mechanism):
    """M13: Troops in the area draw their state in."""

    off: ClassVar[dict[str, float]] = {"hit": 0.0, "drawn": 0.0}

    hit: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.02),
        description="Hazard a week that troops in the area are hit, per contingent's root.",
    )
    drawn: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.35),
        description="Share of hits that draw their state into the fighting.",
    )


class Settlement(Mechanism):
    """M16: Crises are settled."""

    off: ClassVar[dict[str, float]] = {"rate": 0.0}

    rate: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.006),
        description="Hazard a week at no intensity; 0.12 fits the length of past crises.",
    )
    mediation: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(0.5),
        description="Relative gain while a bystander mediates.",
    )


class NuclearUse(Mechanism):
    """M17: Nuclear use while two nuclear powers fight; there are no data."""

    off: ClassVar[dict[str, float]] = {"clash": 0.0, "war": 0.0}

    clash: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.003),
        description="Hazard a week in a clash; show the sweep 0 to 0.05.",
    )
    war: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.02),
        description="Hazard a week in a war; show the sweep 0 to 0.05.",
    )
