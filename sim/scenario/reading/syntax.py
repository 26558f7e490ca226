"""Explains syntax errors of YAML in the words of somebody who writes a file."""

import re

from brinkmanship.sim.errors import Problem

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
    """Whether a bracket or quote was never closed; the place is then where it was opened."""
    return any(mark in reason for mark, _, _ in UNCLOSED)


def syntax_problem(text: str, file: str, *, line: int, column: int, reason: str) -> Problem:
    """The problem of a text that the parser cannot read.

    Args:
        text: The whole text.
        file: The name that messages give.
        line: Where the parser gave up, counted from 1.
        column: The same, counted from 1.
        reason: The message of the parser.
    """
    what, cure = _problem_and_cure(text, line, reason)
    return Problem(file=file, line=line, column=column, problem=what, cure=cure)


def _problem_and_cure(text: str, line: int, reason: str) -> tuple[str, str]:
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    if re.match(r" *\t", row) or "'\\t'" in reason:
        return "a tab is used for indentation", "YAML indents with spaces only"
    for mark, what, cure in KNOWN:
        if mark in reason:
            return f"not YAML: {what}", cure
    return "not YAML: the text cannot be read from here on", "compare with scenarios/README.md"
