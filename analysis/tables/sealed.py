"""Folders whose files are compared with their manifest as they are read; all readers pass here."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple
from warnings import warn

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from brinkmanship.analysis.errors import AnalysisError, AnalysisWarning
from brinkmanship.analysis.tables.forms import RUN, check_manifest
from brinkmanship.analysis.tables.suggestions import require_known
from brinkmanship.files import inner_file, is_inner_file
from brinkmanship.seals import SEAL, seal_of

MANIFEST, PLAN = "manifest.json", "plan.json"
WORDS = ("actor", "other", "signal")
"""Columns kept as categories: a 33-actor trace has millions of rows and few distinct words."""
IN_MEMORY = 2**26  # bytes; a larger file is read twice, once for its digest
WRITERS = "give one that brink run, sweep, compare, explain or sensitivity wrote"
AGAIN = "delete the folder and give the command that wrote it again"
SWEEP_AGAIN = "delete it and give the same brink sweep again, which makes what is missing"
PLAN_AGAIN = "restore it from a copy, or sweep into another --out"
AS_IT_IS = "or read it as it is in Python, with verify=False"


class _Stamp(NamedTuple):
    """What changes when the content of a file does."""

    file: int
    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFolder:
    """A folder that Brink wrote; what is read from it is what was written.

    The SHA-256 of a file is compared with the manifest when it is first read, and again if the
    file was touched since. What is parsed are the bytes that were compared.

    Attributes:
        path: The folder.
        manifest: Content of its manifest; empty for a sweep that is not finished.
        digests: SHA-256 of each file, by name; empty where nothing is compared.
    """

    path: Path
    manifest: Mapping[str, Any]
    digests: Mapping[str, str]
    _verified: dict[str, _Stamp] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """Which command wrote it."""
        return str(self.manifest.get("kind", RUN))

    @property
    def verdict(self) -> str:
        """What a report says of the files that it was made from."""
        if self.digests:
            return f"verified against the manifest ({MANIFEST})"
        return f"not verified: {MANIFEST} lists no digests"

    def has(self, name: str) -> bool:
        """Whether a file is there and belongs to the folder, which the manifest lists."""
        return (not self.digests or name in self.digests) and is_inner_file(self.path, name)

    def names(self, pattern: str) -> list[str]:
        """Names of the files of the folder that match a pattern, sorted.

        Args:
            pattern: Such as ``*.parquet``, which matches no file in a folder below.
        """
        names = (file.relative_to(self.path).as_posix() for file in self.path.glob(pattern))
        return sorted(name for name in names if self.has(name))

    def cure(self, name: str) -> str:
        """What to do about a file that is missing or damaged."""
        if not (self.path / PLAN).is_file():
            return AGAIN
        return PLAN_AGAIN if name == PLAN else SWEEP_AGAIN

    @contextmanager
    def opened(self, name: str) -> Iterator[pa.NativeFile]:
        """A file, open for reading, once it is known to be as it was written.

        Raises:
            AnalysisError: It is missing or unreadable, not as it was written, or the manifest
                does not list it.
        """
        file = self.path / name
        if self.digests and name not in self.digests:
            what = f"not listed in {MANIFEST}, so no part of the folder"
            raise AnalysisError(f"{file}: {what}; move it elsewhere")
        try:
            stream = inner_file(self.path, name).open("rb")
        except FileNotFoundError as error:
            raise AnalysisError(f"{file}: is missing; {self.cure(name)}") from error
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
            raise AnalysisError(f"{file}: {what}; mend this and try again") from error
        with stream, self._compared(stream, name) as source:
            yield source

    def verify(self) -> None:
        """Compare every file that is there, CSV copies included, whether it is read or not.

        Raises:
            AnalysisError: One is unreadable, or not as it was written.
        """
        for name in self.digests:
            if self.has(name):
                with self.opened(name):
                    pass

    def read(self, name: str) -> bytes:
        """Content of a file.

        Raises:
            AnalysisError: As for :meth:`opened`.
        """
        with self.opened(name) as source:
            return bytes(source.read())

    def read_text(self, name: str) -> str:
        """Content of a text file.

        Raises:
            AnalysisError: As for :meth:`opened`, or it is not UTF-8.
        """
        try:
            return self.read(name).decode()
        except UnicodeDecodeError as error:
            what = f"not readable as UTF-8 (byte {error.start + 1})"
            raise AnalysisError(f"{self.path / name}: {what}; {self.cure(name)}") from error

    def read_json(self, name: str) -> dict[str, Any]:
        """Content of a file that holds a mapping as JSON.

        Raises:
            AnalysisError: As for :meth:`opened`, or it is no such file.
        """
        return parse_mapping(self.read(name), self.path / name, self.cure(name))

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table of the folder, or the columns wanted of it.

        Args:
            name: Name of the file, such as ``runs.parquet``.
            columns: Those wanted; all by default.

        Raises:
            AnalysisError: As for :meth:`opened`, or it is no Parquet, or has no such column.
        """
        file = self.path / name
        with self.opened(name) as source:
            try:
                require_known(columns or (), pq.read_schema(source).names, "column", file)
                table = pq.read_table(source, columns=columns, read_dictionary=list(WORDS))
            except (pa.ArrowException, OSError) as error:
                what = f"not readable as Parquet ({type(error).__name__})"
                raise AnalysisError(f"{file}: {what}; {self.cure(name)}") from error
        return frame_of(table)

    @contextmanager
    def _compared(self, stream: BufferedReader, name: str) -> Iterator[pa.NativeFile]:
        """The file as a source for Arrow; its digest is compared unless that was done."""
        wanted, stamp, content = self.digests.get(name), _stamp_of(stream), None
        if wanted is not None and self._verified.get(name) != stamp:
            if stamp.size <= IN_MEMORY:
                content = stream.read()
                found = sha256(content).hexdigest()
            else:
                found = file_digest(stream, "sha256").hexdigest()
                stream.seek(0)
            if found != wanted:
                what = f"not as it was written (its SHA-256 is not that in {MANIFEST})"
                cure = f"{self.cure(name)}, {AS_IT_IS}"
                raise AnalysisError(f"{self.path / name}: {what}; {cure}")
            self._verified[name] = stamp
        with pa.PythonFile(stream, "r") if content is None else pa.BufferReader(content) as source:
            yield source


