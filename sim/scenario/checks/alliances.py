"""An alliance is made of actors that are on a side, each once."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import Finding
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import suggestion


def check_alliances(scenario: Scenario) -> Iterator[Finding]:
    """Findings about members, voices and vetoes."""
    joins = [inject.join for inject in scenario.injects if inject.join]
    placed = {code for codes in scenario.sides.values() for code in codes}
    placed |= {join.actor for join in joins}
    for name, alliance in scenario.alliances.items():
        for i, code in enumerate(alliance.members):
            path: Path = ("alliances", name, "members", i)
            if code in alliance.members[:i]:
                yield Finding(path, f"{code} is listed twice", "list it once")
            if code in scenario.actors and code not in placed:
                cure = "list it under sides, or let an inject make it join one"
                rests_on: tuple[Path, ...] = (("sides",), ("injects",))
                yield Finding(path, f"{code} is on no side", cure, rests_on=rests_on)
        yield from _check_weights(scenario, name)


def _check_weights(scenario: Scenario, name: str) -> Iterator[Finding]:
    alliance = scenario.alliances[name]
    joins = [inject.join for inject in scenario.injects if inject.join]
    members = [*alliance.members, *(join.actor for join in joins if join.alliance == name)]
    for table in ("voices", "vetoes"):
        for code in getattr(alliance, table):
            if code in scenario.actors and code not in members:
                path = ("alliances", name, table, code)
                what = f"{code} is no member of {name}"
                yield Finding(path, what, suggestion(code, members), at_key=True)
