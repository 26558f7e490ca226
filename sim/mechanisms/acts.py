"""Kinds of acts: what a rung does to the other side, and what it costs the one who stands on it.

A rung has a kind beside its intensity, because a blockade, an exercise and a strike of the same
height on the ladder are different things to those they meet.
"""

TALK, PRESSURE, AID, DISPLAY, READINESS, PRESENCE, BLOCKADE, FORCE, WAR = range(9)
KINDS = (
    "talk", "pressure", "aid", "display", "readiness", "presence", "blockade", "force", "war",
)  # fmt: skip
EXERCISE = 0.4  # share of the cost of readiness that a display has; assumption


def harm_of(
    kind: int, pressure: float, display: float, readiness: float, blockade: float, force: float
) -> float:
    """What an act does to the other side a turn, in units of a conventional war; in [0, 1].

    Aid harms by way of the client's war and is counted apart. Troops in the area harm no more
    than readiness: what they change is what happens next. War is the unit.
    """
    if kind == PRESSURE:
        return pressure
    if kind == DISPLAY:
        return display
    if kind in (READINESS, PRESENCE):
        return readiness
    if kind == BLOCKADE:
        return blockade
    if kind == FORCE:
        return force
    return 1.0 if kind == WAR else 0.0


def price_of(
    kind: int, pressure: float, aid: float, readiness: float, presence: float, force: float
) -> float:
    """What an act costs the one who does it, in units of a conventional war; at least 0.

    War is not in it: its cost is weighed as part of the fight. A blockade is paid for as
    readiness.
    """
    if kind == PRESSURE:
        return pressure
    if kind == AID:
        return aid
    if kind == DISPLAY:
        return EXERCISE * readiness
    if kind in (READINESS, BLOCKADE):
        return readiness
    if kind == PRESENCE:
        return readiness + presence
    return force if kind in (FORCE, WAR) else 0.0
