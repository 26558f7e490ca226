"""The stage: references, clock, client war, aid steps and what ends a run."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from brinkmanship.sim.scenario.format.base import (
    BY_ROLE,
    ActorCode,
    Model,
    RungName,
    Share,
    Title,
    YesNo,
    number,
    rate,
)
from brinkmanship.sim.scenario.format.kinds import Whole
from brinkmanship.sim.scenario.format.text_kinds import Day, Ident, word

TURN = Literal["1 day", "1 week", "1 month"]
ORDER = Literal["simultaneous", "sequential"]
SEQUENCE = Literal["random", "listed"]


class Reference(Model):
    """Where a number comes from."""

    text: Title = Field(description="The reference as a reader would look it up.")
    url: Title | None = Field(default=None, description="Address of the text.")
    date: Title | None = Field(default=None, description="Day it was published.")
    verified: YesNo = Field(
        default=False, description="Whether somebody has read it and found the number there."
    )


class Clock(Model):
    """How time passes."""

    turn: Annotated[TURN, word(TURN)] = Field(
        default="1 week", description="Length of a turn; weekly rates are rescaled to it."
    )
    horizon: Annotated[int, Whole(1, 1000)] = Field(default=52, description="Turns in a run.")
    starts: Annotated[str, Day()] | None = Field(
        default=None,
        description="Day on which turn 1 begins; then injects may name days, and stories do. If "
        "left out the day of the trigger, where facts give one.",
    )
    order: Annotated[ORDER, word(ORDER)] = Field(
        default="simultaneous", description="Whether all act at once or one after another."
    )
    sequence: Annotated[SEQUENCE, word(SEQUENCE)] = Field(
        default="random", description="Who acts first when the order is sequential."
    )


class ClientWar(Model):
    """A war between clients that feeds the crisis; not a rung of the principals."""

    between: tuple[Title, ...] = Field(
        min_length=2, max_length=2, description="The two warring parties, codes or names."
    )
    intensity: Share = number(0.0, "Intensity at the start, and what it returns to.")
    volatility: Share = number(0.0, "Standard deviation of its weekly change.")
    reversion: Share = rate(0.1, "Share of the distance it returns each week.")
    rung: RungName = Field(
        default=BY_ROLE,
        description="The rung it counts as; the role war if left out, needed without that role.",
    )
    backers: tuple[ActorCode, ...] = Field(
        default=(),
        max_length=200,
        description="Actors that fight it or arm a party to it; if left out whoever fights it and "
        "whoever opposes those.",
    )


Pair = Annotated[tuple[ActorCode, ...], Field(min_length=2, max_length=2)]


class Dispute(Model):
    """The matter in dispute and the ground on which it is fought out."""

    territory: Share = number(
        0.3, "How far it is about land that can be taken: 0 not at all, 1 only that."
    )
    protracted: Share = number(
        0.0, "0 a new conflict, 0.5 one with violence over years, 1 amid a long war."
    )
    borders: tuple[Pair, ...] | None = Field(
        default=None,
        max_length=2000,
        description="Pairs that can reach each other by land or narrow water; all if left out.",
    )


class Aid(Model):
    """Classes of weapons released one by one by an actor standing on the role aid."""

    steps: tuple[Annotated[str, Ident("aid step")], ...] = Field(
        default=("aid",), min_length=1, max_length=12, description="1 to 12 classes, in order."
    )

    def index(self, step: str) -> int:
        """Position of a step, counted from 0."""
        return self.steps.index(step)


class Deescalation(Model):
    """Both sides came down."""

    at_most: RungName = Field(
        default=BY_ROLE,
        description="No principal above this rung; warn if the ladder has it, else the second, "
        "and below the role force.",
    )
    turns: Annotated[int, Whole(1, 1000)] = Field(default=4, description="For so many turns.")


class Stalemate(Model):
    """Nobody moves."""

    above: RungName = Field(
        default=BY_ROLE,
        description="Some principal above this rung; the rung of deescalation if left out.",
    )
    turns: Annotated[int, Whole(1, 1000)] = Field(
        default=8, description="No principal changed its rung for so many turns."
    )


def _tag_of(raw: object) -> str:
    return "<never>" if raw == "none" else "<stalemate>"


NEVER = Literal["none"]
Never = Annotated[
    Annotated[Stalemate, Tag("<stalemate>")] | Annotated[NEVER, word(NEVER), Tag("<never>")],
    Discriminator(_tag_of),
]


class Terminal(Model):
    """What ends a run before the horizon."""

    absorb_on_clash: YesNo = Field(default=True, description="Whether a direct clash ends the run.")
    answer_within: Annotated[int, Whole(0, 8)] = Field(
        default=2, description="Turns within which force is answered for it to be a clash."
    )
    war_turns: Annotated[int, Whole(1, 1000)] = Field(
        default=2, description="Turns at the role war that make it a war."
    )
    yield_weeks: Annotated[int, Whole(1, 104)] = Field(
        default=3, description="Weeks on the lowest rung after which an actor has given in."
    )
    deescalation: Deescalation = Field(
        default=Deescalation(), description="When a run counts as de-escalated."
    )
    stalemate: Never = Field(
        default=Stalemate(), description="When a run counts as stalemate; none for never."
    )
