"""Columns as Arrow tables: what is the same in each row, and what is not."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from sim.columns import Column
from sim.record import Cell
from sim.vectors import Vector

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
        _array(own[field.name], field.type)
        if field.name in own
        else pa.repeat(pa.scalar(same[field.name], field.type), rows)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(vector: Vector, kind: pa.DataType) -> pa.Array:
    if not vector.words:
        return pa.array(vector.values, mask=vector.nulls).cast(kind)
    places = pa.array(vector.values.astype(np.int32), mask=vector.nulls)
    return pa.DictionaryArray.from_arrays(places, list(vector.words)).cast(kind)
