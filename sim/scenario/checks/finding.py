"""What a check finds, and the findings that several checks share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.vocabulary import SPEAKS_OF
from brinkmanship.sim.scenario.meaning import has_means
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import with_article


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


def lacks_role(scenario: Scenario, role: str) -> bool:
    """Whether the file gives no rung this role; a role given to an unknown rung is not missing."""
    return not getattr(scenario.ladder.roles, role)


def needs_role(scenario: Scenario, word: str, path: Path) -> list[Finding]:
    """The finding, if any, that a signal or an incident speaks of a role the ladder lacks."""
    role = SPEAKS_OF.get(word, "")
    if not role or not lacks_role(scenario, role):
        return []
    thing = with_article(word.replace("_", " "))
    what = f"{thing} speaks of the role {role}, which no rung of the ladder has"
    return [Finding(path, what, f"take it out, or name the role {role}")]


def paired_twice(path: Path, pairs: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """Findings about pairs of one name alone, and about pairs that are listed twice."""
    for i, pair in enumerate(pairs):
        if len(set(pair)) == 1:
            yield Finding(
                (*path, i), f"{pair[0]} is paired with itself", "name two, or take it out"
            )
        elif any(set(pair) == set(other) for other in pairs[:i]):
            what = f"{' and '.join(pair)} are listed twice"
            yield Finding((*path, i), what, "list them once, in either order")
