"""Finds the files shipped with Brink by name, wherever it is installed."""

import os
from dataclasses import dataclass
from pathlib import Path

from brinkmanship.printable import printable
from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario.wording import nearest, suggestion

KINDS = {
    "": "scenario",
    "lessons": "lesson",
    "ladders": "ladder",
    "doctrines": "doctrine",
    "sweeps": "sweep",
    "history": "history",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedFile:
    """One shipped file.

    Attributes:
        name: What a user types, such as ``nato-ground-troops-2024``.
        kind: scenario, lesson, ladder, doctrine, sweep or history.
        title: Its title, empty when it has none.
        path: Where it is.
    """

    name: str
    kind: str
    title: str
    path: Path


def shipped() -> list[ShippedFile]:
    """All shipped files, crises first, then by kind and name."""
    return [
        ShippedFile(name=path.stem, kind=kind, title=_title(path), path=path)
        for folder, kind in KINDS.items()
        for path in sorted((SCENARIOS / folder).glob("*.yaml"))
    ]


def find_shipped(name: str, kind: str = "scenario") -> Path:
    """The shipped file of a name, with or without its folder and ``.yaml``.

    Args:
        name: Of a file of any kind.
        kind: What the user wants; the message lists names of this kind.

    Raises:
        ScenarioError: Nothing shipped has that name.
    """
    found = lookup_shipped(name)
    if found:
        return found
    word = name.removesuffix(".yaml").split("/")[-1]
    meant = nearest(word, [path.stem for path in _paths()])
    cure = suggestion(
        word, [meant] if meant else [one.name for one in shipped() if one.kind == kind]
    )
    what = "there is no such file, and nothing of that name is shipped"
    raise ScenarioError.of(printable(name), what, cure)


def portable(name: str, folder: Path = Path()) -> str:
    r"""A path as any system reads it: ``/`` for ``\\``, unless a file has just this name.

    Args:
        name: As somebody wrote it, perhaps under Windows.
        folder: From where it counts.
    """
    if "\\" not in name or os.path.lexists(folder / name):
        return name
    return name.replace("\\", "/")


def lookup_shipped(name: str) -> Path | None:
    """The same as :func:`find_shipped`, or None."""
    wanted = name.replace("\\", "/").removesuffix(".yaml").removeprefix("scenarios/")
    for path in _paths():
        if wanted in {path.stem, path.relative_to(SCENARIOS).with_suffix("").as_posix()}:
            return path
    return None


def _paths() -> list[Path]:
    return [path for folder in KINDS for path in sorted((SCENARIOS / folder).glob("*.yaml"))]


def _title(path: Path) -> str:
    """The text after ``title:`` at the start of a line; good enough for a list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("title:"):
            return line.removeprefix("title:").split(" #")[0].strip().strip("\"'")
    return ""
