"""Python's collector of circular garbage looks less often: a tenth of a start is its looking."""

import gc

SELDOM = 50_000  # new objects between two looks; Python's own 700 suit programs that keep little


def collect_seldom() -> None:
    """Have the collector of this process look once in fifty thousand new objects."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
