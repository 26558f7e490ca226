"""A small file system for each attack: a desk where the command runs, and victims beside it."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.commands.calling import invoke
from tests.small import SMALL

SECRET = "NOBODY-MAY-READ-THIS"  # noqa: S105 - a mark
"""Stands in every victim, and so may stand neither in output nor in a file that is written."""
SWEEP = """\
title: Warnings
scenario: small.yaml
design: list
parameters:
  - {path: actors.CCC.policy.style.warn, values: [0.0, 0.9]}
  - {path: actors.AAA.policy.goals.survival, values: [0.2, 2.0]}
runs: 20
block: 20
trace: true
"""
LADDER = "ladders/seven-rungs.yaml"
LARGE = 10**7  # bytes of a file that is not read here
QUICK = ("--workers", 1, "--no-figures")
FOLDERS = ("run", "traced", "sweep", "compare", "explain", "sensitivity")


@dataclass(frozen=True)
class World:
    """Where an attack takes place.

    Attributes:
        desk: Current folder of the command, with the user's own file in it.
        box: What the stranger sent: a folder on the desk.
        outside: Files of the user that no command was told of.
        result: What ``--out`` names; nothing is there.
    """

    desk: Path
    box: Path
    outside: Path
    result: Path


def good_folders(place: Path) -> Path:
    """Write a folder of each kind as the commands do, and ``outside`` beside them; their folder."""
    root = place / "good"
    (root / "files").mkdir(parents=True)
    (root / "files/small.yaml").write_text(SMALL, encoding="utf-8")
    (root / "files/sweep.yaml").write_text(SWEEP, encoding="utf-8")
    os.chdir(root / "files")
    parameter = "actors.AAA.policy.goals.survival:0.2:2"
    asked = {
        "run": ("run", "small.yaml", "--runs", 30, *QUICK),
        "traced": ("run", "small.yaml", "--runs", 8, "--trace", "--format", "csv", *QUICK),
        "sweep": ("sweep", "sweep.yaml", "--workers", 1),
        "compare": (
            "compare", "small.yaml", "--set-b", "actors.CCC.resolve=1", "--runs", 30, *QUICK,
        ),
        "explain": ("explain", "small.yaml", "--continuations", 50, "--runs", 64, *QUICK),
        "sensitivity": (
            "sensitivity", "small.yaml", "--tipping", parameter, "--outcome", "tripwire",
            "--runs", 20, *QUICK,
        ),
    }  # fmt: skip
    for kind, words in asked.items():
        answer = invoke(*words, "--out", root / kind)
        assert answer.exit_code == 0, (kind, answer.output)
    for kind in ("run", "explain"):
        assert invoke("plot", root / kind).exit_code == 0
    make_outside(root)
    return root


def make_outside(good: Path) -> Path:
    """What no command is told of: a copy of every good folder with the secret as its title."""
    outside = good.parent / "outside"
    shutil.copytree(good, outside, ignore=shutil.ignore_patterns("figures"))
    for file in (*outside.glob("*/*.json"), *outside.glob("*/*.yaml")):
        content = file.read_text(encoding="utf-8")
        if file.suffix == ".json":
            content = json.dumps({**json.loads(content), "title": SECRET, "scenario": SECRET})
        file.write_text(content.replace("A small quarrel", SECRET), encoding="utf-8")
    (outside / "victim.txt").write_text(SECRET, encoding="utf-8")
    (outside / "private.yaml").write_text(f"password: {SECRET}\n", encoding="utf-8")
    (outside / ".left.0123abcd.partial").write_text(SECRET, encoding="utf-8")
    return outside


@contextmanager
def fresh_world(good: Path) -> Iterator[World]:
    """A desk with the user's own file on it, beside what is outside; in the end it is removed."""
    desk = good.parent / "desk"
    desk.mkdir()
    (desk / "mine.txt").write_text(SECRET, encoding="utf-8")
    try:
        yield World(desk, desk / "box", good.parent / "outside", desk / "result")
    finally:
        shutil.rmtree(desk)


def state(folder: Path, *, apart: tuple[Path, ...] = ()) -> dict[str, str]:
    """Every path below a folder with what changes when it is written; some paths left out."""
    found = {}
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if here / name not in apart]
        for name in (*folders, *names):
            path = here / name
            if path in apart:
                continue
            now = path.lstat()
            stamp = "" if stat.S_ISDIR(now.st_mode) else f"{now.st_size} {now.st_mtime_ns}"
            found[str(path.relative_to(folder))] = f"{now.st_ino} {now.st_mode} {stamp}"
    return found


def texts(folder: Path) -> str:
    """All the text in files below a folder that are text; links are not followed."""
    suffixes = (".json", ".csv", ".yaml", ".html", ".svg", ".txt")
    files = [
        Path(place) / name
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(suffixes) and not (Path(place) / name).is_symlink()
    ]
    return "\n".join(
        file.read_text(encoding="utf-8", errors="replace")
        for file in files
        if file.is_file() and file.stat().st_size < LARGE
    )
