"""The runs of a run or sweep folder, grouped without being loaded: ten million in a second."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from warnings import warn

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from brinkmanship.analysis.errors import AnalysisError, AnalysisWarning
from brinkmanship.analysis.statistics.intervals import with_interval
from brinkmanship.analysis.statistics.names import (
    CAUSE_NAMES,
    ENDING_NAMES,
    OUTCOMES,
    ROUTE_NAMES,
)
from brinkmanship.analysis.statistics.pooled.clusters import SHARED
from brinkmanship.analysis.tables.blocks import Blocks
from brinkmanship.analysis.tables.filters import Filtered, places_of
from brinkmanship.analysis.tables.groups import (
    combine,
    count_rows,
    group_moments,
    pool_moments,
    sum_groups,
    with_mean_interval,
)
from brinkmanship.analysis.tables.pooling import POINT, Pool, point_weights

PEAK = "peak_rung_direct"
WORDS: Mapping[str, Sequence[str | None]] = {
    "outcome": OUTCOMES,
    "cause": [*CAUSE_NAMES, None],
    "route": [*ROUTE_NAMES, None],
    "ending": tuple(ENDING_NAMES),
}
"""The words of a column, whether a folder has a run with each or not."""
PEAKS = "peak_"  # begins the names of columns that hold rungs, of all and of each actor
Summarise = Callable[[pa.Table, Sequence[str]], pd.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTable:
    """The runs of a folder as a table that stays on disk.

    Every method reads the columns that it needs, about 100,000 rows at a time, and keeps only
    the groups in memory. Any columns may define groups; parameters of a sweep are looked up by
    point, not read from each row.

    Run 17 of a sweep has the same luck at every point. So in a group of several points the runs
    of one number count as one observation of an interval, and points weigh alike, however many
    runs ``until`` played at each. A group of one point has independent runs.

    Attributes:
        blocks: The files.
        rungs: Ids of the ladder, from rung 0.
        points: Of a sweep: a row a point, indexed by its number, and a column a parameter.
        only: Condition that rows must satisfy; None for all rows.
    """

    blocks: Blocks
    rungs: tuple[str, ...]
    points: pd.DataFrame
    only: ds.Expression | None = None

    @property
    def columns(self) -> dict[str, str]:
        """Name and type of every column."""
        return {one.name: str(one.type) for one in self.blocks.schema}

    @property
    def parameters(self) -> tuple[str, ...]:
        """Paths that the sweep varies; none in a run folder."""
        return tuple(map(str, self.points.columns))

    def where(self, wanted: Mapping[str, object]) -> "RunTable":
        """The same table with only some of its rows.

        If none is left, whatever reads the table warns of it.

        Args:
            wanted: Wanted value, or list of values, by column name. A value has the type of its
                column: ``True``, not ``"True"``, and the number of a rung, not its name.

        Raises:
            AnalysisError: There is no such column, it holds values of another type, or it never
                has such a value.
        """
        self.blocks.require(list(wanted))
        only = self.only
        for name, value in wanted.items():
            condition = self._condition(name, value)
            only = condition if only is None else only & condition
        return replace(self, only=only)

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows in their order, about 100,000 at a time, for statistics of your own.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        self.blocks.require(columns)
        yield from self._rows(columns)

    def frame(self, columns: Sequence[str]) -> pd.DataFrame:
        """All rows at once, in their order: 10^7 rows of one number are 80 MB.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        schema = pa.schema([self.blocks.schema.field(name) for name in self._require(columns)])
        frame: pd.DataFrame = pa.Table.from_batches(self.batches(columns), schema).to_pandas()
        frame.attrs = {SHARED: True} if len(self.points) > 1 else {}
        return frame

    def counts(self, by: Sequence[str]) -> pd.DataFrame:
        """Runs of each group.

        Args:
            by: Columns that define a group; null is a value too.

        Returns:
            One row a group, sorted: ``by``, ``n``.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        keys = self._keys(by)
        counts = combine(self._summaries(keys, (), count_rows), keys, sum_groups)
        return sum_groups(self._with_parameters(counts)[[*by, "n"]], by)

    def outcome_shares(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Share of runs that ended in each outcome; every outcome has a row, even at 0.

        Args:
            by: Columns that define a group, such as parameters.

        Returns:
            As ``statistics.escalation.outcome_shares`` of the same runs, groups sorted; but
            points weigh alike, so that ``share`` is not ``n / of`` where they have unequal
            numbers of runs.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        wide = self._count_values(by, "outcome", OUTCOMES)
        return self._shares(wide, by, "outcome", pd.DataFrame({"outcome": OUTCOMES}))

    def threshold_shares(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Share of runs in which an actor on a side reached each rung or a higher one.

        Args:
            by: Columns that define a group, such as parameters.

        Returns:
            As ``statistics.escalation.threshold_shares`` of the same runs, groups sorted;
            points weigh alike.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        steps = list(range(len(self.rungs)))
        wide = self._count_values(by, PEAK, steps)
        wide[steps] = wide[steps].to_numpy()[:, ::-1].cumsum(axis=1)[:, ::-1]
        codes = pd.DataFrame({"rung": steps, "id": self.rungs})
        return self._shares(wide, by, PEAK, codes, reached=True)

    def means(self, column: str, by: Sequence[str] = ()) -> pd.DataFrame:
        """Mean of a column of numbers over the runs in which it has a value.

        Args:
            column: Such as ``turns``, or ``first_clash``, which is null without a clash.
            by: Columns that define a group, such as parameters.

        Returns:
            One row a group, sorted: ``by``, ``of`` (runs), ``n`` (those with a value),
            ``mean``, ``sd`` (of the values, each counted once), and ``low`` and ``high`` of the
            mean's 95% interval; points weigh alike in the mean.

        Raises:
            AnalysisError: There is no such column, it holds no numbers, or a file is damaged.
        """
        kind = self.blocks.schema.field(self._require([column])[0]).type
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
            what = f'"{column}" holds {kind}, which has no mean'
            raise AnalysisError(f"{self.blocks.path}: {what}; choose a column of numbers")
        keys = self._keys(by)
        parts = self._summaries(keys, [column], lambda table, by: group_moments(table, by, column))
        moments = self._with_parameters(combine(parts, keys, pool_moments))
        pooled = pool_moments(moments[[*by, "of", "n", "mean", "spread"]], by)
        found = with_mean_interval(pooled)
        if self._pools_points(by):
            means = self._pool(found[list(by)], column).means()
            found = found.assign(mean=means["mean"], low=means["low"], high=means["high"])
        return found

    def _require(self, columns: Sequence[str]) -> Sequence[str]:
        self.blocks.require(columns)
        return columns

    def _keys(self, by: Sequence[str]) -> list[str]:
        """Columns to group by on disk: the point in place of all parameters."""
        if len(set(by)) < len(by):
            raise AnalysisError(f"{self.blocks.path}: a column is given twice in {', '.join(by)}")
        self._require(by)
        own = [name for name in by if name not in self.parameters]
        return own if len(own) == len(by) else list(dict.fromkeys([*own, POINT]))

    def _summaries(
        self, keys: Sequence[str], columns: Sequence[str], summarise: Summarise
    ) -> Iterator[pd.DataFrame]:
        """The summary of an empty table, so that there is at least one, then of each batch."""
        names = list(dict.fromkeys([*keys, *columns]))
        schema = pa.schema([self.blocks.schema.field(name) for name in names])
        yield summarise(schema.empty_table(), keys)
        for batch in self._rows(names, coded=True):
            yield summarise(pa.Table.from_batches([batch]), keys)

    def _pools_points(self, by: Sequence[str]) -> bool:
        """Whether a group may hold several points of a sweep."""
        if POINT not in self.columns or POINT in by or len(self.points) <= 1:
            return False
        swept = [name for name in by if name in self.parameters]
        return not swept or bool(self.points.duplicated(swept).any())

    def _pool(self, groups: pd.DataFrame, column: str) -> Pool:
        """The rows in groups of several points, each point with the weight of its runs."""
        runs = replace(self, only=None).counts([POINT])
        return Pool(
            read=lambda names: self._rows(names, coded=True),
            groups=groups,
            points=self.points,
            weights=point_weights(runs[POINT], runs["n"]),
            column=column,
        )

    def _shares(
        self,
        wide: pd.DataFrame,
        by: Sequence[str],
        column: str,
        codes: pd.DataFrame,
        *,
        reached: bool = False,
    ) -> pd.DataFrame:
        """One row a group and code, with its share and interval.

        Args:
            wide: Of :meth:`_count_values`.
            by: Columns that define a group.
            column: What was counted.
            codes: Labels of a group's rows; the first column holds the values of ``column``.
            reached: Whether a row counts for all values up to its own.
        """
        values = codes.iloc[:, 0].tolist()
        table = _long_counts(wide, by, codes, values)
        if not self._pools_points(by) or wide["of"].sum() == 0:
            return with_interval(table)
        parts = list(self._pool(wide[list(by)], column).shares(values, reached=reached))
        shares = pd.concat(parts, ignore_index=True)[["share", "low", "high"]]
        return pd.concat([table, shares], axis=1)

    def _rows(self, columns: Sequence[str], *, coded: bool = False) -> Iterator[pa.RecordBatch]:
        """The rows wanted, batch by batch; warns if no row satisfies the condition of the table."""
        rows = 0
        for batch in self.blocks.batches(columns, where=self.only, coded=coded):
            rows += batch.num_rows
            yield batch
        if self.only is not None and not rows:
            what = "no run has all the values asked for, so there is nothing to count"
            warn(f"{self.blocks.path}: {what}", AnalysisWarning, stacklevel=2)

    def _with_parameters(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with the parameters of each point."""
        return table.join(self.points, on=POINT) if POINT in table else table

    def _count_values(self, by: Sequence[str], column: str, values: Sequence[Any]) -> pd.DataFrame:
        """One row a group: ``by``, runs by value of a column, and ``of``."""
        if column in by:
            raise AnalysisError(f"{self.blocks.path}: shares of {column} by {column} say nothing")
        counts = self.counts([*by, column])
        cells = {value: counts["n"].where(counts[column] == value, 0) for value in values}
        of = counts["n"].rename("of")
        table = pd.concat([counts[list(by)], pd.DataFrame(cells), of], axis=1)
        none = pd.DataFrame({name: [0] for name in (*values, "of")})
        return none if counts.empty and not by else sum_groups(table, by)

    def _condition(self, name: str, wanted: object) -> ds.Expression:
        """The condition that a column has one of the values."""
        kind = self.blocks.schema.field(name).type
        rungs = self.rungs if name.startswith(PEAKS) else ()
        possible = self._possible_values(name)
        values = Filtered(self.blocks.path, name, kind, possible, rungs).values(wanted)
        if name in self.parameters:
            return ds.field(POINT).isin(places_of(self.points[name], values))
        return ds.field(name).isin(pa.array(values, kind))

    def _possible_values(self, name: str) -> Sequence[Any] | None:
        """Every value that a column can have; None for numbers of which any may occur."""
        if name in self.parameters:
            return [*sorted(self.points[name].dropna().unique().tolist()),
                    *self.points[name][self.points[name].isna()].head(1)]  # fmt: skip
        if name == POINT:
            return list(self.points.index)
        if name.startswith(PEAKS):
            return range(len(self.rungs))
        if name in WORDS:
            return WORDS[name]
        kind = self.blocks.schema.field(name).type
        text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
        return self._distinct(name) if text else None

    def _distinct(self, name: str) -> list[str | None]:
        """The different texts in a column, which is read for it."""
        found: set[str | None] = {None}
        for batch in self.blocks.batches([name], coded=True):
            found.update(batch[name].unique().to_pylist())
        return [*sorted(one for one in found if one is not None), None]


def _long_counts(
    wide: pd.DataFrame, by: Sequence[str], codes: pd.DataFrame, columns: Sequence[Any]
) -> pd.DataFrame:
    """One row a group and code, with its count."""
    groups, kinds = len(wide), len(codes)
    head = wide[list(by)].loc[wide.index.repeat(kinds)].reset_index(drop=True)
    labels = pd.concat([codes] * max(groups, 1), ignore_index=True).iloc[: groups * kinds]
    numbers = {
        "n": wide[list(columns)].to_numpy().reshape(-1),
        "of": np.repeat(wide["of"].to_numpy(), kinds),
    }
    return pd.concat([head, labels, pd.DataFrame(numbers)], axis=1)
