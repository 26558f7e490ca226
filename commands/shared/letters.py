"""Letters that no installed font has: one line on stderr, however many figures lack them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from brinkmanship.analysis.errors import MissingLettersWarning
from brinkmanship.commands.shared.printing import say


@contextmanager
def missing_letters_collected() -> Iterator[list[str]]:
    """A list that receives the letters of each warning; other warnings are shown as ever."""
    missing: list[str] = []
    show = warnings.showwarning

    def collect(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
        if isinstance(message, MissingLettersWarning):
            missing.append(message.letters)
        else:
            show(message, category, *place, **more)

    with warnings.catch_warnings():
        warnings.simplefilter("always", MissingLettersWarning)
        warnings.showwarning = collect
        yield missing


@contextmanager
def missing_letters_named() -> Iterator[None]:
    """Name the missing letters in one line when the work is done."""
    with missing_letters_collected() as missing:
        yield
    if missing:
        say(f"Note: {MissingLettersWarning(''.join(missing))}.", err=True)
