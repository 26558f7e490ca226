"""What a check finds, and the one finding that several checks share."""

from dataclasses import dataclass

from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.meaning import has_means
from brinkmanship.sim.scenario.tree import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem between parts of a document.

    Attributes:
        path: Where it is.
        what: What is wrong.
        cure: What would be right.
        at_key: Whether the key is meant rather than what stands there.
        rests_on: Other places it depends on; if one of them is wrong too, the finding is dropped.
    """

    path: Path
    what: str
    cure: str
    at_key: bool = False
    rests_on: tuple[Path, ...] = ()


def needs_nuclear(scenario: Scenario, code: str, rung: str | None, path: Path) -> list[Finding]:
    """The finding, if any, that a rung needs nuclear weapons which the actor does not have."""
    position = scenario.ladder.rank(rung)
    if position < 0 or code not in scenario.actors or has_means(scenario, code, position):
        return []
    what = f'{code} has no nuclear weapons, which the rung "{rung}" needs'
    return [Finding(path, what, f"write nuclear: true for {code}, or a lower rung")]
