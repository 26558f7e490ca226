"""Sweep folders, read block by block: 10^8 runs never have to be in memory at once."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.studies.parameter_effects import Rows
from brinkmanship.analysis.tables.blocks import Blocks, open_blocks
from brinkmanship.analysis.tables.forms import SWEEP, check_plan
from brinkmanship.analysis.tables.groups import combine, count_rows, sum_groups
from brinkmanship.analysis.tables.pooling import POINT
from brinkmanship.analysis.tables.run_table import RunTable
from brinkmanship.analysis.tables.sealed import MANIFEST, PLAN, SealedFolder, open_folder
from brinkmanship.analysis.tables.suggestions import require_known

SUMMARY, BLOCKS = "summary.parquet", "runs/[0-9]*.parquet"
NAMED = 3  # missing files in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepTables:
    """A finished sweep: what its manifest says, and methods that read its tables.

    Attributes:
        sealed: The folder, whose files are compared with its manifest as they are read.
        plan: Content of ``plan.json``.
        title: Title of the sweep.
        scenario: Name of the scenario.
        seed: Of all chance, the same at every point; 0 is a seed.
        n: Finished runs over all points.
        table: The run table, on disk.
    """

    sealed: SealedFolder
    plan: Mapping[str, Any]
    title: str
    scenario: str
    seed: int
    n: int
    table: RunTable

    @property
    def path(self) -> Path:
        """The folder."""
        return self.sealed.path

    @property
    def spacings(self) -> tuple[str, ...]:
        """How the values of each parameter are spaced: values, linear, log, whole or whole log.

        Empty where the plan does not say.
        """
        return tuple(self.plan.get("spacings", ()))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Paths that were varied; columns of every table."""
        return self.table.parameters

    @property
    def points(self) -> int:
        """Number of points."""
        return len(self.table.points)

    def summary(self) -> pd.DataFrame:
        """One row a point: its values, its runs, n, share, low and high of each outcome.

        Raises:
            AnalysisError: ``summary.parquet`` is missing, damaged or not as it was written.
        """
        return self.sealed.read_table(SUMMARY)

    def runs(
        self, columns: Sequence[str] | None = None, points: Sequence[int] | None = None
    ) -> pd.DataFrame:
        """Rows of the run table, in the order of the files.

        Args:
            columns: Those wanted; all by default, which needs much memory.
            points: Those wanted; only files that hold one of them are read.

        Raises:
            AnalysisError: There is no such column, or a file is damaged.
        """
        wanted = self.table if points is None else self.table.where({POINT: list(points)})
        return wanted.frame(list(wanted.columns) if columns is None else columns)

    def shares(self, by: Sequence[str], outcome: str) -> pd.DataFrame:
        """Share of runs with an outcome, by parameters; see ``RunTable.outcome_shares``.

        Raises:
            AnalysisError: There is no such outcome or column, or a file is damaged.
        """
        require_known([outcome], OUTCOMES, "outcome", self.path)
        shares = self.table.outcome_shares(by)
        return shares[shares["outcome"] == outcome].drop(columns="outcome").reset_index(drop=True)

    def points_table(self) -> pd.DataFrame:
        """Values of the parameters, one row a point; every point of the plan.

        Raises:
            AnalysisError: The plan has other points than the tables.
        """
        points = self.plan.get("points", ())
        if len(points) != self.points:
            what = f"has {len(points)} points, the tables {self.points}"
            raise AnalysisError(f"{self.path / PLAN}: {what}; {self.sealed.cure(PLAN)}")
        return pd.DataFrame(points, columns=list(self.parameters))

    def point_run_matrix(self, column: str, wanted: str | None = None) -> NDArray[np.int16]:
        """A column of the run table as a matrix: a row a point, a column a run number.

        Args:
            column: Of whole numbers from 0 up; or text, with ``wanted``.
            wanted: The text that counts as 1; any other counts as 0.

        Returns:
            (points, runs); only run numbers that every point has, in their order.

        Raises:
            AnalysisError: There is no such column or text, or no run number that all points
                share.
        """
        if wanted is not None:
            self.table.where({column: wanted})  # refuses what the column cannot hold
        parts = []
        for batch in self.table.batches([POINT, "run", column]):
            cells = batch[column] if wanted is None else pc.equal(batch[column], wanted)
            columns = (batch[POINT], batch["run"], cells)
            parts.append([one.to_numpy(zero_copy_only=False) for one in columns])
        point, run, cells = (np.concatenate(one) for one in zip(*parts, strict=True))
        numbers, place = np.unique(run, return_inverse=True)
        matrix = np.full((self.points, len(numbers)), -1, np.int16)
        matrix[point, place] = cells
        shared = matrix[:, (matrix >= 0).all(axis=0)]
        if not shared.shape[1]:
            what = "no run was finished at every point"
            raise AnalysisError(f"{self.path}: {what}; play it again without until")
        return np.asarray(shared)


def open_sweep(folder: Path | str, *, verify: bool = True) -> SweepTables:
    """Open a finished sweep folder by its manifest; tables are read when asked for.

    Args:
        folder: What ``brink sweep`` wrote.
        verify: Whether each file is compared with the manifest when it is first read.

    Raises:
        AnalysisError: It is no finished folder of ``brink sweep``, or files are missing or not
            as they were written.
    """
    sealed, plan = _open_folder(Path(folder), unfinished=False, verify=verify)
    manifest = sealed.manifest
    return SweepTables(
        sealed=sealed,
        plan=plan,
        title=manifest["title"],
        scenario=manifest["scenario"],
        seed=manifest["seed"],
        n=manifest["runs"],
        table=_table(sealed, plan),
    )


