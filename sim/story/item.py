"""A thing worth telling, and how much: the currency in which a short story is bought."""

from typing import NamedTuple


class Item(NamedTuple):
    """One sentence or two of a turn.

    Attributes:
        weight: How much the story would lose without it, 0 to 100; from SURE on never left out.
        text: The sentences.
        small: What a summary says of it once it is left out: an actor that moved, or "".
    """

    weight: int
    text: str
    small: str = ""


SURE = 90
TURNING = 80
MARKED = 65
NOTABLE = 50
MINOR = 35
SLIGHT = 20
FAINT = 10
