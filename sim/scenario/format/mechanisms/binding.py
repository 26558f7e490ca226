"""What threats bind to and what is learnt: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated

from brinkmanship.sim.scenario.format.base import Share, number
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism, duration
from brinkmanship.sim.scenario.format.values import Value


class AudienceCosts(Mechanism):
    """M5: Words tie hands."""

    aud: Annotated[Value, Between(0, 5)] = number(
        0.5, "Stake of a full public threat; contested, sweep it through 0.", off=0.0
    )
    decay: Share = number(0.05, "Share of the stake forgotten each week.")
    growth: Share = number(0.02, "Growth a week while an own line stands, as a share of aud.")
    chi: Share = number(0.7, "Share of the stake that vague words escape.")
    standing: Annotated[Value, Between(0, 50)] = number(
        4.0, "Stake of a crossed standing red line, in units of aud."
    )
    fade: Annotated[Value, Between(0.1, 520)] = number(
        12.0, "Weeks by which that stake falls to 1/e."
    )


class SinkingCosts(Mechanism):
    """M6: Costly moves make threats believable."""

    needs = ("display",)

    psi: Annotated[Value, Between(0, 10)] = number(
        0.25, "Pseudo-observations of resolve per unit of intensity climbed in display.", off=0.0
    )


class Credibility(Mechanism):
    """M7: Observers learn from how threats end."""

    phi: Share = number(0.95, "What remains of older cases when a threat is judged.")
    lapsed: Annotated[Value, Between(0, 5)] = number(
        0.5, "How much an untested line that lapses counts as an empty one."
    )
    due: Annotated[int, Whole(0, 104)] = duration(
        4, "Weeks a sender has to do as it said once a near line is crossed."
    )
    standing_due: Annotated[int, Whole(0, 104)] = duration(8, "The same for a standing red line.")
    lapse: Annotated[int, Whole(1, 104)] = duration(
        4, "Weeks after which an uncrossed near line is forgotten."
    )
