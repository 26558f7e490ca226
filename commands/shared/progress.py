"""Progress of long work: on stderr, and only for a person at a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import click


class Runs(Protocol):
    """Anything that stands for a number of runs, such as a block of an ensemble or a sweep."""

    @property
    def runs(self) -> int:
        """How many runs."""


T = TypeVar("T")
BlockT = TypeVar("BlockT", bound=Runs)
Advance = Callable[[int], None]


def with_run_bar(blocks: Iterable[BlockT], total: Callable[[], int]) -> Iterator[BlockT]:
    """The same blocks, under a bar with rate and time left if the terminal is interactive.

    Args:
        blocks: Blocks of runs.
        total: Runs known to be needed; may grow, and 0 means not known yet.
    """
    if sys.stderr.isatty():
        from brinkmanship.commands.shared import bars  # rich only where it is seen

        return bars.run_bar(blocks, lambda block: block.runs, total)
    return iter(blocks)


def with_count_bar(items: Iterable[T], count: int, label: str) -> Iterator[T]:
    """The same items, under a bar that counts them if the terminal is interactive."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield from bar


@contextmanager
def task_bars() -> Iterator[Callable[[int], Advance | None]]:
    """A function that starts the bar of a task of so many runs, and gives what advances it.

    Off an interactive terminal there is no bar, and it gives None.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from brinkmanship.commands.shared import bars  # rich only where it is seen

    with bars.run_columns() as progress:

        def start(runs: int) -> Advance:
            task = progress.add_task("runs", total=runs)
            return lambda played: progress.advance(task, played)

        yield start
