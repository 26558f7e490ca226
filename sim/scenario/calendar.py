"""Days of the calendar and turns: which turn a day lies in, and on which day a turn begins.

Turn 1 begins on the day that ``clock.starts`` names. A month is one of the calendar; where a month
lacks the day, its turn begins on its last day.
"""

from calendar import monthrange
from datetime import date, timedelta

DAYS = {"1 day": 1, "1 week": 7}
MONTHS = 12


def turn_on(starts: str, unit: str, day: str) -> int:
    """The turn in which a day lies, counted from 1; below 1 if it is before the start.

    Args:
        starts: Day on which turn 1 begins, YEAR-MONTH-DAY.
        unit: Length of a turn, as ``clock.turn`` names it.
        day: The day asked about.

    >>> turn_on("2019-02-14", "1 week", "2019-02-26")
    2
    >>> [turn_on("2024-01-31", "1 month", day) for day in ("2024-02-28", "2024-02-29")]
    [1, 2]
    """
    first, then = date.fromisoformat(starts), date.fromisoformat(day)
    if unit in DAYS:
        return (then - first).days // DAYS[unit] + 1
    passed = (then.year - first.year) * MONTHS + then.month - first.month
    return passed + (1 if then >= _months_later(first, passed) else 0)


def first_day(starts: str, unit: str, turn: int) -> str:
    """The day on which a turn begins, as YEAR-MONTH-DAY.

    >>> first_day("2019-02-14", "1 week", 2), first_day("2024-01-31", "1 month", 2)
    ('2019-02-21', '2024-02-29')
    """
    first = date.fromisoformat(starts)
    if unit in DAYS:
        return (first + timedelta(days=DAYS[unit] * (turn - 1))).isoformat()
    return _months_later(first, turn - 1).isoformat()


def day_in_words(day: str) -> str:
    """A day as one writes it in a sentence, in English whatever the machine speaks.

    >>> day_in_words("2019-02-06")
    '6 February 2019'
    """
    found = date.fromisoformat(day)
    return f"{found.day} {NAMES[found.month - 1]} {found.year}"


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written YEAR-MONTH-DAY.

    >>> is_day("1911-07-01"), is_day("1911-02-29"), is_day("1911-07"), is_day("19110701")
    (True, False, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * MONTHS + first.month - 1 + months, MONTHS)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
