"""The whole document as one frozen object."""

from typing import Annotated

from pydantic import Field, PrivateAttr

from brinkmanship.sim.scenario.format.actor import Actor, Alliance
from brinkmanship.sim.scenario.format.base import ActorCode, Model, Prose, RungName, SideName, Title
from brinkmanship.sim.scenario.format.facts import CrisisFacts, History, Relations
from brinkmanship.sim.scenario.format.inject import Inject
from brinkmanship.sim.scenario.format.kinds import Whole
from brinkmanship.sim.scenario.format.ladder import Ladder
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.stage import (
    Aid,
    ClientWar,
    Clock,
    Dispute,
    Reference,
    Terminal,
)
from brinkmanship.sim.scenario.format.text_kinds import Ident

CODE = Ident(
    "actor code",
    r"(?:[A-Z][A-Z0-9_]{1,11}|[0-9]{1,12})",
    "2 to 12 capital letters, digits or _, or digits alone",
)
PLAIN = r"(?!(?:value|source|note)$)[A-Za-z][A-Za-z0-9_-]*"
NAME = Ident("name", PLAIN, "letters, digits, _ or -, a letter first")
KEY = Ident("source key", PLAIN, "letters, digits, _ or -, a letter first")
Side = Annotated[tuple[ActorCode, ...], Field(max_length=200)]


class Scenario(Model):
    """A crisis: who is in it, what they want, what stage they stand on, what ends it."""

    format: Annotated[int, Whole(1, 1)] = Field(
        default=1, description="Version of this format; only 1 exists."
    )
    title: Title = Field(description="What the scenario is, in one line.")
    summary: Prose = Field(default="", description="What it is about, in a paragraph.")
    sources: dict[Annotated[str, KEY], Reference] = Field(
        default={}, description="References that source: names by their key."
    )
    clock: Clock = Field(default=Clock(), description="Turns and the order of play.")
    ladder: Ladder = Field(description="The rungs; usually from a shared file.")
    sides: dict[Annotated[str, NAME], Side] = Field(
        default={},
        max_length=200,
        description="The opposing sides; an actor on none is a bystander. Relations give them too.",
    )
    opponents: (
        tuple[Annotated[tuple[SideName, ...], Field(min_length=2, max_length=2)], ...] | None
    ) = Field(
        default=None,
        max_length=2000,
        description="Pairs of sides that oppose each other; every two if left out.",
    )
    dispute: Dispute = Field(
        default=Dispute(), description="What it is about, and on which ground."
    )
    facts: CrisisFacts | None = Field(
        default=None, description="What was known of the crisis; parameters follow from that."
    )
    relations: Relations | None = Field(
        default=None, description="Who opposes, borders on and is bound to whom."
    )
    history: History | None = Field(
        default=None, description="What history did; for tables, never for a run."
    )
    client_war: ClientWar | None = Field(default=None, description="A war between clients.")
    aid: Aid = Field(default=Aid(), description="Classes of weapons released one by one.")
    actors: Annotated[dict[Annotated[str, CODE], Actor], Field(min_length=2, max_length=200)] = (
        Field(description="The actors by their code; 2 to 200.")
    )
    alliances: dict[Annotated[str, NAME], Alliance] = Field(
        default={}, max_length=100, description="The alliances by their name."
    )
    mechanisms: Mechanisms = Field(
        default=Mechanisms(), description="Switches and parameters of the mechanisms M0 to M17."
    )
    injects: tuple[Inject, ...] = Field(
        default=(), max_length=500, description="Events from outside."
    )
    terminal: Terminal = Field(default=Terminal(), description="What ends a run early.")
    thresholds: tuple[RungName, ...] = Field(
        default=(),
        max_length=64,
        description="Rungs of interest; if left out the roles collective, force and clash, "
        "without any of them the highest rung.",
    )
    _document: dict[str, object] = PrivateAttr(default_factory=dict)
    _cited: dict[str, str] = PrivateAttr(default_factory=dict)
    _digest: str = PrivateAttr(default="")

    @property
    def document(self) -> dict[str, object]:
        """The document as plain data after includes and overrides, sources kept."""
        return self._document

    @property
    def cited(self) -> dict[str, str]:
        """The ``source:`` of each place that has one, by its path in the document."""
        return self._cited

    @property
    def digest(self) -> str:
        """SHA-256 over what the scenario means, in hexadecimal; wording does not count."""
        return self._digest
