"""What threats bind to and what is learnt: switches and parameters.

M-numbers are those of ``docs/ODD.md``; every default is an assumption unless it says more.
"""

from typing import Annotated

from brinkmanship.sim.scenario.format.base import Share, number, rate
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism, duration
from brinkmanship.sim.scenario.format.values import Value


class AudienceCosts(Mechanism):
    """M5: Words tie hands."""

    aud: Annotated[Value, Between(0, 5)] = number(
        0.0626, "Stake of a full public threat; contested, sweep it through 0.", off=0.0
    )
    spread: Annotated[Value, Between(0, 3)] = number(
        0.5, "Spread of that stake between leaders, in logarithms.", off=0.0
    )
    decay: Share = rate(0.173, "Share of the stake forgotten each week.")
    growth: Share = rate(0.02, "Growth a week while an own line stands, as a share of aud.")
    chi: Share = number(0.7, "Share of the stake that vague words escape.")
    standing: Annotated[Value, Between(0, 100)] = number(
        3.5, "Stake of a crossed standing red line; in full public."
    )
    fade: Annotated[Value, Between(0.1, 520)] = number(
        12.0, "Weeks by which that stake falls to 1/e."
    )


class Learning(Mechanism):
    """M7: What others do and how threats end tells what the matter is worth to them."""

    deeds: Annotated[Value, Between(0, 10)] = number(
        0.033, "Precision a week of what any conduct tells.", off=0.0
    )
    costly: Annotated[Value, Between(0, 50)] = number(
        3.95, "Precision a week per unit of cost that the conduct has.", off=0.0
    )
    replies: Annotated[Value, Between(0, 3)] = number(
        0.261, "Weight of whether pressure was given way to.", off=0.0
    )
    words: Annotated[Value, Between(0, 3)] = number(
        0.192, "Weight of words, said, kept or broken.", off=0.0
    )
    record: Annotated[Value, Between(0, 3)] = number(
        0.1, "Weight of the record of kept and empty threats at the start.", off=0.0
    )
    least: Annotated[Value, Between(0.01, 1)] = number(
        0.3, "Share of the doubt that no observation removes."
    )
    lapsed: Annotated[Value, Between(0, 1)] = number(
        0.1, "How much an untested line that lapses counts as an empty one."
    )
    due: Annotated[int, Whole(0, 104)] = duration(
        4, "Weeks a sender has to do as it said once a near line is crossed."
    )
    standing_due: Annotated[int, Whole(0, 104)] = duration(8, "The same for a standing red line.")
    lapse: Annotated[int, Whole(1, 104)] = duration(
        4, "Weeks after which an uncrossed near line is forgotten."
    )
