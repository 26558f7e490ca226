"""A declared experiment: planned, estimated, and played where something is missing."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.api.honesty import honesty_of
from brinkmanship.commands.shared.compiling import compile_engine
from brinkmanship.commands.shared.failures import failed_runs_error
from brinkmanship.commands.shared.printing import say_line
from brinkmanship.commands.shared.progress import with_run_bar
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.surroundings import (
    check_room,
    free_bytes,
    in_out,
    nearest_folder,
)
from brinkmanship.sim.scenario import scenario_of
from brinkmanship.sim.sweep.estimate import Estimate, estimate, expected_bytes
from brinkmanship.sim.sweep.plan import MOST_BLOCKS, Plan
from brinkmanship.sim.sweep.planning import Planned, plan_sweep
from brinkmanship.sim.sweep.resuming import wording_changes
from brinkmanship.sim.sweep.runner import Sweep, extended_plan, finished_digests, settle_plan
from brinkmanship.sim.sweep.storage.disk import Disk
from brinkmanship.sim.sweep.storage.folder import PLAN, SCENARIO, SweepFolder
from brinkmanship.sim.sweep.workers.pool import LostError

if TYPE_CHECKING:  # half a second of start-up
    import pandas as pd

SHORT_LIVED = {"memory"}  # kinds of URL
REWORDED = (
    "{folder}: goes on; only wording has changed, on which no run depends ({changes}). The folder "
    "keeps the wording that it began with."
)
OpenWorkers = Callable[[], Executor]
MOST_OF_BLOCK, MOST_OF_RUN, MOST_TRACED = 50_000, 400, 100_000
"""Bytes that a block, a run and a traced run never pass; with so many free, none is measured."""


@dataclass(frozen=True, slots=True)
class SweepJob:
    """What the user asked for; each field is an option of ``brink sweep``."""

    file: str
    out: str | None
    workers: int
    dask: str | None

    def folder(self, planned: Planned) -> SweepFolder:
        """Where the sweep is kept.

        Raises:
            BrinkError: No files can be kept there.
        """
        if self.out is None:
            return SweepFolder(in_out(planned.plan.sweep))
        refuse_short_lived(self.out)
        return SweepFolder(self.out)


def refuse_short_lived(out: str) -> None:
    """Refuse a store that ends with the command.

    Raises:
        BrinkError: It is one.
    """
    kind, address, _ = out.partition("://")
    if address and kind.rpartition("::")[2] in SHORT_LIVED:
        what = f"--out {out}: {kind}:// is the memory of this command, which ends with it"
        raise BrinkError(f"{what}; give a folder, or a URL such as s3://bucket/folder")


def estimate_sweep(job: SweepJob, begun: float, show: Callable[[Plan, Estimate], None]) -> None:
    """Show the plan of a sweep and what it will cost; nothing is written.

    Args:
        job: What was asked for.
        begun: When the command began, in seconds of ``perf_counter``.
        show: Is given the plan and its cost.

    Raises:
        BrinkError: The user's input is wrong, or the sweep cannot be played here.
    """
    planned = plan_sweep(job.file)
    folder = job.folder(planned)
    compile_engine()
    plan = extended_plan(planned, folder) if folder.has(PLAN) else planned.plan
    disk = folder.place
    cost = estimate(
        plan,
        planned.document,
        folder.finished(trace=plan.trace),
        job.workers,
        share_interval,
        home=nearest_folder(disk.path) if isinstance(disk, Disk) else None,
        planning=perf_counter() - begun,
    )
    show(plan, cost)
    refuse_impossible(replace(planned, plan=plan), folder, cost.bytes)


def refuse_impossible(planned: Planned, folder: SweepFolder, needed: int | None = None) -> None:
    """Refuse a sweep of too many files, or for which the disk has no room.

    Args:
        planned: The sweep.
        folder: Where it would be kept.
        needed: Bytes that it takes in all, if they were measured already.

    Raises:
        BrinkError: It cannot be played.
    """
    plan, place = planned.plan, folder.place
    sizes = [plan.size(layer) for layer in plan.layers]
    blocks, runs = sum(one.blocks for one in sizes), sum(one.runs for one in sizes)
    if max(one.blocks for one in sizes) > MOST_BLOCKS:
        what = f"{blocks:,} blocks of {plan.block} runs, and {MOST_BLOCKS:,} are the most"
        raise BrinkError(f"{plan.sweep}: these are {what}; write a larger block:, or leave it out")
    if not isinstance(place, Disk):
        return
    if needed is None:
        most = blocks * MOST_OF_BLOCK + runs * (MOST_TRACED if plan.trace else MOST_OF_RUN)
        if most < free_bytes(place.path):
            return
        needed = expected_bytes(plan, planned.document, share_interval)
    there = len(folder.finished(trace=plan.trace)) / blocks
    check_room(place.path, needed * max(0.0, 1.0 - there))


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
            say_line(f"{job.dask}: no worker yet; the first that comes begins.", err=True)
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
    refuse_impossible(planned, folder)
    folder.make()
    with folder.locked() as session:
        sealed = finished_digests(folder)  # before a folder that grows loses its manifest
        plan = settle_plan(planned, folder)
        reworded = wording_changes(planned, folder, plan)
        if reworded:
            say_line(REWORDED.format(folder=folder, changes=reworded), err=True)
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
            say_line(f"{folder}: finished blocks are kept; the same command "
                       "goes on from here.", err=True)  # fmt: skip
            raise
        except LostError as error:
            raise click.ClickException(str(error)) from error
        sweep.honesty = honesty_at_first(sweep)
        sweep.finish(started)
    return sweep


def honesty_at_first(sweep: Sweep) -> dict[str, Any]:
    """What the results of a sweep rest on, said of its first point."""
    plan, folder = sweep.plan, sweep.folder
    shown = f"{folder}/{SCENARIO}"
    scenario = scenario_of(folder.read_text(SCENARIO), shown, plan.overrides(0))
    runs = max(int(sweep.counts.runs[0]), 1)
    return honesty_of(prepare(scenario), seed=plan.seed, first=0, runs=runs)


def differences_from_first(sweep: Sweep, outcome: str, most: int) -> "pd.DataFrame | None":
    """How far an outcome's share at the first points lies from that at point 0, run by run.

    Args:
        sweep: What was played.
        outcome: Its name.
        most: Points that are read.

    Returns:
        None of a single point, of a drawn design (whose first point nobody chose) and of a folder
        elsewhere, which would have to be fetched.
    """
    from brinkmanship.analysis.statistics.studies.point_differences import (
        DECLARED,
        point_differences,
    )
    from brinkmanship.analysis.tables.sweeps import hits_by_point, sweep_table

    plan = sweep.plan
    if plan.design not in DECLARED or len(plan.points) == 1 or "://" in str(sweep.folder):
        return None
    table = sweep_table(Path(str(sweep.folder)))
    shown = table.where({"point": list(range(min(most, len(plan.points))))})
    wanted = frozenset({outcome})
    return point_differences(lambda: hits_by_point(shown, "outcome", wanted), len(plan.points))


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
