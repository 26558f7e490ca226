"""What a scenario means for an actor: its side, its ceiling, the rungs that are open to it.

The checks, the premise, the manifest and lint ask here, so that a file which is called right
means to the engines what it meant to the check. Names that nothing has count as left out: they
are reported elsewhere.
"""

from brinkmanship.sim.scenario.format.ladder import Ladder
from brinkmanship.sim.scenario.format.policy import Ban, NorthStar
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import LEADS_TO


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


def ceiling_rung(ladder: Ladder, star: NorthStar) -> str:
    """Name of the lowest rung that a north star speaks against, by its name or by an outcome."""
    if star.stay_below is not None:
        return star.stay_below
    return str(getattr(ladder.roles, LEADS_TO[star.avoid])) if star.avoid else ""


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
    """Positions of the rungs an actor may choose before its rules are asked.

    Nobody chooses a rung above the role force while no clash goes on: a clash takes two.
    """
    force = scenario.ladder.rank(scenario.ladder.roles.force)
    top = force + 1 if force >= 0 else len(scenario.ladder.rungs)
    below = range(min(top, closed_from(scenario, code)))
    return {rung for rung in below if has_means(scenario, code, rung)}
