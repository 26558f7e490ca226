"""Fills in the rungs that a file leaves out, so that nobody asks for them later."""

from typing import TypeVar

from brinkmanship.sim.scenario.calendar import turn_on
from brinkmanship.sim.scenario.facts.derive import fill_from_facts
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.facts.stakes import StakeRule
from brinkmanship.sim.scenario.format.actor import Actor
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.inject import Inject
from brinkmanship.sim.scenario.format.ladder import Ladder
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.stage import Clock, Terminal

M = TypeVar("M", bound=Model)


def fill_defaults(scenario: Scenario, rule: StakeRule = STAKES) -> Scenario:
    """The scenario with what follows from its facts, and a name for every rung left out.

    Args:
        scenario: A scenario without errors.
        rule: What gives a stake from facts.
    """
    scenario = fill_from_facts(scenario, rule)
    ladder, roles = scenario.ladder, scenario.ladder.roles
    war, mechanisms = scenario.client_war, scenario.mechanisms
    hint_from = _first_rung(ladder, "display", "collective", "force")
    anticipation = _filled(mechanisms.anticipation, hint_from=hint_from)
    named = tuple(filter(None, (roles.collective, roles.force, roles.clash)))
    actors = {code: _complete_actor(one, scenario) for code, one in scenario.actors.items()}
    return scenario.model_copy(
        update={
            "actors": actors,
            "injects": tuple(_with_turn(one, scenario.clock) for one in scenario.injects),
            "client_war": war and _filled(war, rung=roles.war),
            "mechanisms": mechanisms.model_copy(update={"anticipation": anticipation}),
            "terminal": _complete_terminal(scenario),
            "thresholds": scenario.thresholds or named or ladder.ids[-1:],
        }
    )


def _with_turn(inject: Inject, clock: Clock) -> Inject:
    """The inject with the turn of its day, if it names one."""
    if inject.day is None or clock.starts is None:
        return inject
    return inject.model_copy(update={"at": turn_on(clock.starts, clock.turn, inject.day)})


def _complete_actor(actor: Actor, scenario: Scenario) -> Actor:
    ladder = scenario.ladder
    hint = _first_rung(ladder, "collective", "force")
    style = _filled(actor.policy.style, hint=hint, promise=_first_rung(ladder, "force"))
    policy = actor.policy.model_copy(update={"style": style})
    first = {"start": scenario.ladder.rungs[0].id, "start_aid": scenario.aid.steps[0]}
    return _filled(actor, **first).model_copy(update={"policy": policy})


def _complete_terminal(scenario: Scenario) -> Terminal:
    terminal, ladder = scenario.terminal, scenario.ladder
    calm = ladder.ids[ladder.word_place("warn")]
    deescalation = _filled(terminal.deescalation, at_most=calm)
    still = terminal.stalemate
    settled = still if still == "none" else _filled(still, above=deescalation.at_most)
    return terminal.model_copy(update={"deescalation": deescalation, "stalemate": settled})


def _first_rung(ladder: Ladder, *roles: str) -> str:
    """The rung of the first role that the ladder has, else the highest that needs no weapons."""
    named: list[str] = [rung for role in roles if (rung := getattr(ladder.roles, role))]
    free = [rung.id for rung in ladder.rungs if rung.needs == "none"]
    return [*named, *reversed(free), *ladder.ids][0]


def _filled(part: M, **names: str) -> M:
    """A copy in which each empty name is replaced."""
    missing = {field: name for field, name in names.items() if not getattr(part, field)}
    return part.model_copy(update=missing) if missing else part
