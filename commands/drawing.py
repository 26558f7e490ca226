"""Figures of a run folder, by processes that import Matplotlib while the runs are played.

Playing a hundred runs takes less time than importing what draws them: a start with figures is
half as long when the two go side by side.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

import click

from sim.workers import interrupts_held, settle_in

PROCESSES = 2  # a third saves nothing of six figures: it costs what it draws
Draw = Callable[[Path], Path]


@contextmanager
def drawing(processors: int) -> Iterator[Draw]:
    """What draws the figures of a finished run folder; it gets ready at once.

    Where there is one processor, or a system without a fork server, it draws in this process.
    """
    if processors < PROCESSES or "forkserver" not in get_all_start_methods():
        yield draw_here
        return
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not on every system

    context = get_context("forkserver")
    context.set_forkserver_preload(["__main__", "commands.ready"])
    resource_tracker.ensure_running()  # ends by letting interrupts through: so it goes first
    with interrupts_held():  # one would have the server die with a traceback
        forkserver.ensure_running()
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=settle_in) as pool:
        yield partial(_together, pool)


def draw_here(folder: Path, which: slice = slice(None)) -> Path:
    """Draw the figures of a folder, or some of them, in this process; where they are."""
    from analysis.figures.write import (  # noqa: PLC0415 - Matplotlib only where it draws
        write_figures,
    )

    return write_figures(folder, None, which)[0].parent


def _together(pool: ProcessPoolExecutor, folder: Path) -> Path:
    shares = [slice(first, None, PROCESSES) for first in range(PROCESSES)]
    try:
        drawn = [pool.submit(draw_here, folder, share) for share in shares]
        return [each.result() for each in drawn].pop()
    except BrokenProcessPool as error:
        cure = f"the tables are whole; for the figures: brink plot {folder}"
        raise click.ClickException(f"a process that draws was lost; {cure}") from error
