"""A progress bar for sweeps, with rate and time left."""

from collections.abc import Iterator

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

from sim.sweep.runner import Sweep
from sim.sweep.work import Done


class RateColumn(ProgressColumn):
    """Runs a second, measured over the last half minute."""

    def render(self, task: Task) -> Text:
        """The rate, empty until something was measured."""
        return Text(f"{task.speed:.0f} runs/s" if task.speed else "")


def bar(blocks: Iterator[Done], sweep: Sweep) -> Iterator[Done]:
    """The same blocks, and a bar on stderr that is gone when they end."""
    columns = (
        TextColumn("playing"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("runs", total=None)
        for block in blocks:
            shown.update(task, total=sweep.total, advance=block.runs)
            yield block
