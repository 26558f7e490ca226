"""Python's collector of circular garbage looks less often, and not at the end.

A tenth of a start is its looking. At the end it would look through all that Numba has loaded,
for half a second, before the system takes the memory back in one piece.
"""

import atexit
import gc

SELDOM = 50_000  # new objects between two looks; Python's own 700 suit programs that keep little


def collect_seldom() -> None:
    """Have the collector of this process look once in fifty thousand new objects."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
