"""The tables of a run folder: streamed to disk, the same bytes for the same runs.

The columns, their types and units: ``docs/reference/run-folder.md``.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from brinkmanship.files import create, flush
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.arrow import schema_of
from brinkmanship.sim.results.block import Block
from brinkmanship.sim.results.columns import Column
from brinkmanship.sim.results.folder import WholeFolder, refusal, sha256
from brinkmanship.sim.results.record import Cells
from brinkmanship.sim.results.surroundings import check_room
from brinkmanship.sim.results.tables import Label, Tables

GROUP = 2**16  # rows kept in memory and written as one row group
LOOK = 2**23  # bytes on disk after which it is first looked whether there is room for the rest


class Table:
    """A table that grows on disk, row group by row group.

    Attributes:
        waiting: Rows in memory.
    """

    def __init__(self, stem: Path, columns: Sequence[Column], *, csv: bool) -> None:
        self.schema, self.parts, self.waiting = schema_of(columns), deque[pa.Table](), 0
        self.files, self.sinks, self.writers = list[Path](), list[BinaryIO](), list[Any]()
        self._open(stem.with_suffix(".parquet"), partial(pq.ParquetWriter, compression="zstd"))
        if csv:
            self._open(stem.with_suffix(".csv"), pc.CSVWriter)

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return sum(sink.tell() for sink in self.sinks)

    def add(self, rows: pa.Table) -> None:
        """Append rows; full groups go to disk."""
        self.parts.append(rows)
        self.waiting += len(rows)
        while self.waiting >= GROUP:
            self._write(GROUP)

    def add_rows(self, rows: Sequence[Cells]) -> None:
        """Append rows that are given cell by cell, in the order of the columns."""
        if rows:
            columns = zip(zip(*rows, strict=True), self.schema.types, strict=True)
            self.add(pa.Table.from_arrays([pa.array(*one) for one in columns], schema=self.schema))

    def close(self) -> None:
        """Write what is left and make it last."""
        if self.waiting:
            self._write(self.waiting)
        self._close()
        for file in self.files:
            flush(file)

    def abandon(self) -> None:
        """Let go of the files, which are about to be deleted."""
        try:
            self._close()
        finally:
            for sink in self.sinks:
                with suppress(OSError):  # a full disk cannot take what is left in its buffer
                    sink.close()

    def _open(self, file: Path, writer: Callable[..., Any]) -> None:
        """Open a file; itself, since its path might be taken for the address of a store."""
        with ExitStack() as undo:
            sink = undo.enter_context(create(file))
            self.writers.append(writer(sink, self.schema))
            undo.pop_all()
        self.files.append(file)
        self.sinks.append(sink)

    def _close(self) -> None:
        for writer, sink in zip(self.writers, self.sinks, strict=True):
            writer.close()
            sink.close()

    def _write(self, number: int) -> None:
        joined = pa.concat_tables(self.parts)
        group, rest = joined[:number].combine_chunks(), joined[number:]
        self.parts, self.waiting = deque([rest]), len(rest)
        for writer in self.writers:
            writer.write_table(group)


class FolderWriter:
    """The tables of a run folder in the making.

    Use it as a context: unless the folder was published by the end, nothing of it remains.

    Args:
        target: Where the folder will be; nothing must be there.
        premise: What is played.
        label: What every row repeats.
        trace: Whether turns, signals and events are written too.
        csv: Whether each table is written as CSV too.
        runs: How many will be added, if that is known.

    Raises:
        BrinkError: Something is there, or the folder cannot be written.
    """

    def __init__(
        self, target: Path, premise: Premise, label: Label, *, trace: bool, csv: bool, runs: int = 0
    ) -> None:
        self.rows, self.csv = Tables(premise, label, trace=trace), csv
        self.left, self.added, self.look = runs, 0, LOOK
        self.tables: dict[str, Table] = {}
        self.whole = WholeFolder(target)

    def __enter__(self) -> Self:
        """Make the folder; here, because an interrupt from now on must undo it."""
        try:
            self.whole.make()
            with refusal(self.whole.target):
                for name, columns in self.rows.columns.items():
                    self.tables[name] = Table(self.whole.folder / name, columns, csv=self.csv)
        except BaseException:  # an interrupt too: __exit__ is not called for what fails here
            self._abandon()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Delete whatever was not published."""
        if self.whole.folder != self.whole.target:
            self._abandon()

    def add(self, block: Block) -> None:
        """Append a block of runs.

        Raises:
            BrinkError: The disk has no room for it, or for all that are still to come.
        """
        with refusal(self.whole.target):
            for name, rows in self.rows.of(block).items():
                self.tables[name].add(rows)
            self.added, self.left = self.added + block.runs, self.left - block.runs
            written = sum(table.size for table in self.tables.values())
        if written >= self.look:
            check_room(self.whole.target, written / self.added * self.left)
            self.look = 2 * written

    def close(self) -> dict[str, str]:
        """Finish the tables; SHA-256 of each file, by name."""
        with refusal(self.whole.target):
            for table in self.tables.values():
                table.close()
            files = sorted(file for table in self.tables.values() for file in table.files)
            return {file.name: sha256(file) for file in files}

    def publish(self, documents: Mapping[str, Mapping[str, Any]], *, numbered: bool) -> Path:
        """Write the JSON documents beside the closed tables, and give the folder its name."""
        return self.whole.publish(documents, numbered=numbered)

    def _abandon(self) -> None:
        for table in self.tables.values():
            table.abandon()
        self.whole.discard()
