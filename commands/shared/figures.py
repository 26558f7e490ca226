"""Figures of a run folder, drawn by processes that import Matplotlib while the runs are played.

Playing a hundred runs takes less time than importing what draws them: a start with figures is
half as long when the two go side by side.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods
from pathlib import Path
from warnings import warn

import click

from brinkmanship.analysis.errors import MissingLettersWarning
from brinkmanship.commands.shared.letters import missing_letters_collected
from brinkmanship.commands.shared.printing import say_line
from brinkmanship.commands.shared.shortages import SHORTAGES, shortage_of
from brinkmanship.sim.runs.workers import NO_WORKERS, open_fork_server, reason, tell_in_process

PROCESSES = 2  # a third saves nothing of six figures: it costs what it draws
PRELOAD = ("brinkmanship.commands.shared.preload",)
Draw = Callable[[Path], Path]


@contextmanager
def drawing_processes(cores: int) -> Iterator[Draw]:
    """A function that draws the figures of a finished folder; its processes start at once.

    With one core, or where there are no such processes, it draws in this process.
    """
    pool = None
    if cores >= PROCESSES and "forkserver" in get_all_start_methods():
        pool = open_fork_server(PROCESSES, PRELOAD)
    if pool is None:
        yield draw_figures
        return
    with pool:
        yield partial(_draw_in_pool, pool)


def draw_figures(folder: Path, which: slice = slice(None)) -> Path:
    """Draw the figures of a folder, or some of them, in this process; the folder they are in."""
    from brinkmanship.analysis.figures.write import write_figures  # Matplotlib only where it draws

    return write_figures(folder, None, which)[0].parent


def print_places(folder: Path, draw: Draw | None, *, quiet: bool) -> None:
    """Draw the figures of a folder, and print where its tables and figures are.

    Args:
        folder: A folder that is complete.
        draw: What draws; None where no figures are wanted.
        quiet: Whether nothing is printed.

    Raises:
        click.ClickException: The system refuses to draw; the message says that the tables stand.
    """
    if not quiet:
        say_line(f"Tables: {folder}")
    if draw is None:
        return
    try:
        place = draw(folder)
    except SHORTAGES as error:
        what = shortage_of(error)
        if what is None:
            raise
        cure = f"the tables are whole; for the figures: brink plot {folder}"
        raise click.ClickException(f"{what}; {cure}") from error
    if not quiet:
        say_line(f"Figures: {place}")


def _draw_in_pool(pool: Executor, folder: Path) -> Path:
    shares = [slice(first, None, PROCESSES) for first in range(PROCESSES)]
    try:
        futures = [pool.submit(_draw_elsewhere, folder, share) for share in shares]
    except NO_WORKERS as error:
        tell_in_process("processes that draw", reason(error))
        return draw_figures(folder)
    try:
        places, missing = zip(*(future.result() for future in futures), strict=True)
    except BrokenProcessPool as error:
        cure = f"the tables are whole; for the figures: brink plot {folder}"
        raise click.ClickException(f"a process that draws was lost; {cure}") from error
    if letters := "".join(missing):
        warn(MissingLettersWarning(letters), stacklevel=2)
    place: Path = places[0]
    return place


def _draw_elsewhere(folder: Path, which: slice) -> tuple[Path, str]:
    """Draw in a process of the pool: the folder, and the letters that no font has."""
    with missing_letters_collected() as missing:
        place = draw_figures(folder, which)
    return place, "".join(missing)
