"""How an actor sees and what talk does to it: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from sim.scenario.format.base import BY_ROLE, RungName
from sim.scenario.format.kinds import Between, Whole
from sim.scenario.format.mechanisms.base import Mechanism
from sim.scenario.format.values import Fixed, Value


class Misperception(Mechanism):
    """M1: Others are read with errors."""

    off: ClassVar[dict[str, float]] = {"sigma": 0.0, "mu": 0.0, "pi": 0.0}

    sigma: Annotated[Value, Between(0, 0.5)] = Field(
        default=Fixed(0.08),
        description="Standard deviation of the reading error, in intensity.",
    )
    mu: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.05),
        description="How much a hostile image darkens what is seen.",
    )
    pi: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.01),
        description="Chance a week of an exercise read as preparation.",
    )
    m: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.25),
        description="How much such a misreading adds, in intensity.",
    )


class Attention(Mechanism):
    """Many opponents are read as one."""

    off: ClassVar[dict[str, float]] = {"focus": 0.0}

    focus: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.5),
        description="Weight of the most severe opponent against the mean of all.",
    )


class Hostility(Mechanism):
    """M2: The spiral of images."""

    off: ClassVar[dict[str, float]] = {"omega": 0.0}

    omega: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.4),
        description="Share of a week's impression that enters the image.",
    )


class Salami(Mechanism):
    """M3: Slow steps become normal, a jump is felt."""

    off: ClassVar[dict[str, float]] = {"weight": 0.0}

    rho: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.25),
        description="Share of the distance by which the reference follows each week.",
    )
    weight: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Weight of a felt provocation in the answer.",
    )
    notice: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.08),
        description="Just-noticeable jump, in intensity.",
    )


class Anticipation(Mechanism):
    """M9: Talk is felt before any deed."""

    off: ClassVar[dict[str, float]] = {
        "ambiguity": 0.0,
        "commit": 0.0,
        "assure": 0.0,
        "reminder": 0.0,
    }

    ambiguity: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.3),
        description="How much ambiguity lets others expect of what it hints at.",
    )
    commit: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.6),
        description="The same for a commitment.",
    )
    assure: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.6),
        description="The same for an assurance, downwards.",
    )
    reminder: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.2),
        description="The same for a reminder of nuclear weapons.",
    )
    deters: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Weight of hints in the fear of going on.",
    )
    provokes: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Weight of hints in the intensity others see.",
    )
    hint_from: RungName = Field(
        default=BY_ROLE,
        description="Rung from which a hint deters; the role display if left out.",
    )
    weeks: Annotated[int, Whole(1, 104)] = Field(
        default=8,
        description="Weeks a hint is remembered.",
    )


class Deterrence(Mechanism):
    """M8: Believed threats deter."""

    off: ClassVar[dict[str, float]] = {"weight": 0.0}

    weight: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(1.0),
        description="Weight of a believed threat.",
    )
