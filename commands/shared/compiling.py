"""Compiling the ensemble engine: the one long wait of a machine's first run."""

import sys

import click

from sim.runs.workers import interrupts_held

NOTICE = "Compiling the ensemble engine for this machine: once, about a minute."
NO_CACHE = (
    "Compiled code cannot be kept, so every start will take about a minute: name a writable "
    "folder in BRINK_CACHE."
)


def compile_engine() -> None:
    """Compile the ensemble engine, or load its compiled code; if that takes long, say so.

    Loading takes half a second. An interrupt in the middle of it can crash the process, so it
    is held back until the end.
    """
    from sim.ensemble.cache import is_warm  # Numba only where it plays
    from sim.ensemble.compiled import CACHE
    from sim.compiled.engine import compile_now

    if is_warm(CACHE):
        with interrupts_held():
            compile_now()
        return
    if sys.stderr.isatty():
        click.echo(NOTICE, err=True)
    if CACHE is None:  # also said off a terminal: each start takes a minute
        click.echo(NO_CACHE, err=True)
    compile_now()
