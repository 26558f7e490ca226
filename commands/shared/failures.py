"""Runs that failed and workers that were lost: one message, and exit code 1."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from brinkmanship.sim.runs.ensemble import WorkerLostError

NAMED = 5  # failed runs named on the terminal


def failed_runs_error(
    head: str, failures: Sequence[object], failed: int, *, rest: str = "and {left} more"
) -> click.ClickException:
    """The error that ends a command some of whose runs failed; it names the first few.

    Args:
        head: The line above them.
        failures: The first failures.
        failed: How many runs failed in all.
        rest: The line for those not named; ``{left}`` is their number.
    """
    lines = [head, *(f"  {one}" for one in failures[:NAMED])]
    left = failed - len(lines) + 1
    if left:
        lines.append("  " + rest.format(left=left))
    return click.ClickException("\n".join(lines))


@contextmanager
def lost_workers_reported() -> Iterator[None]:
    """End the command with one message if a worker process is lost."""
    try:
        yield
    except WorkerLostError as error:
        raise click.ClickException(f"{error}; nothing was written") from error
