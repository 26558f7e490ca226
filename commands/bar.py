"""Progress bars with rate and time left; rich is imported here and nowhere else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

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

from sim.runs.blocks import Block
from sim.sweep.runner import Step, Sweep


class RateColumn(ProgressColumn):
    """Runs a second, measured over the last half minute."""

    def render(self, task: Task) -> Text:
        """The rate, empty until something was measured."""
        return Text(f"{task.speed:.0f} runs/s" if task.speed else "")


@contextmanager
def shown() -> Iterator[Progress]:
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


def bar(blocks: Iterable[Block], runs: int) -> Iterator[Block]:
    """The same blocks of an ensemble, under a bar."""
    with shown() as progress:
        task = progress.add_task("runs", total=runs)
        for block in blocks:
            progress.advance(task, block.runs)
            yield block


def sweep_bar(blocks: Iterable[Step], sweep: Sweep) -> Iterator[Step]:
    """The same blocks of a sweep, whose total may grow, under a bar."""
    with shown() as progress:
        task = progress.add_task("runs", total=None)
        for block in blocks:
            progress.update(task, total=sweep.total, advance=block.runs)
            yield block
