"""Facts and relations: parties that exist and differ, and nobody left without any part.

Parameters follow from facts only once these checks find nothing: the rule relies on them.
"""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import Finding, paired_twice
from brinkmanship.sim.scenario.format.actor import Actor
from brinkmanship.sim.scenario.format.facts import CrisisFacts, Relations
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import quoted, suggestion

FACT_BEHIND: dict[Path, Path] = {
    ("start",): ("facts", "start"),
    ("policy", "north_star"): ("facts", "north_star"),
    ("policy", "red_lines", 0): ("facts", "red_line"),
}
"""What of an actor is said where the fact is, if only the fact says it."""


def check_facts(scenario: Scenario) -> Iterator[Finding]:
    """Findings about facts of the crisis and of its actors, and about relations."""
    if scenario.facts:
        yield from _of_crisis(scenario, scenario.facts)
    if scenario.relations:
        yield from _of_relations(scenario.relations)
    for code, actor in scenario.actors.items():
        yield from _guarantor(scenario, code)
        if actor.facts and not actor.mediator and not _has_part(scenario, code):
            what = f"{code} has facts, but is on no side and in no relation"
            cure = "name it under sides or relations, or take its facts out"
            path: Path = ("actors", code, "facts")
            rests_on: tuple[Path, ...] = (("sides",), ("relations",), ("injects",))
            yield Finding(path, what, cure, at_key=True, rests_on=rests_on)


def _of_crisis(scenario: Scenario, facts: CrisisFacts) -> Iterator[Finding]:
    trigger, path = facts.trigger, ("facts", "trigger")
    for role in ("by", "against") if trigger else ():
        code = getattr(trigger, role)
        if code is not None and code not in scenario.actors:
            cure = suggestion(code, list(scenario.actors))
            what = f"no actor is called {quoted(code)}"
            yield Finding((*path, role), what, cure, rests_on=(("actors", code),))
    if trigger and trigger.by is not None and trigger.by == trigger.against:
        what = f"{trigger.by} cannot challenge itself"
        yield Finding((*path, "against"), what, "name another actor")
    yield from _war(facts)


def _war(facts: CrisisFacts) -> Iterator[Finding]:
    war, path = facts.client_war, ("facts", "client_war")
    if war.level != "none" and not war.between:
        what = "nobody is named who fights this war"
        yield Finding(path, what, "write between: and one or two parties, codes or names")
    if len(war.between) != len(set(war.between)):
        what = f"{war.between[0]} is at war with itself"
        yield Finding((*path, "between"), what, "name two parties, or one for a war at home")


def _of_relations(relations: Relations) -> Iterator[Finding]:
    for key in ("opponents", "borders"):
        yield from paired_twice(("relations", key), getattr(relations, key))
    for name, treaty in relations.treaties.items():
        for i, code in enumerate(treaty.members):
            if code in treaty.members[:i]:
                path: Path = ("relations", "treaties", name, "members", i)
                yield Finding(path, f"{code} is listed twice", "list it once")
    for patron, clients in relations.clients.items():
        for i, client in enumerate(clients):
            if client == patron:
                path = ("relations", "clients", patron, i)
                yield Finding(path, f"{patron} cannot be its own client", "name another party")


def _guarantor(scenario: Scenario, code: str) -> Iterator[Finding]:
    facts = scenario.actors[code].facts
    name = facts.guarantor if facts else None
    if name is None:
        return
    path: Path = ("actors", code, "facts", "guarantor")
    guarantor = scenario.actors.get(name)
    if name == code:
        yield Finding(path, f"{code} cannot be its own guarantor", "name another actor")
    elif guarantor and not _is_nuclear(guarantor):
        what = f"{name} has no nuclear weapons, so it guarantees nobody"
        yield Finding(path, what, "name a nuclear state, or take it out")


def _is_nuclear(actor: Actor) -> bool:
    said = "nuclear" in actor.model_fields_set or actor.facts is None
    return actor.nuclear if said else bool(actor.facts and actor.facts.nuclear != "none")


def _has_part(scenario: Scenario, code: str) -> bool:
    """Whether an actor is on a side, joins one, or is in a relation."""
    if scenario.relations and not scenario.sides:
        return True  # each actor is then a side of its own
    placed = [*scenario.sides.values(), [one.join.actor for one in scenario.injects if one.join]]
    if relations := scenario.relations:
        placed += [*relations.opponents, *relations.borders, list(relations.clients)]
        placed += [treaty.members for treaty in relations.treaties.values()]
    return any(code in codes for codes in placed)


def lacks_party(scenario: Scenario) -> bool:
    """Whether an opponent is no actor, or one that was set aside for a fault of its own."""
    pairs = scenario.relations.opponents if scenario.relations else ()
    return any(code not in scenario.actors for pair in pairs for code in pair)


def path_of_fact(scenario: Scenario, path: Path) -> Path:
    """The place in the document of what follows from a fact; the path itself of anything else.

    Args:
        scenario: The document as it says it, before anything follows from its facts.
        path: Where a finding lies once everything follows.
    """
    given = scenario.model_fields_set
    match path:
        case ("alliances", *rest) if scenario.relations and "alliances" not in given:
            return ("relations", "treaties", *rest)
        case ("client_war", *rest) if scenario.facts and "client_war" not in given:
            return ("facts", "client_war", *rest)
        case ("injects", int(place), *_) if place >= len(scenario.injects):
            return ("facts", "trigger")
        case ("actors", str(code), *_) if code in scenario.actors:
            return ("actors", code, *_path_in_actor(scenario.actors[code], path[2:]))
    return path


def _path_in_actor(actor: Actor, path: Path) -> Path:
    for said, fact in FACT_BEHIND.items():
        if actor.facts and path[: len(said)] == said:
            part = actor if said[0] != "policy" else actor.policy
            field = str(said[0] if said[0] != "policy" else said[1])
            if field not in part.model_fields_set:
                return (*fact, *path[len(said) :])
    return path
