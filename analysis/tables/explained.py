"""Folders of ``brink explain``: what one says about itself, and its tables."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.forms import EXPLAIN
from brinkmanship.analysis.tables.sealed import SealedFolder, open_folder


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


def open_explained(folder: Path | str, *, verify: bool = True) -> ExplainedRun:
    """Open what ``brink explain --out`` wrote.

    Args:
        folder: The folder.
        verify: Whether its files are compared with its manifest (``sealed.open_folder``).

    Raises:
        AnalysisError: It is no such folder, or something in it is missing, unreadable or not
            as it was written.
    """
    opened = open_folder(folder, verify=verify)
    manifest = opened.manifest
    if opened.kind != EXPLAIN:
        what = "explains no run; give a folder that brink explain wrote"
        raise AnalysisError(f"{opened.path}: {what}")
    return ExplainedRun(
        title=manifest["title"],
        run=manifest["run"],
        seed=manifest["seed"],
        outcome=manifest["outcome"],
        runs=manifest["runs"],
        curve=opened.read_table("continuation.parquet"),
        pivots=_read_if_there(opened, "pivots.parquet"),
        parts=_read_if_there(opened, "responsibility.parquet"),
    )


def _read_if_there(folder: SealedFolder, name: str) -> pd.DataFrame | None:
    return folder.read_table(name) if folder.has(name) else None
