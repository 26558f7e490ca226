"""Values of plain YAML scalars by the core schema of YAML 1.2, where NO is text (Norway).

Source: yaml12, section 10.3.2.
"""

import re
from math import isfinite

INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
LARGEST = 1e18
MOST_DIGITS = 400


class NotFinite(ValueError):  # noqa: N818 - names what was found
    """A number that is infinite, not a number at all, or beyond 1e18."""


def scalar_value(text: str) -> bool | int | float | str | None:
    """The value of a plain scalar.

    >>> [scalar_value(text) for text in ("NO", "0x10", "12:30:45", "1_000", "1e3")]
    ['NO', 16, '12:30:45', '1_000', 1000.0]

    Raises:
        NotFinite: The number is not finite, or beyond 1e18 in size.
    """
    if text in WORDS:
        return WORDS[text]
    if ENDLESS.fullmatch(text):
        raise NotFinite
    if INTEGER.fullmatch(text):
        return _integer(text)
    if FLOAT.fullmatch(text):
        return _float(text)
    return text


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise NotFinite
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    number = int(text, base)
    if abs(number) > LARGEST:
        raise NotFinite
    return number


def _float(text: str) -> float:
    number = float(text)
    if not isfinite(number) or abs(number) > LARGEST:
        raise NotFinite
    return number
