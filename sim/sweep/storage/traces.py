"""The trace files of a block: one Parquet file a table, written while its runs are played."""

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.arrow import schema_of, table_of
from brinkmanship.sim.results.columns import TRACE
from brinkmanship.sim.results.traces import Traces, trace_vectors
from brinkmanship.sim.sweep.storage.parquet import CURE, MARK

GROUP = 1_000_000  # rows after which a row group is written: so many are in memory


class TraceFiles:
    """The four trace files of a block, in memory.

    Args:
        mark: Of the block; written to the footers.
    """

    def __init__(self, mark: str) -> None:
        self._files = {name: _File(_schema(name, mark)) for name in TRACE}

    def add(self, point: int, premise: Premise, traces: Traces) -> None:
        """Add what was noted of more runs of a point; runs come in the order of the block."""
        for name, vectors in trace_vectors(premise, traces).items():
            file = self._files[name]
            rows = len(vectors["run"].values)
            file.add(table_of(file.schema, {"point": point}, vectors, rows))

    def close(self) -> dict[str, bytes]:
        """The content of each file, by table."""
        return {name: file.close() for name, file in self._files.items()}


class _File:
    """A Parquet file; where its row groups end depends only on what is added."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema, self._sink = schema, pa.BufferOutputStream()
        self._writer = _writer(self._sink, schema)
        self._waiting: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        if sum(one.num_rows for one in self._waiting) >= GROUP:
            self._write()

    def close(self) -> bytes:
        self._write()
        self._writer.close()
        return bytes(self._sink.getvalue())

    def _write(self) -> None:
        if self._waiting:
            _write_group(self._writer, pa.concat_tables(self._waiting).combine_chunks())
            self._waiting.clear()


def check_trace(content: bytes, table: str, name: str, mark: str) -> None:
    """Check every byte of a trace file: page checksums, and the rows must give the same file.

    Args:
        content: Of the file.
        table: Which of the four it is.
        name: Of the file, for messages.
        mark: Of the block that it should belong to.

    Raises:
        BrinkError: It is damaged.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
        schema = file.schema_arrow
        groups = (file.read_row_group(place) for place in range(file.num_row_groups))
        alike = _written(schema, groups) == content
    except (pa.ArrowException, OSError, ValueError, LookupError) as error:
        raise BrinkError(f"{name}: damaged ({type(error).__name__}); {CURE}") from error
    if not alike:
        raise BrinkError(f"{name}: damaged (not as it was written); {CURE}")
    if not schema.equals(_schema(table, mark), check_metadata=True):
        raise BrinkError(f"{name}: damaged (of another block or table); {CURE}")


def trace_names(block: str) -> Iterator[tuple[str, str]]:
    """Each table and the name of its file for a block, within the folder of traces."""
    for table in TRACE:
        yield table, f"{table}/{block}"


def _schema(table: str, mark: str) -> pa.Schema:
    metadata: Mapping[bytes, str] = {MARK: mark}
    return schema_of((("point", "int64"), *TRACE[table])).with_metadata(metadata)


def _written(schema: pa.Schema, groups: Iterable[pa.Table]) -> bytes:
    sink = pa.BufferOutputStream()
    with _writer(sink, schema) as writer:
        for group in groups:
            _write_group(writer, group)
    return bytes(sink.getvalue())


def _writer(sink: pa.BufferOutputStream, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(sink, schema, compression="zstd", write_page_checksum=True)


def _write_group(writer: pq.ParquetWriter, rows: pa.Table) -> None:
    writer.write_table(rows, row_group_size=max(rows.num_rows, 1))
