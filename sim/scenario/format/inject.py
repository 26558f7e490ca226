"""Injects: what happens to the crisis from outside, at a turn or on a condition."""

from typing import Annotated

from pydantic import Field

from brinkmanship.sim.scenario.format.base import (
    ActorCode,
    AllianceName,
    Model,
    RungName,
    SideName,
    SignalName,
    Title,
    YesNo,
)
from brinkmanship.sim.scenario.format.kinds import Between, Flag, Whole
from brinkmanship.sim.scenario.format.text_kinds import TurnNumber, TurnOrDay


class Condition(Model):
    """What sets an inject off: all that is written here, the first time it holds."""

    turn_at_least: Annotated[int, Whole(1, 1000)] | None = Field(
        default=None, description="The turn is this one or later, counted from 1."
    )
    side: SideName | None = Field(
        default=None, description="Some actor of this side stands at or above at_least."
    )
    actor: ActorCode | None = Field(
        default=None, description="This actor stands at or above at_least."
    )
    at_least: RungName | None = Field(default=None, description="The rung for side or actor.")
    attacked: ActorCode | None = Field(
        default=None, description="This actor believes it was attacked."
    )


class Incident(Model):
    """One side's force against another, by accident or on purpose."""

    by: ActorCode = Field(description="Whose force it was.")
    against: ActorCode = Field(description="Whom it hit.")
    deliberate: YesNo = Field(
        default=False,
        description="Whether it was meant: then it is force, and who is held responsible stands on "
        "the role force that turn; else an accident that is taken for an attack.",
    )
    attributed_to: ActorCode | None = Field(
        default=None,
        description="Who is held responsible and answered, if not by: the patron of a proxy, or "
        "whoever is wrongly suspected.",
    )
    deniable: YesNo = Field(
        default=False,
        description="Whether nobody can be held responsible: then nobody is answered.",
    )


class Join(Model):
    """A bystander takes a side."""

    actor: ActorCode = Field(description="An actor on no side so far.")
    side: SideName = Field(description="The side it joins.")
    alliance: AllianceName | None = Field(default=None, description="The alliance it joins.")


class Inject(Model):
    """One event from outside: a trigger (at or when) and at least one effect."""

    at: Annotated[int | str, TurnOrDay(TurnNumber(1, 1000))] | None = Field(
        default=None,
        description="Turn at which it happens, counted from 1, or the day where clock.starts names "
        "one; or write when.",
    )
    when: Condition | None = Field(default=None, description="Condition; or write at.")
    once: Annotated[bool, Flag()] = Field(default=True, description="Always true.")
    note: Title | None = Field(default=None, description="What the story tells.")
    posture: dict[ActorCode, RungName] = Field(default={}, description="Puts actors on rungs.")
    resolve_shift: dict[ActorCode, Annotated[float, Between(-5, 5)]] = Field(
        default={}, description="Adds to the resolve of actors."
    )
    client_war: Annotated[float, Between(0, 1)] | None = Field(
        default=None, description="New intensity of the client war."
    )
    signal: dict[ActorCode, SignalName] = Field(
        default={}, description="Signals actors send this turn."
    )
    incident: Incident | None = Field(default=None, description="Force used, once.")
    join: Join | None = Field(default=None, description="A bystander takes a side.")
    cohesion_shift: dict[AllianceName, Annotated[float, Between(-1, 1)]] = Field(
        default={}, description="Adds to the cohesion of alliances."
    )

    @property
    def turn(self) -> int | None:
        """Turn at which it happens; None if it waits, or names a day that no turn was found for."""
        return self.at if isinstance(self.at, int) else None

    @property
    def day(self) -> str | None:
        """The day at which it happens, until the loader puts its turn there."""
        return self.at if isinstance(self.at, str) else None


EFFECTS = (
    "posture", "resolve_shift", "client_war", "signal", "incident", "join", "cohesion_shift",
)  # fmt: skip
