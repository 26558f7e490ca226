"""Many runs of one scenario, played into a run folder."""

from dataclasses import dataclass
from pathlib import Path

import click

from brinkmanship.api.crisis import load_file
from brinkmanship.api.ensemble import Ensemble
from brinkmanship.api.parameters import open_under
from brinkmanship.api.runs import Runs, RunsFailedError, failed_runs, write_folder
from brinkmanship.commands.shared.failures import lost_workers_reported
from brinkmanship.commands.shared.progress import task_bars
from brinkmanship.sim.results.folder import next_free
from brinkmanship.sim.results.surroundings import in_out


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
    parameters: str | None = None

    def ensemble(self) -> Ensemble:
        """The runs that were asked for.

        Raises:
            ScenarioError: The scenario or an override is wrong.
        """
        crisis = load_file(self.scenario, self.overrides)
        return Ensemble(
            premise=crisis.premise,
            name=crisis.name,
            overrides=crisis.overrides,
            seed=self.seed,
            first_run=self.first_run,
            runs=self.runs,
            engine=self.engine or "compiled",
            trace=self.trace,
            csv=self.form == "csv",
            workers=self.workers,
            open=open_under(crisis.draft, crisis.overrides, self.parameters),
        )


def write_run_folder(job: EnsembleJob) -> Runs:
    """Play an ensemble and write its folder, complete or not at all.

    Raises:
        BrinkError: The user's input is wrong; nothing was written.
        click.ClickException: Every run failed, or a worker was lost; nothing was written.
    """
    ensemble = job.ensemble()
    target = job.out or next_free(in_out(f"{ensemble.name}-seed{job.seed}"))
    with lost_workers_reported(), task_bars() as start_bar:
        vectors = len(ensemble.open.premises) if ensemble.open else 0
        bar = start_bar(job.runs * (1 + vectors))
        try:
            return write_folder(ensemble, target, bar, numbered=job.out is None)
        except RunsFailedError as error:
            raise click.ClickException(str(error)) from error


def raise_failures(runs: Runs) -> None:
    """Name the runs that failed.

    Raises:
        click.ClickException: There are any.
    """
    if runs.tally.failed:
        raise click.ClickException(failed_runs(runs.tally))
