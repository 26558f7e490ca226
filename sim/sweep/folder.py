"""All that a sweep does to files, in one place: a file is whole or absent, whatever happens."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sim.errors import BrinkError
from sim.whole import flush, json_text, sha256

RUNS = "runs"
PLAN, SCENARIO, MANIFEST = "plan.json", "scenario.yaml", "manifest.json"
PARTIAL = ".partial"


class SweepFolder:
    """A folder that blocks are added to; ``runs`` in it holds them and nothing else.

    Attributes:
        path: Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """Make it if it is not there; refuse a folder of something else."""
        strange = self.path.exists() and not self.has(PLAN) and bool(self._others())
        if strange:
            what = "holds something that is no sweep"
            raise BrinkError(f"{self.path}: {what}; choose another --out")
        with trouble(self.path):
            (self.path / RUNS).mkdir(parents=True, exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether a file is there, and so whole."""
        return (self.path / name).is_file()

    def finished(self) -> set[str]:
        """Names of the finished blocks."""
        return {file.name for file in (self.path / RUNS).glob("[0-9]*.parquet")}

    def write(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name, flush it, and give it its own."""
        file = self.path / name
        partial = file.with_name(f".{file.name}.{os.getpid()}{PARTIAL}")
        with trouble(self.path):
            try:
                partial.write_bytes(content)
                flush(partial)
                partial.replace(file)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
            flush(file.parent)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with trouble(self.path):
            (self.path / name).unlink(missing_ok=True)
            flush((self.path / name).parent)

    def write_json(self, name: str, content: Mapping[str, Any]) -> None:
        """The same for a JSON document."""
        self.write(name, json_text(content).encode("ascii"))

    def read_json(self, name: str) -> dict[str, Any]:
        """A JSON document.

        Raises:
            BrinkError: It is missing or not readable.
        """
        file = self.path / name
        try:
            found = json.loads(file.read_bytes())
        except (OSError, ValueError, RecursionError) as error:
            raise BrinkError(f"{file}: not readable as JSON; choose another --out") from error
        if not isinstance(found, dict):
            raise BrinkError(f"{file}: not as brink sweep writes it; choose another --out")
        return found

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """A file open for reading.

        Raises:
            BrinkError: It is missing or not readable.
        """
        try:
            stream = (self.path / name).open("rb")
        except OSError as error:
            why = error.strerror or str(error)
            raise BrinkError(f"{self.path / name}: cannot be read ({why})") from error
        with stream:
            yield stream

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        return sha256(self.path / name)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return (self.path / name).stat().st_size

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sweeps out, and sweep away what a killed one left half-written.

        The lock dies with its process, so it never has to be removed by hand.

        Raises:
            BrinkError: Another process is at work here.
        """
        with trouble(self.path):
            handle = (self.path / ".lock").open("w")
        with handle:
            if not _lock(handle.fileno()):
                what = "another brink sweep is at work here"
                raise BrinkError(f"{self.path}: {what}; wait for it, or choose another --out")
            with trouble(self.path):
                for left in (*self.path.glob(f".*{PARTIAL}"), *self.path.glob(f"*/.*{PARTIAL}")):
                    left.unlink(missing_ok=True)
            yield

    def _others(self) -> list[Path]:
        ours = {RUNS, SCENARIO}  # what a sweep may leave that was killed before its plan
        names = [one for one in self.path.iterdir() if not one.name.startswith(".")]
        return [one for one in names if one.name not in ours]


def _lock(handle: int) -> bool:
    """Whether the lock was free and is now ours; where there are no locks it always is."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one message; finished blocks are not touched by it."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        cure = "mend this and run the same command again: what is finished is kept"
        raise BrinkError(f"{path}: cannot be written ({why}); {cure}") from error
