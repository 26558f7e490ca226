"""How far long work is: on stderr, and only for a person at a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sim.runs.blocks import Block


def progress(blocks: Iterable[Block], runs: int) -> Iterator[Block]:
    """The same blocks; meanwhile a bar with rate and time left, if the terminal is interactive."""
    if sys.stderr.isatty():
        from commands.bar import bar  # noqa: PLC0415 - rich only where it is seen

        return bar(blocks, runs)
    return iter(blocks)


@contextmanager
def watched() -> Iterator[Callable[[int], Callable[[int], None]] | None]:
    """A bar for pieces of work, each begun with its size in runs; None if nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from commands.bar import shown  # noqa: PLC0415 - rich only where it is seen

    with shown() as progress:

        def begun(runs: int) -> Callable[[int], None]:
            task = progress.add_task("runs", total=runs)
            return lambda done: progress.advance(task, done)

        yield begun
