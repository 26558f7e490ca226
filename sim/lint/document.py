"""A scenario file for lint: its tree with line and column, its sources, and the scenario."""

from collections.abc import Mapping
from dataclasses import dataclass

from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.loading import read_draft
from brinkmanship.sim.scenario.reading.annotations import Annotations
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
    draft = read_draft(name)
    return document_of(draft.root, draft.scenario())


def document_of(written: Node, scenario: Scenario) -> Document:
    """The document of a tree with bases merged, and the scenario that it declares."""
    return Document(Annotations(written).strip(written), scenario.cited, scenario)
