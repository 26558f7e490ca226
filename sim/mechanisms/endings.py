"""How a run ends: the outcomes, their precedence and their tests."""

(NUCLEAR_USE, WAR, DIRECT_CLASH, SETTLEMENT, DEESCALATION, STALEMATE, FROZEN) = range(7)

OUTCOMES = (
    "nuclear_use",
    "war",
    "direct_clash",
    "settlement",
    "deescalation",
    "stalemate",
    "frozen",
)

NO_CAUSE, CHOICE, ACCIDENT, TRIPWIRE, NUCLEAR_CHANCE = range(5)

CAUSES = ("", "choice", "accident", "tripwire", "nuclear_chance")

(NO_ROUTE, PLAIN_CHOICE, ACCIDENT_ANSWERED, LINE_HONOURED, MISPERCEPTION, SALAMI, TROOPS_HIT) = (
    range(7)
)

ROUTES = (
    "",
    "choice",
    "accident_answered",
    "line_honoured",
    "misperception",
    "salami",
    "troops_hit",
)

NEVER = -1000

NOT_LATELY = 99  # weeks since a misread event in a run that has had none
LATELY = 2  # weeks for which a misread event counts as the reason of what follows
DISCOUNTED = 2  # empty lines of the other side from which going on counts as salami


def answered(now: int, theirs_now: int, theirs_last: int, turn: int, within: int) -> int:
    """1 if force used this turn (``now``) answers force of the other side: a direct clash.

    A clash takes two: force of one side met by force of the other in the same turn or
    within ``within`` turns. An accident taken for an attack counts as force met, never as
    the answer. Source: docs/ODD.md
    """
    if now == 0:
        return 0
    if theirs_now == 1 or turn - theirs_last <= within:
        return 1
    return 0


def route_of(accident: int, line: int, misread: int, discounted: int) -> int:
    """By which road an actor came to use force; the first that applies, in this order.

    Args:
        accident: 1 if it believes itself attacked and it was an accident.
        line: 1 if an own line that promised force stands crossed.
        misread: 1 if it saw the other side markedly above what was shown.
        discounted: 1 if it or its side went past lines that proved empty.
    """
    if accident == 1:
        return ACCIDENT_ANSWERED
    if line == 1:
        return LINE_HONOURED
    if misread == 1:
        return MISPERCEPTION
    if discounted == 1:
        return SALAMI
    return PLAIN_CHOICE


def ending(
    clash: int, absorbed: int, settled: int, calm: tuple[int, int], still: tuple[int, int]
) -> int:
    """Outcome reached at the end of a turn below war, or -1; the precedence of outcomes.

    ``calm`` counts turns with all principals at or below the calm rung, ``still`` turns in
    which nobody moved, each with the turns it takes; 0 turns switch stalemate off.
    Source: docs/ODD.md
    """
    if clash == 1 and absorbed == 1:
        return DIRECT_CLASH
    if settled == 1:
        return SETTLEMENT
    if calm[0] >= calm[1]:
        return DEESCALATION
    if still[1] > 0 and still[0] >= still[1]:
        return STALEMATE
    return -1
