"""Write docs/validity: ``python -m brinkmanship.commands.jobs.validity``, in a checkout.

Crises that are never fitted are played and scored only with ``--look REASON``, and that is logged
before anything is computed. Without it the pages on them stay as they are.
"""

import argparse
import json
import shlex
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.validity.agreement import agreements
from brinkmanship.analysis.validity.coding import coding_lines
from brinkmanship.analysis.validity.fit import fit_lines, missed_targets
from brinkmanship.analysis.validity.hindcast import hindcast_lines
from brinkmanship.analysis.validity.library import Case, cases, held_out, is_fitted, library_lines
from brinkmanship.analysis.validity.looks import Look, log_look, read_looks
from brinkmanship.analysis.validity.pages import COMMAND, first_page, page_text
from brinkmanship.analysis.validity.playing import Plays, played_case, scored_forecasts
from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.files import read_text
from brinkmanship.sim.scenario.reading.parsing import parse

LIBRARY, SECOND = Path("scenarios/history"), Path("docs/history/second-coding")
HOLD_OUT, FIT = Path("docs/history/hold-out.md"), Path("scenarios/fits/icb-to-1969.set.json")
OUT = Path("docs/validity")
FIRST = "README.md"
SEEN = (
    "The model has seen these crises, which flatters it here; its rivals have not seen the one",
    "that they forecast.",
)
UNFITTED = "the library held out and from 1970 on"
SCORED = ", and scores of ICB crises from 1970 on"
OPTIONS: Mapping[str, Any] = {
    "--data": {
        "type": Path,
        "metavar": "DIR",
        "help": "folder of the ICB files; without it the pages on forecasts stay as they are",
    },
    "--runs": {"type": int, "default": 2000, "help": "runs of each crisis"},
    "--seed": {"type": int, "default": 20261129, "help": "seed of all chance"},
    "--look": {
        "metavar": "REASON",
        "help": "also look at crises that are never fitted; the look is logged before it is taken",
    },
    "--system": {"default": "icb1v14_1918_1989.csv", "help": "name of the file of crises"},
    "--actors": {"default": "icb2v14_1918_1989.csv", "help": "name of the file of actors"},
}


def main(words: Sequence[str] | None = None) -> int:
    """Write every page that may be written; 2 if that cannot be done."""
    given = sys.argv[1:] if words is None else list(words)
    asked = parser().parse_args(given)
    if not LIBRARY.is_dir():
        sys.stderr.write(f"{LIBRARY}: no such folder; run this in a checkout of the project\n")
        return 2
    OUT.mkdir(exist_ok=True)
    try:
        look = None
        if asked.look is not None:
            what = UNFITTED + (SCORED if asked.data else "")
            command = shlex.join([*COMMAND.split(), *map(without_place, given)])
            look = log_look(OUT, what, command, asked.look)
        with TemporaryDirectory() as scratch:
            write_pages(Plays(asked.runs, asked.seed, Path(scratch)), asked, look)
    except AnalysisError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def without_place(word: str) -> str:
    """A word of a command without where its folder lies on this machine."""
    return Path(word).name if Path(word).is_absolute() else word


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
    found = argparse.ArgumentParser(prog=COMMAND, description="Write the pages of docs/validity.")
    for name, options in OPTIONS.items():
        found.add_argument(name, **options)
    return found


def write_pages(plays: Plays, asked: argparse.Namespace, look: Look | None) -> None:
    """Write the pages; those on crises that were never fitted only with a look."""
    second = codings(SECOND)
    first, library = codings(LIBRARY, second), len(list(LIBRARY.glob("*.yaml")))
    _write("coding.md", coding_lines(agreements(first, second), len(second), library))
    fit = json.loads(FIT.read_text(encoding="utf-8"))
    _write("fit.md", fit_lines(fit))
    found = write_library(plays, look)
    if asked.data is not None:
        files = asked.data / asked.system, asked.data / asked.actors
        scores = scored_forecasts(*files, "fitted", plays)
        _write("hindcast.md", [*SEEN, "", *hindcast_lines(scores)])
        if look is not None:
            scores = scored_forecasts(*files, "unfitted", plays)
            _write("hindcast-unfitted.md", hindcast_lines(scores), look)
    misses = [one.name for one in found if one.missed]
    page = first_page(OUT, read_looks(OUT), missed_targets(fit), misses)
    (OUT / FIRST).write_text(page, encoding="utf-8")


def write_library(plays: Plays, look: Look | None) -> list[Case]:
    """Write the tables of the library; the crises that may be looked at."""
    held, files = held_out(HOLD_OUT), sorted(LIBRARY.glob("*.yaml"))
    head = [f"{plays.runs:,} runs each, seed {plays.seed}; shares of runs that reach a rung.", ""]
    fitted = [file for file in files if is_fitted(file.stem, held)]
    found = cases(fitted, lambda file: played_case(file, plays))
    _write("library.md", [*head, *library_lines(found)])
    if look is not None:
        others = cases(
            [file for file in files if file not in fitted], lambda file: played_case(file, plays)
        )
        _write("library-unfitted.md", [*head, *library_lines(others)], look)
    return found


def _write(name: str, lines: Sequence[str], look: Look | None = None) -> None:
    (OUT / name).write_text(page_text(name, lines, look), encoding="utf-8")


def codings(folder: Path, only: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """What each file of a folder says, by its name; files of other names are not opened.

    Raises:
        ScenarioError: One cannot be read.
    """
    found = {}
    for file in sorted(folder.glob("*.yaml")):
        if only is not None and file.stem not in only:
            continue
        flaws: list[Problem] = []
        root = parse(read_text(file, str(file)), str(file), flaws)
        if flaws:
            raise ScenarioError(tuple(flaws))
        found[file.stem] = cast(dict[str, Any], root.plain())
    return found


if __name__ == "__main__":
    sys.exit(main())
