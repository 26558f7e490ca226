"""Columns as Arrow tables: what is the same in each row, and what is not."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.columns import Column
from sim.record import Cell
from sim.vectors import Nulls, Vector

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
        return _numbers(vector.values, vector.nulls).cast(kind)
    return _told(vector.values, vector.nulls, vector.words).cast(kind)


def _repeated(cell: Cell, kind: pa.DataType, rows: int) -> pa.Array:
    if cell is None:
        return pa.nulls(rows, kind)
    if isinstance(cell, str):
        return _told(np.zeros(rows, np.int64), None, (cell,)).cast(kind)
    if isinstance(cell, bool):
        return _numbers(np.full(rows, int(cell))).cast(kind)
    return _numbers(np.full(rows, cell)).cast(kind)


def _told(places: NDArray[Any], nulls: Nulls | None, words: Sequence[str]) -> pa.Array:
    """Words by their places in a list."""
    text = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, text)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(text))]
    listed = pa.Array.from_buffers(pa.string(), len(words), buffers)
    return pa.DictionaryArray.from_arrays(_numbers(places.astype(np.int32), nulls), listed)


def _numbers(values: NDArray[Any], nulls: Nulls | None = None) -> pa.Array:
    """The values as they lie in memory; ``pa.array`` would import pandas, a quarter of a start."""
    known = None if nulls is None else pa.py_buffer(np.packbits(~nulls, bitorder="little"))
    lying = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [known, lying])
