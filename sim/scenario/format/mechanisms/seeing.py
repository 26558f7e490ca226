"""How an actor sees and what talk does to it: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated

from pydantic import Field

from brinkmanship.sim.scenario.format.base import BY_ROLE, RungName, Share, number, rate
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism, duration
from brinkmanship.sim.scenario.format.values import Value


class Misperception(Mechanism):
    """M1: Others are read with errors."""

    sigma: Annotated[Value, Between(0, 0.5)] = number(
        0.08, "Standard deviation of the reading error, in intensity.", off=0.0
    )
    mu: Share = number(0.05, "How much a hostile image darkens what is seen.", off=0.0)
    pi: Share = rate(0.01, "Chance a week of an exercise read as preparation.", off=0.0)
    m: Share = number(0.25, "How much such a misreading adds, in intensity.")


class Hostility(Mechanism):
    """M2: The spiral of images."""

    omega: Share = rate(0.4, "Share of a week's impression that enters the image.", off=0.0)


class Salami(Mechanism):
    """M3: Slow steps become normal, a jump is felt."""

    rho: Share = rate(0.25, "Share of the distance by which the reference follows each week.")
    weight: Annotated[Value, Between(0, 10)] = number(
        0.826, "How much a felt jump tells of the other's stake, per unit of intensity.", off=0.0
    )
    notice: Share = number(0.08, "Just-noticeable jump, in intensity.")


class Anticipation(Mechanism):
    """M9: Talk is felt before any deed."""

    ambiguity: Share = number(
        0.3, "How much ambiguity lets others expect of what it hints at.", off=0.0
    )
    commit: Share = number(0.6, "The same for a commitment.", off=0.0)
    assure: Share = number(0.6, "The same for an assurance, downwards.", off=0.0)
    reminder: Share = number(0.2, "The same for a reminder of nuclear weapons.", off=0.0)
    deters: Annotated[Value, Between(0, 10)] = number(
        0.3, "Weight of hints in the fear of going on."
    )
    provokes: Annotated[Value, Between(0, 10)] = number(
        1.0, "Weight of hints in the intensity others see."
    )
    hint_from: RungName = Field(
        default=BY_ROLE,
        description="Rung from which a hint deters; if left out the role display, else collective, "
        "else force, else the highest that needs no nuclear weapons.",
    )
    weeks: Annotated[int, Whole(1, 104)] = duration(8, "Weeks a hint is remembered.")


class Deterrence(Mechanism):
    """M8: Believed threats deter."""

    weight: Annotated[Value, Between(0, 10)] = number(
        0.3, "Weight of a believed threat, times what war costs.", off=0.0
    )
