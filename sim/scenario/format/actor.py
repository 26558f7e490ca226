"""Actors and alliances: who is in the crisis, and who owes whom what."""

from typing import Annotated

from pydantic import Field

from brinkmanship.sim.scenario.format.base import (
    BY_ROLE,
    ActorCode,
    AidStep,
    Model,
    RungName,
    Share,
    Title,
    YesNo,
    number,
)
from brinkmanship.sim.scenario.format.facts import ActorFacts
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.policy import Policy
from brinkmanship.sim.scenario.format.text_kinds import Word
from brinkmanship.sim.scenario.format.values import Value
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS


class Actor(Model):
    """A state in the crisis."""

    name: Title = Field(description="Name in stories and figures.")
    start: RungName = Field(
        default=BY_ROLE, description="Rung at the start; the first rung if left out."
    )
    start_aid: AidStep = Field(
        default=BY_ROLE,
        description="Class of weapons already released, for a start at the role aid; the first.",
    )
    nuclear: YesNo = Field(default=False, description="Whether it has nuclear weapons.")
    resolve: Annotated[Value, Between(0, 50)] = number(
        1.0, "What the matter is worth to it, in wars against an equal; the median over runs."
    )
    capability: Annotated[Value, Between(0, 1000, above=True)] = number(
        1.0, "Its means of war; only ratios count."
    )
    exposure: Annotated[Value, Between(0, 100)] = number(
        1.0, "Relative share of incidents and transit risk that falls on it."
    )
    hostility: Share = number(0.3, "Its image of the opponents at the start (M2).")
    kept: Annotated[Value, Between(0, 1000)] = number(
        0.0, "Public threats of force that it carried out before the start (M7)."
    )
    bluffs: Annotated[Value, Between(0, 1000)] = number(
        0.0, "Public threats of force that it did not carry out when they were defied (M7)."
    )
    settled: YesNo = Field(
        default=True,
        description="Whether its start has stood for some time; false for who was just challenged.",
    )
    learns: YesNo = Field(
        default=True, description="Whether it learns from threats that are kept or not (M7)."
    )
    mediator: YesNo = Field(
        default=False, description="Whether it mediates (M16); for actors on no side."
    )
    facts: ActorFacts | None = Field(
        default=None, description="What was known of it; parameters follow from that."
    )
    policy: Policy = Field(
        default=Policy(), description="What it wants, what it will not do, how it talks."
    )


class Alliance(Model):
    """Obligations between actors of one side; an alliance is not an actor."""

    members: tuple[ActorCode, ...] = Field(
        min_length=1, max_length=200, description="Actor codes of one side."
    )
    obligation: Annotated[str, Word(tuple(OBLIGATIONS))] = Field(
        default="defence", description="What members owe one another when one is attacked."
    )
    cohesion: Share = number(0.6, "Cohesion at the start (M14).")
    consensus_for: RungName | None = Field(
        default=None, description="From this rung up consensus is needed; none if left out."
    )
    voices: dict[ActorCode, Annotated[Value, Between(0, 10)]] = Field(
        default={}, description="Weight of a member in the consensus; 1 for those left out."
    )
    vetoes: dict[ActorCode, Share] = Field(
        default={}, description="How far an objection of the member closes the gate."
    )
