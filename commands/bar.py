"""A progress bar with rate and time left."""

from collections.abc import Iterable, Iterator

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

from sim.blocks import Block


class RateColumn(ProgressColumn):
    """Runs a second, measured over the last half minute."""

    def render(self, task: Task) -> Text:
        """The rate, empty until something was measured."""
        return Text(f"{task.speed:.0f} runs/s" if task.speed else "")


def bar(blocks: Iterable[Block], runs: int) -> Iterator[Block]:
    """The same blocks, and a bar on stderr that is gone when they end."""
    columns = (
        TextColumn("playing"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("runs", total=runs)
        for block in blocks:
            shown.advance(task, block.runs)
            yield block
