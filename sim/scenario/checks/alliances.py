"""An alliance is made of actors of one side; nobody is in two."""

from collections.abc import Iterator

from brinkmanship.sim.scenario.checks.finding import Finding
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import quoted, suggestion


def check_alliances(scenario: Scenario) -> Iterator[Finding]:
    """Findings about members, voices and vetoes."""
    taken: dict[str, str] = {}
    joins = [inject.join for inject in scenario.injects if inject.join]
    sides_of: dict[str, str] = {}
    for side, codes in (*scenario.sides.items(), *((join.side, (join.actor,)) for join in joins)):
        sides_of.update({code: side for code in codes if code not in sides_of})
    for name, alliance in scenario.alliances.items():
        path: Path = ("alliances", name, "members")
        sides: dict[str, str] = {}
        for i, code in enumerate(alliance.members):
            if code not in scenario.actors:
                continue
            yield from _in_one_alliance((*path, i), code, name, taken)
            yield from _one_side((*path, i), code, sides_of.get(code, ""), sides)
        yield from _check_weights(scenario, name)


def _in_one_alliance(path: Path, code: str, name: str, taken: dict[str, str]) -> Iterator[Finding]:
    if code in taken:
        other = "listed twice" if taken[code] == name else f"also in the alliance {taken[code]}"
        yield Finding(path, f"{code} is {other}", "keep it in one place")
    taken.setdefault(code, name)


def _one_side(path: Path, code: str, side: str, sides: dict[str, str]) -> Iterator[Finding]:
    """``sides`` holds the first side met and who was met there."""
    if not side:
        cure = "list it under sides, or let an inject make it join one"
        rests_on: tuple[Path, ...] = (("sides",), ("injects",))
        yield Finding(path, f"{code} is on no side", cure, rests_on=rests_on)
        return
    first = next(iter(sides), side)
    if side != first:
        what = f"{code} is on the side {quoted(side)}, but {sides[first]} is on {quoted(first)}"
        yield Finding(path, what, "keep an alliance on one side", rests_on=(("sides",),))
    sides.setdefault(side, code)


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
