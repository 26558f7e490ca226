"""The stage: sides that do not share an actor, a war with two parties, endings that can be."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import Finding, paired_twice
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.wording import quoted, short_list


def check_stage(scenario: Scenario) -> Iterator[Finding]:
    """Findings about sides, pairs, client war, aid steps, endings and thresholds."""
    yield from _sides(scenario)
    yield from paired_twice(("opponents",), scenario.opponents or ())
    if scenario.relations is None:
        yield from paired_twice(("dispute", "borders"), scenario.dispute.borders or ())
    yield from _client_war(scenario)
    yield from _repeated(("aid", "steps"), scenario.aid.steps, "aid step")
    yield from _repeated(("thresholds",), scenario.thresholds, "rung")
    yield from _endings(scenario)


def _sides(scenario: Scenario) -> Iterator[Finding]:
    sides = scenario.sides
    if len(sides) < 2 and scenario.relations is None:  # noqa: PLR2004 - a crisis has two sides
        found = short_list(list(sides)) or "none"
        what = f"a crisis has at least two sides, and here is {found}"
        cure = "name two sides" if sides else "write sides: {west: [CODE, …], east: [CODE, …]}"
        yield Finding(("sides",), what, cure, at_key=True, rests_on=(("relations",),))
    where: dict[str, str] = {}
    for side, codes in sides.items():
        if not codes:
            what = f"the side {quoted(side)} has no actor"
            yield Finding(("sides", side), what, "list at least one actor code")
        for i, code in enumerate(codes):
            if code in where:
                other = "twice on this side" if where[code] == side else f"also on {where[code]}"
                yield Finding(("sides", side, i), f"{code} is {other}", "keep it in one place")
            where.setdefault(code, side)


def _client_war(scenario: Scenario) -> Iterator[Finding]:
    war = scenario.client_war
    if war and war.between[0] == war.between[1]:
        what = f"{war.between[0]} is at war with itself"
        yield Finding(("client_war", "between"), what, "name two parties")
    if war and not war.rung and not scenario.ladder.roles.war:
        what = "the ladder has no role war, so the war counts as no rung"
        cure = "write rung: NAME, the rung it counts as"
        yield Finding(("client_war",), what, cure, at_key=True, rests_on=(("ladder", "roles"),))


def _repeated(path: tuple[str, ...], names: tuple[str, ...], thing: str) -> Iterator[Finding]:
    for i, name in enumerate(names):
        if name in names[:i]:
            what = f"the {thing} {quoted(name)} is listed twice"
            yield Finding((*path, i), what, "list it once")


def _endings(scenario: Scenario) -> Iterator[Finding]:
    calm = scenario.terminal.deescalation.at_most
    force = scenario.ladder.roles.force
    if scenario.ladder.rank(calm) >= scenario.ladder.rank(force) >= 0:
        what = f"{quoted(calm)} is at or above the role force, {quoted(force)}"
        path = ("terminal", "deescalation", "at_most")
        yield Finding(path, what, "name a lower rung: de-escalation is the absence of force")
