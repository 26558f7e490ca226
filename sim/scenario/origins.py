"""Where the numbers and facts of a scenario come from: a source, an assumption, or nothing said."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from brinkmanship.sim.scenario.assumptions import SILENT
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.format.walk import kinds, shape_at
from brinkmanship.sim.scenario.reading.annotations import ASSUMPTION
from brinkmanship.sim.scenario.tree import Path

PARTS = ("actors", "alliances", "mechanisms", "client_war", "dispute", "ladder", "injects")
"""Parts of a scenario whose numbers a run depends on."""
FACTS = "facts"
LADDER = "ladder"


class Origin(NamedTuple):
    """A number or a fact that a document writes.

    Attributes:
        path: Where it stands.
        source: The nearest ``source:`` around it; empty where there is none.
        fact: Whether it is something that was known at the trigger.
    """

    path: Path
    source: str
    fact: bool

    @property
    def sourced(self) -> bool:
        """Whether a source other than an assumption is named for it."""
        return self.source not in ("", ASSUMPTION)


def origins(scenario: Scenario) -> list[Origin]:
    """Every number and every fact that a scenario's document writes, in its order.

    A distribution counts as one number, and a fact as one whatever it is: a word, a number, yes
    or no.
    """
    found = []
    for path, source, value in _leaves(scenario.document, (), ""):
        if FACTS in path:
            found.append(Origin(path, source, fact=True))
        elif path[0] in PARTS and _is_number(path, value):
            found.append(Origin(path, source, fact=False))
    return found


def _leaves(node: object, path: Path, source: str) -> Iterator[tuple[Path, str, object]]:
    """Each value without annotations, with its path and the nearest source."""
    if isinstance(node, Mapping):
        source = str(node.get("source", source))
        if not node.keys().isdisjoint((*DISTRIBUTIONS, "value")):
            yield path, source, node.get("value", node)
            return
        for key, part in node.items():
            if key not in SILENT[:2] and (path or key != "sources"):
                yield from _leaves(part, (*path, key), source)
    elif isinstance(node, list | tuple):
        for place, part in enumerate(node):
            yield from _leaves(part, (*path, place), source)
    else:
        yield path, source, node


def _is_number(path: Path, value: object) -> bool:
    if isinstance(value, bool | str):
        return False
    return any(isinstance(one, Between) for one in kinds(shape_at(path)))
