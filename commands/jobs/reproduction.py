"""A folder played again beside itself, and compared byte for byte."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.api.ensemble import Ensemble
from brinkmanship.api.parameters import Open
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.progress import task_bars, with_run_bar
from brinkmanship.installed import VERSION
from brinkmanship.sim.errors import BrinkError, ScenarioError
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.folder import next_free
from brinkmanship.sim.results.manifest import FORMAT
from brinkmanship.sim.results.stored import Manifest, RunManifest, validate_stored
from brinkmanship.sim.results.versions import versions
from brinkmanship.sim.runs.ensemble import ENGINES
from brinkmanship.sim.scenario import scenario_of
from brinkmanship.sim.sweep.plan_file import plan_in, to_json
from brinkmanship.sim.sweep.runner import Sweep
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.folder import MANIFEST, PLAN, RUNS, SCENARIO, SweepFolder

PLAYED = ("run", "sweep")  # kinds of folders that hold runs
SUMMARY = "summary.json"
RENAMED = {"ensemble": "compiled"}  # names of engines in folders of earlier versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """How the files of a folder compare with those of the same runs played again.

    Attributes:
        folder: The folder.
        files: For each of its tables: same, differs, or missing.
        versions: Versions that wrote the folder and that are at work now, where they differ;
            a reason why a file may differ.
    """

    folder: str
    files: Mapping[str, str]
    versions: Mapping[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """Whether every file is the same, byte for byte."""
        return set(self.files.values()) <= {"same"}


def reproduce_folder(address: str, workers: int) -> Reproduction:
    """Play a folder again beside it, or here if it is in a store, and compare.

    Raises:
        BrinkError: It is no folder of ours, not a finished one, or another version made it.
    """
    folder = SweepFolder(address)
    content = _manifest_of(folder)
    kind, place = content.get("kind", "run"), f"{folder}/{MANIFEST}"
    if kind not in PLAYED:
        raise BrinkError(f"{address}: {_why_not(folder, str(kind), content)}")
    manifest = validate_stored(RunManifest if kind == "run" else Manifest, content, place, FORMAT)
    _refuse_other_version(place, manifest.versions)
    with _refusing_old_text(place, manifest.versions), _temporary_folder(folder) as again:
        if isinstance(manifest, RunManifest):
            names = _play_run_folder(place, manifest, again, workers)
        else:
            names = _play_sweep_folder(folder, again, workers)
        files = _compare_files(folder, SweepFolder(again), manifest.files, names)
    now = versions()
    changed = {
        name: (was, now.get(name, "none"))
        for name, was in manifest.versions.items()
        if name != "python" and was != now.get(name)
    }
    return Reproduction(folder=str(folder), files=files, versions=changed)


def _manifest_of(folder: SweepFolder) -> dict[str, Any]:
    if not folder.has(MANIFEST):
        if folder.has(PLAN):
            raise BrinkError(f"{folder}: this sweep is not finished; give brink sweep again first")
        cure = "give a folder that brink run or brink sweep wrote"
        gone = isinstance(folder.place, Disk) and not folder.place.path.is_dir()
        what = "no such folder" if gone else f"no {MANIFEST} here"
        raise BrinkError(f"{folder}: {what}; {cure}")
    return folder.read_json(MANIFEST)


def _refuse_other_version(place: str, wrote: Mapping[str, str]) -> None:
    """Refuse a folder of another version of Brink: another model plays other runs."""
    made = wrote.get("brinkmanship", "an unknown version")
    if made != VERSION:
        cure = "play it again with that version"
        raise BrinkError(f"{place}: Brink {made} made this folder, and this is {VERSION}; {cure}")


@contextmanager
def _refusing_old_text(place: str, wrote: Mapping[str, str]) -> Iterator[None]:
    """Name the version that made a folder if its scenario cannot be read by the model of now.

    Between two releases the model changes while the version stays; then the digest of its text
    tells them apart.
    """
    try:
        yield
    except ScenarioError as error:
        made = wrote.get("engine", "unknown")
        if made == versions()["engine"]:
            raise
        more = len(error.problems) - 1
        first = f"{error.problems[0]}{f' (and {more} more)' if more else ''}"
        what = f"Brink {wrote.get('brinkmanship')} with the model text {made} made this folder"
        now = f"the text of now, {versions()['engine']}, cannot read its scenario"
        raise BrinkError(f"{place}: {what}, and {now}: {first}") from error


def _why_not(folder: SweepFolder, kind: str, manifest: Mapping[str, Any]) -> str:
    """Why a folder cannot be played again, and what can be done instead."""
    listed = manifest.get("files")
    files = listed if isinstance(listed, Mapping) else ()
    inside = [str(name) for name in files if str(name).endswith(f"/{MANIFEST}")]
    if inside:
        names = " and ".join(f"{folder}/{name.removesuffix(f'/{MANIFEST}')}" for name in inside)
        return f"holds an analysis; reproduce the sweeps in it: {names}"
    cure = "give that command again and compare its files"
    return f"holds what brink {kind} counted, no runs; {cure}"


@contextmanager
def _temporary_folder(folder: SweepFolder) -> Iterator[Path]:
    """A name for a folder, beside this one if that can be written; in the end it is deleted."""
    path = folder.place.path.resolve() if isinstance(folder.place, Disk) else None
    if path is None or not os.access(path.parent, os.W_OK):
        with TemporaryDirectory() as place:
            yield Path(place) / "again"
        return
    beside = next_free(path.with_name(f".{path.name}.again"))
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _compare_files(
    old: SweepFolder, new: SweepFolder, listed: Mapping[str, str], names: list[str]
) -> dict[str, str]:
    """A verdict on each file that the manifest lists or that was made now, by name."""
    every = dict.fromkeys([*listed, *names])
    verdicts = {name: _verdict(old, new, name, listed) for name in every}
    blocks = (f"{RUNS}/{name}" for name in old.finished() - new.finished())
    extra = sorted({*blocks, *(old.trace_files() - new.trace_files())})
    return verdicts | dict.fromkeys(extra, "none of its blocks")


def _verdict(old: SweepFolder, new: SweepFolder, name: str, listed: Mapping[str, str]) -> str:
    """Whether the file that is there, the manifest, and the file made now all agree."""
    if not old.has(name) or not new.has(name):
        return "missing"
    if name not in listed and name != SUMMARY:
        return "not in the manifest"
    digest = old.digest(name)
    return "same" if digest == listed.get(name, digest) == new.digest(name) else "differs"


def _play_run_folder(place: str, manifest: RunManifest, again: Path, workers: int) -> list[str]:
    """Tables and summary of a run folder, from the document in its manifest; their names."""
    engine = RENAMED.get(manifest.engine, manifest.engine)
    if engine not in ENGINES:
        raise BrinkError(f"{place}: engine {manifest.engine!r} is not known here")
    shown, wanted = f"{place}: document", manifest.parameters
    under = [prepare(scenario_of(manifest.document, shown, vector=one))
             for one in (wanted.sets if wanted else ())]  # fmt: skip
    ensemble = Ensemble(
        premise=prepare(scenario_of(manifest.document, shown)),
        open=Open(wanted, tuple(under)) if wanted else None,
        name=manifest.scenario,
        overrides=tuple(manifest.overrides),
        seed=manifest.seed,
        first_run=manifest.first_run,
        runs=manifest.asked,
        engine=engine,
        trace="turns.parquet" in manifest.files,
        csv="runs.csv" in manifest.files,
        workers=workers,
    )
    with ensemble.writer(again) as writer, task_bars() as start_bar:
        tally = ensemble.play(writer.add, start_bar(ensemble.runs * (1 + len(under))))
        tables = writer.close()
        writer.publish({SUMMARY: ensemble.summary(tally)}, numbered=False)
    return [*tables, SUMMARY]


def _play_sweep_folder(folder: SweepFolder, again: Path, workers: int) -> list[str]:
    """The tables of a sweep folder, from the plan and the scenario in it; their names."""
    plan, document, fresh = plan_in(folder), folder.read_text(SCENARIO), SweepFolder(again)
    compile_engine()
    fresh.make()
    with fresh.locked() as session:
        fresh.write(SCENARIO, document.encode())
        fresh.write_json(PLAN, to_json(plan))
        sweep = Sweep(
            plan=plan, folder=fresh, interval=share_interval, session=session, workers=workers
        )
        with closing(sweep.play()) as blocks:
            for _ in with_run_bar(blocks, lambda: sweep.total):
                pass
        return list(sweep.finish(datetime.now(UTC))["files"])
