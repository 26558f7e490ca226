"""Run folders: what one says about itself, and its tables when they are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.blocks import open_blocks
from brinkmanship.analysis.tables.forms import RUN
from brinkmanship.analysis.tables.run_table import RunTable
from brinkmanship.analysis.tables.sealed import PLAN, SealedFolder, open_folder, parse_mapping
from brinkmanship.analysis.tables.sweeps import sweep_table


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder a folder was run on.

    Attributes:
        id: Its name in files, such as ``arms_aid``.
        label: What it means, in a few words.
        intensity: Its place between 0 (least) and 1; only the order is defended.
    """

    id: str
    label: str
    intensity: float

    @property
    def name(self) -> str:
        """The id as words.

        >>> Rung("arms_aid", "arms and training", 0.28).name
        'arms aid'
        """
        return as_words(self.id)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor as the manifest names it.

    Attributes:
        code, name: Of the actor.
        side: Empty for bystanders and clients.
        alliance: Empty where it is in none.
        start: Id of its rung before the first turn; empty where the manifest does not say.
    """

    code: str
    name: str
    side: str
    alliance: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFolder:
    """A run folder: what its manifest says, and methods that read its tables.

    Attributes:
        sealed: The folder, whose files are compared with its manifest as they are read.
        title: Title of the scenario, as written in its file.
        scenario: Name of the scenario.
        seed: Seed of the ensemble; 0 is a seed.
        n: Simulated runs in the folder.
        horizon: Turns after which a run is frozen.
        ladder: Rungs from 0 upwards.
        thresholds: Ids of the rungs the scenario names as of interest.
        actors: Every actor, in the order of the manifest.
    """

    sealed: SealedFolder
    title: str
    scenario: str
    seed: int
    n: int
    horizon: int
    ladder: tuple[Rung, ...]
    thresholds: tuple[str, ...]
    actors: tuple[ActorEntry, ...]

    @property
    def path(self) -> Path:
        """The folder."""
        return self.sealed.path

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The whole manifest."""
        return self.sealed.manifest

    @property
    def document(self) -> dict[str, Any]:
        """The scenario as it was played.

        Raises:
            AnalysisError: The manifest holds none that can be read.
        """
        where = self.path / "manifest.json: document"
        return parse_mapping(self.manifest.get("document", ""), where, self.sealed.cure(""))

    @property
    def sides(self) -> dict[str, str]:
        """Side of each actor that stands on one, by actor code."""
        return {actor.code: actor.side for actor in self.actors if actor.side}

    @property
    def alliances(self) -> dict[str, str]:
        """Alliance of each actor that is in one, by actor code."""
        return {actor.code: actor.alliance for actor in self.actors if actor.alliance}

    @property
    def starts(self) -> dict[str, int]:
        """Rung of each actor before the first turn, by code, where the manifest says so."""
        ids = [rung.id for rung in self.ladder]
        return {actor.code: ids.index(actor.start) for actor in self.actors if actor.start}

    @property
    def names(self) -> dict[str, str]:
        """Name of each actor, by code."""
        return {actor.code: actor.name for actor in self.actors}

    @property
    def traced(self) -> bool:
        """Whether the folder was written with ``--trace``."""
        return self.has("turns") and self.has("signals")

    def has(self, table: str) -> bool:
        """Whether ``table`` (runs, turns, signals, events or beliefs) was written."""
        return self.sealed.has(f"{table}.parquet")

    def runs(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a run."""
        return self._table("runs", columns)

    def turns(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a run, turn and actor; needs a folder written with ``--trace``."""
        return self._table("turns", columns)

    def signals(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a signal; needs a folder written with ``--trace``."""
        return self._table("signals", columns)

    def events(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row an event; needs a folder written with ``--trace``."""
        return self._table("events", columns)

    def beliefs(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One row a run, turn and ordered pair of opponents; needs ``--trace``."""
        return self._table("beliefs", columns)

    def _table(self, name: str, columns: Sequence[str] | None) -> pd.DataFrame:
        if not self.has(name):
            remedy = "run the scenario again with --trace" if name != "runs" else "run it again"
            raise AnalysisError(f"{self.path}: {name}.parquet is missing; {remedy}")
        return self.sealed.read_table(f"{name}.parquet", columns)


def open_run(folder: Path | str, *, verify: bool = True) -> RunFolder:
    """Open a run folder by its manifest; tables are read when asked for.

    Args:
        folder: What ``brink run`` wrote: ``manifest.json`` beside ``runs.parquet``.
        verify: Whether each table is compared with the manifest when it is read; without, a
            table that was edited on purpose can be read.

    Raises:
        AnalysisError: The folder or its manifest is missing, unreadable, incomplete or not as it
            was written.
    """
    sealed = open_folder(folder, verify=verify)
    manifest, path = sealed.manifest, sealed.path
    if sealed.kind != RUN:
        raise AnalysisError(f"{path}: a folder of brink {sealed.kind}; give one of brink run")
    if not (path / "runs.parquet").is_file():
        raise AnalysisError(f"{path}: runs.parquet is missing; run the scenario again")
    return RunFolder(
        sealed=sealed,
        title=manifest["title"],
        scenario=manifest["scenario"],
        seed=manifest["seed"],
        n=manifest["runs"],
        horizon=manifest["horizon"],
        ladder=tuple(
            Rung(rung["id"], rung["label"], float(rung["intensity"])) for rung in manifest["ladder"]
        ),
        thresholds=tuple(manifest.get("thresholds", ())),
        actors=tuple(
            ActorEntry(
                code,
                line["name"],
                line.get("side") or "",
                line.get("alliance") or "",
                line.get("start") or "",
            )
            for code, line in manifest["actors"].items()
        ),
    )


def open_table(folder: Path | str, *, unfinished: bool = False, verify: bool = True) -> RunTable:
    """Open the runs of a run folder or a sweep folder without loading them.

    Args:
        folder: What ``brink run`` or ``brink sweep`` wrote.
        unfinished: Whether the finished blocks of an unfinished sweep may be read, which no
            manifest lists, so that they cannot be verified.
        verify: Whether each file is compared with the manifest when it is first read; without,
            a table that was edited on purpose can be read.

    Raises:
        AnalysisError: It is neither, it is unfinished, or files are missing or not as they were
            written.
    """
    folder = Path(folder)
    if (folder / PLAN).is_file():
        return sweep_table(folder, unfinished=unfinished, verify=verify)
    opened = open_run(folder, verify=verify)
    return RunTable(
        blocks=open_blocks(opened.sealed, ["runs.parquet"]),
        rungs=tuple(rung.id for rung in opened.ladder),
        points=pd.DataFrame(),
    )
