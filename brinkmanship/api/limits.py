"""The ranges of what is asked for, as the command holds its options to them."""

from operator import index

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.mechanisms.chance import LAST_RUN, LAST_SEED
from brinkmanship.sim.runs.limits import MOST_RUNS, MOST_WORKERS
from brinkmanship.sim.scenario.wording import quoted, suggestion

RANGES = {
    "runs": (1, MOST_RUNS),
    "first_run": (0, MOST_RUNS),
    "run": (0, LAST_RUN),
    "seed": (0, LAST_SEED),
    "workers": (1, MOST_WORKERS),
}
"""Smallest and largest value of each number, by its name."""


def check_number(name: str, value: object) -> int:
    """A number as an integer of Python's own.

    Args:
        name: One of ``RANGES``.
        value: Any integer, also of NumPy.

    >>> check_number("seed", 0)
    0

    Raises:
        BrinkError: It is no integer, or out of range.
    """
    low, high = RANGES[name]
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = low - 1
    if not low <= number <= high:
        raise BrinkError(f"{name}: {value!r} is not a whole number from {low} to {high}")
    return number


def check_engine(name: str) -> str:
    """The name of an engine.

    Raises:
        BrinkError: There is none of that name.
    """
    from brinkmanship.sim.runs.ensemble import ENGINES  # noqa: PLC0415 - imports NumPy

    if name not in ENGINES:
        cure = suggestion(str(name), ENGINES)
        raise BrinkError(f"engine: there is no {quoted(str(name))}; {cure}")
    return name
