"""Fills in the rungs that a file leaves out, so that nobody asks for them later."""

from typing import TypeVar

from brinkmanship.sim.scenario.format.actor import Actor
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.stage import Terminal

M = TypeVar("M", bound=Model)


def fill_defaults(scenario: Scenario) -> Scenario:
    """The scenario with a name for every rung and aid step that the file left out."""
    roles = scenario.ladder.roles
    war, mechanisms = scenario.client_war, scenario.mechanisms
    anticipation = _filled(mechanisms.anticipation, hint_from=roles.display or roles.collective)
    actors = {code: _complete_actor(one, scenario) for code, one in scenario.actors.items()}
    return scenario.model_copy(
        update={
            "actors": actors,
            "client_war": war and _filled(war, rung=roles.war),
            "mechanisms": mechanisms.model_copy(update={"anticipation": anticipation}),
            "terminal": _complete_terminal(scenario),
            "thresholds": scenario.thresholds or (roles.collective, roles.force, roles.clash),
        }
    )


def _complete_actor(actor: Actor, scenario: Scenario) -> Actor:
    roles = scenario.ladder.roles
    style = _filled(actor.policy.style, hint=roles.collective, promise=roles.force)
    policy = actor.policy.model_copy(update={"style": style})
    first = {"start": scenario.ladder.rungs[0].id, "start_aid": scenario.aid.steps[0]}
    return _filled(actor, **first).model_copy(update={"policy": policy})


def _complete_terminal(scenario: Scenario) -> Terminal:
    terminal, ids = scenario.terminal, scenario.ladder.ids
    deescalation = _filled(terminal.deescalation, at_most="warn" if "warn" in ids else ids[1])
    still = terminal.stalemate
    settled = still if still == "none" else _filled(still, above=deescalation.at_most)
    return terminal.model_copy(update={"deescalation": deescalation, "stalemate": settled})


def _filled(part: M, **names: str) -> M:
    """A copy in which each empty name is replaced."""
    missing = {field: name for field, name in names.items() if not getattr(part, field)}
    return part.model_copy(update=missing) if missing else part
