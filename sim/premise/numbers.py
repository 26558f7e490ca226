"""Which numbers of a scenario go into the vector: those of the world, then those of each actor."""

from collections.abc import Callable

from brinkmanship.sim.premise.parameters import WORLD, Parameter, Traits
from brinkmanship.sim.premise.vector import Vector
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from brinkmanship.sim.scenario.meaning import can_work

CALLED = {"reminder": "nuclear_signal"}
"""Keys of the file whose trait has another name."""


def add_world(vector: Vector, scenario: Scenario) -> None:
    """Append the parameters of the mechanisms and of the client war.

    A mechanism that is switched off, or for which the ladder lacks a role, has its off values.
    """
    for parameter in WORLD:
        _add_parameter(vector, scenario, parameter)


def _add_parameter(vector: Vector, scenario: Scenario, parameter: Parameter) -> None:
    part, name = parameter
    if part == "client_war":
        if scenario.client_war is None:
            vector.fix(0.0)
        else:
            vector.add_field(part, scenario.client_war, name)
        return
    if part == "dispute":
        vector.add_field(part, scenario.dispute, name)
        return
    model = getattr(scenario.mechanisms, part)
    works = not isinstance(model, Mechanism) or (model.enabled and can_work(scenario.ladder, model))
    if not works and name in model.off:
        vector.fix(model.off[name])
    else:
        vector.add_field(f"mechanisms.{part}", model, name)


def add_traits(vector: Vector, scenario: Scenario, code: str) -> None:
    """Append the traits of one actor."""
    actor, path = scenario.actors[code], f"actors.{code}"
    parts = {
        path: actor,
        f"{path}.policy.goals": actor.policy.goals,
        f"{path}.policy.style": actor.policy.style,
    }
    for trait in Traits._fields:
        if trait in ELSEWHERE:
            ELSEWHERE[trait](vector, scenario, code)
            continue
        key = CALLED.get(trait, trait)
        at = next(at for at, model in parts.items() if key in type(model).model_fields)
        vector.add_field(at, parts[at], key)


def _add_activity(vector: Vector, scenario: Scenario, code: str) -> None:
    style, common = scenario.actors[code].policy.style, scenario.mechanisms.activity
    if not common.enabled:
        vector.fix(common.off["chance"])
    elif style.activity is None:
        # the same address for all: a common chance that is drawn is drawn once for all
        vector.add_field("mechanisms.activity", common, "chance")
    else:
        vector.add_field(f"actors.{code}.policy.style", style, "activity")


def _add_north_star(vector: Vector, scenario: Scenario, code: str) -> None:
    star = scenario.actors[code].policy.north_star
    if star is None or star.hard:
        vector.fix(0.0)
    else:
        vector.add_field(f"actors.{code}.policy.north_star", star, "strength")


ELSEWHERE: dict[str, Callable[[Vector, Scenario, str], None]] = {
    "activity": _add_activity,
    "north_star": _add_north_star,
}
"""Traits that are no key of the actor itself, its goals or its style alone."""
