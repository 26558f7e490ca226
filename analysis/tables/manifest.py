"""The manifest and the single tables of any folder."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.suggestions import require_known

RUN = "run"
"""Kind of a folder whose manifest names none."""
SWEEP, COMPARE, EXPLAIN, SENSITIVITY = "sweep", "compare", "explain", "sensitivity"
WORDS = ("actor", "other", "signal")
"""Columns kept as categories: a 33-actor trace has millions of rows and few distinct words."""
WRITERS = "give one that brink run, sweep, compare, explain or sensitivity wrote"
AGAIN = "give the command that wrote it again"


def folder_kind(folder: Path) -> str:
    """Which command wrote the folder, as its manifest says.

    Raises:
        AnalysisError: There is no folder, no manifest, or it cannot be read.
    """
    return str(read_manifest(folder).get("kind", RUN))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder.

    Raises:
        AnalysisError: There is no folder, no manifest, or it cannot be read.
    """
    file = folder / "manifest.json"
    if not folder.is_dir():
        raise AnalysisError(f"{folder}: no such folder; {WRITERS}")
    if not file.is_file() and (folder / "plan.json").is_file():
        remedy = "give brink sweep again, which goes on where it was"
        raise AnalysisError(f"{folder}: this sweep is not finished; {remedy}")
    if not file.is_file():
        raise AnalysisError(f"{folder}: no manifest.json; {WRITERS}")
    try:
        text = file.read_text(encoding="utf-8")
        manifest = json.loads(text)
        if "\\u" in text:
            json.dumps(manifest, ensure_ascii=False).encode()  # half a letter is no text
    except (OSError, ValueError, RecursionError) as error:
        raise AnalysisError(f"{file}: not readable as JSON; {AGAIN}") from error
    if not isinstance(manifest, dict):
        raise AnalysisError(f"{file}: not a manifest; {AGAIN}")
    return manifest


def read_table(file: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A table on disk, or the columns wanted of it.

    Raises:
        AnalysisError: It is not readable, or has no such column.
    """
    try:
        require_known(columns or (), pq.read_schema(file).names, "column", file)
        table = pq.read_table(file, columns=columns, read_dictionary=list(WORDS))
    except (pa.ArrowException, OSError) as error:
        raise AnalysisError(f"{file}: not readable as Parquet; run it again") from error
    return frame_of(table)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A table in memory as :func:`read_table` gives it."""
    for place, name in enumerate(table.column_names):
        if name in WORDS:
            table = table.set_column(place, name, table.column(place).dictionary_encode())
    frame: pd.DataFrame = table.to_pandas()
    return frame
