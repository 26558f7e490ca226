"""An actor starts where it can stand."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import Finding, needs_nuclear
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.meaning import side_of
from brinkmanship.sim.scenario.wording import quoted


def check_actors(scenario: Scenario) -> Iterator[Finding]:
    """Findings about starts and mediators."""
    for code, actor in scenario.actors.items():
        path = ("actors", code)
        yield from needs_nuclear(scenario, code, actor.start, (*path, "start"))
        yield from _start_aid(scenario, code)
        side = side_of(scenario, code)
        if actor.mediator and side:
            what = f"{code} is on the side {quoted(side)} and cannot mediate"
            cure = f"take it off the side, or write mediator: false for {code}"
            yield Finding((*path, "mediator"), what, cure, rests_on=(("sides",),))


def _start_aid(scenario: Scenario, code: str) -> Iterator[Finding]:
    actor, role = scenario.actors[code], scenario.ladder.roles.aid
    if not actor.start_aid or (actor.start and scenario.ladder.rank(actor.start) < 0):
        return
    if not role:
        what, cure = "the ladder has no role aid", "take it out, or name the role aid"
    elif actor.start != role:
        what = f"{code} does not start on {quoted(role)}, where weapons are released"
        cure = f"write start: {role}, or take it out"
    else:
        return
    path = ("actors", code)
    yield Finding((*path, "start_aid"), what, cure, rests_on=((*path, "start"),))
