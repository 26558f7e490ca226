"""A run folder on disk: whole or absent, and the same bytes for the same runs.

The columns, their types and units: ``docs/reference/run-folder.md``.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from sim.columns import TRACE, Column, engaged, run_columns, run_row
from sim.errors import BrinkError
from sim.experiment import Block
from sim.premise import Premise
from sim.record import Cell, Row

TYPES = {
    "str": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
}
GROUP = 10_000  # rows kept in memory and written as one row group


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What every row of a folder's run table repeats.

    Attributes:
        scenario: Name of the scenario.
        digest: Of the scenario, in hexadecimal.
        seed: Of the ensemble.
        settings: Value of each path that ``--set`` changed.
    """

    scenario: str
    digest: str
    seed: int
    settings: Mapping[str, Cell]

    @property
    def cells(self) -> Row:
        """The values before those of the run itself; ``settings`` come after its number."""
        return (self.scenario, self.digest, self.seed)


class Table:
    """A table that grows on disk, row group by row group."""

    def __init__(self, stem: Path, columns: Sequence[Column], *, csv: bool) -> None:
        self.schema = pa.schema([(name, TYPES[kind]) for name, kind in columns])
        self.rows: list[Row] = []
        self.files = [stem.with_suffix(".parquet")]
        self.writers: list[Any] = [pq.ParquetWriter(self.files[0], self.schema, compression="zstd")]
        if csv:
            self.files.append(stem.with_suffix(".csv"))
            self.writers.append(pc.CSVWriter(self.files[1], self.schema))

    def add(self, rows: Sequence[Row]) -> None:
        """Append rows; full groups go to disk."""
        self.rows.extend(rows)
        while len(self.rows) >= GROUP:
            self._write(GROUP)

    def close(self) -> None:
        """Write what is left and make it last."""
        if self.rows:
            self._write(len(self.rows))
        for writer in self.writers:
            writer.close()
        for file in self.files:
            _flush(file)

    def abandon(self) -> None:
        """Let go of the files, which are about to be deleted."""
        for writer in self.writers:
            writer.close()

    def _write(self, number: int) -> None:
        group, self.rows = self.rows[:number], self.rows[number:]
        columns = zip(*group, strict=True)
        arrays = [pa.array(one, kind) for one, kind in zip(columns, self.schema.types, strict=True)]
        table = pa.Table.from_arrays(arrays, schema=self.schema)
        for writer in self.writers:
            writer.write_table(table)


class FolderWriter:
    """A run folder in the making, under a temporary name beside its own.

    Use it as a context: unless it was published by the end, nothing of it remains.

    Args:
        target: Where the folder will be; nothing must be there.
        premise: What is played.
        label: What every row repeats.
        trace: Whether turns, signals and events are written too.
        csv: Whether each table is written as CSV too.

    Raises:
        BrinkError: Something is there, or the folder cannot be written.
    """

    def __init__(
        self, target: Path, premise: Premise, label: Label, *, trace: bool, csv: bool
    ) -> None:
        self.target, self.label = target, label
        if os.path.lexists(target):
            raise BrinkError(f"{target}: already exists; choose another --out")
        self.engaged = engaged(premise)
        self.made: list[Path] = []
        self.tables: dict[str, Table] = {}
        self.folder = target
        wanted = {"runs": run_columns(premise, label.settings), **(TRACE if trace else {})}
        with _refusal(target), self._undone():
            self._make()
            for name, columns in wanted.items():
                self.tables[name] = Table(self.folder / name, columns, csv=csv)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Delete whatever was not published."""
        if self.folder != self.target:
            self._undo()

    def add(self, block: Block) -> None:
        """Append a block of runs."""
        head, settings = self.label.cells, tuple(self.label.settings.values())
        rows = [run_row(record, self.engaged, head, settings) for record in block.records]
        with _refusal(self.target):
            self.tables["runs"].add(rows)
            for name in self.tables.keys() & TRACE.keys():
                self.tables[name].add(getattr(block, name))

    def close(self) -> dict[str, str]:
        """Finish the tables; SHA-256 of each file, by name."""
        with _refusal(self.target):
            for table in self.tables.values():
                table.close()
            files = sorted(file for table in self.tables.values() for file in table.files)
            return {file.name: _sha256(file) for file in files}

    def publish(self, documents: Mapping[str, Mapping[str, Any]], *, numbered: bool) -> Path:
        """Write the JSON documents and give the folder its name.

        Args:
            documents: Content by file name.
            numbered: Whether a number is put behind the name if it was taken meanwhile.

        Returns:
            The folder.
        """
        with _refusal(self.target):
            for name, content in documents.items():
                file = self.folder / name
                file.write_text(json_text(content), encoding="ascii", newline="\n")
                _flush(file)
            _flush(self.folder)
            self.target = self._rename(numbered=numbered)
            self.folder = self.target
            _flush(self.target.parent)
        return self.target

    def _rename(self, *, numbered: bool) -> Path:
        place = next_free(self.target) if numbered else self.target
        if os.path.lexists(place):  # even an empty folder, which a rename would replace
            raise BrinkError(f"{place}: appeared while the runs were played; choose another --out")
        return self.folder.rename(place)

    def _make(self) -> None:
        parent = self.target.parent
        self.made = [one for one in (parent, *parent.parents) if not one.exists()]
        parent.mkdir(parents=True, exist_ok=True)
        stem = f".{self.target.name}.{os.getpid()}"
        self.folder = next_free(parent / f"{stem}.partial")
        self.folder.mkdir()

    @contextmanager
    def _undone(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        for table in self.tables.values():
            with suppress(OSError):  # a full disk cannot take the last rows either
                table.abandon()
        if self.folder != self.target:
            shutil.rmtree(self.folder, ignore_errors=True)
        for parent in self.made:
            with suppress(OSError):  # others may use it by now
                parent.rmdir()


def next_free(path: Path) -> Path:
    """The path itself, or the first of path-2, path-3, ... where nothing is."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return (
        path if not os.path.lexists(path) else next(p for p in numbered if not os.path.lexists(p))
    )


def json_text(content: Mapping[str, Any]) -> str:
    """JSON of the one form that Brink writes and prints: indented, and ASCII for any terminal."""
    return json.dumps(content, indent=2, allow_nan=False) + "\n"


@contextmanager
def _refusal(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise BrinkError(f"{target}: cannot be written ({why}); choose another --out") from error


def _flush(path: Path) -> None:
    """Make a file or a folder survive a power cut; Windows cannot do it for folders."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
