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

(GOING_ON, AGREED, YIELDED, FADED, IMPOSED, STILL) = range(6)

ENDINGS = ("going_on", "agreement", "unilateral", "faded", "imposed", "still")
"""How a crisis ends, whatever it came to before; the labels are those of ICB's outcomes."""

NO_CAUSE, CHOICE, ACCIDENT, TRIPWIRE, NUCLEAR_CHANCE, SCRIPTED = range(6)

CAUSES = ("", "choice", "accident", "tripwire", "nuclear_chance", "scripted")

(NO_ROUTE, PLAIN_CHOICE, ACCIDENT_ANSWERED, LINE_HONOURED, MISPERCEPTION, SALAMI, TROOPS_HIT,
 BY_SCRIPT) = range(8)  # fmt: skip
ROUTES = (
    "",
    "choice",
    "accident_answered",
    "line_honoured",
    "misperception",
    "salami",
    "troops_hit",
    "scripted",
)

NEVER = -1000

NOT_LATELY = 99  # weeks since a misread event in a run that has had none
LATELY = 2  # weeks for which a misread event counts as the reason of what follows
DISCOUNTED = 2  # empty lines of the other side from which going on counts as salami


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
