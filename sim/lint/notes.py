"""Notes on a scenario without errors: what its author can hardly have meant.

``brink check`` prints them. They come from the document alone, and none of them is an error:
a variant or an override may give the same text a meaning.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from brinkmanship.sim.lint.finding import NOTE, Findings
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.meaning import ceiling
from brinkmanship.sim.scenario.tree import Node, Path
from brinkmanship.sim.scenario.wording import quoted, short_list


class Note(NamedTuple):
    """A place in the document, what is odd there, and what to do."""

    path: Path
    what: str
    cure: str


def note_oddities(root: Node, scenario: Scenario, findings: Findings) -> None:
    """Add the notes that need no runs.

    Args:
        root: The document, for what it writes and leaves out.
        scenario: The scenario that it declares.
        findings: Takes what is found.
    """
    kinds: dict[str, Callable[[Scenario], Iterator[Note]]] = {
        "one name twice": _shared_names,
        "behind the horizon": _behind_horizon,
        "start above the star": _starts_above_star,
        "rule against the star": _rules_against_star,
        "force without a culprit": _idle_incidents,
    }
    for kind, find in kinds.items():
        for note in find(scenario):
            findings.add(NOTE, kind, *note)
    written, found = root.find(("thresholds",))
    if found and written.value == ():
        what = f"an empty list counts as left out: {short_list(scenario.thresholds)} are counted"
        findings.add(NOTE, "no thresholds", ("thresholds",), what, "list rungs, or take it out")


def timed_injects(scenario: Scenario) -> list[tuple[int, int]]:
    """Place and turn of the injects that have a turn, after the first and within the horizon."""
    return [
        (place, inject.turn)
        for place, inject in enumerate(scenario.injects)
        if inject.turn is not None and 1 < inject.turn <= scenario.clock.horizon
    ]


def _shared_names(scenario: Scenario) -> Iterator[Note]:
    """Actors with the name of an earlier one, whatever its capitals and blanks."""
    first: dict[str, str] = {}
    for code, actor in scenario.actors.items():
        other = first.setdefault(" ".join(actor.name.casefold().split()), code)
        if other != code:
            what = f"{other} is called {quoted(actor.name)} too, so stories and figures mix them up"
            yield Note(("actors", code, "name"), what, "give each actor a name of its own")


def _behind_horizon(scenario: Scenario) -> Iterator[Note]:
    """Injects and rules whose turn never comes."""
    horizon = scenario.clock.horizon
    for path, turn, never in _turns_waited_for(scenario):
        if turn is not None and turn > horizon:
            what = f"turn {turn} lies behind the horizon of {horizon}, so {never}"
            yield Note(path, what, "name an earlier turn, or raise clock.horizon")


def _turns_waited_for(scenario: Scenario) -> Iterator[tuple[Path, int | None, str]]:
    for i, inject in enumerate(scenario.injects):
        yield ("injects", i, "at"), inject.turn, "it never happens"
        if inject.when:
            turn = inject.when.turn_at_least
            yield ("injects", i, "when", "turn_at_least"), turn, "it never happens"
    for code, actor in scenario.actors.items():
        for i, rule in enumerate(actor.policy.rules):
            path: Path = ("actors", code, "policy", "rules", i, "when", "turn_at_least")
            yield path, rule.when.turn_at_least, "the rule never applies"


def _starts_above_star(scenario: Scenario) -> Iterator[Note]:
    """Starts that a star forbids which is waived under attack; any other is an error."""
    for code, limit in _waivable_ceilings(scenario):
        start = scenario.actors[code].start
        if scenario.ladder.rank(start) >= limit:
            what = f"{code} starts on {quoted(start)}, which its hard north star forbids"
            what += " until it is attacked, so it comes down when it first decides"
            cure = "start lower, or name a higher rung in the star"
            yield Note(("actors", code, "start"), what, cure)


def _rules_against_star(scenario: Scenario) -> Iterator[Note]:
    """Rules that require what such a star forbids, outside an attack as well."""
    for code, limit in _waivable_ceilings(scenario):
        for i, rule in enumerate(scenario.actors[code].policy.rules):
            wanted = rule.require.rung if rule.require else None
            if wanted and scenario.ladder.rank(wanted) >= limit and not rule.when.attacked:
                what = f"the rule requires {quoted(wanted)}, which the hard north star forbids"
                what += f" until {code} is attacked; before that it does nothing"
                path: Path = ("actors", code, "policy", "rules", i, "require", "rung")
                yield Note(path, what, "write attacked: true under when, or require a lower rung")


def _idle_incidents(scenario: Scenario) -> Iterator[Note]:
    """Incidents of somebody on no side, for whom nobody is held responsible."""
    placed = {code for codes in scenario.sides.values() for code in codes}
    placed |= {one.join.actor for one in scenario.injects if one.join}
    for i, inject in enumerate(scenario.injects):
        incident = inject.incident
        if incident is None or incident.deniable:
            continue
        culprit = incident.attributed_to or incident.by
        if culprit not in placed:
            what = f"{culprit} is on no side, so nobody can answer its force"
            key = "attributed_to" if incident.attributed_to else "by"
            cure = "write attributed_to: and who is held responsible, or deniable: true"
            yield Note(("injects", i, "incident", key), what, cure)


def _waivable_ceilings(scenario: Scenario) -> Iterator[tuple[str, int]]:
    """Actors whose hard star is waived under attack, with the lowest rung that it forbids."""
    for code, actor in scenario.actors.items():
        star = actor.policy.north_star
        if star and star.hard and star.unless_attacked:
            yield code, ceiling(scenario, code)
