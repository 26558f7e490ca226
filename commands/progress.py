"""How far long work is: on stderr, and only for a person at a terminal."""

import sys
from collections.abc import Iterable, Iterator

from sim.blocks import Block


def progress(blocks: Iterable[Block], runs: int) -> Iterator[Block]:
    """The same blocks; meanwhile a bar with rate and time left, if the terminal is interactive."""
    if sys.stderr.isatty():
        from commands.bar import bar  # noqa: PLC0415 - rich only where it is seen

        return bar(blocks, runs)
    return iter(blocks)
