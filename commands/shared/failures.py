"""Runs that failed and workers that were lost: one message, and exit code 1."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from brinkmanship.sim.results.block import failures_text
from brinkmanship.sim.runs.ensemble import WorkerLostError


def failed_runs_error(
    head: str, failures: Sequence[object], failed: int, *, rest: str = "and {left} more"
) -> click.ClickException:
    """The error that ends a command some of whose runs failed; arguments of ``failures_text``."""
    return click.ClickException(failures_text(head, failures, failed, rest=rest))


@contextmanager
def lost_workers_reported() -> Iterator[None]:
    """End the command with one message if a worker process is lost."""
    try:
        yield
    except WorkerLostError as error:
        raise click.ClickException(f"{error}; nothing was written") from error
