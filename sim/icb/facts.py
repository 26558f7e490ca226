"""The facts of one crisis, as they were at its trigger."""

from dataclasses import dataclass

INTERNAL, MILITARY, INDIRECT, VIOLENT = 6, 7, 8, 9
"""Kinds of trigger that the model tells apart from words and other non-violent acts."""

WEAPONS = 3
"""From this code on an actor has nuclear weapons ready for use."""

POST_WAR = 1946
"""First year of the order that forbids war as a means."""

# First year of nuclear weapons ready for use; a triggering entity is not always a crisis actor.
# Years as in Gartzke and Kroenig (2009), recalled and not checked.
ARMED = {2: 1945, 365: 1949, 200: 1952, 220: 1960, 710: 1964, 666: 1967, 750: 1988, 770: 1990}


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """What was known of a state that was in the crisis from its first day.

    Attributes:
        code: Its COW number.
        gravity: Gravest value it saw in danger, 0 to 6; None if unknown.
        regime: 1 democracy, 2 civil authoritarian, 3 to 5 military; None if unknown.
        nuclear: Whether it had nuclear weapons.
        power: 1 small, 2 middle, 3 great power, 4 superpower; None if unknown.
        advantage: Its power less its adversary's, in ICB's points; None if unknown.
    """

    code: int
    gravity: int | None
    regime: int | None
    nuclear: bool
    power: int | None
    advantage: float | None


@dataclass(frozen=True, slots=True)
class CrisisFacts:
    """What was known of a crisis at its trigger.

    Attributes:
        number: ICB's number of the crisis.
        trigger: Kind of the trigger, 1 to 9.
        year: Of the trigger.
        by: COW number of the state that triggered it; None if it was no state.
        gravity: Gravest value in danger, 0 to 6; None if unknown.
        protracted: 1 none, 2 within a protracted conflict, 3 within a long war.
        ethnic: Whether it is about secession or irredentism.
        power_gap: Difference of power, in ICB's points; None if unknown.
        actors: States in it from its first day, in the order of their numbers.
    """

    number: int
    trigger: int
    year: int
    by: int | None
    gravity: int | None
    protracted: int
    ethnic: bool
    power_gap: float | None
    actors: tuple[ActorFacts, ...]

    @property
    def armed(self) -> tuple[bool, bool]:
        """Whether the side that triggered the crisis, and the other, had nuclear weapons."""
        first = ARMED.get(self.by or 0)
        others = (one.nuclear for one in self.actors if one.code != self.by)
        return first is not None and self.year >= first, any(others)
