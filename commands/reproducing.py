"""The work of ``brink reproduce``: play again in a folder beside, compare, throw it away."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from analysis.statistics.intervals import share_interval
from commands.compiling import compile_first
from commands.summary import Tally, summary_of
from sim.checking import checked
from sim.errors import BrinkError
from sim.experiment import ENGINES, TRACED, run_ensemble
from sim.manifest import FORMAT, settings
from sim.manifest_read import Manifest, RunManifest
from sim.prepare import prepare
from sim.scenario import scenario_of
from sim.store import FolderWriter, Label
from sim.sweep.disk import Disk
from sim.sweep.folder import MANIFEST, PLAN, RUNS, SCENARIO, SweepFolder
from sim.sweep.runner import Sweep
from sim.sweep.stored import plan_in, to_json
from sim.version import versions
from sim.whole import json_text, next_free

PLAYED = ("run", "sweep")
SUMMARY = "summary.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What came of playing a folder again.

    Attributes:
        folder: The folder.
        files: For each of its tables: same, differs, or missing.
        versions: What another version wrote, and which; a reason why a file may differ.
    """

    folder: str
    files: Mapping[str, str]
    versions: Mapping[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """Whether every file is the same, byte for byte."""
        return set(self.files.values()) <= {"same"}


def compare(folder: str, workers: int) -> Comparison:
    """Play a folder again beside it, or here if it is in a store, and compare.

    Raises:
        BrinkError: It is no folder of ours, or not a finished one.
    """
    there = SweepFolder(folder)
    found = _manifest(there)
    kind, shown = found.get("kind", "run"), f"{there}/{MANIFEST}"
    if kind not in PLAYED:
        raise BrinkError(f"{folder}: {_instead(there, str(kind), found)}")
    manifest = checked(RunManifest if kind == "run" else Manifest, found, shown, FORMAT)
    with _beside(there) as again:
        if isinstance(manifest, RunManifest):
            made = _run_again(shown, manifest, again, workers)
        else:
            made = _sweep_again(there, again, workers)
        fresh, files = SweepFolder(again), manifest.files
        names = dict.fromkeys([*files, *made])
        verdicts = {name: _verdict(there, fresh, name, files) for name in names}
        extra = there.finished() - fresh.finished()
        verdicts |= {f"{RUNS}/{name}": "none of its blocks" for name in sorted(extra)}
    now = versions()
    other = {
        name: (was, now.get(name, "none"))
        for name, was in manifest.versions.items()
        if name != "python" and was != now.get(name)
    }
    return Comparison(folder=str(there), files=verdicts, versions=other)


def _instead(there: SweepFolder, kind: str, manifest: Mapping[str, Any]) -> str:
    """What can be done with a folder that holds no runs of its own."""
    listed = manifest.get("files")
    files = listed if isinstance(listed, Mapping) else ()
    inside = [str(name) for name in files if str(name).endswith(f"/{MANIFEST}")]
    if inside:
        names = " and ".join(f"{there}/{name.removesuffix(f'/{MANIFEST}')}" for name in inside)
        return f"holds an analysis; reproduce the sweeps in it: {names}"
    cure = "give that command again and compare its files"
    return f"holds what brink {kind} counted, no runs; {cure}"


def tell(found: Comparison, *, as_json: bool) -> None:
    """Print the verdict on each file that is not the same, and on the whole."""
    if as_json:
        content = {"folder": found.folder, "same": found.same, "files": dict(found.files)}
        click.echo(json_text(content), nl=False)
        return
    for name, verdict in found.files.items():
        if verdict != "same":
            click.echo(f"{found.folder}/{name}: {verdict}")
    for name, (was, now) in found.versions.items():
        click.echo(f"{name}: {was} wrote the folder, this is {now}")
    verdict = "the same, byte for byte" if found.same else "not the same"
    files = "file" if len(found.files) == 1 else "files"
    click.echo(f"{found.folder}: {len(found.files)} {files} compared: {verdict}")


def _manifest(there: SweepFolder) -> dict[str, Any]:
    if not there.has(MANIFEST):
        if there.has(PLAN):
            raise BrinkError(f"{there}: this sweep is not finished; give brink sweep again first")
        cure = "give a folder that brink run or brink sweep wrote"
        gone = isinstance(there.place, Disk) and not there.place.path.is_dir()
        what = "no such folder" if gone else f"no {MANIFEST} here"
        raise BrinkError(f"{there}: {what}; {cure}")
    return there.read_json(MANIFEST)


@contextmanager
def _beside(there: SweepFolder) -> Iterator[Path]:
    """A name for a folder, on the same disk if it can be written; in the end it is deleted."""
    folder = there.place.path.resolve() if isinstance(there.place, Disk) else None
    if folder is None or not os.access(folder.parent, os.W_OK):
        with TemporaryDirectory() as place:
            yield Path(place) / "again"
        return
    beside = next_free(folder.with_name(f".{folder.name}.again"))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _verdict(there: SweepFolder, fresh: SweepFolder, name: str, files: Mapping[str, str]) -> str:
    """Whether the file that is there, the manifest, and the file made now all agree."""
    if not there.has(name) or not fresh.has(name):
        return "missing"
    if name not in files and name != SUMMARY:
        return "not in the manifest"
    digest = there.digest(name)
    return "same" if digest == files.get(name, digest) == fresh.digest(name) else "differs"


def _run_again(shown: str, manifest: RunManifest, again: Path, workers: int) -> list[str]:
    """Tables and summary of a run folder, from the document in its manifest; their names."""
    files, engine, seed = manifest.files, manifest.engine, manifest.seed
    trace, csv = "turns.parquet" in files, "runs.csv" in files
    if engine not in ENGINES:
        raise BrinkError(f"{shown}: engine {engine!r} is not known here")
    scenario = scenario_of(manifest.document, f"{shown}: document")
    premise = prepare(scenario)
    compile_first()
    label = Label(
        scenario=manifest.scenario,
        digest=scenario.digest,
        seed=seed,
        settings=settings(scenario, manifest.overrides),
    )
    blocks = run_ensemble(
        premise,
        seed=seed,
        runs=manifest.asked,
        first_run=manifest.first_run,
        workers=workers,
        way=TRACED if trace else ENGINES[engine],
    )
    tally = Tally(len(premise.levels))
    with FolderWriter(again, premise, label, trace=trace, csv=csv) as writer, closing(blocks):
        for block in blocks:
            writer.add(block)
            tally.add(block)
        made = writer.close()
        told = summary_of(scenario, manifest.scenario, seed, tally)
        writer.publish({SUMMARY: told}, numbered=False)
    return [*made, SUMMARY]


def _sweep_again(there: SweepFolder, again: Path, workers: int) -> list[str]:
    """The tables of a sweep folder, from the plan and the scenario in it; their names."""
    plan, fresh = plan_in(there), SweepFolder(again)
    compile_first()
    fresh.make()
    with fresh.locked() as session:
        fresh.write(SCENARIO, there.read(SCENARIO))
        fresh.write_json(PLAN, to_json(plan))
        sweep = Sweep(
            plan=plan, folder=fresh, interval=share_interval, session=session, workers=workers
        )
        with closing(sweep.play()) as blocks:
            for _ in blocks:
                pass
        return list(sweep.finish(datetime.now(UTC))["files"])
