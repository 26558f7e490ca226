"""Validates a document and reports all problems at once: wrong parts are set aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.checks import cross_check
from brinkmanship.sim.scenario.checks.messages import document_path, fitting_cure, translate
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.tree import Node, Path, problem

MOST_ROUNDS = 8
MOST_PROBLEMS = 100


@dataclass
class Validation:
    """One document that is being validated.

    Attributes:
        root: The document without annotations.
        aside: Paths set aside because what stands there is wrong.
        problems: What was found.
    """

    root: Node
    aside: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def run(self, empty: Iterable[Path]) -> Scenario | None:
        """The scenario, or the valid part of it; None if too little is left.

        Args:
            empty: Paths of null, already reported.
        """
        self.aside.update(empty)
        data = self.root.plain()
        assert isinstance(data, dict)  # noqa: S101 - the loader starts from a mapping
        scenario = self._validate_in_rounds(data)
        if scenario is not None:
            self._check_between_parts(scenario, data)
        return scenario

    def _validate_in_rounds(self, data: Mapping[str, object]) -> Scenario | None:
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
        found = [(error, self._path_of(error)) for error in errors]
        for error, path in found:
            if first and path not in self.aside and not is_echo(error, errors):
                self.problems.append(translate(self.root, {**error, "loc": self._location(error)}))
        for error, path in found:
            self.aside.add(path)
            if error["type"] == "missing" and len(path) > 1:
                self.aside.add(path[:-1])

    def _location(self, error: ErrorDetails) -> Path:
        """The location of an error, positions as in the file; pydantic's mark of a key stays."""
        end = ("[key]",) if error["loc"][-1:] == ("[key]",) else ()
        return (*self._path_of(error), *end)

    def _path_of(self, error: ErrorDetails) -> Path:
        """The path in the document of what an error is about."""
        return self.original_path(document_path(error["loc"], self.root))

    def original_path(self, path: Path) -> Path:
        """The path in the document that a path in the remaining data stands for."""
        found: Path = ()
        for step in path:
            here = self._original_position(found, step) if isinstance(step, int) else step
            found = (*found, here)
        return found

    def _original_position(self, path: Path, position: int) -> int:
        """The position of an item in the document's list, given that in the remaining list."""
        for gone in sorted(int(one[-1]) for one in self.aside if one and one[:-1] == path):
            position += gone <= position
        return position

    def _check_between_parts(self, scenario: Scenario, data: Mapping[str, object]) -> None:
        whole_ladder = not any(path[0] == "ladder" for path in self.aside)
        doubtful = set(self.aside)
        findings = cross_check(scenario, data, whole_ladder=whole_ladder)
        for found in islice(findings, MOST_PROBLEMS + 1):
            path = self.original_path(found.path)
            if any(lies_below(one, path) for one in self.aside):
                continue
            rests_on = [self.original_path(one) for one in found.rests_on]
            if any(lies_below(one, other) for one in doubtful for other in rests_on):
                continue
            doubtful.add(path)
            cure = found.cure if found.at_key else fitting_cure(self.root, path, found.cure)
            self.problems.append(problem(self.root, path, found.what, cure, at_key=found.at_key))


def is_echo(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list is too short only because some of its items were refused."""
    way = error["loc"]
    return error["type"] == "too_short" and any(
        lies_below(other["loc"], way) for other in errors if other["loc"] != way
    )


def lies_below(path: Path, way: Path) -> bool:
    """Whether a path begins with the whole of another."""
    return path[: len(way)] == way


def without(data: Mapping[str, object], aside: set[Path]) -> dict[str, object]:
    """Plain data without the values at the paths set aside."""
    below: dict[Path, set[Path]] = {}
    for path in aside:
        for length in range(len(path)):
            below.setdefault(path[:length], set()).add(path[: length + 1])
    kept = _without(data, (), aside, below)
    assert isinstance(kept, dict)  # noqa: S101 - a mapping stays one
    return kept


def _without(data: object, path: Path, aside: set[Path], below: Mapping[Path, set[Path]]) -> object:
    if path not in below:
        return data
    if isinstance(data, Mapping):
        return {
            key: _without(part, (*path, key), aside, below)
            for key, part in data.items()
            if (*path, key) not in aside
        }
    if isinstance(data, tuple):
        return tuple(
            _without(part, (*path, i), aside, below)
            for i, part in enumerate(data)
            if (*path, i) not in aside
        )
    return data
