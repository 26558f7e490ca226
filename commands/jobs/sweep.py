"""A declared experiment: planned, estimated, and played where something is missing."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.failures import failed_runs_error
from brinkmanship.commands.shared.progress import with_run_bar
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.estimate import Estimate, estimate
from brinkmanship.sim.sweep.plan import Plan
from brinkmanship.sim.sweep.planning import Planned, plan_sweep
from brinkmanship.sim.sweep.resuming import wording_changes
from brinkmanship.sim.sweep.runner import Sweep, extended_plan, finished_digests, settle_plan
from brinkmanship.sim.sweep.storage.folder import PLAN, SweepFolder
from brinkmanship.sim.sweep.workers.pool import LostError

REWORDED = (
    "{folder}: goes on; only wording has changed, on which no run depends ({changes}). The folder "
    "keeps the wording that it began with."
)
OpenWorkers = Callable[[], Executor]


@dataclass(frozen=True, slots=True)
class SweepJob:
    """What the user asked for; each field is an option of ``brink sweep``."""

    file: str
    out: str | None
    workers: int
    dask: str | None

    def folder(self, planned: Planned) -> SweepFolder:
        """Where the sweep is kept."""
        default = str(Path("out") / planned.plan.sweep)
        return SweepFolder(default if self.out is None else self.out)


def estimate_sweep(job: SweepJob) -> tuple[Plan, Estimate]:
    """The plan of a sweep, and what it will cost; nothing is written.

    Raises:
        BrinkError: The user's input is wrong.
    """
    planned = plan_sweep(job.file)
    folder = job.folder(planned)
    compile_engine()
    plan = extended_plan(planned, folder) if folder.has(PLAN) else planned.plan
    finished = folder.finished(trace=plan.trace)
    return plan, estimate(plan, planned.document, finished, job.workers, share_interval)


def play_sweep(job: SweepJob) -> Sweep:
    """Play what is missing in the folder of a sweep.

    Raises:
        BrinkError: The user's input is wrong, or the disk refuses.
        click.ClickException: Workers were lost.
    """
    planned = plan_sweep(job.file)
    folder = job.folder(planned)
    if job.dask in {None, "local"}:
        compile_engine()  # here, so that no two workers do it
    with _dask_workers(job) as open_workers:
        return play_missing(planned, folder, job.workers, open_workers)


@contextmanager
def _dask_workers(job: SweepJob) -> Iterator[OpenWorkers | None]:
    """A function that opens the workers of ``--dask``; None without it.

    Raises:
        BrinkError: Its packages are missing, or no scheduler answers.
    """
    if job.dask is None:
        yield None
        return
    try:
        from brinkmanship.sim.sweep.workers.cluster import Cluster  # an extra
    except ModuleNotFoundError as error:
        from brinkmanship.installed import install_hint

        cure = install_hint("dask")
        raise BrinkError(f"--dask: the package {error.name} is missing; {cure}") from error
    with Cluster(job.dask, job.workers) as cluster:
        if not cluster.workers():
            click.echo(f"{job.dask}: no worker yet; the first that comes begins.", err=True)
        yield lambda: cluster


def play_missing(
    planned: Planned, folder: SweepFolder, workers: int, open_workers: OpenWorkers | None = None
) -> Sweep:
    """Play what is missing; if interrupted, say that all finished blocks are kept.

    Args:
        planned: The sweep.
        folder: Where it is kept; what is there is not played again.
        workers: Processes.
        open_workers: Opens other workers than processes of this machine.

    Raises:
        BrinkError: The folder holds another sweep, or the disk refuses.
        click.ClickException: Workers were lost.
    """
    started = datetime.now(UTC)
    folder.make()
    with folder.locked() as session:
        sealed = finished_digests(folder)  # before a folder that grows loses its manifest
        plan = settle_plan(planned, folder)
        reworded = wording_changes(planned, folder, plan)
        if reworded:
            click.echo(REWORDED.format(folder=folder, changes=reworded), err=True)
        sweep = Sweep(
            plan=plan,
            sealed=sealed,
            folder=folder,
            interval=share_interval,
            session=session,
            workers=workers,
            opened=open_workers,
        )
        try:
            with closing(sweep.play()) as blocks:
                for _ in with_run_bar(blocks, lambda: sweep.total):
                    pass
        except KeyboardInterrupt:
            click.echo(f"{folder}: finished blocks are kept; the same command "
                       "goes on from here.", err=True)  # fmt: skip
            raise
        except LostError as error:
            raise click.ClickException(str(error)) from error
        sweep.finish(started)
    return sweep


def raise_failures(sweep: Sweep) -> None:
    """Name the runs that failed.

    Raises:
        click.ClickException: There are any.
    """
    failed = int(sweep.counts.failed.sum())
    if failed:
        head = f"{failed} runs failed; all others stand:"
        failures = sweep.counts.failures
        rest = "and more: manifest.json"
        raise failed_runs_error(head, failures, len(failures), rest=rest)
