"""An inject has one trigger, at least one effect, and effects that can happen."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.calendar import first_day, turn_on
from brinkmanship.sim.scenario.checks.finding import Finding, needs_nuclear, needs_role
from brinkmanship.sim.scenario.format.inject import EFFECTS, Condition, Incident, Inject
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.stage import Clock
from brinkmanship.sim.scenario.meaning import side_of
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import quoted


def check_injects(scenario: Scenario) -> Iterator[Finding]:
    """Findings about triggers and effects."""
    for i, inject in enumerate(scenario.injects):
        path: Path = ("injects", i)
        yield from _trigger(inject, scenario.clock, path)
        yield from _effects(scenario, inject, path)
        yield from _join(scenario, inject, path)


def _trigger(inject: Inject, clock: Clock, path: Path) -> Iterator[Finding]:
    if (inject.at is None) == (inject.when is None):
        found = "no trigger" if inject.at is None else "two triggers, at and when"
        yield Finding(path, f"the inject has {found}", "write either at: TURN or when: {…}")
    if not inject.once:
        yield Finding((*path, "once"), "an inject happens once", "write true, or take it out")
    if inject.when:
        yield from _condition(inject.when, (*path, "when"))
    if inject.day is not None:
        yield from _day(clock, inject.day, (*path, "at"))


def _day(clock: Clock, day: str, path: Path) -> Iterator[Finding]:
    """Findings about a day that lies in no turn."""
    rests_on: tuple[Path, ...] = (("clock", "starts"), ("clock", "horizon"), ("clock", "turn"))
    if clock.starts is None:
        what = "a day needs to know on which day turn 1 begins"
        cure = "write starts: YEAR-MONTH-DAY in clock, or a turn here"
        yield Finding(path, what, cure, rests_on=rests_on)
        return
    turn = turn_on(clock.starts, clock.turn, day)
    if turn < 1:
        what = f"{day} lies before {clock.starts}, on which turn 1 begins"
        yield Finding(
            path, what, "name a later day, or let clock.starts be earlier", rests_on=rests_on
        )
    elif turn > clock.horizon:
        ends = first_day(clock.starts, clock.turn, clock.horizon + 1)
        what = (
            f"{day} lies in turn {turn}, and the last of {clock.horizon} turns ends before {ends}"
        )
        yield Finding(path, what, "name an earlier day, or raise clock.horizon", rests_on=rests_on)


def _condition(when: Condition, path: Path) -> Iterator[Finding]:
    if not when.model_fields_set:
        yield Finding(path, "the condition is empty", "write for example {turn_at_least: 4}")
    if when.side and when.actor:
        yield Finding(path, "side and actor are both given", "keep one of them")
    who = when.side or when.actor
    if who and not when.at_least:
        cure = "write at_least: RUNG beside it"
        yield Finding(path, f"at which rung {quoted(who)} must stand is missing", cure)
    if when.at_least and not who:
        cure = "write side: NAME or actor: CODE beside it"
        yield Finding((*path, "at_least"), "nobody is named who stands there", cure)


def _effects(scenario: Scenario, inject: Inject, path: Path) -> Iterator[Finding]:
    if not inject.model_fields_set & set(EFFECTS):
        what = "the inject has no effect"
        yield Finding(path, what, f"write one or more of {', '.join(EFFECTS)}")
    for code, rung in inject.posture.items():
        yield from needs_nuclear(scenario, code, rung, (*path, "posture", code))
    if inject.client_war is not None and scenario.client_war is None:
        what = "the scenario has no client war"
        cure = "write client_war: at the top level"
        yield Finding((*path, "client_war"), what, cure, rests_on=(("client_war",),))
    for code, signal in inject.signal.items():
        yield from needs_role(scenario, signal, (*path, "signal", code))
    if inject.incident:
        yield from needs_role(scenario, "incident", (*path, "incident"))
        yield from _incident(inject.incident, (*path, "incident"))


def _incident(incident: Incident, path: Path) -> Iterator[Finding]:
    if incident.by == incident.against:
        what = f"{incident.by} cannot use force against itself"
        yield Finding((*path, "against"), what, "name another actor")
    if incident.attributed_to == incident.against:
        what = f"{incident.against} cannot be held responsible for force against itself"
        yield Finding((*path, "attributed_to"), what, "name another actor")
    if incident.attributed_to and incident.deniable:
        what = "what is attributed to somebody is not deniable"
        cure = "take out deniable, or attributed_to"
        yield Finding((*path, "deniable"), what, cure, at_key=True)


def _join(scenario: Scenario, inject: Inject, path: Path) -> Iterator[Finding]:
    join = inject.join
    if not join:
        return
    here = (*path, "join", "actor")
    side = side_of(scenario, join.actor)
    if side:
        what = f"{join.actor} is on the side {quoted(side)} from the start"
        yield Finding(here, what, "name an actor on no side")
    actor = scenario.actors.get(join.actor)
    if actor and actor.mediator:
        yield Finding(here, f"{join.actor} mediates and cannot take a side", "name another actor")
