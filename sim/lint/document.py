"""A document opened for a closer look: with its places, its sources, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.errors import Problem
from sim.scenario import Scenario
from sim.scenario.loading import build_scenario, locate
from sim.scenario.reading.annotations import Annotations
from sim.scenario.reading.extends import assemble
from sim.scenario.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """A scenario and the text it was made of.

    Attributes:
        root: The whole document without annotations, each value with its place.
        cited: The source of each place that has one, by its path.
        scenario: What it means.
    """

    root: Node
    cited: Mapping[str, str]
    scenario: Scenario


def open_document(name: str) -> Document:
    """A file, or a shipped scenario.

    Raises:
        ScenarioError: With every problem found.
    """
    where, shown = locate(name)
    flaws: list[Problem] = []
    written = assemble(where, shown, flaws)
    scenario = build_scenario(written, shown, flaws)
    return Document(Annotations(written).strip(written), scenario.cited, scenario)
