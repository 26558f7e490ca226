"""Sweep folders, read block by block: 10^8 runs never have to be in memory at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.studies.parameter_effects import Rows
from brinkmanship.analysis.tables.blocks import Blocks, open_blocks
from brinkmanship.analysis.tables.groups import combine, count_rows, sum_groups
from brinkmanship.analysis.tables.pooling import POINT
from brinkmanship.analysis.tables.run_table import RunTable
from brinkmanship.analysis.tables.suggestions import require_known

REMEDY = "delete it and give brink sweep again, which plays what is missing"
NAMED = 3  # missing files in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepTables:
    """A finished sweep: what its manifest says, and methods that read its tables.

    Attributes:
        path: The folder.
        title: Title of the sweep.
        scenario: Name of the scenario.
        seed: Of all chance, the same at every point; 0 is a seed.
        n: Finished runs over all points.
        table: The run table, on disk.
        spacings: How the values of each parameter are spaced: values, linear, log, whole or
            whole log; empty where the plan does not say.
    """

    path: Path
    title: str
    scenario: str
    seed: int
    n: int
    table: RunTable
    spacings: tuple[str, ...]

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
            AnalysisError: ``summary.parquet`` is missing or damaged.
        """
        return _summary(self.path, None)

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
        """Values of the parameters, one row a point; every point of the plan, played or not."""
        plan = json.loads((self.path / "plan.json").read_bytes())
        return pd.DataFrame(plan["points"], columns=list(self.parameters))

    def point_run_matrix(self, column: str, wanted: str | None = None) -> NDArray[np.int16]:
        """A column of the run table as a matrix: a row a point, a column a run number.

        Args:
            column: Of whole numbers from 0 up; or text, with ``wanted``.
            wanted: The text that counts as 1; any other counts as 0.

        Returns:
            (points, runs); only run numbers that every point has, in their order.

        Raises:
            AnalysisError: There is no such column, or no run number that all points share.
        """
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


def open_sweep(folder: Path | str) -> SweepTables:
    """Open a finished sweep folder by its manifest; tables are read when asked for.

    Raises:
        AnalysisError: It is no finished folder of ``brink sweep``, or blocks are missing.
    """
    folder = Path(folder)
    table = sweep_table(folder)
    manifest, plan = _read_json(folder / "manifest.json"), _read_json(folder / "plan.json")
    try:
        return SweepTables(
            path=folder,
            title=str(manifest["title"]),
            scenario=str(manifest["scenario"]),
            seed=int(manifest["seed"]),
            n=int(manifest["runs"]),
            table=table,
            spacings=tuple(map(str, plan.get("spacings", ()))),
        )
    except (LookupError, TypeError, ValueError) as error:
        what = "not as brink sweep writes it"
        raise AnalysisError(f"{folder / 'manifest.json'}: {what} ({error})") from error


def sweep_table(folder: Path, *, unfinished: bool = False) -> RunTable:
    """The run table of a sweep folder.

    Args:
        folder: What ``brink sweep`` wrote.
        unfinished: Whether an unfinished sweep may be read; it has the rows of its finished
            blocks, so points differ in their number of runs.

    Raises:
        AnalysisError: It is no sweep folder, it is unfinished, or blocks are missing.
    """
    plan = _read_json(folder / "plan.json")
    files = _block_files(folder, plan, unfinished=unfinished)
    blocks = open_blocks(folder, files, REMEDY)
    try:
        names = [str(path) for path in plan["paths"]]
        rungs = tuple(map(str, plan["ladder"]))
    except (LookupError, TypeError) as error:
        raise AnalysisError(f"{folder / 'plan.json'}: not as brink sweep writes it") from error
    blocks.require([POINT, *names])
    finished = (folder / "manifest.json").is_file()
    points = _summary(folder, [POINT, *names]) if finished else _points(blocks, names)
    return RunTable(blocks=blocks, rungs=rungs, points=points.set_index(POINT))


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


def _block_files(folder: Path, plan: Mapping[str, Any], *, unfinished: bool) -> list[Path]:
    """The files of the finished blocks, in their order."""
    there = sorted((folder / "runs").glob("[0-9]*.parquet"))
    if not (folder / "manifest.json").is_file():
        if not unfinished:
            what = f"{folder}: {_progress(plan, len(there))}; the same brink sweep command goes on"
            raise AnalysisError(f"{what}, and open_table(..., unfinished=True) reads what is there")
        if not there:
            raise AnalysisError(f"{folder}: no block is finished yet; wait for the first")
        return there
    named = _read_json(folder / "manifest.json").get("files") or {}
    wanted = [folder / name for name in sorted(named) if name.startswith("runs/")]
    if missing := [file.name for file in wanted if file not in set(there)]:
        more = " and others" if len(missing) > NAMED else ""
        what = f"{len(missing)} of {len(wanted)} blocks are missing"
        names = ", ".join(missing[:NAMED])
        raise AnalysisError(f"{folder}: {what} ({names}{more}); give brink sweep again")
    if not wanted:
        raise AnalysisError(f"{folder / 'manifest.json'}: names no block; give brink sweep again")
    return wanted


def _progress(plan: Mapping[str, Any], there: int) -> str:
    """How many blocks of an unfinished sweep are there, and out of how many."""
    least = "at least " if plan.get("until") else ""
    try:
        total = sum(_count_blocks(layer, plan["block"]) for layer in plan["layers"])
    except (LookupError, TypeError, ZeroDivisionError):
        return f"not finished: {there} blocks are there"
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


def _summary(folder: Path, columns: Sequence[str] | None) -> pd.DataFrame:
    file = folder / "summary.parquet"
    try:
        names = None if columns is None else list(columns)
        frame: pd.DataFrame = pq.ParquetFile(file).read(columns=names).to_pandas()
    except (pa.ArrowException, OSError, LookupError) as error:
        why = "missing" if isinstance(error, FileNotFoundError) else "damaged"
        raise AnalysisError(f"{file}: is {why}; give brink sweep again") from error
    return frame


def _read_json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_bytes())
    except FileNotFoundError as error:
        what = f"has no {file.name}; give a folder that brink sweep wrote"
        raise AnalysisError(f"{file.parent}: {what}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise AnalysisError(f"{file}: not readable as JSON; give brink sweep again") from error
    if not isinstance(content, dict):
        raise AnalysisError(f"{file}: not as brink sweep writes it; give brink sweep again")
    return content
