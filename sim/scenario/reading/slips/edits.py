"""An edit that may mend a text, and the lines of the text near its error."""

from collections.abc import Sequence
from typing import NamedTuple

from brinkmanship.sim.errors import Fix, Problem

LONGEST_ROW = 1000


class Edit(NamedTuple):
    """An edit with what would then have been wrong.

    Attributes:
        fix: The edit.
        column: Where in its line the slip is, counted from 1.
        what: What is wrong.
        cure: What to do about it.
    """

    fix: Fix
    column: int
    what: str
    cure: str

    def problem(self, file: str) -> Problem:
        """The problem of a file that the edit mends."""
        return Problem(file=file, line=self.fix.line, column=self.column,
                       problem=f"not YAML: {self.what}", cure=self.cure, fix=self.fix)  # fmt: skip


class Rows(NamedTuple):
    """The lines of a text and where its parser met the error, positions counted from 0.

    Attributes:
        rows: The lines.
        near: Lines to look at, the likeliest first.
        last: The line where the parser gave up.
    """

    rows: Sequence[str]
    near: Sequence[int]
    last: int


def edit_of(
    line: int, span: tuple[int, int], text: str, what: str, cure: str, at: int = -1
) -> Edit:
    """An edit of part of a line; ``at`` is the place to name, the beginning if left out."""
    start, end = span
    fix = Fix(line=line + 1, column=start + 1, width=end - start, text=text)
    return Edit(fix, (start if at < 0 else at) + 1, what, cure)


def says_something(row: str) -> bool:
    """Whether a line is neither empty nor only a comment."""
    return bool(row.strip()) and not row.lstrip().startswith("#")


def lead_of(row: str) -> int:
    """How many blanks a line begins with."""
    return len(row) - len(row.lstrip(" "))
