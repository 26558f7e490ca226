"""A scenario file for lint: its tree with line and column, its sources, and the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.loading import build_scenario, locate
from brinkmanship.sim.scenario.reading.annotations import Annotations
from brinkmanship.sim.scenario.reading.extends import assemble
from brinkmanship.sim.scenario.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """A scenario and the document it was made of.

    Attributes:
        root: The document with bases merged and annotations taken off.
        cited: The source of each place that has one, by its path.
        scenario: The scenario that it declares.
    """

    root: Node
    cited: Mapping[str, str]
    scenario: Scenario


def open_document(name: str) -> Document:
    """The document of a file, or of a shipped scenario.

    Raises:
        ScenarioError: With every problem found.
    """
    where, shown = locate(name)
    flaws: list[Problem] = []
    written = assemble(where, shown, flaws)
    scenario = build_scenario(written, shown, flaws)
    return Document(Annotations(written).strip(written), scenario.cited, scenario)
