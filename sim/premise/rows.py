"""Parts of a scenario as rows of positions: actors, rungs, sides and alliances are integers."""

from typing import NamedTuple

UNSET = -1


class RedLine(NamedTuple):
    """A standing line: rung that crosses it, rung promised, place of its publicness."""

    at: int
    promise: int
    public: int


class InjectRow(NamedTuple):
    """One inject as positions; effects are lists of (actor or alliance, what)."""

    turn: int
    when: tuple[int, int, int, int, int] | None
    note: str
    posture: tuple[tuple[int, int], ...]
    resolve: tuple[tuple[int, float], ...]
    war: float | None
    signals: tuple[tuple[int, int], ...]
    incident: tuple[int, int, int] | None
    join: tuple[int, int, int] | None
    cohesion: tuple[tuple[int, float], ...]


class Pact(NamedTuple):
    """An alliance: its members, obligation as a share, consensus rung, places of its numbers.

    Its cohesion is one number; voices and vetoes begin at theirs, one for each actor.
    """

    name: str
    members: tuple[str, ...]
    obligation: float
    consensus: int
    cohesion: int
    voices: int
    vetoes: int
