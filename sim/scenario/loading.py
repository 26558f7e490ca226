"""Loads a scenario: reads the file, merges bases and overrides, checks, fills in defaults."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from brinkmanship.printable import printable
from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.checks.validation import MOST_PROBLEMS, Validation
from brinkmanship.sim.scenario.defaults import fill_defaults
from brinkmanship.sim.scenario.digest import digest
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.facts.stakes import StakeRule
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.reading.annotations import Annotations
from brinkmanship.sim.scenario.reading.data import yaml_text
from brinkmanship.sim.scenario.reading.extends import (
    assemble,
    displayed_path,
    merge_bases,
    parse_mapping,
)
from brinkmanship.sim.scenario.reading.files import unix_lines
from brinkmanship.sim.scenario.reading.library import find_shipped, portable
from brinkmanship.sim.scenario.reading.merge import null_paths, null_problem
from brinkmanship.sim.scenario.reading.overrides import apply_overrides
from brinkmanship.sim.scenario.tree import Node, Place, moved_to, problem
from brinkmanship.sim.scenario.vectors import ParameterVector

SWEEP_KEYS = {"scenario", "parameters"}  # what no scenario has, and every sweep file


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that was read and merged with its bases, before any check of what it says.

    Attributes:
        root: The document.
        shown: How messages name its file.
        flaws: Problems of the text that were found.
    """

    root: Node
    shown: str
    flaws: tuple[Problem, ...]

    def scenario(
        self, overrides: Sequence[str] = (), vector: ParameterVector | None = None
    ) -> Scenario:
        """The scenario of the document with ``PATH=VALUE`` overrides.

        Args:
            overrides: As for :func:`load_scenario`.
            vector: Parameters instead of the shipped ones, where the document gives none itself.

        Raises:
            ScenarioError: With every problem found, in the order of the file.
        """
        flaws = list(self.flaws)
        if isinstance(self.root.value, dict) and SWEEP_KEYS.issubset(self.root.value):
            what = "this is a sweep file, not a scenario"
            raise ScenarioError((problem(self.root, (), what, "brink sweep plays it"),))
        root = apply_overrides(self.root, overrides, flaws)
        if vector is None:
            return build_scenario(root, self.shown, flaws)
        return build_scenario(vector.under(root, "--parameters"), self.shown, flaws, vector.rule)


def read_draft(path: Path | str) -> Draft:
    """The document of a file, or of a shipped name.

    Raises:
        ScenarioError: It cannot be read, or is not a mapping of keys.
    """
    where, shown = locate(path)
    flaws: list[Problem] = []
    root = assemble(where, shown, flaws)
    return Draft(root, shown, tuple(flaws))


def draft_of(document: str | Mapping[str, object]) -> Draft:
    """The document of a YAML text, or of plain data; paths in ``extends`` count from here.

    Messages name it "text", or "mapping" and then give no lines.

    Raises:
        ScenarioError: As for :func:`read_draft`.
    """
    flaws: list[Problem] = []
    if isinstance(document, str):
        shown = "text"
        root = parse_mapping(unix_lines(document), shown, flaws)
    else:
        shown = "mapping"
        root = moved_to(parse_mapping(yaml_text(document, shown), shown, flaws), Place(shown))
        flaws = [replace(flaw, line=0, column=0, fix=None) for flaw in flaws]
    nowhere = Path.cwd() / f"<{shown}>"
    return Draft(merge_bases(root, flaws, ((nowhere, shown),)), shown, tuple(flaws))


def load_scenario(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, or of a shipped name, with ``PATH=VALUE`` overrides.

    Args:
        path: A file, or the name of a shipped scenario.
        overrides: ``PATH=VALUE`` as ``--set`` takes it, in order: later ones win.

    Raises:
        ScenarioError: With every problem found, in the order of the file.
    """
    return read_draft(path).scenario(overrides)


def scenario_of(
    document: str,
    shown: str,
    overrides: Sequence[str] = (),
    vector: ParameterVector | None = None,
) -> Scenario:
    """The scenario of a complete document, such as a folder of results keeps.

    Args:
        document: Its text, without ``extends``.
        shown: How messages name it.
        overrides: As for :func:`load_scenario`.
        vector: As for :meth:`Draft.scenario`.

    Raises:
        ScenarioError: With every problem found, in the order of the text.
    """
    flaws: list[Problem] = []
    root = parse_mapping(document, shown, flaws)
    return Draft(root, shown, tuple(flaws)).scenario(overrides, vector)


def scenario_name(file: str) -> str:
    """Name of a scenario or sweep in results: that of its file.

    >>> scenario_name("crises/cuba.yaml")
    'cuba'
    """
    name = os.fsencode(Path(file).name).decode("utf-8", "replace")  # whatever the locale is
    return printable(name.removesuffix(".yaml").removesuffix(".yml"))


def build_scenario(
    written: Node, shown: str, flaws: Sequence[Problem] = (), rule: StakeRule = STAKES
) -> Scenario:
    """The scenario of a document that is complete.

    Args:
        written: The document with its bases and overrides merged.
        shown: How messages name its file.
        flaws: Problems of the text that were found before.
        rule: What gives a stake from facts.

    Raises:
        ScenarioError: With every problem found, in the order of the file.
    """
    notes = Annotations(written)
    root = notes.strip(written)
    blanks = list(null_paths(root))
    checked = Validation(
        root, problems=[*notes.problems, *(null_problem(root, at) for at in blanks)]
    )
    scenario = checked.run(blanks)
    problems = [*flaws, *(one for one in checked.problems if not is_flaw_echo(one, flaws))]
    if problems or scenario is None:
        raise ScenarioError(in_file_order(problems, shown))
    complete = fill_defaults(scenario, rule)
    complete._document = cast("dict[str, object]", written.plain())  # noqa: SLF001 - the loader completes it
    complete._cited = notes.cited  # noqa: SLF001
    complete._digest = digest(complete)  # noqa: SLF001
    return complete


def locate(path: Path | str, kind: str = "scenario") -> tuple[Path, str]:
    """Path and shown name of a scenario, or of a shipped file of another kind."""
    given = Path(portable(str(path)))
    shown = printable(str(given))
    if "\0" in str(path):
        what = "no file can have this name"
        raise ScenarioError.of(shown, what, "write its path")
    if len(given.parts) == 1 and not os.path.lexists(given):
        found = find_shipped(str(given), kind)
        return found, displayed_path(found)
    return given, shown


def is_flaw_echo(problem: Problem, flaws: Sequence[Problem]) -> bool:
    """Whether a flaw of the text has the same place: then the problem only follows from it.

    In what has no lines the place is the path.
    """
    place = (problem.file, problem.line, problem.column)
    return any(
        place == (flaw.file, flaw.line, flaw.column) and (problem.line or problem.path == flaw.path)
        for flaw in flaws
    )


def in_file_order(problems: Sequence[Problem], shown: str) -> tuple[Problem, ...]:
    """Each problem once, from top to bottom, first those of the named file, then of its bases."""
    files = list(dict.fromkeys((shown, *(one.file for one in problems))))
    unique = dict.fromkeys(problems)
    row = sorted(unique, key=lambda one: (files.index(one.file), one.line, one.column))
    if len(row) > MOST_PROBLEMS:
        left = "there are more problems like these"
        row[MOST_PROBLEMS:] = [Problem(file=shown, problem=left, cure="mend these first")]
    return tuple(row)