def open_folder(folder: Path | str, *, verify: bool = True) -> SealedFolder:
    """Open a folder by its manifest; its files are compared with it as they are read.

    A folder whose manifest lists no digests is opened with a warning.

    Args:
        folder: What a command wrote.
        verify: Whether files are compared. Without, files that were edited on purpose can be
            read, and those that the manifest does not list.

    Raises:
        AnalysisError: There is no folder, no manifest, or it is not as it was written.
    """
    path = Path(folder)
    manifest = _read_manifest(path, verify=verify)
    digests = manifest.get("files", {}) if verify else {}
    if verify and not digests:
        what = f"{MANIFEST} lists no digests, so no file of the folder was verified"
        warn(f"{path}: {what}", AnalysisWarning, stacklevel=3)
    return SealedFolder(path=path, manifest=manifest, digests=digests)


def folder_kind(folder: Path) -> str:
    """Which command wrote the folder, as its manifest says.

    Raises:
        AnalysisError: There is no folder, no manifest, or it is not as it was written.
    """
    return str(_read_manifest(folder, verify=True).get("kind", RUN))


def parse_mapping(content: bytes | str, file: Path, cure: str) -> dict[str, Any]:
    """A mapping that is kept as JSON.

    Args:
        content: As it stands in the file.
        file: For messages.
        cure: What to do about it, for messages.

    Raises:
        AnalysisError: It is no JSON, or no mapping.
    """
    try:
        found = json.loads(content)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter is no text
    except (ValueError, RecursionError) as error:
        raise AnalysisError(f"{file}: not readable as JSON; {cure}") from error
    if not isinstance(found, dict):
        raise AnalysisError(f"{file}: holds no mapping; {cure}")
    return found


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A table in memory, as :meth:`SealedFolder.read_table` gives it."""
    for place, name in enumerate(table.column_names):
        if name in WORDS:
            table = table.set_column(place, name, table.column(place).dictionary_encode())
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _read_manifest(folder: Path, *, verify: bool) -> dict[str, Any]:
    """The manifest of a folder, checked for its form and, with ``verify``, its seal."""
    file = folder / MANIFEST
    swept = is_inner_file(folder, PLAN)
    if not folder.is_dir():
        raise AnalysisError(f"{folder}: no such folder; {WRITERS}")
    if not os.path.lexists(file) and swept:
        remedy = "give brink sweep again, which goes on where it was"
        raise AnalysisError(f"{folder}: this sweep is not finished; {remedy}")
    if not os.path.lexists(file):
        raise AnalysisError(f"{folder}: no {MANIFEST}; {WRITERS}")
    cure = SWEEP_AGAIN if swept else AGAIN
    try:
        content = inner_file(folder, MANIFEST).read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise AnalysisError(f"{file}: {what}; mend this and try again") from error
    manifest = parse_mapping(content, file, cure)
    check_manifest(manifest, file, cure)
    if verify and manifest.get(SEAL, seal := seal_of(manifest)) != seal:
        what = "not as it was written (its content does not fit its seal)"
        raise AnalysisError(f"{file}: {what}; {cure}, {AS_IT_IS}")
    return manifest


def _stamp_of(stream: BufferedReader) -> _Stamp:
    found = os.fstat(stream.fileno())
    return _Stamp(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
