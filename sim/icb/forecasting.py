"""Forecasts of violence in ICB crises: shares of simulated runs, from facts at the trigger."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import DIRECT, OUTCOME
from brinkmanship.sim.icb.facts import CrisisFacts
from brinkmanship.sim.icb.scenarios import is_violent_from_the_start, scenario_from
from brinkmanship.sim.mechanisms.endings import DIRECT_CLASH, WAR
from brinkmanship.sim.premise.preparation import prepare

DEFAULT_RUNS = 2000


class Forecast(NamedTuple):
    """Shares of runs of one crisis; ``any`` >= ``serious`` >= ``war``.

    Attributes:
        crisno: ICB's number of the crisis.
        any: Violence of some kind between the two (ICB ``viol`` 2 or more).
        serious: Serious clashes or more (3 or more): force that was answered.
        war: War (4).
        runs: How many were played.
    """

    crisno: int
    any: float
    serious: float
    war: float
    runs: int


def forecasts(crises: Sequence[CrisisFacts], seed: int, runs: int) -> Iterator[Forecast]:
    """One forecast a crisis, in their order.

    Args:
        crises: Facts as they were at the trigger.
        seed: Of all chance; run 7 of one crisis has the luck of run 7 of another.
        runs: How many of each, at least 1.
    """
    for crisis in crises:
        premise = prepare(scenario_from(crisis))
        played = Engine(premise).play(seed, 0, runs)
        outcome = played.ending[:, OUTCOME]
        war = float((outcome <= WAR).mean())
        serious = float((outcome <= DIRECT_CLASH).mean())
        force = premise.frame.force
        some = float(((played.ending[:, DIRECT] >= force) | (outcome <= DIRECT_CLASH)).mean())
        if is_violent_from_the_start(crisis):
            some = 1.0
        yield Forecast(crisis.number, some, serious, war, runs)
