"""The work of ``brink run``: check, play, count, write, report."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.compiling import compile_first
from commands.drawing import Draw
from commands.progress import progress
from commands.summary import Tally, summary_of, table_of
from sim.errors import BrinkError
from sim.runs.ensemble import ENGINES, TRACED, Blocks, WorkerLostError, run_ensemble
from sim.premise import Premise, prepare
from sim.results.manifest import RunAccount, manifest, settings
from sim.scenario import load_scenario
from sim.scenario.wording import printable
from sim.results.store import FolderWriter, Label
from sim.results.folder import json_text, next_free

SHOWN = 5  # failed runs named on the terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the user asked for; each field is an option of ``brink run``.

    Attributes:
        draw: What draws the figures; None where none are wanted.
    """

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
    as_json: bool
    draw: Draw | None

    @property
    def name(self) -> str:
        """Name of the scenario in results: that of its file."""
        return printable(Path(self.scenario).name.removesuffix(".yaml").removesuffix(".yml"))

    @property
    def player(self) -> str:
        """Name of the engine.

        Raises:
            BrinkError: A trace is asked of the engine that keeps none.
        """
        if self.trace and self.engine == "ensemble":
            cure = "leave --engine away, or say --engine mesa"
            raise BrinkError(f"--trace: the ensemble engine keeps no trace; {cure}")
        return self.engine or ("mesa" if self.trace else "ensemble")

    @property
    def folder(self) -> Path:
        """Where the run folder goes."""
        return self.out or next_free(Path("out") / f"{self.name}-seed{self.seed}")


def carry_out(job: Job) -> None:
    """Do all that ``brink run`` does.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
        click.ClickException: A run failed, or a worker was lost.
    """
    premise = prepare(load_scenario(job.scenario, job.overrides))
    if job.player == "ensemble":
        compile_first()
    try:
        folder, tally = _play(job, premise)
    except WorkerLostError as error:
        raise click.ClickException(f"{error}; nothing was written") from error
    summary = summary_of(premise.scenario, job.name, job.seed, tally)
    click.echo(json_text(summary) if job.as_json else table_of(premise.scenario, summary), nl=False)
    places = [f"Tables: {folder}"]
    if job.draw is not None:
        places.append(f"Figures: {job.draw(folder)}")
    if not job.as_json:
        click.echo("\n".join(places))
    _report(tally)


def _play(job: Job, premise: Premise) -> tuple[Path, Tally]:
    """Play, count and write; the folder, which is whole, and the counts."""
    started, tally = datetime.now(UTC), Tally(len(premise.levels))
    label = Label(
        scenario=job.name,
        digest=premise.scenario.digest,
        seed=job.seed,
        settings=settings(premise.scenario, job.overrides),
    )
    form = {"trace": job.trace, "csv": job.form == "csv"}
    with FolderWriter(job.folder, premise, label, **form) as writer:
        with closing(_blocks(job, premise)) as blocks:
            for block in progress(blocks, job.runs):
                writer.add(block)
                tally.add(block)
        if not tally.runs:
            _report(tally)
        played = _played(job, tally, started, writer.close())
        documents = {
            "summary.json": summary_of(premise.scenario, job.name, job.seed, tally),
            "manifest.json": manifest(premise, played),
        }
        return writer.publish(documents, numbered=job.out is None), tally


def _played(job: Job, tally: Tally, started: datetime, files: dict[str, str]) -> RunAccount:
    return RunAccount(
        scenario=job.name,
        overrides=job.overrides,
        seed=job.seed,
        first_run=job.first_run,
        asked=job.runs,
        engine=job.player,
        started=started,
        ended=datetime.now(UTC),
        finished=tally.runs,
        failures=tally.failures,
        files=files,
    )


def _blocks(job: Job, premise: Premise) -> Blocks:
    return run_ensemble(
        premise,
        seed=job.seed,
        runs=job.runs,
        first_run=job.first_run,
        workers=job.workers,
        way=TRACED if job.trace else ENGINES[job.player],
    )


def _report(tally: Tally) -> None:
    """Name the runs that failed, and end with exit code 1 if there are any."""
    if not tally.failed:
        return
    kept = "all others stand" if tally.runs else "no other is left, nothing was written"
    head = f"{tally.failed} runs failed, which is a defect of Brink; {kept}:"
    named = [f"  {failure}" for failure in tally.failures[:SHOWN]]
    left = tally.failed - len(named)
    more = [f"  and {left} more"] if left else []
    raise click.ClickException("\n".join([head, *named, *more]))
