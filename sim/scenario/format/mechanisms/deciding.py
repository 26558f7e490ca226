"""How an actor decides: its switches and parameters.

M-numbers are those of ``docs/ODD.md``. Stakes, costs and utilities are in units of an own
conventional war against an equal. A default marked F is fitted (``docs/validity``); every other
one is an assumption unless it says more.
"""

from typing import Annotated

from brinkmanship.sim.scenario.format.base import Model, Share, number, rate
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism, duration
from brinkmanship.sim.scenario.format.values import Value

Size = Annotated[Value, Between(0, 10)]
Width = Annotated[Value, Between(0.01, 10)]


class Activity(Mechanism):
    """M0: Who acts this week."""

    chance: Share = rate(0.647, "Chance a quiet week that an actor reconsiders its rung.", off=1.0)


class Resolve(Mechanism):
    """What a matter is worth to an actor beside what its file says: drawn once a run."""

    common_sd: Annotated[Value, Between(0, 5)] = number(
        1.1, "Spread of the part that all share, in logarithms.", off=0.0
    )
    private_sd: Annotated[Value, Between(0, 5)] = number(
        1.17, "Spread of the part that only the actor knows, in logarithms.", off=0.0
    )
    doubt: Width = number(1.58, "Width of what others believe of it at the start, in logarithms.")
    war_gain: Annotated[Value, Between(0, 5)] = number(
        0.5, "Relative gain of a backer's stake per unit of client-war intensity.", off=0.0
    )
    settled: Share = number(
        1.0,
        "Whether an actor's drawn stake must agree with a start that has stood: 0 or 1.",
        off=0.0,
    )


class Bargaining(Model):
    """The game behind a choice; cannot be switched off."""

    kept: Share = number(0.356, "Share of the stake that is kept while both stand firm.")
    conceded: Share = number(0.198, "Share of the stake that is left to who gives way.")
    reach: Size = number(3.4, "Share of the risk of war that an act at full intensity carries.")
    inertia: Size = number(0.0513, "Cost of moving by one unit of intensity, in stakes.")
    leap: Size = number(0.0384, "Cost of a leap, in stakes, times the square of the move.")


class Harm(Model):
    """What acts do to the other side a week; war is 1. Cannot be switched off."""

    pressure: Size = number(0.0302, "Harm of sanctions and the like.")
    aid: Size = number(0.0302, "Harm of arming its opponent, per unit of client-war intensity.")
    display: Size = number(0.0442, "Harm of a show of force.")
    readiness: Size = number(0.0987, "Harm of mobilisation, alert and troops in the area.")
    blockade: Size = number(0.15, "Harm of a blockade.")
    force: Width = number(0.59, "Harm of limited force.")
    tired: Share = number(0.473, "How much a blow like limited force tires the will to fight.")


class Costs(Model):
    """What acts cost the one who does them; cannot be switched off."""

    pressure: Size = number(0.0209, "Cost of sanctions and the like.")
    aid: Size = number(0.0209, "Cost of aid.")
    readiness: Size = number(0.511, "Cost of mobilisation or alert; of a show of force 0.4 of it.")
    presence: Size = number(0.1, "Cost of troops in the area beyond readiness.")
    force: Size = number(0.0372, "Cost of limited force.")
    distance: Size = number(1.92, "Relative gain of these costs where no border is shared.")


class War(Mechanism):
    """Going to war, and fearing to be struck first."""

    needs = ("force",)

    least: Share = number(0.936, "Share of a war's cost that is paid even if the other folds.")
    restraint: Annotated[Value, Between(-10, 10)] = number(
        5.11, "What speaks against being attacked, in logarithms of a stake."
    )
    alarm: Size = number(
        1.1, "How much what is seen speaks for it, per unit of intensity.", off=0.0
    )
    home: Size = number(
        0.0095, "What an all-out attack adds to the stake of who is struck, in wars.", off=0.0
    )
    first_strike: Size = number(0.218, "Worth of striking first where an attack is sure.", off=0.0)
    vulnerable: Size = number(0.0136, "Cost of standing unready where an attack is sure.", off=0.0)


class Seizure(Mechanism):
    """Fait accompli: taking by limited force what is not defended."""

    needs = ("force",)

    gain: Share = number(0.361, "Share of the stake that may be taken so.", off=0.0)
    answered: Annotated[Value, Between(-10, 10)] = number(
        0.29, "Logarithm of the stake from which an answer is expected."
    )


class Retaliation(Mechanism):
    """A blow calls for a blow."""

    needs = ("force",)

    weight: Size = number(0.762, "Weight of answering a blow, times the stake.", off=0.0)
    fade: Share = rate(0.0832, "Share of a blow that is forgotten each week.")


class NorthStarSwitch(Mechanism):
    """M10: Doctrines of restraint bind."""

    scale: Size = number(
        1.0, "Multiplies soft north stars; switched off, hard ones are lifted too.", off=0.0
    )


class NuclearFear(Mechanism):
    """M11: War with a nuclear state, or with one that has a nuclear guarantor, is feared more."""

    fear: Annotated[Value, Between(0, 50)] = number(
        10.0, "How much dearer such a war is, in wars: ten times; assumption.", off=0.0
    )
    umbrella: Share = number(
        0.3, "Part of it that holds for a state without nuclear arms; assumption."
    )


class AidRelease(Mechanism):
    """Arms aid climbs class by class."""

    needs = ("aid",)

    chance: Share = rate(
        0.15,
        "Chance a week acted that the next class is released when it is surely wanted.",
        off=0.0,
    )


class Signalling(Mechanism):
    """Words are chosen for what they are expected to do."""

    effect: Annotated[Value, Between(0, 100)] = number(
        10.0, "How much a gain by words raises the odds of speaking.", off=0.0
    )
    weeks: Annotated[int, Whole(1, 104)] = duration(8, "Weeks a threat is not repeated.")
