"""Folders of ``brink explain``: what one says about itself, and its tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.manifest import EXPLAIN, read_manifest, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRun:
    """What decided one run; columns: ``docs/reference/explain-folder.md``.

    Attributes:
        title: Of the scenario.
        run, seed: Which run.
        outcome: Rung or outcome that was asked about.
        runs: Number of runs behind ``parts``.
        curve: One row a turn.
        pivots: One row a change, the largest effect first; None where nothing could be changed.
        parts: One row an actor; None where it was not asked for.
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
    def outcome_words(self) -> str:
        """The outcome, with blanks."""
        return as_words(self.outcome)


def open_explained(folder: Path | str) -> ExplainedRun:
    """Open what ``brink explain --out`` wrote.

    Raises:
        AnalysisError: It is no such folder, or something in it is missing or unreadable.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if manifest.get("kind") != EXPLAIN:
        raise AnalysisError(f"{folder}: explains no run; give a folder that brink explain wrote")
    try:
        return ExplainedRun(
            title=str(manifest["title"]),
            run=int(manifest["run"]),
            seed=int(manifest["seed"]),
            outcome=str(manifest["outcome"]),
            runs=int(manifest["runs"]),
            curve=read_table(folder / "continuation.parquet"),
            pivots=_read_if_there(folder / "pivots.parquet"),
            parts=_read_if_there(folder / "responsibility.parquet"),
        )
    except (KeyError, TypeError, ValueError) as error:
        file = folder / "manifest.json"
        raise AnalysisError(f"{file}: not as brink explain writes it ({error!r})") from error


def _read_if_there(file: Path) -> pd.DataFrame | None:
    return read_table(file) if file.is_file() else None
