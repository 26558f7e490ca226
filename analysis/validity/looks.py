"""The log of looks at crises that are never fitted: each is written down before it is taken."""

import csv
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from brinkmanship.analysis.errors import AnalysisError

LOG = "looks.csv"
UNKNOWN = "unknown"


class Look(NamedTuple):
    """One look.

    Attributes:
        date: Day, UTC.
        what: What was looked at.
        command: By which command.
        commit: Of the model that was looked at; "unknown" outside a repository.
        why: The reason that was given.
    """

    date: str
    what: str
    command: str
    commit: str
    why: str


def read_looks(folder: Path) -> list[Look]:
    """All looks so far, the oldest first.

    Raises:
        AnalysisError: The log is not as this module writes it.
    """
    file = folder / LOG
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    if tuple(head) != Look._fields or any(len(row) != len(Look._fields) for row in rows):
        raise AnalysisError(f"{file}: not a log of looks; restore it from the repository")
    return [Look(*row) for row in rows]


def log_look(folder: Path, what: str, command: str, why: str) -> Look:
    """Append a look to the log, which is on disk when this returns; it.

    Args:
        folder: Where the log is.
        what: What will be looked at.
        command: By which command.
        why: The reason, which must say something.

    Raises:
        AnalysisError: No reason is given, or the log is damaged.
    """
    if not why.strip():
        raise AnalysisError("--look: give the reason for the look in words")
    looks = read_looks(folder)
    look = Look(f"{datetime.now(UTC):%Y-%m-%d}", what, command, commit(), " ".join(why.split()))
    with (folder / LOG).open("w" if not looks else "a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if not looks:
            writer.writerow(Look._fields)
        writer.writerow(look)
    return look


def commit() -> str:
    """The commit of the checkout, marked if files were changed since; or "unknown"."""
    words = ("git", "describe", "--always", "--dirty", "--exclude=*")
    try:
        found = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN
    return found.stdout.strip()
