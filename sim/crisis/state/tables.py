"""The scenario in rows: what a run of it starts from, as the text of a turn reads it.

Rungs, actors, alliances and places in the vector are positions; -1 stands for none.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Stretch:
    """Where one actor's red lines and rules begin and end in those of all actors."""

    line_from: int
    line_to: int
    rule_from: int
    rule_to: int


@dataclass(slots=True)
class RedLine:
    """A standing line: rung that crosses it, rung promised, place of its publicness."""

    at: int
    promise: int
    public: int


@dataclass(slots=True)
class Treaty:
    """An alliance as the scenario fixes it.

    Attributes:
        consensus: Rung from which its members must agree; beyond the ladder without a gate.
        cohesion: Place of its base cohesion in the vector.
        voices, vetoes: Places where the weights of the actors in its consensus begin, and how far
            the objection of each closes its gate.
        obligation: Share of an attack on a member that the others take as their own.
    """

    consensus: int
    cohesion: int
    voices: int
    vetoes: int
    obligation: float


@dataclass(slots=True)
class Inject:
    """An event from outside: when it comes, and its effects but for those on single actors.

    Attributes:
        turn: When, if it is not conditional.
        conditional, from_turn, side, actor, rung, attacked: What it waits for.
        has_war, war: Whether it sets the client war, and to what.
        by, against, deliberate: An incident.
        joiner, joined_side, joined_pact: An actor that joins.
    """

    turn: int
    conditional: int
    from_turn: int
    side: int
    actor: int
    rung: int
    attacked: int
    has_war: int
    by: int
    against: int
    deliberate: int
    joiner: int
    joined_side: int
    joined_pact: int
    war: float


@dataclass(slots=True)
class Effect:
    """What an inject does to one actor or alliance: a posture, a shift or a signal."""

    inject: int
    kind: int
    who: int
    rung: int
    shift: float


@dataclass(slots=True)
class Draw:
    """A number drawn once a run: its place in the vector, its address, its distribution.

    Attributes:
        place, key, kind: As in ``brinkmanship.sim.premise.vector``.
        options: Where its options begin, for a choice.
        first, second, third, low, high: Shape and range.
    """

    place: int
    key: int
    kind: int
    options: int
    first: float
    second: float
    third: float
    low: float
    high: float


@dataclass(slots=True)
class Grade:
    """A posture on the finer scale ``rung * steps + released steps of aid``.

    Attributes:
        level: Intensity, in [0, 1].
        harm, price: What it does to the other side, and costs the actor, in wars.
        relief: By how much it raises the logarithm of the price of war to who suffers it.
    """

    level: float = 0.0
    harm: float = 0.0
    price: float = 0.0
    relief: float = 0.0


@dataclass(slots=True)
class SignalRule:
    """What the rules say of one signal of one actor: weight, 1 if banned, 1 if required."""

    banned: int = 0
    required: int = 0
    weight: float = 0.0
