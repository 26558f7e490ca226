"""Ten million runs of a run or sweep folder, grouped in a second without being loaded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from analysis.errors import AnalysisError
from analysis.statistics.intervals import with_interval
from analysis.statistics.names import OUTCOMES
from analysis.tables.blocks import Blocks
from analysis.tables.groups import (
    combine,
    count_rows,
    group_moments,
    pool_moments,
    sum_groups,
    with_mean_interval,
)
from analysis.tables.pooling import clustered_share
from analysis.tables.suggestions import require_known

POINT, PEAK = "point", "peak_rung_direct"
Small = Callable[[pa.Table, Sequence[str]], pd.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTable:
    """The runs of a folder as a table that stays on disk.

    Every question reads the columns that it needs, some 100,000 rows at a time, and keeps the
    groups alone. A group is formed by any columns; parameters of a sweep are looked up at the
    points, not read from each row.

    Attributes:
        blocks: The files.
        rungs: Ids of the ladder, from rung 0.
        points: Of a sweep: a row a point, by its number, and a column a parameter.
        only: What rows must satisfy; None for all.
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
        """The same table with fewer rows.

        Args:
            wanted: Value of a column, or a list of values, by its name.

        Raises:
            AnalysisError: There is no such column, no point with such a value, or the column
                holds values of another kind.
        """
        self.blocks.need(list(wanted))
        only = self.only
        for name, value in wanted.items():
            one = self._chosen(name, list(value) if isinstance(value, list | tuple) else [value])
            only = one if only is None else only & one
        return replace(self, only=only)

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows in their order, some 100,000 at a time, for questions of your own.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        self.blocks.need(columns)
        yield from self.blocks.batches(columns, where=self.only)

    def frame(self, columns: Sequence[str]) -> pd.DataFrame:
        """All rows at once, in their order: 10^7 rows of one number are 80 MB.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        schema = pa.schema([self.blocks.schema.field(name) for name in self._need(columns)])
        found: pd.DataFrame = pa.Table.from_batches(self.batches(columns), schema).to_pandas()
        return found

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
        found = combine(self._pieces(keys, (), count_rows), keys, sum_groups)
        return sum_groups(self._placed(found)[[*by, "n"]], by)

    def outcome_shares(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Share of runs that ended in each outcome; every outcome has a row, even at 0.

        Args:
            by: Columns that define a group, such as parameters.

        Returns:
            As ``statistics.escalation.outcome_shares`` of the same runs, groups sorted.
            The 95% Wilson interval takes runs as independent. Runs of one number at many
            points of a sweep share their luck, so a group of many points needs
            :meth:`pooled_share`.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        wide = self._wide(by, "outcome", OUTCOMES)
        codes = pd.DataFrame({"outcome": OUTCOMES})
        return _long(wide, by, codes, list(OUTCOMES))

    def pooled_share(self, outcome: str, by: Sequence[str] = ()) -> pd.DataFrame:
        """Share of runs with an outcome, points pooled, with an interval that is wide enough.

        Args:
            outcome: Such as ``direct_clash``.
            by: Parameters, or ``point``: a group is some points, whole.

        Returns:
            One row a group, sorted: ``by``, ``n``, ``of``, ``share``, ``low``, ``high``.
            Run 17 meets the same luck at every point, so the runs of one number are no more
            than one observation (``statistics.intervals.clustered_interval``). With one point a
            group this is the interval of :meth:`outcome_shares`.

        Memory is for the runs of one point, however many points there are.

        Raises:
            AnalysisError: There is no such outcome, a column of ``by`` is no parameter, or a file
                is damaged.
        """
        if POINT not in self.columns:
            what = "no sweep; its runs are independent: ask for outcome_shares"
            raise AnalysisError(f"{self.blocks.path}: {what}")
        require_known([outcome], OUTCOMES, "outcome", self.blocks.path)
        require_known(by, [POINT, *self.parameters], "parameter", self.blocks.path)
        places = self.points.reset_index()
        groups = places.groupby(list(by), dropna=False) if by else [((), places)]
        rows = [
            (*key, *clustered_share(self._within(part[POINT]), outcome)) for key, part in groups
        ]
        return pd.DataFrame(rows, columns=[*by, "n", "of", "share", "low", "high"])

    def threshold_shares(self, by: Sequence[str] = ()) -> pd.DataFrame:
        """Share of runs in which an actor on a side reached each rung, or went above it.

        Args:
            by: Columns that define a group, such as parameters.

        Returns:
            As ``statistics.escalation.threshold_shares`` of the same runs, groups sorted;
            the interval as above.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        steps = list(range(len(self.rungs)))
        wide = self._wide(by, PEAK, steps)
        wide[steps] = wide[steps].to_numpy()[:, ::-1].cumsum(axis=1)[:, ::-1]
        return _long(wide, by, pd.DataFrame({"rung": steps, "id": self.rungs}), steps)

    def means(self, column: str, by: Sequence[str] = ()) -> pd.DataFrame:
        """Mean of a column of numbers over the runs in which it has a value.

        Args:
            column: Such as ``turns``, or ``first_clash``, which is null without a clash.
            by: Columns that define a group, such as parameters.

        Returns:
            One row a group, sorted: ``by``, ``of`` (runs), ``n`` (those with a value),
            ``mean``, ``sd``, and ``low`` and ``high`` of the mean's 95% interval, which
            takes runs as independent.

        Raises:
            AnalysisError: There is no such column, it holds no numbers, or a file is damaged.
        """
        kind = self.blocks.schema.field(self._need([column])[0]).type
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
            what = f'"{column}" holds {kind}, which has no mean'
            raise AnalysisError(f"{self.blocks.path}: {what}; choose a column of numbers")
        keys = self._keys(by)
        pieces = self._pieces(keys, [column], lambda table, by: group_moments(table, by, column))
        found = self._placed(combine(pieces, keys, pool_moments))
        return with_mean_interval(pool_moments(found[[*by, "of", "n", "mean", "spread"]], by))

    def _need(self, columns: Sequence[str]) -> Sequence[str]:
        self.blocks.need(columns)
        return columns

    def _keys(self, by: Sequence[str]) -> list[str]:
        """Columns to group by on disk: the point in place of all parameters."""
        if len(set(by)) < len(by):
            raise AnalysisError(f"{self.blocks.path}: a column is given twice in {', '.join(by)}")
        self._need(by)
        own = [name for name in by if name not in self.parameters]
        return own if len(own) == len(by) else list(dict.fromkeys([*own, POINT]))

    def _pieces(
        self, keys: Sequence[str], columns: Sequence[str], small: Small
    ) -> Iterator[pd.DataFrame]:
        """What is kept of each batch; of an empty table first, so that there is one."""
        names = list(dict.fromkeys([*keys, *columns]))
        schema = pa.schema([self.blocks.schema.field(name) for name in names])
        yield small(schema.empty_table(), keys)
        for batch in self.blocks.batches(names, where=self.only, coded=True):
            yield small(pa.Table.from_batches([batch]), keys)

    def _within(self, points: "pd.Series[int]") -> Iterator[pa.RecordBatch]:
        """Number and outcome of the runs at some points."""
        only = ds.field(POINT).isin(points.tolist())
        where = only if self.only is None else only & self.only
        return self.blocks.batches(["run", "outcome"], where=where)

    def _placed(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with the parameters of each point."""
        return table.join(self.points, on=POINT) if POINT in table else table

    def _wide(self, by: Sequence[str], column: str, values: Sequence[Any]) -> pd.DataFrame:
        """One row a group: ``by``, runs by value of a column, and ``of``."""
        if column in by:
            raise AnalysisError(f"{self.blocks.path}: shares of {column} by {column} say nothing")
        found = self.counts([*by, column])
        cells = {value: found["n"].where(found[column] == value, 0) for value in values}
        table = pd.concat([found[list(by)], pd.DataFrame(cells), found["n"].rename("of")], axis=1)
        none = pd.DataFrame({name: [0] for name in (*values, "of")})
        return none if found.empty and not by else sum_groups(table, by)

    def _chosen(self, name: str, values: list[Any]) -> ds.Expression:
        """Rows whose column has one of the values."""
        if name in self.parameters:
            known = self.points[name]
            chosen = [known.isna() if _null(one) else known.isin([one]) for one in values]
            strange = [one for one, at in zip(values, chosen, strict=True) if not at.any()]
            if strange:
                there = [*sorted(known.dropna().unique().tolist()), *known[known.isna()].head(1)]
                require_known(
                    map(_told, strange), [*map(_told, there)], f"{name} of", self.blocks.path
                )
            places = np.logical_or.reduce(chosen) if chosen else np.zeros(len(known), bool)
            return ds.field(POINT).isin(self.points.index[places].to_list())
        kind = self.blocks.schema.field(name).type
        try:
            return ds.field(name).isin(pa.array(values, kind))
        except (pa.ArrowException, TypeError) as error:
            what = f'"{name}" holds {kind}, not {values}'
            raise AnalysisError(f"{self.blocks.path}: {what}; give values of that kind") from error


def _null(value: object) -> bool:
    """Whether it is what a parameter without a value has; a column of numbers holds nan there."""
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _told(value: object) -> str:
    return "null" if _null(value) else str(value)


def _long(
    wide: pd.DataFrame, by: Sequence[str], codes: pd.DataFrame, columns: Sequence[Any]
) -> pd.DataFrame:
    """One row a group and code, with its share and interval."""
    groups, kinds = len(wide), len(codes)
    head = wide[list(by)].loc[wide.index.repeat(kinds)].reset_index(drop=True)
    told = pd.concat([codes] * max(groups, 1), ignore_index=True).iloc[: groups * kinds]
    numbers = {
        "n": wide[list(columns)].to_numpy().reshape(-1),
        "of": np.repeat(wide["of"].to_numpy(), kinds),
    }
    return with_interval(pd.concat([head, told, pd.DataFrame(numbers)], axis=1))
