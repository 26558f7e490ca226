"""Python's garbage collector runs less often, and not at the end of a command.

A tenth of a start is spent in the collector. At the end it would go through all that libraries have
loaded, for half a second, before the system takes the memory back in one piece.
"""

import atexit
import gc

THRESHOLD = 50_000  # new objects between two collections; Python's own 700 suit small programs


def collect_rarely() -> None:
    """Have the collector of this process run once in fifty thousand new objects."""
    gc.set_threshold(THRESHOLD, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
