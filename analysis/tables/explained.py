"""A folder of ``brink explain`` becomes tables; nothing here needs the model."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import AnalysisError
from analysis.tables.runs import read_manifest, read_table

KIND = "explain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRun:
    """What was found out about one run; columns: ``docs/reference/explain-folder.md``.

    Attributes:
        title: Of the scenario.
        run, seed: Which run.
        outcome: What was asked about: a rung or an outcome.
        runs: Behind the parts.
        curve: One row a turn.
        pivots: One row a change, the first the furthest; None if nothing could be otherwise.
        parts: One row an actor; None if it was not asked for.
    """

    title: str
    run: int
    seed: int
    outcome: str
    runs: int
    curve: pd.DataFrame
    pivots: pd.DataFrame | None
    parts: pd.DataFrame | None

    @property
    def asked(self) -> str:
        """The outcome as words."""
        return self.outcome.replace("_", " ")


def open_explained(folder: Path | str) -> ExplainedRun:
    """Open what ``brink explain --out`` wrote.

    Raises:
        AnalysisError: It is no such folder, or something in it is missing or unreadable.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if manifest.get("kind") != KIND:
        raise AnalysisError(f"{folder}: explains no run; give a folder that brink explain wrote")
    try:
        return ExplainedRun(
            title=str(manifest["title"]),
            run=int(manifest["run"]),
            seed=int(manifest["seed"]),
            outcome=str(manifest["outcome"]),
            runs=int(manifest["runs"]),
            curve=read_table(folder / "continuation.parquet"),
            pivots=_if_there(folder / "pivots.parquet"),
            parts=_if_there(folder / "responsibility.parquet"),
        )
    except (KeyError, TypeError, ValueError) as error:
        file = folder / "manifest.json"
        raise AnalysisError(f"{file}: not as brink explain writes it ({error!r})") from error


def _if_there(file: Path) -> pd.DataFrame | None:
    return read_table(file) if file.is_file() else None
