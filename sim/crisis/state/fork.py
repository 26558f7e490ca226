"""A run made to take another way at one point: the change of a counterfactual, and nothing else.

Up to the fork the run is itself, dice and all. At its turn one thing is changed. After it the
run goes on with its own dice, or with those of another run: the same start, other luck. What
was drawn once for the run (resolve, values that are distributions) stays its own.
"""

from typing import NamedTuple

NOTHING, MOVE, SIGNAL, NO_ACCIDENT, NO_MISREADING, NO_HIT = range(6)
HOLD = -1


class Fork(NamedTuple):
    """Where a run leaves its way, and for what.

    Attributes:
        turn: The turn of the change, from 1; 0 for none.
        change: MOVE and SIGNAL of an actor; an accident, an actor's misread event or a hit on
            troops in the area that does not come; NOTHING changes the later dice at most.
        actor: Position of the actor that MOVE, SIGNAL and NO_MISREADING are of.
        value: MOVE: the rung, or HOLD for doing nothing this turn. SIGNAL: its kind.
    """

    turn: int = 0
    change: int = NOTHING
    actor: int = -1
    value: int = HOLD

    def at(self, turn: int, change: int) -> bool:
        """Whether this change is due this turn."""
        return self.turn == turn and self.change == change


NO_FORK = Fork()
