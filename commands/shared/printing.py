"""The one place where commands print: whatever the text holds, only printable characters come out.

Lines that hold words of others are made with ``printable`` first, since a line break in a title
would otherwise begin a line of its own: docs/explanation/trust.md.
"""

import click

from brinkmanship.printable import printable, printable_lines


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text of one or more lines on stdout, or with ``err`` on stderr.

    Args:
        text: What to print.
        err: Whether it goes to stderr.
        nl: Whether a line break follows.
    """
    click.echo(printable_lines(text), err=err, nl=nl)


def say_line(line: object, *, err: bool = False) -> None:
    """Print one line that may hold words of others, such as the name of a file; see ``say``."""
    click.echo(printable(str(line)), err=err)
