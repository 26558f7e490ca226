"""The folder of a sweep, on disk or elsewhere: each file in it is whole or absent."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path
from secrets import token_hex
from typing import Any

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.columns import TRACE
from brinkmanship.sim.results.folder import json_text
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.place import Place

RUNS, TRACES = "runs", "traces"
BLOCKS = "[0-9]*.parquet"
PLAN, SCENARIO, MANIFEST = "plan.json", "scenario.yaml", "manifest.json"
SESSION = ".session"


def place_of(where: Path | str) -> Place:
    """The place for a path of this machine, or for a URL.

    Raises:
        BrinkError: No such kind of place is known, or its package is missing.
    """
    if isinstance(where, str) and "://" in where:
        from brinkmanship.sim.sweep.storage.remote import place_at  # noqa: PLC0415 - fsspec only where it is wanted

        return place_at(where)
    return Disk(Path(where))


class SweepFolder:
    """A folder to which blocks are added; ``runs`` in it holds them and nothing else.

    Args:
        where: A path, or a URL such as ``s3://bucket/folder``.
    """

    def __init__(self, where: Path | str) -> None:
        self.place = place_of(where)

    def __str__(self) -> str:
        """The path or URL that the user gave."""
        return self.place.name

    @property
    def address(self) -> str:
        """Path or URL for another process of this machine, whatever its current folder."""
        return self.place.address

    def make(self) -> None:
        """Make it if it does not exist; refuse a folder that holds something else."""
        if not self.has(PLAN) and self._foreign_names():
            what = "holds something that is no sweep"
            raise BrinkError(f"{self}: {what}; choose another --out")
        self.place.make(RUNS)

    def has(self, name: str) -> bool:
        """Whether a file exists; it is then whole."""
        return self.place.has(name)

    def make_traces(self) -> None:
        """Make the folders of the trace files."""
        for table in TRACE:
            self.place.make(f"{TRACES}/{table}")

    def finished(self, *, trace: bool = False) -> set[str]:
        """Names of the finished blocks; with ``trace``, of those that have all trace files too."""
        found = self._blocks_in(RUNS)
        for table in TRACE if trace else ():
            found &= self._blocks_in(f"{TRACES}/{table}")
        return found

    def trace_files(self) -> set[str]:
        """Names of all trace files, with their folders."""
        folders = [f"{TRACES}/{table}" for table in TRACE]
        return {f"{one}/{name}" for one in folders for name in self._blocks_in(one)}

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all."""
        self.place.write(name, content)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        self.place.remove(name)

    def read(self, name: str) -> bytes:
        """Content of a file.

        Raises:
            BrinkError: It is missing or not readable.
        """
        return self.place.read(name)

    def read_text(self, name: str) -> str:
        """Content of a file of text.

        Raises:
            BrinkError: It is missing, not readable, or no text in UTF-8.
        """
        try:
            return self.read(name).decode()
        except UnicodeDecodeError as error:
            what = "damaged (no text in UTF-8)"
            cure = "delete the folder and give the command that wrote it again"
            raise BrinkError(f"{self}/{name}: {what}; {cure}") from error

    def digest(self, name: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        return self.place.digest(name)

    def write_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Write a JSON document, whole or not at all."""
        self.write(name, json_text(content).encode("ascii"))

    def read_json(self, name: str) -> dict[str, Any]:
        """A JSON document.

        Raises:
            BrinkError: It is missing or not readable.
        """
        content = self.read(name)
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise BrinkError(f"{self}/{name}: not readable as JSON") from error
        if not isinstance(found, dict):
            raise BrinkError(f"{self}/{name}: not as brink writes it (no mapping)")
        return found

    @contextmanager
    def locked(self) -> Iterator[str]:
        """Keep other sweeps out, if the place has locks; yields the name of a new session.

        The name stands in the folder during the session: a worker that can read it there
        has reached the same folder, whatever machine it is on.

        Raises:
            BrinkError: Another process is at work here.
        """
        with self.place.locked():
            session = token_hex(16)
            self.write(SESSION, session.encode("ascii"))
            try:
                yield session
            finally:
                with suppress(BrinkError):  # what it is about is told already
                    self.remove(SESSION)

    def is_that_of(self, session: str) -> bool:
        """Whether this is the folder of a session; false if it cannot be reached."""
        try:
            return self.has(SESSION) and self.read(SESSION) == session.encode("ascii")
        except BrinkError:
            return False

    def _blocks_in(self, folder: str) -> set[str]:
        return {name for name in self.place.names(folder) if fnmatch(name, BLOCKS)}

    def _foreign_names(self) -> list[str]:
        ours = {RUNS, SCENARIO}  # what a sweep may leave that was killed before its plan
        names = [name for name in self.place.names("") if not name.startswith(".")]
        return [name for name in names if name not in ours]
