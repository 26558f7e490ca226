"""A sweep folder on disk, read piece by piece: 10^8 runs never have to be in memory at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analysis.intervals import with_interval
from sim.errors import BrinkError

HIT = "__hit__"


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepTables:
    """What a sweep folder says about itself, and the way to its tables.

    Attributes:
        path: The folder.
        title: Title of the sweep.
        scenario: Name of the scenario.
        seed: Of all chance, the same at every point; 0 is a seed.
        parameters: Paths that were varied; columns of every table.
        points: How many there are.
        n: Finished runs over all points.
    """

    path: Path
    title: str
    scenario: str
    seed: int
    parameters: tuple[str, ...]
    points: int
    n: int

    @property
    def dataset(self) -> ds.Dataset:
        """The run table as a dataset of files, for scans of one's own."""
        return ds.dataset(self.path / "runs", format="parquet")

    def summary(self) -> pd.DataFrame:
        """One row a point: its values, its runs, n, share, low and high of each outcome."""
        frame: pd.DataFrame = pq.read_table(self.path / "summary.parquet").to_pandas()
        return frame

    def runs(
        self, columns: Sequence[str] | None = None, points: Sequence[int] | None = None
    ) -> pd.DataFrame:
        """Rows of the run table, in the order of the files.

        Args:
            columns: Those wanted; all by default, which is much.
            points: Those wanted; only files that hold one of them are read.

        Raises:
            BrinkError: There is no such column.
        """
        self._known(columns or ())
        wanted = None if points is None else pc.field("point").isin(list(points))
        names = None if columns is None else list(columns)
        frame: pd.DataFrame = self.dataset.to_table(columns=names, filter=wanted).to_pandas()
        return frame

    def shares(self, by: Sequence[str], outcome: str) -> pd.DataFrame:
        """Share of runs with an outcome, by whatever columns, with a 95% Wilson interval.

        Args:
            by: Columns that define a group, such as parameters.
            outcome: Such as ``direct_clash``.

        Returns:
            One row a group, sorted: ``by``, ``n``, ``of``, ``share``, ``low``, ``high``.

        File by file, so that memory holds one file and the groups.

        Raises:
            BrinkError: There is no such column.
        """
        self._known(by)
        parts = [_grouped(part.to_table(columns=[*by, "outcome"]), by, outcome)
                 for part in self.dataset.get_fragments()]  # fmt: skip
        whole = pa.concat_tables(parts).group_by(list(by))
        table = whole.aggregate([("n", "sum"), ("of", "sum")]).to_pandas()
        counts = table.rename(columns={"n_sum": "n", "of_sum": "of"})[[*by, "n", "of"]]
        return with_interval(counts.sort_values(list(by), ignore_index=True))

    def points_table(self) -> pd.DataFrame:
        """Values of the parameters, one row a point; every point of the plan, played or not."""
        plan = json.loads((self.path / "plan.json").read_bytes())
        return pd.DataFrame(plan["points"], columns=list(self.parameters))

    def crossed(self, column: str, wanted: str | None = None) -> NDArray[np.int16]:
        """A column as a table of points by runs: with the same luck in a column of it.

        Args:
            column: Of whole numbers from 0 up; or text, with ``wanted``.
            wanted: The text that counts 1; all other counts 0.

        Returns:
            (points, runs); only runs that every point has, in their order.

        Raises:
            BrinkError: There is no such column, or no run that all points share.
        """
        self._known([column])
        parts = []
        for part in self.dataset.get_fragments():
            table = part.to_table(columns=["point", "run", column])
            cells = table[column] if wanted is None else pc.equal(table[column], wanted)
            parts.append([one.to_numpy() for one in (table["point"], table["run"], cells)])
        point, run, cells = (np.concatenate(one) for one in zip(*parts, strict=True))
        numbers, place = np.unique(run, return_inverse=True)
        found = np.full((self.points, len(numbers)), -1, np.int16)
        found[point, place] = cells
        shared = found[:, (found >= 0).all(axis=0)]
        if not shared.shape[1]:
            what = "no run was finished at every point"
            raise BrinkError(f"{self.path}: {what}; play it again without until")
        return np.asarray(shared)

    def _known(self, columns: Sequence[str]) -> None:
        missing = sorted(set(columns) - set(self.dataset.schema.names))
        if missing:
            raise BrinkError(f"{self.path}: no column {', '.join(missing)} in runs")


def open_sweep(folder: Path) -> SweepTables:
    """Open a finished sweep folder by its manifest; tables are read when asked for.

    Raises:
        BrinkError: It is no folder that ``brink sweep`` finished.
    """
    try:
        manifest, plan = (
            json.loads((folder / name).read_bytes()) for name in ("manifest.json", "plan.json")
        )
        return SweepTables(
            path=folder,
            title=str(manifest["title"]),
            scenario=str(manifest["scenario"]),
            seed=int(manifest["seed"]),
            parameters=tuple(map(str, plan["paths"])),
            points=int(manifest["points"]),
            n=int(manifest["runs"]),
        )
    except (OSError, ValueError, LookupError, TypeError) as error:
        what = "not a folder that brink sweep finished"
        raise BrinkError(f"{folder}: {what}; give brink sweep again") from error


def _grouped(table: pa.Table, by: Sequence[str], outcome: str) -> pa.Table:
    """Runs and hits of each group in one file."""
    hit = pc.equal(table["outcome"], outcome).cast(pa.int64())
    kept = table.select(list(by)).append_column(HIT, hit)
    counted = kept.group_by(list(by)).aggregate([(HIT, "sum"), (HIT, "count")])
    return counted.rename_columns(
        [{f"{HIT}_sum": "n", f"{HIT}_count": "of"}.get(name, name) for name in counted.column_names]
    )
