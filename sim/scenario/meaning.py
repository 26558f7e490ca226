"""What a scenario means: for an actor its side, its ceiling, its rungs; for a ladder its gaps.

The checks, the premise, the manifest and lint ask here, so that a file which is called right
means to the engines what it meant to the check. Names that nothing has count as left out: they
are reported elsewhere.
"""

from collections.abc import Iterator
from typing import NamedTuple

from brinkmanship.sim.scenario.format.ladder import RISING, Ladder
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from brinkmanship.sim.scenario.format.policy import Ban, NorthStar
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import ENDS_AT, LEADS_TO


class MissingRole(NamedTuple):
    """A role that no rung of a ladder has, and what cannot happen for want of it.

    Attributes:
        role: Its name.
        outcomes: Outcomes that no run can come to.
        mechanisms: Mechanisms that have nothing to do and are off, though the file leaves them on.
    """

    role: str
    outcomes: tuple[str, ...]
    mechanisms: tuple[str, ...]


def side_of(scenario: Scenario, code: str) -> str:
    """The side an actor is on at the start, or nothing for a bystander."""
    return next((side for side, codes in scenario.sides.items() if code in codes), "")


def alliance_of(scenario: Scenario, code: str) -> str:
    """The alliance an actor is in at the start, or nothing; the first by name counts."""
    alliances = sorted(scenario.alliances.items())
    return next((name for name, alliance in alliances if code in alliance.members), "")


def has_means(scenario: Scenario, code: str, rung: int) -> bool:
    """Whether an actor has what a rung needs, such as nuclear weapons."""
    return scenario.actors[code].nuclear or scenario.ladder.rungs[rung].needs == "none"


def can_choose(scenario: Scenario, code: str, rung: int) -> bool:
    """Whether an actor can choose a rung: it has what that needs, and a clash takes two."""
    return rung != scenario.ladder.place("clash") and has_means(scenario, code, rung)


def ceiling_rung(ladder: Ladder, star: NorthStar) -> str:
    """Name of the lowest rung that a north star speaks against, by its name or by an outcome."""
    if star.stay_below is not None:
        return star.stay_below
    if star.avoid is None:
        return ""
    # on a ladder without war nuclear use can still come of a clash
    return str(getattr(ladder.roles, LEADS_TO[star.avoid]) or ladder.roles.clash)


def ceiling(scenario: Scenario, code: str) -> int:
    """Position of the lowest rung that an actor's north star forbids or prices.

    Without a north star, or with that mechanism switched off, it is the number of rungs.
    """
    ladder, star = scenario.ladder, scenario.actors[code].policy.north_star
    top = len(ladder.rungs)
    if star is None or not scenario.mechanisms.north_star.enabled:
        return top
    rung = ladder.rank(ceiling_rung(ladder, star))
    return rung if rung >= 0 else top


def closed_from(scenario: Scenario, code: str) -> int:
    """The lowest rung that a hard north star closes to an actor in every situation.

    A north star that is waived while the actor is attacked closes nothing for good.
    """
    star = scenario.actors[code].policy.north_star
    if star is None or not star.hard or star.unless_attacked:
        return len(scenario.ladder.rungs)
    return ceiling(scenario, code)


def banned_rungs(ladder: Ladder, ban: Ban) -> range:
    """Positions of the rungs that a ban takes away; none for a ban on a signal."""
    rung = ladder.rank(ban.rung)
    if rung < 0:
        return range(0)
    return range(rung, len(ladder.rungs) if ban.and_above else rung + 1)


def choosable_rungs(scenario: Scenario, code: str) -> set[int]:
    """Positions of the rungs an actor may choose in peace, before its rules are asked."""
    top = highest_choice(scenario.ladder)
    below = range(min(top + 1, closed_from(scenario, code)))
    return {rung for rung in below if can_choose(scenario, code, rung)}


def highest_choice(ladder: Ladder) -> int:
    """Position of the highest rung that can be chosen: war, below that of nuclear use.

    A ladder that has a clash but no war ends at the role force. What it has no role for ends
    nothing. The rung of the clash itself takes two, so nobody chooses it.
    """
    top = len(ladder.rungs) - 1
    if ladder.roles.clash and not ladder.roles.war:
        return ladder.place("force")
    return min(ladder.place("war"), ladder.place("nuclear") - 1, top)


def usual_rung(scenario: Scenario) -> str:
    """The rung asked about where nobody names one: the clash, else the highest of interest."""
    ladder = scenario.ladder
    return ladder.roles.clash or max(scenario.thresholds, key=ladder.index)


def can_work(ladder: Ladder, mechanism: Mechanism) -> bool:
    """Whether a ladder has the roles without which a mechanism has nothing to do."""
    return all(ladder.place(role) < len(ladder.rungs) for role in mechanism.needs)


def missing_roles(scenario: Scenario) -> Iterator[MissingRole]:
    """The roles that the ladder has not, as far as something cannot happen without them."""
    ladder, mechanisms = scenario.ladder, scenario.mechanisms
    parts = {name: getattr(mechanisms, name) for name in type(mechanisms).model_fields}
    for role in RISING:
        if ladder.place(role) < len(ladder.rungs):
            continue
        outcomes = tuple(name for name, needed in ENDS_AT.items() if needed == role)
        off = tuple(
            name
            for name, part in parts.items()
            if isinstance(part, Mechanism) and part.enabled and role in part.needs
        )
        if outcomes or off:
            yield MissingRole(role, outcomes, off)
