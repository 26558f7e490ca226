"""What may be known: the public face of an actor, and what one actor sees of the rest."""

from typing import NamedTuple


class Face(NamedTuple):
    """What everybody can see of an actor; rungs and grades, never beliefs or intentions.

    Attributes:
        place: Position of the actor in the premise.
        rung: Rung displayed, signals' floor and accidents included.
        level: Its intensity in [0, 1].
        line: Grade at which its near line lies, or -1.
        line_level: Intensity of what that line promises.
        standing: Its standing red lines: (rung that crosses it, promised intensity times
            publicness).
        hint: Rung its last ambiguity, commitment or assurance hinted at, or -1.
        hint_weight: How much that kind of hint lets others expect (u of M9).
        hint_level: Intensity of the hinted rung.
    """

    place: int
    rung: int
    level: float
    line: int
    line_level: float
    standing: tuple[tuple[int, float], ...]
    hint: int
    hint_weight: float
    hint_level: float


class Observation(NamedTuple):
    """All that one actor may know when it decides; it never sees the model or another mind.

    Attributes:
        turn: Turn, counted from 1.
        opponents: Faces of the actors on the other side.
        allied: Mean intensity of the other members of its alliance, -1.0 if it has none.
        ally_top: Highest rung among them, -1 if it has none.
        answer: Believed chance that force against the other side is answered.
        war: Intensity of the client war.
        nuclear: Weight of stability-instability between the sides.
        clash: 1 while a direct clash goes on.
        spared: Whether a counterfactual spares it this turn's misread event.
    """

    turn: int
    opponents: tuple[Face, ...]
    allied: float
    ally_top: int
    answer: float
    war: float
    nuclear: float
    clash: int
    spared: bool
