"""The one long wait of a machine's first run: the ensemble engine is compiled."""

import sys

import click

from sim.runs.workers import interrupts_held

NOTICE = "Compiling the ensemble engine for this machine: once, about a minute."
LOST = (
    "Compiled code cannot be kept, so every start will take about a minute: name a writable "
    "folder in BRINK_CACHE."
)


def compile_first() -> None:
    """Compile the ensemble engine, or load what was; says so at a terminal if it takes long.

    Loading takes half a second, and an interrupt in the middle of it can bring the process down:
    it waits so long.
    """
    from sim.ensemble.cache import is_warm  # noqa: PLC0415 - Numba only where it plays
    from sim.ensemble.compiled import CACHE  # noqa: PLC0415
    from sim.compiled.engine import compile_now  # noqa: PLC0415

    if is_warm(CACHE):
        with interrupts_held():
            compile_now()
        return
    if sys.stderr.isatty():
        click.echo(NOTICE, err=True)
    if CACHE is None:  # said wherever it goes: each start will take a minute
        click.echo(LOST, err=True)
    compile_now()
