"""Columns as Arrow tables: what is the same in each row, and what is not."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from brinkmanship.sim.results.columns import Column
from brinkmanship.sim.results.record import Cell
from brinkmanship.sim.results.vectors import Nulls, Vector

TYPES = {
    "str": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
}


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """The schema of a table with these columns."""
    return pa.schema([(name, TYPES[kind]) for name, kind in columns])


def table_of(
    schema: pa.Schema, same: Mapping[str, Cell], own: Mapping[str, Vector], rows: int
) -> pa.Table:
    """A table of so many rows: each column is one of ``own``, or one value of ``same`` throughout.

    Args:
        schema: Names and types, in order.
        same: The value of each column that is the same in all rows.
        own: Each other column, of length ``rows``.
        rows: At least 0.
    """
    arrays = [
        _column(own[field.name], field.type)
        if field.name in own
        else _repeated(same[field.name], field.type, rows)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _column(vector: Vector, kind: pa.DataType) -> pa.Array:
    if not vector.words:
        return _numbers(vector.values, vector.nulls, kind)
    return _words(vector.values, vector.nulls, vector.words)


def _repeated(cell: Cell, kind: pa.DataType, rows: int) -> pa.Array:
    if cell is None:
        return pa.nulls(rows, kind)
    if isinstance(cell, str):
        text = cell.encode()
        return _text(np.arange(rows + 1) * len(text), text * rows, None)
    return _numbers(np.full(rows, cell), None, kind)


def _words(places: NDArray[Any], nulls: Nulls | None, words: Sequence[str]) -> pa.Array:
    """Words by their places in a list."""
    text = [word.encode() for word in words]
    begins = np.cumsum([0, *map(len, text)])
    sizes = np.diff(begins)[places]
    ends = np.concatenate([[0], np.cumsum(sizes)])
    from_where = np.repeat(begins[places] - ends[:-1], sizes) + np.arange(ends[-1])
    return _text(ends, np.frombuffer(b"".join(text), np.uint8)[from_where], nulls)


def _text(ends: NDArray[Any], letters: Any, nulls: Nulls | None) -> pa.Array:  # noqa: ANN401 - any buffer
    """Texts that stand one after the other; ``ends`` begins with 0."""
    buffers = [_validity_bits(nulls), pa.py_buffer(ends.astype(np.int32)), pa.py_buffer(letters)]
    return pa.Array.from_buffers(pa.string(), len(ends) - 1, buffers)


def _numbers(values: NDArray[Any], nulls: Nulls | None, kind: pa.DataType) -> pa.Array:
    """The values as they lie in memory; ``pa.array`` would import pandas, a quarter of a start.

    Raises:
        OverflowError: A value does not fit.
    """
    fitted = values.astype(kind.to_pandas_dtype())
    if pa.types.is_integer(kind) and not np.array_equal(fitted, values):
        raise OverflowError(f"values beyond {kind}")
    lying = np.packbits(fitted, bitorder="little") if pa.types.is_boolean(kind) else fitted
    buffers = [_validity_bits(nulls), pa.py_buffer(np.ascontiguousarray(lying))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _validity_bits(nulls: Nulls | None) -> pa.Buffer | None:
    """The bits that say where there is a value."""
    return None if nulls is None else pa.py_buffer(np.packbits(~nulls, bitorder="little"))
