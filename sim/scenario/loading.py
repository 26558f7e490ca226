"""A scenario from a file: read, built up, overridden, validated, cross-checked, settled."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from sim.errors import Problem, ScenarioError
from sim.scenario.checks.validation import MOST_PROBLEMS, Validation
from sim.scenario.defaults import fill_defaults
from sim.scenario.digest import digest
from sim.scenario.format.scenario import Scenario
from sim.scenario.reading.annotations import Annotations
from sim.scenario.reading.extends import assemble, displayed_path, parse_mapping
from sim.scenario.reading.library import find_shipped
from sim.scenario.reading.merge import null_paths, null_problem
from sim.scenario.reading.overrides import apply_overrides
from sim.scenario.tree import Node, problem
from sim.scenario.wording import printable

SWEEP_KEYS = {"scenario", "parameters"}  # what no scenario has, and every sweep file


def load_scenario(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, or of a shipped name, with ``PATH=VALUE`` overrides.

    Args:
        path: A file, or the name of a shipped scenario.
        overrides: What ``--set`` says, in order: later ones win.

    Raises:
        ScenarioError: With every problem found, in the order of the file.
    """
    where, shown = locate(path)
    flaws: list[Problem] = []
    written = assemble(where, shown, flaws)
    return _loaded(written, shown, flaws, overrides)


def scenario_of(document: str, shown: str, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario of a whole document, such as a folder of results keeps.

    Args:
        document: Its text, without ``extends``.
        shown: How messages name it.
        overrides: As above.

    Raises:
        ScenarioError: With every problem found, in the order of the text.
    """
    flaws: list[Problem] = []
    return _loaded(parse_mapping(document, shown, flaws), shown, flaws, overrides)


def _loaded(written: Node, shown: str, flaws: list[Problem], overrides: Sequence[str]) -> Scenario:
    if isinstance(written.value, dict) and SWEEP_KEYS.issubset(written.value):
        what = "this is a sweep file, not a scenario"
        raise ScenarioError((problem(written, (), what, "brink sweep plays it"),))
    return build_scenario(apply_overrides(written, overrides, flaws), shown, flaws)


def build_scenario(written: Node, shown: str, flaws: Sequence[Problem] = ()) -> Scenario:
    """The scenario of a whole document.

    Args:
        written: The document after includes and overrides.
        shown: How messages name its file.
        flaws: What was found wrong with the text.

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
    settled = fill_defaults(scenario)
    settled._document = cast("dict[str, object]", written.plain())  # noqa: SLF001 - the loader completes it
    settled._cited = notes.cited  # noqa: SLF001
    settled._digest = digest(settled)  # noqa: SLF001
    return settled


def locate(path: Path | str, kind: str = "scenario") -> tuple[Path, str]:
    """Where a scenario is, or a file of another kind, and how messages name it."""
    given = Path(path)
    shown = printable(str(path))
    if "\0" in str(path):
        what = "no file can have this name"
        raise ScenarioError((Problem(file=shown, problem=what, cure="write its path"),))
    if len(given.parts) == 1 and not os.path.lexists(given):
        found = find_shipped(str(path), kind)
        return found, displayed_path(found)
    return given, shown


def is_flaw_echo(problem: Problem, flaws: Sequence[Problem]) -> bool:
    """Whether a flaw of the text stands where the problem is: then it is only its echo."""
    place = (problem.file, problem.line, problem.column)
    return any(place == (flaw.file, flaw.line, flaw.column) for flaw in flaws)


def in_file_order(problems: Sequence[Problem], shown: str) -> tuple[Problem, ...]:
    """Each problem once, from top to bottom; the file that was named first, then its bases."""
    files = list(dict.fromkeys((shown, *(one.file for one in problems))))
    unique = dict.fromkeys(problems)
    row = sorted(unique, key=lambda one: (files.index(one.file), one.line, one.column))
    if len(row) > MOST_PROBLEMS:
        left = "there are more problems like these"
        row[MOST_PROBLEMS:] = [Problem(file=shown, problem=left, cure="mend these first")]
    return tuple(row)
