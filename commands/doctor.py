"""``brink doctor``."""

import click


@click.command(
    epilog="""\b
Example:
  brink doctor"""
)
def doctor() -> None:
    """Doc."""
