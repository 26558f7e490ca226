"""The files of a sweep: Parquet whose bytes depend on nothing but the rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.arrow import schema_of, table_of
from sim.columns import Column
from sim.errors import BrinkError
from sim.record import Cell
from sim.vectors import Vector

FAILURES = b"brink.failures"
COUNTED = ["point", "outcome", "peak_rung_direct"]
Cells = Mapping[str, Cell]
Ints = NDArray[np.int64]


class Failure(NamedTuple):
    """A run that could not be finished, or a point that could not even begin.

    Attributes:
        point, run: Its address, with the seed of the sweep; run -1 is every run of the point.
        error: What was raised, and where.
    """

    point: int
    run: int
    error: str

    def __str__(self) -> str:
        """One line that says where to look."""
        where = f"run {self.run}" if self.run >= 0 else "all its runs"
        return f"point {self.point}, {where}: {self.error}"


class Part(NamedTuple):
    """Runs of one point: what is the same in each row, and what is not."""

    same: Cells
    own: Mapping[str, Vector]
    rows: int


def block_bytes(
    columns: Sequence[Column], parts: Iterable[Part], failures: Sequence[Failure]
) -> tuple[bytes, int]:
    """A block as a Parquet file, and its rows.

    Args:
        columns: Name and type of each column.
        parts: The rows, in order; one at a time is in memory.
        failures: What the footer tells; may fill up while the parts are taken.
    """
    schema = schema_of(columns)
    tables = [table_of(schema, *part) for part in parts]
    whole = pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()
    told = json.dumps([list(one) for one in failures])
    return _written(whole.replace_schema_metadata({FAILURES: told})), len(whole)


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=max(table.num_rows, 1))
    return bytes(sink.getvalue())


class Counts:
    """How the runs of each point ended, counted file by file.

    Attributes:
        ended: (points, outcomes) runs by outcome.
        peaks: (points, rungs) runs by the highest rung of an actor on a side.
        failed: (points,) runs that could not be finished.
        failures: Each of them, in the order of the files.
    """

    def __init__(self, points: int, outcomes: Sequence[str], rungs: int) -> None:
        self.outcomes = pa.array(outcomes)
        self.ended = np.zeros((points, len(outcomes)), np.int64)
        self.peaks = np.zeros((points, rungs), np.int64)
        self.failed = np.zeros(points, np.int64)
        self.failures: list[Failure] = []

    @property
    def runs(self) -> Ints:
        """Finished runs of each point."""
        return np.asarray(self.ended.sum(axis=1))

    @property
    def reached(self) -> Ints:
        """(points, rungs) runs in which an actor on a side stood on the rung or above."""
        return np.asarray(self.peaks[:, ::-1].cumsum(axis=1)[:, ::-1])

    def add(self, stream: BinaryIO, name: str, planned: Mapping[int, int]) -> None:
        """Count the rows of one file.

        Args:
            stream: The file.
            name: Of it, for messages.
            planned: Runs of each point that the file was to hold.

        Raises:
            BrinkError: It is damaged.
        """
        try:
            table = pq.read_table(stream, columns=COUNTED)
            told = (table.schema.metadata or {}).get(FAILURES, b"[]")
            self.failures += [Failure(*one) for one in json.loads(told)]
            self._count(table, planned)
        except (pa.ArrowException, OSError, ValueError, LookupError) as error:
            cure = "delete it and run the same command again"
            raise BrinkError(f"{name}: damaged ({type(error).__name__}); {cure}") from error

    def _count(self, table: pa.Table, planned: Mapping[int, int]) -> None:
        point = table["point"].to_numpy()
        outcome = pc.index_in(table["outcome"], value_set=self.outcomes).to_numpy()
        direct = table["peak_rung_direct"].to_numpy()
        self.ended += _crossed(point, outcome, self.ended)
        self.peaks += _crossed(point, direct, self.peaks)
        points = np.array(list(planned), np.int64)
        rows = np.bincount(point, minlength=len(self.failed))[points]
        self.failed[points] += np.array(list(planned.values()), np.int64) - rows


def _crossed(point: Ints, code: Ints, like: Ints) -> Ints:
    """Rows by point and code, as a table of the shape of another."""
    found = np.bincount(point * like.shape[1] + code, minlength=like.size)
    return found.reshape(like.shape)


def table_bytes(columns: Sequence[Column], rows: Mapping[str, object]) -> tuple[bytes, bytes]:
    """A small table as Parquet and as CSV."""
    schema = schema_of(columns)
    arrays = [pa.array(rows[field.name], field.type, from_pandas=True) for field in schema]
    table = pa.Table.from_arrays(arrays, schema=schema)
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink)
    return _written(table), bytes(sink.getvalue())
