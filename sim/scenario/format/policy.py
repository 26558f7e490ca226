"""A policy: goals, north star, red lines, rules and style, all of them data."""

from typing import Annotated

from pydantic import Field

from brinkmanship.sim.scenario.format.base import (
    BY_ROLE,
    Model,
    OutcomeName,
    RungName,
    Share,
    SignalName,
    YesNo,
    number,
    rate,
)
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from brinkmanship.sim.scenario.format.values import Value
from brinkmanship.sim.scenario.format.vocabulary import LEADS_TO

Weight = Annotated[Value, Between(-20, 20)]
CEILINGS = ", ".join(f"the role {role} for {outcome}" for outcome, role in LEADS_TO.items())


class Goals(Model):
    """How much an actor cares for what; weights without unit."""

    prevail: Annotated[Value, Between(0, 10)] = number(1.0, "Multiplies what is at stake.")
    economy: Annotated[Value, Between(0, 10)] = number(
        1.0, "Multiplies the material and political cost of acts."
    )
    survival: Annotated[Value, Between(0, 20)] = number(1.0, "Multiplies what a war costs.")
    reciprocity: Annotated[Value, Between(0, 20)] = number(
        1.0, "Multiplies the pull to answer a blow (M4)."
    )
    loyalty: Annotated[Value, Between(0, 10)] = number(
        1.0, "Cost of lagging behind allies, as a share of the stake (abandonment, M15)."
    )
    autonomy: Annotated[Value, Between(0, 10)] = number(
        1.0, "Cost of running ahead of allies, as a share of the stake (entrapment, M15)."
    )
    honour: Annotated[Value, Between(0, 10)] = number(
        1.0, "Weight of its own public word (audience costs, M5)."
    )


class NorthStar(Model):
    """A ceiling to stay under, or an outcome to avoid (M10)."""

    stay_below: RungName | None = Field(
        default=None, description="The lowest rung never to stand on; or write avoid."
    )
    avoid: OutcomeName | None = Field(
        default=None,
        description=f"The outcome to avoid, below the rung that can bring it about: {CEILINGS}; "
        "or write stay_below.",
    )
    hard: YesNo = Field(
        default=False, description="Whether nothing outweighs it; without strength."
    )
    strength: Annotated[Value, Between(0, 20)] = number(
        1.0, "Share of the stake lost at or above the ceiling when it is not hard."
    )
    unless_attacked: YesNo = Field(
        default=False, description="Whether it is waived while the actor believes it is attacked."
    )


class RedLine(Model):
    """A standing line: the opponent's rung that triggers it, and what is promised then."""

    at: RungName = Field(description="The opponent's rung that crosses the line.")
    promise: RungName = Field(description="The rung promised when it is crossed; not below at.")
    public: Share = number(0.5, "How publicly it is committed: 0 in private, 1 in full.")


class When(Model):
    """What must hold for a rule to apply: all that is written here."""

    opponent_at_least: RungName | None = Field(
        default=None, description="An opponent is perceived at or above this rung."
    )
    opponent_at_most: RungName | None = Field(
        default=None, description="No opponent is perceived above this rung."
    )
    own_at_least: RungName | None = Field(
        default=None, description="The actor itself stands at or above this rung."
    )
    own_at_most: RungName | None = Field(
        default=None, description="The actor itself stands at or below this rung."
    )
    ally_at_least: RungName | None = Field(
        default=None, description="An ally stands at or above this rung."
    )
    attacked: YesNo | None = Field(
        default=None, description="Whether the actor believes it was attacked."
    )
    line_crossed: YesNo | None = Field(
        default=None, description="Whether an own line is crossed now."
    )
    turn_at_least: Annotated[int, Whole(1, 1000)] | None = Field(
        default=None, description="The turn is this one or later, counted from 1."
    )
    turn_at_most: Annotated[int, Whole(1, 1000)] | None = Field(
        default=None, description="The turn is this one or earlier, counted from 1."
    )
    client_war_at_least: Annotated[float, Between(0, 1)] | None = Field(
        default=None, description="The client war has at least this intensity."
    )


class Preference(Model):
    """A rung or a signal that becomes more, or less, attractive."""

    rung: RungName | None = Field(default=None, description="The rung; or write signal.")
    signal: SignalName | None = Field(default=None, description="The signal; or write rung.")
    weight: Weight = Field(description="Utility added; negative to discourage.")


class Requirement(Model):
    """A rung or a signal that is chosen whatever the weights say."""

    rung: RungName | None = Field(default=None, description="The rung; or write signal.")
    signal: SignalName | None = Field(default=None, description="The signal; or write rung.")


class Ban(Model):
    """A rung or a signal that is not chosen."""

    rung: RungName | None = Field(default=None, description="The rung; or write signal.")
    signal: SignalName | None = Field(default=None, description="The signal; or write rung.")
    and_above: YesNo = Field(
        default=True, description="Whether all rungs above it are forbidden too."
    )


class Rule(Model):
    """When this holds, then prefer, require or forbid a rung or a signal: exactly one of them."""

    when: When = Field(description="What must hold; at least one condition.")
    prefer: Preference | None = Field(default=None, description="Make it more attractive.")
    require: Requirement | None = Field(default=None, description="Make it the choice.")
    forbid: Ban | None = Field(default=None, description="Take it off the table.")


class Style(Model):
    """How an actor talks and decides; a chance is per week."""

    warn: Share = rate(0.0, "Chance per week of a warning.")
    threaten: Share = rate(0.0, "Chance per week of a threat.")
    assure: Share = rate(0.0, "Chance per week of an assurance.")
    ambiguity: Share = rate(0.0, "Chance per week of leaving open what it might do.")
    commit: Share = rate(0.0, "Chance per week of a commitment.")
    nuclear_signal: Share = rate(0.0, "Chance per week of a reminder of nuclear weapons.")
    consult: Share = rate(0.0, "Chance per week of calling the allies together (M14).")
    hint: RungName = Field(
        default=BY_ROLE,
        description="Rung that ambiguity and commitment hint at; if left out the role collective, "
        "else force, else the highest that needs no nuclear weapons.",
    )
    promise: RungName = Field(
        default=BY_ROLE,
        description="Rung that its threats and warnings promise; if left out the role force, else "
        "the highest that needs no nuclear weapons.",
    )
    rationality: Annotated[Value, Between(0, 500, above=True)] = number(
        113.0, "How surely the better choice is made; 0 would be noise."
    )
    risk: Annotated[Value, Between(-1, 1)] = number(
        0.0, "Taste for risk: above 0 it fears catastrophe less."
    )
    activity: Share | None = Field(
        default=None,
        description="Chance per quiet week of reconsidering; mechanisms.activity if left out.",
        json_schema_extra={"weekly": True},
    )


class Policy(Model):
    """What an actor wants, what it will not do, and how it talks."""

    goals: Goals = Field(default=Goals(), description="Weights of what it wants.")
    north_star: NorthStar | None = Field(
        default=None, description="A ceiling to stay under, or an outcome to avoid."
    )
    red_lines: tuple[RedLine, ...] = Field(
        default=(), max_length=4, description="At most 4 standing lines."
    )
    rules: tuple[Rule, ...] = Field(default=(), max_length=16, description="At most 16 rules.")
    style: Style = Field(default=Style(), description="How it talks and decides.")
