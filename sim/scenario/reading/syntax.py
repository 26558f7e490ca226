"""What is wrong with text that is not YAML, in words of the trade of writing it."""

import re

from sim.errors import Problem

UNCLOSED = (
    ("expected ',' or ']'", "a list opened with [ is not closed", "write , between items and ]"),
    ("expected ',' or '}'", "a mapping opened with { is not closed", "write , between keys and }"),
    ("unexpected end of stream", "a quote is opened and never closed", "write the closing quote"),
)
KNOWN = (
    *UNCLOSED,
    (
        "mapping values are not allowed",
        'a ":" is not expected here',
        'put text that holds ": " in quotes, or give the key above its own ":"',
    ),
    (
        "expected <block end>",
        "the indentation fits nothing above",
        "start the line in the column of the key or item it belongs with",
    ),
    (
        "could not find expected ':'",
        'a key without ":"',
        "write key: value, with a space after the colon",
    ),
    ("escape", "an unknown escape after \\", "write \\\\ or use single quotes"),
    ("cannot start any token", "a character that cannot begin a value", "put the value in quotes"),
    ("document start", "text that belongs to nothing", "write key: value, one on each line"),
)


def is_unclosed(reason: str) -> bool:
    """Whether something was opened and not closed; then the place is where it was opened."""
    return any(mark in reason for mark, _, _ in UNCLOSED)


def syntax_problem(text: str, file: str, *, line: int, column: int, reason: str) -> Problem:
    """One problem for a text that the parser gave up on.

    Args:
        text: The whole text.
        file: The name that messages give.
        line: Where the parser gave up, counted from 1.
        column: The same, counted from 1.
        reason: The parser's own words.
    """
    what, cure = _words(text, line, reason)
    return Problem(file=file, line=line, column=column, problem=what, cure=cure)


def _words(text: str, line: int, reason: str) -> tuple[str, str]:
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    if re.match(r" *\t", row) or "'\\t'" in reason:
        return "a tab is used for indentation", "YAML indents with spaces only"
    for mark, what, cure in KNOWN:
        if mark in reason:
            return f"not YAML: {what}", cure
    return "not YAML: the text cannot be read from here on", "compare with scenarios/README.md"
