"""What listeners get: a note of each event, each actor as a turn ends, the rungs it weighed."""

from dataclasses import dataclass


@dataclass(slots=True)
class Note:
    """Something that happened, noted as it happened.

    Attributes:
        turn, kind: When, and what (``brinkmanship.sim.crisis.listening.notes``).
        actor, other, rung: Who, to whom, about which rung; -1 for none.
        line, standing: Grade of the line it is about; 1 if that is a standing red line.
        signal, promise, hint: Of a signal: which, the rung promised and the rung hinted at.
        fresh: 1 if it drew a new line.
        inject: Position of the inject that happened.
        stake: Audience stake that a signal adds.
    """

    turn: int = 0
    kind: int = 0
    actor: int = -1
    other: int = -1
    rung: int = -1
    line: int = -1
    standing: int = 0
    signal: int = 0
    promise: int = -1
    hint: int = -1
    fresh: int = 0
    inject: int = -1
    stake: float = 0.0


@dataclass(slots=True)
class Moment:
    """One actor as a turn leaves it: a row of the turn table.

    Attributes:
        turn: The turn; 0 for an actor that is on no side.
        misread: 1 if it took an exercise for preparation this turn.
        others: As in docs/reference/run-folder.md; ``cohesion`` is -1 without an alliance.
    """

    turn: int = 0
    rung: int = 0
    aid: int = 0
    displayed: int = 0
    acted: int = 0
    signal: int = 0
    consult: int = 0
    term: int = 0
    misread: int = 0
    intensity: float = 0.0
    perceived: float = 0.0
    resolve: float = 0.0
    attacked: float = 0.0
    stake: float = 0.0
    credibility: float = 0.0
    cohesion: float = -1.0


@dataclass(slots=True)
class Held:
    """What an actor held of an opponent as a turn left it: a row of the belief table."""

    turn: int = 0
    hostility: float = 0.0
    credibility: float = 0.0


@dataclass(slots=True)
class Alternative:
    """A rung as an actor weighed it, kept for listeners.

    Attributes:
        weighed: 1 if it was open and weighed, 2 if only the north star closed it, else 0.
        others: The terms of its utility, in the order in which they are added.
    """

    weighed: int = 0
    gain: float = 0.0
    war: float = 0.0
    pressure: float = 0.0
    cost: float = 0.0
    fear: float = 0.0
    seizure: float = 0.0
    deterrence: float = 0.0
    hint: float = 0.0
    audience: float = 0.0
    north_star: float = 0.0
    solidarity: float = 0.0
    consensus: float = 0.0
    retaliation: float = 0.0
    inertia: float = 0.0
    rules: float = 0.0
