"""What lint finds."""

from dataclasses import asdict, dataclass
from typing import Any

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.tree import Node, Path, problem

PROBLEM, NOTE = "problem", "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        level: ``problem``, something that cannot be meant; or ``note``, something to know.
        kind: Which search found it.
        problem: Where it is, what it is, and what to do.
    """

    level: str
    kind: str
    problem: Problem

    def __str__(self) -> str:
        """One line: ``file:line:column: level: path: what it is; what to do``."""
        one = self.problem
        head = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
        rest = str(one).removeprefix(f"{head}: ")
        return f"{head}: {self.level}: {rest}"

    def plain(self) -> dict[str, Any]:
        """The same as plain data, with the line as ``text``."""
        return {
            "level": self.level,
            "kind": self.kind,
            **asdict(self.problem),
            "text": str(self),
        }


class Findings:
    """Findings about one document, each at the place that it concerns.

    A problem in a base file is only a note: what stands there may be meant for other scenarios.
    """

    def __init__(self, root: Node) -> None:
        self.root = root
        self.all: list[Finding] = []

    def add(self, level: str, kind: str, path: Path, what: str, cure: str) -> None:
        """Add a finding about what stands at a path."""
        found = problem(self.root, path, what, cure)
        inherited = found.file != self.root.place.file
        self.all.append(Finding(NOTE if inherited else level, kind, found))

    @property
    def problems(self) -> int:
        """How many are problems."""
        return sum(one.level == PROBLEM for one in self.all)
