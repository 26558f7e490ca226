"""Facts of a crisis as they were at its trigger, in the words of docs/reference/codebook.md.

Parameters follow from them by one rule (``sim.scenario.facts.rule``); a value that a file gives
directly overrides what the rule would give.
"""

from typing import Annotated

from pydantic import Field

from brinkmanship.sim.scenario.format.base import ActorCode, Model, RungName, Title, YesNo
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.text_kinds import Ident, Word
from brinkmanship.sim.scenario.format.vocabulary import OBLIGATIONS

TRIGGERS = (
    "verbal", "political", "economic", "external_change", "other_nonviolent",
    "internal_challenge", "nonviolent_military", "indirect_violent", "violent",
)  # fmt: skip
"""Kinds of trigger, in the order of ICB's codes 1 to 9."""
GRAVITIES = (
    "economic", "military", "political", "territory", "influence", "grave_damage", "existence",
)  # fmt: skip
"""The gravest value in danger, in the order of ICB's codes 0 to 6."""
PROTRACTED = ("none", "conflict", "long_war")
POWERS = ("small", "middle", "great", "super")
ARSENALS = ("none", "few", "second_strike")
REGIMES = ("democracy", "civil_authoritarian", "military")
WARS = ("none", "low", "high")
RESULTS = ("agreement", "unilateral", "imposed", "faded")

PLAIN = r"(?!(?:value|source|note)$)[A-Za-z][A-Za-z0-9_-]*"

Trigger = Annotated[str, Word(TRIGGERS)]
Gravity = Annotated[str, Word(GRAVITIES)]
Count = Annotated[int, Whole(0, 1000)]


class TriggerFact(Model):
    """The act, event or change that set off the crisis."""

    kind: Trigger = Field(description="What kind of act it was.")
    by: Title | None = Field(default=None, description="Who did it, a code; none if nobody did.")
    against: Title | None = Field(default=None, description="Who first had to answer, a code.")
    date: Title | None = Field(default=None, description="The day it was known.")
    accident: YesNo = Field(default=False, description="Whether it was said to be an accident.")


class WarFact(Model):
    """A war at the trigger on which the crisis bears."""

    level: Annotated[str, Word(WARS)] = Field(
        default="none", description="none, low (below 1,000 battle deaths a year) or high."
    )
    between: tuple[Title, ...] = Field(default=(), max_length=2, description="Its parties.")


class CrisisFacts(Model):
    """Facts of the crisis."""

    trigger: TriggerFact | None = Field(
        default=None, description="What set it off; left out where a posture has long stood."
    )
    territory: YesNo = Field(default=False, description="Whether it is about who holds land.")
    protracted: Annotated[str, Word(PROTRACTED)] = Field(
        default="none", description="Whether the main opponents were in a violent conflict."
    )
    ethnic: YesNo = Field(
        default=False, description="Whether it is about secession or reunion across a border."
    )
    client_war: WarFact = Field(default=WarFact(), description="A war on which it bears.")


class LineFact(Model):
    """A line drawn in public before or with the trigger."""

    at: RungName = Field(description="The act it forbids.")
    promise: RungName = Field(description="What it promises.")


class StarFact(Model):
    """A limit on its own conduct that a government had stated in public."""

    stay_below: RungName = Field(description="The lowest rung never to stand on.")


class ActorFacts(Model):
    """Facts of one state."""

    gravity: Gravity = Field(description="The most serious value that it saw in danger.")
    power: Annotated[str, Word(POWERS)] = Field(description="Its standing in the system.")
    power_ratio: Annotated[float, Between(0, 1000, above=True)] | None = Field(
        default=None, description="Capability divided by that of its main opponent, if known."
    )
    nuclear: Annotated[str, Word(ARSENALS)] = Field(
        default="none", description="Nuclear weapons ready for use."
    )
    guarantor: ActorCode | None = Field(
        default=None,
        description="A nuclear state bound to defend it: its umbrella.",
    )
    regime: Annotated[str, Word(REGIMES)] = Field(description="Form of government.")
    start: RungName = Field(description="What it was visibly doing in the week before.")
    troops_in_area: YesNo = Field(
        default=False,
        description="Whether its troops stand in the contested area, in reach of others.",
    )
    bluffs: Count = Field(default=0, description="Threats of force not carried out, in ten years.")
    kept: Count = Field(default=0, description="Threats of force carried out, in ten years.")
    red_line: LineFact | None = Field(default=None, description="A line it had drawn in public.")
    north_star: StarFact | None = Field(default=None, description="A limit it had stated.")


Pair = Annotated[tuple[ActorCode, ...], Field(min_length=2, max_length=2)]


TreatyName = Annotated[str, Ident("treaty", PLAIN, "letters, digits, _ or -, a letter first")]


class TreatyFact(Model):
    """A treaty in force at the trigger."""

    members: tuple[ActorCode, ...] = Field(min_length=1, max_length=200, description="Members.")
    obligation: Annotated[str, Word(tuple(OBLIGATIONS))] = Field(
        default="defence", description="What they owe one another when one is attacked."
    )


class Relations(Model):
    """Who opposes, borders on, is bound to and arms whom."""

    opponents: tuple[Pair, ...] = Field(
        min_length=1, max_length=2000, description="Pairs that oppose each other over the issue."
    )
    borders: tuple[Pair, ...] = Field(
        default=(), max_length=2000, description="Pairs that reach each other by land."
    )
    treaties: dict[
        Annotated[str, Ident("treaty", PLAIN, "letters, digits, _ or -, a letter first")],
        TreatyFact,
    ] = Field(default={}, max_length=100, description="Treaties by name.")
    clients: dict[ActorCode, tuple[Title, ...]] = Field(
        default={}, description="Whom a patron arms or pays, by patron."
    )


class History(Model):
    """What history did; no model reads it."""

    highest_rung: RungName = Field(description="Highest rung between the main opponents.")
    highest_rung_any: RungName = Field(description="Highest rung of anybody.")
    deaths: Annotated[int, Whole(0, 100_000_000)] | None = Field(
        default=None, description="Battle deaths between the main opponents."
    )
    outcome: Annotated[str, Word(RESULTS)] = Field(description="How it ended.")
    ended: Title | None = Field(default=None, description="When.")
