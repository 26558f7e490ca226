"""What threats bind to and what is learnt: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from sim.scenario.format.kinds import Between, Whole
from sim.scenario.format.mechanisms.base import Mechanism
from sim.scenario.format.values import Fixed, Value


class AudienceCosts(Mechanism):
    """M5: Words tie hands."""

    off: ClassVar[dict[str, float]] = {"aud": 0.0}

    aud: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.5),
        description="Stake of a full public threat; contested, sweep it through 0.",
    )
    decay: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.05),
        description="Share of the stake forgotten each week.",
    )
    growth: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.02),
        description="Growth a week while an own line stands, as a share of aud.",
    )
    chi: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.7),
        description="Share of the stake that vague words escape.",
    )
    standing: Annotated[Value, Between(0, 50)] = Field(
        default=Fixed(4.0),
        description="Stake of a crossed standing red line, in units of aud.",
    )
    fade: Annotated[Value, Between(0.1, 520)] = Field(
        default=Fixed(12.0),
        description="Weeks by which that stake falls to 1/e.",
    )


class SinkingCosts(Mechanism):
    """M6: Costly moves make threats believable."""

    off: ClassVar[dict[str, float]] = {"psi": 0.0}

    psi: Annotated[Value, Between(0, 10)] = Field(
        default=Fixed(0.25),
        description="Pseudo-observations of resolve per unit of intensity climbed in display.",
    )


class Credibility(Mechanism):
    """M7: Observers learn from how threats end."""

    phi: Annotated[Value, Between(0, 1)] = Field(
        default=Fixed(0.95),
        description="What remains of older cases when a threat is judged.",
    )
    lapsed: Annotated[Value, Between(0, 5)] = Field(
        default=Fixed(0.5),
        description="How much an untested line that lapses counts as an empty one.",
    )
    due: Annotated[int, Whole(0, 104)] = Field(
        default=4,
        description="Weeks a sender has to do as it said once a near line is crossed.",
    )
    standing_due: Annotated[int, Whole(0, 104)] = Field(
        default=8,
        description="The same for a standing red line.",
    )
    lapse: Annotated[int, Whole(1, 104)] = Field(
        default=4,
        description="Weeks after which an uncrossed near line is forgotten.",
    )
