"""Folders of ``brink compare``: what one says about itself, and its table."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.tables.manifest import COMPARE, read_manifest


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


def open_comparison(folder: Path | str) -> Comparison:
    """Open what ``brink compare`` wrote.

    Raises:
        AnalysisError: It is no such folder, or something in it is missing or unreadable.
    """
    folder = Path(folder)
    manifest, file = read_manifest(folder), folder / "comparison.parquet"
    if manifest.get("kind") != COMPARE:
        raise AnalysisError(f"{folder}: not a comparison; give a folder that brink compare wrote")
    try:
        table = pd.read_parquet(file)
    except (OSError, ValueError) as error:
        raise AnalysisError(f"{file}: not readable as Parquet; compare again") from error
    try:
        return Comparison(
            path=folder,
            title=str(manifest["title"]),
            base=str(manifest["scenario"]),
            runs=int(manifest["runs"]),
            seed=int(manifest["seed"]),
            thresholds=tuple(map(str, manifest["thresholds"])),
            variants=tuple(str(one["name"]) for one in manifest["compared"][1:]),
            table=table,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AnalysisError(f"{folder}: its manifest is not as brink compare writes it") from error
