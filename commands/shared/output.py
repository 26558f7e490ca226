"""A printed text, or the file that the user wants instead: whole or absent, and never replaced."""

from pathlib import Path

from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.files import make_folder, write_whole
from brinkmanship.sim.results.folder import check_free, refusal


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
        say(text, nl=False)
        return
    check_free(out)
    with refusal(out):
        make_folder(out.parent)
        write_whole(out.parent, out.name, text.encode(), is_own=lambda _: False)
    say_line(f"{out}: written", err=True)