def sweep_table(folder: Path, *, unfinished: bool = False, verify: bool = True) -> RunTable:
    """The run table of a sweep folder.

    Args:
        folder: What ``brink sweep`` wrote.
        unfinished: Whether an unfinished sweep may be read; it has the rows of its finished
            blocks, so points differ in their number of runs, and nothing can be verified.
        verify: Whether each file is compared with the manifest when it is first read.

    Raises:
        AnalysisError: It is no sweep folder, it is unfinished, or files are missing or not as
            they were written.
    """
    return _table(*_open_folder(folder, unfinished=unfinished, verify=verify))


def _open_folder(
    path: Path, *, unfinished: bool, verify: bool
) -> tuple[SealedFolder, Mapping[str, Any]]:
    """The folder of a sweep and its plan."""
    if not (path / PLAN).is_file():
        raise AnalysisError(f"{path}: has no {PLAN}; give a folder that brink sweep wrote")
    finished = (path / MANIFEST).is_file()
    if finished:
        sealed = open_folder(path, verify=verify)
        if sealed.kind != SWEEP:
            what = f"of brink {sealed.kind}, beside the plan of a sweep"
            raise AnalysisError(f"{path / MANIFEST}: {what}; {sealed.cure(MANIFEST)}")
    else:
        sealed = SealedFolder(path=path, manifest={}, digests={})
    plan = sealed.read_json(PLAN)
    check_plan(plan, path / PLAN, sealed.cure(PLAN))
    if not (finished or unfinished):
        there = len(sealed.names(BLOCKS))
        what = f"{path}: {_progress(plan, there)}; the same brink sweep command goes on"
        raise AnalysisError(f"{what}, and open_table(..., unfinished=True) reads what is there")
    return sealed, plan


def _table(sealed: SealedFolder, plan: Mapping[str, Any]) -> RunTable:
    """The run table of a folder that was opened."""
    blocks = open_blocks(sealed, _block_names(sealed))
    names = list(plan["paths"])
    blocks.require([POINT, *names])
    if sealed.manifest:
        points = sealed.read_table(SUMMARY, [POINT, *names])
    else:
        points = _points(blocks, names)
    return RunTable(blocks=blocks, rungs=tuple(plan["ladder"]), points=points.set_index(POINT))


def hits_by_point(table: RunTable, column: str, wanted: AbstractSet[object]) -> Iterator[Rows]:
    """Point, run number and hit of all rows, block by block.

    Args:
        table: Of a sweep.
        column: Such as ``outcome``.
        wanted: Values of the column that count as a hit.

    Raises:
        AnalysisError: There is no such column, or a file is damaged.
    """
    for batch in table.batches([POINT, "run", column]):
        cells = batch[column].dictionary_encode()  # each distinct value is looked at once
        counts = np.array([one in wanted for one in cells.dictionary.to_pylist()], dtype=bool)
        hit = counts[cells.indices.to_numpy()]
        yield batch[POINT].to_numpy(), batch["run"].to_numpy(), hit


def _block_names(sealed: SealedFolder) -> list[str]:
    """Names of the files of the finished blocks, in their order."""
    if not sealed.manifest:
        there = sealed.names(BLOCKS)
        if not there:
            what = "no block is finished yet; wait for the first"
            raise AnalysisError(f"{sealed.path}: {what}")
        return there
    listed = sorted(one for one in sealed.manifest.get("files", ()) if one.startswith("runs/"))
    there = listed or sealed.names(BLOCKS)
    if missing := [name for name in there if not (sealed.path / name).is_file()]:
        more = " and others" if len(missing) > NAMED else ""
        what = f"{len(missing)} of {len(there)} blocks are missing"
        names = ", ".join(name.removeprefix("runs/") for name in missing[:NAMED])
        raise AnalysisError(f"{sealed.path}: {what} ({names}{more}); give brink sweep again")
    if not there:
        what = "names no block, and none is there"
        raise AnalysisError(f"{sealed.path / MANIFEST}: {what}; {sealed.cure(MANIFEST)}")
    return there


def _progress(plan: Mapping[str, Any], there: int) -> str:
    """How many blocks of an unfinished sweep are there, and out of how many."""
    if not plan.get("layers"):
        return f"not finished: {there} blocks are there"
    least = "at least " if plan.get("until") else ""
    total = sum(_count_blocks(layer, plan.get("block", 1)) for layer in plan.get("layers", ()))
    return f"not finished: {there} of {least}{total} blocks are there"


def _count_blocks(layer: Mapping[str, Sequence[int]], block: int) -> int:
    (begin, end), (first, stop) = layer["points"], layer["runs"]
    return -(-(end - begin) * (stop - first) // block)


def _points(blocks: Blocks, names: Sequence[str]) -> pd.DataFrame:
    """The points that have a run, with their parameters, read from the runs."""
    keys = [POINT, *names]

    def parts() -> Iterator[pd.DataFrame]:
        for batch in blocks.batches(keys, coded=True):
            yield count_rows(pa.Table.from_batches([batch]), keys)

    return combine(parts(), keys, sum_groups)[keys]
