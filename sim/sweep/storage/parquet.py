"""The Parquet files of a sweep; their bytes depend only on the rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.arrow import schema_of, table_of
from brinkmanship.sim.results.columns import Column
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.results.vectors import Vector
from brinkmanship.sim.sweep.plan import Block
from brinkmanship.sim.sweep.tally import Failure, Tally, cross_table, planned_runs

CURE = "delete it and run the same command again"
FAILURES, MARK = b"brink.failures", b"brink.block"
COUNTED = ["point", "run", "outcome", "peak_rung_direct"]
Cells = Mapping[str, Cell]


class Part(NamedTuple):
    """Runs of one point: the columns with one value for all rows, and the others."""

    same: Cells
    own: Mapping[str, Vector]
    rows: int


def block_bytes(
    columns: Sequence[Column], parts: Iterable[Part], failures: Sequence[Failure], mark: str
) -> bytes:
    """A block as a Parquet file.

    Args:
        columns: Name and type of each column.
        parts: The rows, in order; one at a time is in memory.
        failures: Written to the footer; may grow while the parts are taken.
        mark: Of the block; written to the footer.
    """
    schema = schema_of(columns)
    tables = [table_of(schema, *part) for part in parts]
    whole = pa.concat_tables(tables).combine_chunks() if tables else schema.empty_table()
    failures_text = json.dumps([list(one) for one in failures])
    return _table_bytes(whole.replace_schema_metadata({FAILURES: failures_text, MARK: mark}))


def _table_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    size = max(table.num_rows, 1)
    pq.write_table(table, sink, compression="zstd", row_group_size=size, write_page_checksum=True)
    return bytes(sink.getvalue())


def tally_of(
    content: bytes,
    name: str,
    block: Block,
    names: Sequence[str],
    rungs: int,
    *,
    verify: bool = False,
) -> Tally:
    """The tally of a block's file.

    Args:
        content: Of the file.
        name: Of it, for messages.
        block: The block that it should hold.
        names: Of the outcomes.
        rungs: Of the ladder.
        verify: Check every byte: page checksums, and the rows must give the same file.

    Raises:
        BrinkError: It is damaged.
    """
    points, planned = planned_runs([(span.point, span.runs) for span in block.spans])
    try:
        wanted = None if verify else COUNTED
        file = pa.BufferReader(content)
        table = pq.read_table(file, columns=wanted, page_checksum_verification=verify)
        footer = table.schema.metadata or {}
        failures_text, mark = footer.get(FAILURES, b"[]"), footer.get(MARK, b"").decode()
        place = np.searchsorted(points, table["point"].to_numpy())
        outcome = pc.index_in(table["outcome"], value_set=pa.array(names)).to_numpy()
        ended = cross_table(place, outcome, (len(points), len(names)))
        peaks = cross_table(place, table["peak_rung_direct"].to_numpy(), (len(points), rungs))
        failures = tuple(Failure(*one) for one in json.loads(failures_text))
        whole = _has_runs_of(table, block, failures)
        rewritten_alike = not verify or _table_bytes(table) == content
    except (pa.ArrowException, OSError, ValueError, LookupError) as error:
        raise BrinkError(f"{name}: damaged ({type(error).__name__}); {CURE}") from error
    if not whole:
        raise BrinkError(f"{name}: damaged (other runs than those of this block); {CURE}")
    if not rewritten_alike:
        raise BrinkError(f"{name}: damaged (not as it was written); {CURE}")
    if mark != block.mark:
        raise BrinkError(f"{name}: damaged (a block of another sweep); {CURE}")
    return Tally(points, ended, peaks, planned - ended.sum(axis=1), failures)


def _has_runs_of(table: pa.Table, block: Block, failures: Sequence[Failure]) -> bool:
    """Whether a file has the runs of its block, in their order, except those that failed."""
    spans = [(span.point, np.arange(span.first, span.first + span.runs)) for span in block.spans]
    point = np.concatenate([np.full(len(run), number) for number, run in spans])
    run = np.concatenate([run for _, run in spans])
    lost = {(one.point, one.run) for one in failures}
    if lost:
        pairs = zip(point.tolist(), run.tolist(), strict=True)
        kept = np.array([lost.isdisjoint({(p, -1), (p, r)}) for p, r in pairs])
        point, run = point[kept], run[kept]
    found = (table[name].to_numpy() for name in ("point", "run"))
    return all(map(np.array_equal, found, (point, run)))


def table_bytes(columns: Sequence[Column], rows: Mapping[str, object]) -> tuple[bytes, bytes]:
    """A small table as Parquet and as CSV."""
    schema = schema_of(columns)
    arrays = [pa.array(rows[field.name], field.type, from_pandas=True) for field in schema]
    table = pa.Table.from_arrays(arrays, schema=schema)
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink)
    return _table_bytes(table), bytes(sink.getvalue())
