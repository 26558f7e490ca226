"""Writes docs/validity: ``python -m brinkmanship.commands.jobs.validity``, in a checkout."""

import sys
from pathlib import Path
from typing import Any, cast

from brinkmanship.analysis.validity.agreement import agreements
from brinkmanship.analysis.validity.coding import coding_page
from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.files import read_text
from brinkmanship.sim.scenario.reading.parsing import parse

LIBRARY, SECOND = Path("scenarios/history"), Path("docs/history/second-coding")
OUT = Path("docs/validity")


def main() -> int:
    """Write every page."""
    if not LIBRARY.is_dir():
        sys.stderr.write(f"{LIBRARY}: no such folder; run this in a checkout of the project\n")
        return 2
    first, second = codings(LIBRARY), codings(SECOND)
    OUT.mkdir(exist_ok=True)
    page = coding_page(agreements(first, second), len(second), len(first))
    (OUT / "coding.md").write_text(page, encoding="utf-8")
    return 0


def codings(folder: Path) -> dict[str, dict[str, Any]]:
    """What each file of a folder says, by its name.

    Raises:
        ScenarioError: One cannot be read.
    """
    found = {}
    for file in sorted(folder.glob("*.yaml")):
        flaws: list[Problem] = []
        root = parse(read_text(file, str(file)), str(file), flaws)
        if flaws:
            raise ScenarioError(tuple(flaws))
        found[file.stem] = cast(dict[str, Any], root.plain())
    return found


if __name__ == "__main__":
    sys.exit(main())
