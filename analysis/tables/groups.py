"""Counts and moments of groups of runs: of one batch, and many batches added up."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from brinkmanship.analysis.statistics.intervals import student

Adder = Callable[[pd.DataFrame, Sequence[str]], pd.DataFrame]
PARTS = 64  # small tables that are kept before they are added up
ALL = "__all__"  # the only group, where no column defines groups
VALUE = "__value__"  # the column measured, which may also be one that defines groups


def count_rows(table: pa.Table, by: Sequence[str]) -> pd.DataFrame:
    """Number of rows ``n`` in each group, one row a group."""
    grouped = table.group_by(list(by), use_threads=False).aggregate([([], "count_all")])
    return _frame(grouped, by, {"count_all": "n"})


def group_moments(table: pa.Table, by: Sequence[str], column: str) -> pd.DataFrame:
    """By group: rows ``of``, values ``n``, ``mean``, and ``spread`` (sum of squares about it)."""
    value = table[column].cast(pa.float64())
    columns = table.select(list(by)).append_column(VALUE, value)
    wanted = [([], "count_all"), (VALUE, "count"), (VALUE, "mean"), (VALUE, "variance")]
    grouped = columns.group_by(list(by), use_threads=False).aggregate(wanted)
    names = {"count_all": "of", f"{VALUE}_count": "n", f"{VALUE}_mean": "mean"}
    frame = _frame(grouped, by, {**names, f"{VALUE}_variance": "variance"})
    frame = frame.fillna({"mean": 0.0, "variance": 0.0})  # of groups without a value
    return frame.assign(spread=frame["variance"] * frame["n"]).drop(columns="variance")


def sum_groups(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Sums of all other columns, one row a group, sorted; null is a group of its own."""
    keyed, keys = _keyed(table, by)
    return _unkeyed(keyed.groupby(keys, dropna=False).sum().reset_index())


def pool_moments(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Moments of :func:`group_moments` added up, as exact as if all rows were read at once."""
    keyed, keys = _keyed(table.assign(total=table["n"] * table["mean"]), by)
    groups = keyed.groupby(keys, dropna=False)
    middle = groups["total"].transform("sum") / groups["n"].transform("sum").clip(lower=1)
    spread = keyed["spread"] + keyed["n"] * (keyed["mean"] - middle) ** 2
    groups = keyed.assign(spread=spread).groupby(keys, dropna=False)
    sums = groups[["of", "n", "total", "spread"]].sum().reset_index()
    mean = sums["total"] / sums["n"].clip(lower=1)
    return _unkeyed(sums.assign(mean=mean).drop(columns="total"))


def combine(parts: Iterable[pd.DataFrame], by: Sequence[str], add: Adder) -> pd.DataFrame:
    """Many small tables added up, some at a time, so that few are in memory.

    Args:
        parts: Tables of the same groups, at least one.
        by: Columns that define the groups.
        add: :func:`sum_groups` or :func:`pool_moments`.
    """
    kept: list[pd.DataFrame] = []
    for part in parts:
        kept.append(part)
        if len(kept) >= PARTS:
            kept = [add(pd.concat(kept, ignore_index=True), by)]
    return add(pd.concat(kept, ignore_index=True), by)


def with_mean_interval(table: pd.DataFrame) -> pd.DataFrame:
    """A pooled table's ``mean``, ``sd``, and ends of the mean's 95% interval by Student's t.

    ``sd`` and the ends need two values and are null where there are fewer.
    Source: student1908.
    """
    n = table["n"].to_numpy()
    sd = np.sqrt(np.where(n > 1, table["spread"], np.nan) / np.maximum(n - 1, 1))
    mean = np.where(n > 0, table["mean"], np.nan)
    half = student(np.maximum(n - 1, 1)) * sd / np.sqrt(np.maximum(n, 1))
    kept = table.drop(columns=["mean", "spread"])
    return kept.assign(mean=mean, sd=sd, low=mean - half, high=mean + half)


def _frame(grouped: pa.Table, by: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """The groups as pandas, dictionary-encoded text as text, the aggregates renamed."""
    table = grouped.select([*by, *names]).rename_columns([*by, *names.values()])
    plain = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    frame: pd.DataFrame = pa.table(plain, names=table.column_names).to_pandas()
    return frame


def _keyed(table: pd.DataFrame, by: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """The table and the columns to group it by, at least one, as pandas needs."""
    return (table, list(by)) if by else (table.assign(**{ALL: 0}), [ALL])


def _unkeyed(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns=ALL, errors="ignore")
