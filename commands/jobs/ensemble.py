"""Many runs of one scenario: played, counted and written into a run folder."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from brinkmanship.commands.jobs.tally import Summary, Tally, ensemble_summary
from brinkmanship.commands.shared.failures import failed_runs_error, lost_workers_reported
from brinkmanship.commands.shared.naming import scenario_name
from brinkmanship.commands.shared.progress import with_run_bar
from brinkmanship.sim.premise import Premise, prepare
from brinkmanship.sim.results.folder import next_free
from brinkmanship.sim.results.manifest import RunAccount, manifest, settings
from brinkmanship.sim.results.store import FolderWriter, Label
from brinkmanship.sim.runs.ensemble import Blocks, run_ensemble, way_of
from brinkmanship.sim.scenario import load_scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Runs of one scenario; everything that decides the bytes of their tables.

    Attributes:
        premise: What is played.
        name: Name of the scenario in results.
        overrides: What ``--set`` changed, in order.
        seed, first_run, runs: Seed of all chance, number of the first run, and how many.
        engine: Name of the engine.
        trace: Whether turns, signals and events are kept too.
        csv: Whether each table is written as CSV too.
        workers: How many play side by side; changes no byte.
    """

    premise: Premise
    name: str
    overrides: tuple[str, ...]
    seed: int
    first_run: int
    runs: int
    engine: str
    trace: bool
    csv: bool
    workers: int

    def writer(self, target: Path) -> FolderWriter:
        """What writes the run folder; nothing must be at ``target``."""
        scenario = self.premise.scenario
        label = Label(
            scenario=self.name,
            digest=scenario.digest,
            seed=self.seed,
            settings=settings(scenario, self.overrides),
        )
        return FolderWriter(target, self.premise, label, trace=self.trace, csv=self.csv)

    def blocks(self) -> Blocks:
        """The runs, block by block; close it to leave early."""
        return run_ensemble(
            self.premise,
            seed=self.seed,
            runs=self.runs,
            first_run=self.first_run,
            workers=self.workers,
            way=way_of(self.engine, trace=self.trace),
        )

    def write_tables(self, writer: FolderWriter) -> Tally:
        """Play the runs into the tables of a folder, and count them."""
        tally = Tally(len(self.premise.levels))
        with closing(self.blocks()) as blocks:
            for block in with_run_bar(blocks, lambda: self.runs):
                writer.add(block)
                tally.add(block)
        return tally

    def summary(self, tally: Tally) -> Summary:
        """The content of ``summary.json``, of at least one run."""
        return ensemble_summary(self.premise.scenario, self.name, self.seed, tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsembleJob:
    """What the user asked for; each field is an option of ``brink run``."""

    scenario: str
    runs: int
    seed: int
    first_run: int
    overrides: tuple[str, ...]
    out: Path | None
    workers: int
    engine: str | None
    trace: bool
    form: str

    def ensemble(self) -> Ensemble:
        """The runs that were asked for.

        Raises:
            BrinkError: The scenario or an option is wrong.
        """
        return Ensemble(
            premise=prepare(load_scenario(self.scenario, self.overrides)),
            name=scenario_name(self.scenario),
            overrides=self.overrides,
            seed=self.seed,
            first_run=self.first_run,
            runs=self.runs,
            engine=self.engine or "compiled",
            trace=self.trace,
            csv=self.form == "csv",
            workers=self.workers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFolder:
    """A run folder that was written.

    Attributes:
        path: Where it is.
        premise: What was played.
        tally: Counts of its runs.
        summary: The content of its ``summary.json``.
    """

    path: Path
    premise: Premise
    tally: Tally
    summary: Summary

    def raise_failures(self) -> None:
        """Name the runs that failed.

        Raises:
            click.ClickException: There are any.
        """
        _raise_failures(self.tally)


def write_run_folder(job: EnsembleJob) -> RunFolder:
    """Play an ensemble and write its folder, complete or not at all.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
        click.ClickException: Every run failed, or a worker was lost; nothing was written.
    """
    ensemble = job.ensemble()
    target = job.out or next_free(Path("out") / f"{ensemble.name}-seed{job.seed}")
    started = datetime.now(UTC)
    with lost_workers_reported(), ensemble.writer(target) as writer:
        tally = ensemble.write_tables(writer)
        if not tally.runs:
            _raise_failures(tally)
        played = _played(ensemble, tally, started, writer.close())
        summary = ensemble.summary(tally)
        documents = {
            "summary.json": summary,
            "manifest.json": manifest(ensemble.premise, played),
        }
        path = writer.publish(documents, numbered=job.out is None)
    return RunFolder(path=path, premise=ensemble.premise, tally=tally, summary=summary)


def _played(
    ensemble: Ensemble, tally: Tally, started: datetime, files: dict[str, str]
) -> RunAccount:
    return RunAccount(
        scenario=ensemble.name,
        overrides=ensemble.overrides,
        seed=ensemble.seed,
        first_run=ensemble.first_run,
        asked=ensemble.runs,
        engine=ensemble.engine,
        started=started,
        ended=datetime.now(UTC),
        finished=tally.runs,
        failures=tally.failures,
        files=files,
    )


def _raise_failures(tally: Tally) -> None:
    if not tally.failed:
        return
    kept = "all others stand" if tally.runs else "no other is left, nothing was written"
    head = f"{tally.failed} runs failed, which is a defect of Brink; {kept}:"
    raise failed_runs_error(head, tally.failures, tally.failed)
