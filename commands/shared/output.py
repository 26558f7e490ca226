"""A printed text, or the file that the user wants instead: whole or absent, and never replaced."""

from pathlib import Path
from secrets import token_hex

import click

from brinkmanship.sim.results.folder import check_free, flush, refusal


def check_out(out: Path | None) -> None:
    """Refuse a file that cannot be written before any work is done for it.

    Raises:
        BrinkError: Something is there, or it is a URL.
    """
    if out is not None:
        check_free(out)


def print_or_write(text: str, out: Path | None) -> None:
    """Print a text, or write it to a new file and say so on stderr.

    Raises:
        BrinkError: Something is there, or the disk refuses; nothing was written.
    """
    if out is None:
        click.echo(text, nl=False)
        return
    check_free(out)
    partial = out.with_name(f".{out.name}.{token_hex(4)}.partial")
    with refusal(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            flush(partial)
            check_free(out)
            partial.rename(out)
        finally:
            partial.unlink(missing_ok=True)
        flush(out.parent)
    click.echo(f"{out}: written", err=True)
