"""Run folders: what one says about itself, and its tables when they are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import as_words
from brinkmanship.analysis.tables.blocks import open_blocks
from brinkmanship.analysis.tables.manifest import RUN, read_manifest, read_table
from brinkmanship.analysis.tables.run_table import RunTable
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
        path: The folder.
        title: Title of the scenario, as written in its file.
        scenario: Name of the scenario.
        seed: Seed of the ensemble; 0 is a seed.
        n: Simulated runs in the folder.
        horizon: Turns after which a run is frozen.
        ladder: Rungs from 0 upwards.
        thresholds: Ids of the rungs the scenario names as of interest.
        actors: Every actor, in the order of the manifest.
        manifest: The whole manifest.
    """

    path: Path
    title: str
    scenario: str
    seed: int
    n: int
    horizon: int
    ladder: tuple[Rung, ...]
    thresholds: tuple[str, ...]
    actors: tuple[ActorEntry, ...]
    manifest: Mapping[str, Any]

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
        return (self.path / f"{table}.parquet").is_file()

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
        return read_table(self.path / f"{name}.parquet", columns)


def open_run(folder: Path | str) -> RunFolder:
    """Open a run folder by its manifest; tables are read when asked for.

    Args:
        folder: What ``brink run`` wrote: ``manifest.json`` beside ``runs.parquet``.

    Raises:
        AnalysisError: The folder or its manifest is missing, unreadable or incomplete.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    file = folder / "manifest.json"
    if (kind := manifest.get("kind", RUN)) != RUN:
        raise AnalysisError(f"{folder}: a folder of brink {kind}; give one that brink run wrote")
    try:
        opened = RunFolder(
            path=folder,
            title=str(manifest["title"]),
            scenario=str(manifest["scenario"]),
            seed=int(manifest["seed"]),
            n=int(manifest["runs"]),
            horizon=int(manifest["horizon"]),
            ladder=tuple(
                Rung(str(rung["id"]), str(rung["label"]), float(rung["intensity"]))
                for rung in manifest["ladder"]
            ),
            thresholds=tuple(map(str, manifest.get("thresholds", ()))),
            actors=tuple(
                ActorEntry(
                    code,
                    str(line["name"]),
                    str(line.get("side") or ""),
                    str(line.get("alliance") or ""),
                    str(line.get("start") or ""),
                )
                for code, line in manifest["actors"].items()
            ),
            manifest=manifest,
        )
    except KeyError as error:
        raise AnalysisError(f"{file}: says nothing of {error}; run the scenario again") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise AnalysisError(f"{file}: not as brink run writes it ({error})") from error
    if not opened.has("runs"):
        raise AnalysisError(f"{folder}: runs.parquet is missing; run the scenario again")
    return opened


def open_table(folder: Path | str, *, unfinished: bool = False) -> RunTable:
    """Open the runs of a run folder or a sweep folder without loading them.

    Args:
        folder: What ``brink run`` or ``brink sweep`` wrote.
        unfinished: Whether the finished blocks of an unfinished sweep may be read.

    Raises:
        AnalysisError: It is neither, it is unfinished, or files are missing.
    """
    folder = Path(folder)
    if (folder / "plan.json").is_file():
        return sweep_table(folder, unfinished=unfinished)
    opened = open_run(folder)
    blocks = open_blocks(folder, [folder / "runs.parquet"], "run the scenario again")
    return RunTable(
        blocks=blocks, rungs=tuple(rung.id for rung in opened.ladder), points=pd.DataFrame()
    )
