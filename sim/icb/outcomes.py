"""What became of crises, for fitting and scoring: their lengths, and how they ended."""

from pathlib import Path
from typing import NamedTuple

from brinkmanship.sim.icb.reading import read_table

FORMS = {1: "agreement", 2: "agreement", 3: "agreement", 4: "unilateral", 5: "imposed",
         7: "faded"}  # fmt: skip
"""ICB's form of outcome (``forout``) in the words of the model; other codes are none of these."""
DAYS = 7.0


class Ended(NamedTuple):
    """How a crisis ended.

    Attributes:
        weeks: From the trigger to the end; None if unknown.
        form: ``agreement``, ``unilateral``, ``imposed`` or ``faded``; empty for another.
    """

    weeks: float | None
    form: str


def read_endings(system: Path) -> dict[int, Ended]:
    """How each crisis of an ICB system file ended, by its number.

    Raises:
        BrinkError: The file cannot be read, or lacks a column.
    """
    rows, _ = read_table(system, ("crisno", "brexit", "forout"))
    found = {}
    for _, row in rows:
        days, form = row["brexit"].strip(), row["forout"].strip()
        weeks = float(days) / DAYS if days else None
        found[int(float(row["crisno"]))] = Ended(weeks, FORMS.get(int(float(form or 0)), ""))
    return found
