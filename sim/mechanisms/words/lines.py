"""How lines end: crossed, kept, broken or lapsed. Weeks and rungs only, all integers."""

OPEN, CROSSED, KEPT, BROKEN, LAPSED = range(5)


def line_rung(line: int, steps: int, aid_rung: int, aid: int) -> int:
    """The lowest rung that crosses a near line, for a state that has released ``aid`` steps.

    A line is drawn on the grade ``rung * steps + aid``. It can lie between two releases of
    arms aid; then going on as before does not cross it and the next rung up does.
    """
    rung = line // steps
    if rung == aid_rung and line % steps > aid:
        return rung + 1
    return rung


def near_line_after(tested: int, age: int, crossed: int, kept: int, due: int, lapse: int) -> int:
    """M7, the verdict on a near line at the end of a week.

    Args:
        tested: Weeks since it was crossed; -1 while it has not been.
        age: Weeks since it was last drawn.
        crossed: 1 if an opponent stands at or above it.
        kept: 1 if its owner stands at or above the promised rung.
        due: Weeks the owner has to do as it said.
        lapse: Weeks after which an uncrossed line is forgotten.

    Returns: OPEN, CROSSED (this week), KEPT, BROKEN or LAPSED; the last three end the line.
    """
    if tested < 0 and crossed == 0:
        return LAPSED if age >= lapse else OPEN
    if kept == 1:
        return KEPT
    if tested >= due:
        return BROKEN
    return CROSSED if tested < 0 else OPEN


def standing_line_after(weeks: int, judged: int, crossed: int, kept: int, due: int) -> int:
    """M7, the verdict on a standing red line: it stays when judged, and is judged once.

    ``weeks`` since it was crossed (-1: not crossed) and ``judged`` (0 or 1) are forgotten by
    the caller when the opponents step back below the line: then it can be crossed again.
    """
    if crossed == 0 or judged == 1:
        return OPEN
    if kept == 1:
        return KEPT
    if weeks >= due:
        return BROKEN
    return CROSSED if weeks < 0 else OPEN


def honoured(rung: int, promised: int) -> int:
    """1 if a posture does what was promised, else 0."""
    return 1 if rung >= promised else 0
