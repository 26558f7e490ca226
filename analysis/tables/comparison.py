"""Folders of ``brink compare``: what one says about itself, and its table."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.forms import COMPARE
from brinkmanship.analysis.tables.sealed import open_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison of two or more scenarios, run by run.

    Attributes:
        path: The folder.
        title: Title of the scenario the others are compared with.
        base: Its name.
        runs, seed: Runs of each, and their seed.
        thresholds: Ids of the rungs of interest.
        variants: Names, in the order in which they were given.
        table: One row a variant and result: ``comparison.parquet``.
    """

    path: Path
    title: str
    base: str
    runs: int
    seed: int
    thresholds: tuple[str, ...]
    variants: tuple[str, ...]
    table: pd.DataFrame

    def rows(self, variant: str, kind: str) -> pd.DataFrame:
        """Rows of one variant and kind (outcome, threshold or mean), in the order of the file."""
        wanted = (self.table["variant"] == variant) & (self.table["kind"] == kind)
        return self.table[wanted]


def open_comparison(folder: Path | str, *, verify: bool = True) -> Comparison:
    """Open what ``brink compare`` wrote.

    Args:
        folder: The folder.
        verify: Whether its files are compared with its manifest (``sealed.open_folder``).

    Raises:
        AnalysisError: It is no such folder, or something in it is missing, unreadable or not
            as it was written.
    """
    opened = open_folder(folder, verify=verify)
    manifest = opened.manifest
    if opened.kind != COMPARE:
        what = "not a comparison; give a folder that brink compare wrote"
        raise AnalysisError(f"{opened.path}: {what}")
    return Comparison(
        path=opened.path,
        title=manifest["title"],
        base=manifest["scenario"],
        runs=manifest["runs"],
        seed=manifest["seed"],
        thresholds=tuple(manifest["thresholds"]),
        variants=tuple(one["name"] for one in manifest["compared"][1:]),
        table=opened.read_table("comparison.parquet"),
    )
