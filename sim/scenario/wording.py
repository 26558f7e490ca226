"""Words for messages: the value that was found, and the known name that was perhaps meant."""

import json
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Self

from brinkmanship.printable import printable

LONGEST_QUOTE = 40
MOST_NAMES = 12
MOST_COMPARED = 2000
PLAIN = re.compile(r"[A-Za-z_][\w./-]*( [\w./-]+)*")  # text that needs no quotes anywhere


class Cure(str):
    """What would be right in words, with the text to write instead where that is all.

    Joined with other text it is words alone.

    Attributes:
        instead: What to write, as YAML, in place of what was found; None where it takes more.
    """

    __slots__ = ("instead",)
    instead: str | None

    def __new__(cls, words: str, instead: str | None = None) -> Self:
        """The words of a cure and its text."""
        made = super().__new__(cls, words)
        made.instead = instead
        return made


IN_QUOTES = Cure("put it in quotes")  # whoever knows how it is written adds that
CODE_IN_QUOTES = Cure("put the code in quotes")  # the same for an actor code of digits


def yaml_word(text: str) -> str:
    """Text as YAML, in quotes where it needs them.

    >>> yaml_word("NO"), yaml_word("375"), yaml_word("null")
    ('NO', '"375"', '"null"')
    """
    plain = PLAIN.fullmatch(text) and text.casefold() not in {"true", "false", "null"}
    return text if plain else json.dumps(text, ensure_ascii=False)


def described(value: object) -> str:
    """A value of a file in the words of YAML.

    >>> described("high"), described(3), described(True), described([1])
    ('"high" (text)', '3', 'true', 'a list')
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case str():
            return f"{quoted(value)} (text)"
        case dict():
            return "a mapping"
        case _:
            return "a list"


def quoted(text: str) -> str:
    """Text in quotes on one line, cut after 40 characters.

    >>> quoted("a" * 50) == '"' + "a" * 39 + '…"'
    True
    """
    shown = printable(text)
    if len(shown) > LONGEST_QUOTE:
        shown = shown[: LONGEST_QUOTE - 1] + "…"
    return f'"{shown}"'


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like ``word``, or nothing if none is similar.

    >>> nearest("tripwrie", ["tripwire", "clash"]), nearest("zzz", ["tripwire"])
    ('tripwire', '')
    """
    names = list(islice(known, MOST_COMPARED))
    folded = {name.casefold(): name for name in reversed(names)}
    close = get_close_matches(word[:80].casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def short_list(names: Sequence[str]) -> str:
    """Up to twelve names separated by commas, and how many more there are.

    >>> short_list(["a", "b"])
    'a, b'
    """
    left = len(names) - MOST_NAMES
    row = ", ".join(names[:MOST_NAMES])
    return f"{row} and {left} more" if left > 0 else row


def suggestion(word: str, known: Sequence[str]) -> Cure:
    """A cure for an unknown name: the similar one, else all known ones.

    >>> suggestion("tripwrie", ["tripwire", "clash"]), suggestion("x", ["tripwire", "clash"])
    ('did you mean "tripwire"?', 'known: tripwire, clash')
    """
    meant = nearest(word, known)
    if meant:
        return Cure(f'did you mean "{meant}"?', yaml_word(meant))
    return Cure(f"known: {short_list(list(dict.fromkeys(known)))}" if known else "")


def with_article(thing: str) -> str:
    """A noun with its article.

    >>> with_article("actor code"), with_article("rung")
    ('an actor code', 'a rung')
    """
    return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}"
