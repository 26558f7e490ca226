"""How an actor decides: its switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated

from brinkmanship.sim.scenario.format.base import Model, Share, number
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism, duration
from brinkmanship.sim.scenario.format.values import Value


class Shape(Model):
    """The shape of goals and costs over intensity; cannot be switched off."""

    eta: Annotated[Value, Between(0.01, 20)] = number(
        2.0, "Falling returns of pressure: (1 - e^(-eta l)) / (1 - e^(-eta))."
    )
    gamma: Annotated[Value, Between(0.1, 5)] = number(1.25, "Rising burden of intensity: l^gamma.")
    inertia: Annotated[Value, Between(0, 20)] = number(
        1.5, "Cost of moving by one unit of intensity."
    )
    skipping: Annotated[Value, Between(0, 20)] = number(
        0.8, "Cost of leaping rungs, per rung skipped and sixteenth of the ladder."
    )


class Activity(Mechanism):
    """M0: Who acts this week."""

    chance: Share = number(0.6, "Chance a week that an actor reconsiders its rung.", off=1.0)


class Deliberation(Mechanism):
    """What an actor makes of its options lasts until it thinks afresh."""

    renewal: Share = number(0.08, "Chance a week of thinking afresh.", off=1.0)
    crossed: Share = number(0.4, "Added to it while an own red line was crossed lately.", off=0.0)
    crossed_weeks: Annotated[int, Whole(0, 104)] = duration(8, "How many weeks lately is.")


class Resolve(Mechanism):
    """What moves resolve beside the actor's own value."""

    common_sd: Annotated[Value, Between(0, 5)] = number(
        0.25, "Spread of the shock that a side shares, drawn once a run.", off=0.0
    )
    war_gain: Annotated[Value, Between(0, 5)] = number(
        0.5, "Relative change of resolve per unit of client-war intensity.", off=0.0
    )


class Reciprocity(Mechanism):
    """M4: Answering in kind."""

    scale: Annotated[Value, Between(0, 10)] = number(
        1.0, "Multiplies the actors' reciprocity goals.", off=0.0
    )


class NorthStarSwitch(Mechanism):
    """M10: Doctrines of restraint bind."""

    scale: Annotated[Value, Between(0, 10)] = number(
        1.0, "Multiplies soft north stars; switched off, hard ones are lifted too.", off=0.0
    )


class Catastrophe(Mechanism):
    """M11: The top of the ladder is feared; below it that makes room."""

    needs = ("clash",)

    scale: Annotated[Value, Between(0, 10)] = number(
        1.0, "Weight of fear: (1 + S) / 2 with S = 1 in full; S = 0 halves it.", off=0.5
    )
    answer: Share = number(0.5, "Believed chance that a single state answers force with force.")
    stability: Annotated[Value, Between(0, 2)] = number(
        0.1, "Room that mutual nuclear fear makes from display to limited force.", off=0.0
    )


class Retaliation(Mechanism):
    """A blow calls for a blow."""

    needs = ("force",)

    weight: Annotated[Value, Between(0, 20)] = number(
        3.0, "Weight of answering an attack.", off=0.0
    )
    weeks: Annotated[int, Whole(0, 104)] = duration(2, "Weeks an attack is answered for.")


class Firebreaks(Mechanism):
    """Some rungs cost more than their intensity says."""

    scale: Annotated[Value, Between(0, 10)] = number(
        1.0, "Multiplies the prices that the ladder's file gives its rungs.", off=0.0
    )


class AidRelease(Mechanism):
    """Arms aid climbs class by class."""

    needs = ("aid",)

    rate: Share = number(
        0.15,
        "Chance a week acted that the next class is released when it is surely wanted.",
        off=0.0,
    )
