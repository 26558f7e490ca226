"""A crisis of two states from a row of ICB facts, by the same rule as a crisis coded by hand.

What a row does not say is assumed: the challenger stands where the kind of its trigger puts it,
the challenged state at a warning, and both see the gravest value of the crisis in danger.
"""

from math import exp
from typing import Any

from brinkmanship.sim.icb.facts import VIOLENT, ActorFacts, CrisisFacts
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.facts import GRAVITIES, PROTRACTED, TRIGGERS
from brinkmanship.sim.scenario.loading import draft_of

CHALLENGER, CHALLENGED = "AAA", "BBB"
STARTS = (
    "threat", "protest", "sanction", "warn", "protest", "warn", "mobilise", "limited_force",
    "mobilise",
)  # fmt: skip
"""Where a challenger stands after each kind of trigger; assumption."""
MOST_POINTS, POINTS = 30.0, 10.0  # an advantage of ten of ICB's points counts as a ratio of e
UNKNOWN_GRAVITY = 2
REGIMES = {1: "democracy", 2: "civil_authoritarian"}
LADDER = "ladders/sixteen-rungs.yaml"


def scenario_from(crisis: CrisisFacts) -> Scenario:
    """The scenario of a crisis, of whose facts those of the first state challenged count."""
    return draft_of(document_of(crisis)).scenario()


def document_of(crisis: CrisisFacts) -> dict[str, Any]:
    """The document of a crisis: facts and nothing else."""
    challenged = next((one for one in crisis.actors if one.code != crisis.by), None)
    gravity = GRAVITIES[UNKNOWN_GRAVITY if crisis.gravity is None else crisis.gravity]
    armed = crisis.armed
    regime = REGIMES.get(_regime(challenged) or 2, "military")
    points = 0.0 if challenged is None else challenged.advantage or 0.0
    ratio = exp(min(max(points, -MOST_POINTS), MOST_POINTS) / POINTS)
    common = {"gravity": gravity, "power": "middle"}
    first = {"regime": "civil_authoritarian", "start": STARTS[crisis.trigger - 1],
             "nuclear": "second_strike" if armed[0] else "none", **common}  # fmt: skip
    second = {"regime": regime, "start": "warn", "power_ratio": ratio,
              "nuclear": "second_strike" if armed[1] else "none", **common}  # fmt: skip
    return {
        "title": f"ICB crisis {crisis.number}",
        "extends": LADDER,
        "facts": {
            "trigger": {
                "kind": TRIGGERS[crisis.trigger - 1], "by": CHALLENGER, "against": CHALLENGED,
                "date": f"{crisis.year}",
            },
            "territory": gravity == "territory",
            "protracted": PROTRACTED[crisis.protracted - 1],
            "ethnic": crisis.ethnic,
        },
        "actors": {
            CHALLENGER: {"name": "Challenger", "facts": first},
            CHALLENGED: {"name": "Challenged", "facts": second},
        },
        "relations": {"opponents": [[CHALLENGER, CHALLENGED]],
                      "borders": [[CHALLENGER, CHALLENGED]]},
    }  # fmt: skip


def is_violent_from_the_start(crisis: CrisisFacts) -> bool:
    """Whether the trigger itself was violence between the two, so that some is certain."""
    return crisis.trigger == VIOLENT


def _regime(actor: ActorFacts | None) -> int | None:
    return actor.regime if actor is not None else None
