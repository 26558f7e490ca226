"""Text that somebody else wrote, made fit to be printed.

A title, a name, the name of a file or a word of a manifest may hold characters that clear the
screen, colour it, or turn the order of letters round. Whoever puts such text into a line of output
passes it through here: docs/explanation/trust.md.
"""

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Invisible, and part of the spelling of Persian and of the languages of India."""


def printable(text: str) -> str:
    r"""The text on one line, with a mark for each character that is invisible or moves others.

    >>> printable("a\nb\x1b[2Jc\u202ed")
    'a�b�[2Jc�d'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if _is_seen(char) else REPLACEMENT for char in text)


def printable_lines(text: str) -> str:
    r"""The same for text of several lines.

    >>> printable_lines("a\nb\r\tc\n")
    'a\nb��c\n'
    """
    return "\n".join(printable(line) for line in text.split("\n"))


def _is_seen(char: str) -> bool:
    return char.isprintable() or char in JOINERS or unicodedata.category(char) == "Zs"
