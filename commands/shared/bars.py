"""Progress bars with rate and time left; rich is imported here and nowhere else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

T = TypeVar("T")


class RateColumn(ProgressColumn):
    """Runs a second, measured over the last half minute."""

    def render(self, task: Task) -> Text:
        """The rate, empty until something was measured."""
        return Text(f"{task.speed:.0f} runs/s" if task.speed else "")


@contextmanager
def run_columns() -> Iterator[Progress]:
    """A bar on stderr that is gone when the work ends."""
    columns = (
        TextColumn("playing"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress


def run_bar(blocks: Iterable[T], size: Callable[[T], int], total: Callable[[], int]) -> Iterator[T]:
    """The same blocks, under a bar that counts their runs.

    Args:
        blocks: Blocks of runs.
        size: Runs of a block.
        total: Runs known to be needed; may grow, and 0 means not known yet.
    """
    with run_columns() as progress:
        task = progress.add_task("runs", total=total() or None)
        for block in blocks:
            progress.update(task, total=total() or None, advance=size(block))
            yield block
