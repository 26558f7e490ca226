"""How an actor decides: its switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from sim.scenario.format.base import Model
from sim.scenario.format.kinds import Between, Whole
from sim.scenario.format.mechanisms.base import Mechanism
from sim.scenario.format.values import Fixed, Value


class Shape(Model):
    """The shape of goals and costs over intensity; cannot be switched off."""

    eta: Annotated[Value, Between(0.01, 20)] = Field(
        default=Fixed(2.0),
        description="Falling returns of pressure: (1 - e^(-eta l)) / (1 - e^(-eta)).",
    )
    gamma: Annotated[Value, Between(0.1, 5)] = Field(
        default=Fixed(1.25),
        description="Rising burden of intensity: l^gamma.",
    )
    inertia: Annotated[Value, Between(0, 20)] = Field(
        default=Fixed(1.5),
        description="Cost of moving by one unit of intensity.",
    )
    skipping: Annotated[Value, Between(0, 20)] = Field(
        default=Fixed(0.8),
        description="Cost of leaping rungs, per rung skipped and sixteenth of the ladder.",
    )


class Activity(Mechanism):
    """M0: Who acts this week."""

    off: ClassVar[dict[str, float]] = {"chance": 1.0}

    chance: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.6),
        description="Chance a week that an actor reconsiders its rung.",
    )


class Deliberation(Mechanism):
    """What an actor makes of its options lasts until it thinks afresh."""

    off: ClassVar[dict[str, float]] = {"renewal": 1.0, "crossed": 0.0}

    renewal: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.08),
        description="Chance a week of thinking afresh.",
    )
    crossed: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.4),
        description="Added to it while an own red line was crossed lately.",
    )
    crossed_weeks: Annotated[int, Whole(0, 104)] = Field(
        default=8,
        description="How many weeks lately is.",
    )


class Resolve(Mechanism):
    """What moves resolve beside the actor's own value."""

    off: ClassVar[dict[str, float]] = {"common_sd": 0.0, "war_gain": 0.0}

    common_sd: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.25),
        description="Spread of the shock that a side shares, drawn once a run.",
    )
    war_gain: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.5),
        description="Relative change of resolve per unit of client-war intensity.",
    )


class Reciprocity(Mechanism):
    """M4: Answering in kind."""

    off: ClassVar[dict[str, float]] = {"scale": 0.0}

    scale: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Multiplies the actors' reciprocity goals.",
    )


class NorthStarSwitch(Mechanism):
    """M10: Doctrines of restraint bind."""

    off: ClassVar[dict[str, float]] = {"scale": 0.0}

    scale: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Multiplies soft north stars; switched off, hard ones are lifted too.",
    )


class Catastrophe(Mechanism):
    """M11: The top of the ladder is feared; below it that makes room."""

    off: ClassVar[dict[str, float]] = {"scale": 0.5, "stability": 0.0}

    scale: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Weight of fear: (1 + S) / 2 with S = 1 in full; S = 0 halves it.",
    )
    answer: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.5),
        description="Believed chance that a single state answers force with force.",
    )
    stability: Annotated[Value, Between(0, 2)] = Field(
        default=Fixed(0.1),
        description="Room that mutual nuclear fear makes from display to limited force.",
    )


class Retaliation(Mechanism):
    """A blow calls for a blow."""

    off: ClassVar[dict[str, float]] = {"weight": 0.0}

    weight: Annotated[Value, Between(0, 20)] = Field(
        default=Fixed(3.0),
        description="Weight of answering an attack.",
    )
    weeks: Annotated[int, Whole(0, 104)] = Field(
        default=2,
        description="Weeks an attack is answered for.",
    )


class Firebreaks(Mechanism):
    """Some rungs cost more than their intensity says."""

    off: ClassVar[dict[str, float]] = {"scale": 0.0}

    scale: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Multiplies the prices that the ladder's file gives its rungs.",
    )


class AidRelease(Mechanism):
    """Arms aid climbs class by class."""

    off: ClassVar[dict[str, float]] = {"rate": 0.0}

    rate: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.15),
        description="Chance a week acted that the next class is released when it is surely wanted.",
    )
