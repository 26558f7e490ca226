"""Every error Brink raises on purpose; each says what is wrong and what would be right."""

import re
from dataclasses import dataclass

from brinkmanship.printable import printable

LINE_END = re.compile("\r\n|[\r\n\x85\U00002028\U00002029]")  # where the parser of YAML ends a line


class BrinkError(Exception):
    """Something a user asked for cannot be done; its text is one clear message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """The one edit that follows the advice of a message, for editors and for tests.

    Attributes:
        line, column: Where the text to be replaced begins, counted from 1.
        width: How many characters of that line are replaced; 0 to insert.
        text: What is written instead.
    """

    line: int
    column: int
    width: int
    text: str

    def apply(self, document: str) -> str:
        r"""The document with the edit made.

        >>> Fix(line=2, column=4, width=1, text="2").apply("a: 1\nb: 1\n")
        'a: 1\nb: 2\n'
        """
        begins = [0, *(found.end() for found in LINE_END.finditer(document))]
        start = begins[self.line - 1] + self.column - 1
        return document[:start] + self.text + document[start + self.width :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one place of a document.

    Attributes:
        file: The file as the user named it, or ``--set`` for an override.
        line: Line of the place, counted from 1; 0 when the whole file is meant.
        column: Column of the place, counted from 1; 0 when the whole file is meant.
        path: Path inside the document, such as ``actors.FRA.policy``; may be empty.
        problem: What is wrong.
        cure: What would be right; may be empty.
        fix: The edit of ``file`` that follows the cure, where a single one does.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""
    problem: str
    cure: str = ""
    fix: Fix | None = None

    def __str__(self) -> str:
        """One printable line: ``file:line:column: path: what is wrong; what would be right``."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = f"{self.problem}; {self.cure}" if self.cure else self.problem
        return printable(f"{place}: {self.path}: {said}" if self.path else f"{place}: {said}")


class ScenarioError(BrinkError):
    """A document says something the model cannot mean; all its problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)  # in ``args``: worker processes pickle errors
        self.problems = problems

    @classmethod
    def of(cls, file: str, problem: str, cure: str, path: str = "") -> "ScenarioError":
        """The error for one problem with a file as a whole; arguments as of ``Problem``."""
        return cls((Problem(file=file, path=path, problem=problem, cure=cure),))

    def __str__(self) -> str:
        """One line a problem, in the order of the file."""
        return "\n".join(str(problem) for problem in self.problems)
