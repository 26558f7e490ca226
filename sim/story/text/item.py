"""One item of a story, and its weight: where room is short, the lightest items are left out."""

from typing import NamedTuple


class Item(NamedTuple):
    """One sentence or two of a turn.

    Attributes:
        weight: How much the story would lose without it, 0 to 100; from SURE on never left out.
        text: The sentences.
        who: The actor it is about, if it is about one.
        deed: Whether it moved there; if this is left out, a summary says where it went.
    """

    weight: int
    text: str
    who: str = ""
    deed: bool = False


SURE = 90
WEIGHTY = 85
TURNING = 80
MARKED = 65
NOTABLE = 50
MINOR = 35
SLIGHT = 20
FAINT = 10
