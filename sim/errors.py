"""Every error Brink raises on purpose; each says what is wrong and what would be right."""

from dataclasses import dataclass

from brinkmanship.printable import printable


class BrinkError(Exception):
    """Something a user asked for cannot be done; its text is one clear message."""


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
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""
    problem: str
    cure: str = ""

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
