"""What a cross-check finds, and small questions that several checks ask."""

from dataclasses import dataclass

from sim.scenario.format.scenario import Scenario
from sim.scenario.reading.tree import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem between parts of a document.

    Attributes:
        path: Where it is.
        what: What is wrong.
        cure: What would be right.
        at_key: Whether the key is meant rather than what stands there.
        rests_on: Where else it looked; if anything there is wrong, the finding is only an echo.
    """

    path: Path
    what: str
    cure: str
    at_key: bool = False
    rests_on: tuple[Path, ...] = ()


def rank(scenario: Scenario, rung: str | None) -> int:
    """Position of a rung, or -1 for a name left out or unknown (which is reported elsewhere)."""
    ids = scenario.ladder.ids
    return ids.index(rung) if rung in ids else -1


def out_of_reach(scenario: Scenario, code: str, rung: str | None) -> bool:
    """Whether the rung needs nuclear weapons that the actor does not have."""
    position = rank(scenario, rung)
    actor = scenario.actors.get(code)
    if position < 0 or actor is None:
        return False
    return scenario.ladder.rungs[position].needs == "nuclear" and not actor.nuclear


def needs_nuclear(scenario: Scenario, code: str, rung: str | None, path: Path) -> list[Finding]:
    """The finding that an actor without nuclear weapons is given a nuclear rung, if so."""
    if not out_of_reach(scenario, code, rung):
        return []
    what = f'{code} has no nuclear weapons, which the rung "{rung}" needs'
    return [Finding(path, what, f"write nuclear: true for {code}, or a lower rung")]


def side_of(scenario: Scenario, code: str) -> str:
    """The side an actor is on at the start, or nothing for a bystander."""
    for side, codes in scenario.sides.items():
        if code in codes:
            return side
    return ""
