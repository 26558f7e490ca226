"""A sweep file from disk: read, checked, each problem with its line and column."""

from pathlib import Path

from pydantic import ValidationError

from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.checks.messages import translate
from brinkmanship.sim.scenario.checks.validation import is_echo
from brinkmanship.sim.scenario.loading import in_file_order, is_flaw_echo, locate
from brinkmanship.sim.scenario.reading.extends import displayed_path, refuse_escapes
from brinkmanship.sim.scenario.reading.files import read_text
from brinkmanship.sim.scenario.reading.library import lookup_shipped, portable
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.sweepfile.format import SweepFile
from brinkmanship.sim.scenario.tree import Node, problem
from brinkmanship.sim.scenario.wording import described

SCENARIO_KEYS = {"actors", "extends", "sides", "ladder"}  # what no sweep file has


def read_sweep(path: Path | str) -> tuple[SweepFile, Node, Path]:
    """A sweep file, checked; its tree, which knows lines and columns; and where it is.

    Args:
        path: A file, or the name of a shipped sweep.

    Raises:
        ScenarioError: With every problem found, in the order of the file.
    """
    where, shown = _locate_sweep(path)
    sweep, root = parse_sweep(read_text(where, shown), shown)
    return sweep, root, where


def parse_sweep(text: str, shown: str) -> tuple[SweepFile, Node]:
    """The sweep that a text declares, checked, and its tree.

    Args:
        text: As a sweep file would hold it.
        shown: How messages name it.

    Raises:
        ScenarioError: With every problem found, in the order of the text.
    """
    flaws: list[Problem] = []
    root = parse(text, shown, flaws, "scenario:")
    if not isinstance(root.value, dict):
        what = f"the file holds {described(root.plain())}, not a mapping of keys"
        raise ScenarioError((problem(root, (), what, "begin with scenario:"),))
    if "scenario" not in root.value and SCENARIO_KEYS.intersection(root.value):
        what = "this is a scenario, not a sweep file"
        cure = "brink run plays it; a sweep file begins with scenario: and names it"
        raise ScenarioError((problem(root, (), what, cure),))
    try:
        sweep = SweepFile.model_validate(root.plain())
    except ValidationError as error:
        errors = error.errors(include_url=False)
        found = [translate(root, one, SweepFile) for one in errors if not is_echo(one, errors)]
        own = [one for one in found if not is_flaw_echo(one, flaws)]
        raise ScenarioError(in_file_order([*flaws, *own], shown)) from error
    if flaws:
        raise ScenarioError(in_file_order(flaws, shown))
    refuse_escapes(root.find(("scenario",))[0], "scenario")
    return sweep, root


def _locate_sweep(path: Path | str) -> tuple[Path, str]:
    """Where a sweep is, and how messages name it; a doctrine may have the same name."""
    shipped = (
        None
        if "\0" in str(path) or Path(portable(str(path))).exists()
        else lookup_shipped(f"sweeps/{path}")
    )
    return (shipped, displayed_path(shipped)) if shipped else locate(path, "sweep")
