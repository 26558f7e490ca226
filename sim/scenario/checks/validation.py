"""Validation that says everything at once: what is wrong is set aside, the rest is checked on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.errors import Problem
from sim.scenario.checks import cross_check
from sim.scenario.checks.messages import document_path, translate
from sim.scenario.format.scenario import Scenario
from sim.scenario.tree import Node, Path, problem

MOST_ROUNDS = 8
MOST_PROBLEMS = 100


@dataclass
class Validation:
    """A document on its way to a scenario.

    Attributes:
        root: The document without annotations.
        aside: Paths set aside because what stands there is wrong.
        problems: What was found.
    """

    root: Node
    aside: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def run(self, empty: Iterable[Path]) -> Scenario | None:
        """The scenario, or as much of it as is valid; nothing when too little is left.

        Args:
            empty: Places where nothing is written, already reported.
        """
        self.aside.update(empty)
        data = self.root.plain()
        assert isinstance(data, dict)  # noqa: S101 - the loader starts from a mapping
        scenario = self._rounds(data)
        if scenario is not None:
            self._between(scenario, data)
        return scenario

    def _rounds(self, data: Mapping[str, object]) -> Scenario | None:
        for number in range(MOST_ROUNDS):
            kept = without(data, self.aside)
            if number:
                kept.setdefault("title", "untitled")
            try:
                return Scenario.model_validate(kept)
            except ValidationError as error:
                errors = error.errors(include_url=False)
                self._set_aside(errors[: MOST_PROBLEMS + 1], first=number == 0)
                if len(errors) > MOST_PROBLEMS:
                    return None
        return None

    def _set_aside(self, errors: list[ErrorDetails], *, first: bool) -> None:
        found = [(error, self.original(document_path(error["loc"]))) for error in errors]
        for error, path in found:
            if first and path not in self.aside and not is_echo(error, errors):
                self.problems.append(translate(self.root, {**error, "loc": self._shown(error)}))
        for error, path in found:
            self.aside.add(path)
            if error["type"] == "missing" and len(path) > 1:
                self.aside.add(path[:-1])

    def _shown(self, error: ErrorDetails) -> Path:
        """The place of an error with pydantic's own marks kept, positions as in the file."""
        end = ("[key]",) if error["loc"][-1:] == ("[key]",) else ()
        return (*self.original(document_path(error["loc"])), *end)

    def original(self, path: Path) -> Path:
        """The path in the document of a path in what is left of it."""
        found: Path = ()
        for step in path:
            found = (*found, self._shifted(found, step) if isinstance(step, int) else step)
        return found

    def _shifted(self, path: Path, position: int) -> int:
        """The position in the document's list of an item of what is left of the list."""
        for gone in sorted(int(one[-1]) for one in self.aside if one and one[:-1] == path):
            position += gone <= position
        return position

    def _between(self, scenario: Scenario, data: Mapping[str, object]) -> None:
        whole_ladder = not any(path[0] == "ladder" for path in self.aside)
        doubtful = set(self.aside)
        findings = cross_check(scenario, data, whole_ladder=whole_ladder)
        for found in islice(findings, MOST_PROBLEMS + 1):
            path = self.original(found.path)
            if any(lies_below(one, path) for one in self.aside):
                continue
            rests_on = [self.original(one) for one in found.rests_on]
            if any(lies_below(one, other) for one in doubtful for other in rests_on):
                continue
            doubtful.add(path)
            self.problems.append(
                problem(self.root, path, found.what, found.cure, at_key=found.at_key)
            )


def is_echo(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list is called too short only because its items were refused."""
    way = error["loc"]
    return error["type"] == "too_short" and any(
        lies_below(other["loc"], way) for other in errors if other["loc"] != way
    )


def lies_below(path: Path, way: Path) -> bool:
    """Whether a path leads along a way, or ends with it."""
    return path[: len(way)] == way


def without(data: Mapping[str, object], aside: set[Path]) -> dict[str, object]:
    """Plain data without what stands at the paths set aside."""
    below: dict[Path, set[Path]] = {}
    for path in aside:
        for length in range(len(path)):
            below.setdefault(path[:length], set()).add(path[: length + 1])
    kept = _kept(data, (), aside, below)
    assert isinstance(kept, dict)  # noqa: S101 - a mapping stays one
    return kept


def _kept(data: object, path: Path, aside: set[Path], below: Mapping[Path, set[Path]]) -> object:
    if path not in below:
        return data
    if isinstance(data, Mapping):
        return {
            key: _kept(part, (*path, key), aside, below)
            for key, part in data.items()
            if (*path, key) not in aside
        }
    if isinstance(data, tuple):
        return tuple(
            _kept(part, (*path, i), aside, below)
            for i, part in enumerate(data)
            if (*path, i) not in aside
        )
    return data
