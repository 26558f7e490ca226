"""Statistics of several points of a sweep, where run 17 has the same luck at each of them.

Memory is bounded by groups times run numbers, taken some groups at a time; points weigh alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from brinkmanship.analysis.statistics.intervals import Floats, Ints, clustered_shares, student
from brinkmanship.analysis.statistics.pooled.clusters import counts_of_codes, shares_table

POINT = "point"
CELLS = 2**24  # sums in memory at once: 128 MB


class GroupIndex:
    """The group of each row, by columns of the rows and by parameters of their points.

    Args:
        groups: One row a group; a column each of ``by``.
        points: One row a point, indexed by its number; a column a parameter.
    """

    def __init__(self, groups: pd.DataFrame, points: pd.DataFrame) -> None:
        self.own = [str(name) for name in groups if name not in points]
        swept = [str(name) for name in groups if name in points]
        keys, self._place = _numbered(points[swept])
        self._own_keys: dict[tuple[Any, ...], int] = {}
        owns = [
            self._own_keys.setdefault(key, len(self._own_keys)) for key in _keys(groups[self.own])
        ]
        self._grid = np.full((max(len(self._own_keys), 1), max(len(keys), 1)), -1, np.int64)
        for group, (own, key) in enumerate(zip(owns, _keys(groups[swept]), strict=True)):
            self._grid[own, keys[key]] = group
        self._points = points.index.to_numpy(np.int64)

    def of(self, batch: pa.RecordBatch, point: Ints) -> Ints:
        """Number of the group of each row of a batch that holds the columns ``own``."""
        place = self._place[np.searchsorted(self._points, point)]
        if not self.own:
            return np.asarray(self._grid[0, place])
        frame = pa.Table.from_batches([batch]).select(self.own).to_pandas()
        keys, number = _numbered(frame)
        rows = np.array([self._own_keys[key] for key in keys], np.int64)
        return np.asarray(self._grid[rows[number], place])


def _numbered(frame: pd.DataFrame) -> tuple[dict[tuple[Any, ...], int], Ints]:
    """The distinct rows with a number each, and the number of each row."""
    if not len(frame.columns):
        return {(): 0}, np.zeros(len(frame), np.int64)
    number = frame.groupby(list(frame), dropna=False, sort=False, observed=True).ngroup().to_numpy()
    _, first = np.unique(number, return_index=True)
    keys = {key: int(number[at]) for key, at in zip(_keys(frame.iloc[first]), first, strict=True)}
    return keys, number.astype(np.int64)


def _keys(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows as tuples in which every null is None."""
    if not len(frame.columns):
        return [()] * len(frame)
    return [tuple(None if pd.isna(one) else one for one in row)
            for row in frame.itertuples(index=False, name=None)]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Rows of a sweep in groups that hold several points.

    Attributes:
        read: Yields all rows, some at a time, with the columns asked for.
        groups: One row a group; a column each of those that define it.
        points: One row a point, indexed by its number; a column a parameter.
        weights: Of each run, by point; None where all points have equally many runs.
        column: What is measured.
    """

    read: Callable[[Sequence[str]], Iterator[pa.RecordBatch]]
    groups: pd.DataFrame
    points: pd.DataFrame
    weights: Floats | None
    column: str

    def shares(self, values: Sequence[Any], *, reached: bool) -> Iterator[pd.DataFrame]:
        """Of each group the share of each value, as of ``clusters.shares_table``.

        Args:
            values: Those of the column.
            reached: Whether a row counts for all values up to its own.
        """
        kinds = len(values)
        for part in self._slices(kinds + 1):
            size = part.stop - part.start
            sums = np.zeros((self._numbers, size, kinds + 1))
            squares = np.zeros(size)
            for row, run, group, weight in self._rows(part):
                np.add.at(sums, (run, group, _codes(row[self.column], values)), weight)
                squares += np.bincount(group, weight**2, size)
            for place in range(size):
                counts = sums[:, place]
                if self.weights is None:
                    yield shares_table(counts, reached=reached)
                else:
                    total = counts.sum(axis=1, keepdims=True)
                    hits = counts_of_codes(counts, reached=reached)
                    found = clustered_shares(hits, total, squares=squares[place])
                    yield pd.DataFrame(dict(zip(("share", "low", "high"), found, strict=True)))

    def means(self) -> pd.DataFrame:
        """Of each group ``mean``, ``low`` and ``high``; null where there is too little."""
        rows = []
        for part in self._slices(2):
            sums = np.zeros((self._numbers, part.stop - part.start, 2))
            for row, run, group, weight in self._rows(part):
                value = row[self.column].cast(pa.float64()).to_numpy(zero_copy_only=False)
                there = ~np.isnan(value)
                at = run[there], group[there]
                np.add.at(sums[..., 0], at, weight[there] * value[there])
                np.add.at(sums[..., 1], at, weight[there])
            rows += [_clustered_mean(*sums[:, place].T) for place in range(sums.shape[1])]
        return pd.DataFrame(rows, columns=["mean", "low", "high"])

    @cached_property
    def _index(self) -> GroupIndex:
        return GroupIndex(self.groups, self.points)

    @cached_property
    def _numbers(self) -> int:
        """Run numbers are below it."""
        return 1 + max(
            (pc.max(batch["run"]).as_py() or 0 for batch in self.read(["run"])), default=0
        )

    def _slices(self, width: int) -> Iterator[slice]:
        """Groups some at a time, so that ``width`` sums a group and run number fit in memory."""
        step = max(CELLS // max(self._numbers * width, 1), 1)
        for start in range(0, len(self.groups), step):
            yield slice(start, min(start + step, len(self.groups)))

    def _rows(self, part: slice) -> Iterator[tuple[pa.RecordBatch, Ints, Ints, Floats]]:
        """Rows of some groups: the batch, and run, group (from 0) and weight of each row."""
        columns = list(dict.fromkeys([POINT, "run", self.column, *self._index.own]))
        for batch in self.read(columns):
            point = batch[POINT].to_numpy()
            group = self._index.of(batch, point)
            wanted = (group >= part.start) & (group < part.stop)
            row = batch if wanted.all() else batch.filter(pa.array(wanted))
            weight = np.ones(len(point)) if self.weights is None else self.weights[point]
            run = batch["run"].to_numpy()
            yield row, run[wanted], group[wanted] - part.start, weight[wanted]


def _codes(column: pa.Array, values: Sequence[Any]) -> Ints:
    """The place of each cell among the values; that of none is one after the last."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    found = pc.index_in(column.cast(kind), pa.array(values, kind))
    return np.asarray(found.fill_null(len(values)).to_numpy(zero_copy_only=False), np.int64)


def _clustered_mean(total: Floats, n: Floats) -> tuple[float, float, float]:
    """Mean of values that come in clusters, and its 95% interval by Student's t over clusters."""
    clusters = int(np.count_nonzero(n))
    if not clusters:
        return (float("nan"),) * 3
    mean = float(total.sum() / n.sum())
    if clusters == 1:
        return mean, float("nan"), float("nan")
    spread = np.square(total - mean * n).sum() * clusters / (clusters - 1)
    half = float(student(clusters - 1) * np.sqrt(spread) / n.sum())
    return mean, mean - half, mean + half


def point_weights(points: pd.Series, runs: pd.Series) -> Floats | None:
    """The weight of a run of each point, so that points weigh alike; None if all have as many.

    Args:
        points: Numbers of the points that have a run.
        runs: Of each of them.
    """
    if not len(runs) or runs.min() == runs.max():
        return None
    weights = np.zeros(int(points.max()) + 1)
    weights[points] = runs.max() / runs
    return weights
