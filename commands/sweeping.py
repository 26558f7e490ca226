"""The work of ``brink sweep``: plan, play what is missing, count, report."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analysis.statistics.intervals import share_interval
from commands.compiling import compile_first
from sim.errors import BrinkError
from sim.sweep.estimate import Estimate, estimate
from sim.sweep.folder import PLAN, SweepFolder
from sim.sweep.plan import Plan
from sim.sweep.planning import Planned, plan_sweep
from sim.sweep.pool import LostError
from sim.sweep.runner import Step, Sweep, compared, sealed_in, settle
from sim.sweep.summary import counted, summary_json
from sim.whole import json_text

SHOWN = 5  # failed runs named on the terminal
ROWS = 40  # points shown in the table
Opener = Callable[[], Executor]
CAVEAT = "Shares of simulated runs with 95% intervals, not a forecast."


@dataclass(frozen=True, slots=True)
class Job:
    """What the user asked for; each field is an option of ``brink sweep``."""

    file: str
    out: str | None
    workers: int
    dask: str | None
    dry_run: bool
    as_json: bool


def carry_out(job: Job) -> None:
    """Do all that ``brink sweep`` does.

    Raises:
        BrinkError: The user's input is wrong, or the disk refuses.
        click.ClickException: A run failed, or workers were lost.
    """
    planned = plan_sweep(job.file)
    folder = SweepFolder(str(Path("out") / planned.plan.sweep) if job.out is None else job.out)
    if job.dry_run or job.dask in {None, "local"}:
        compile_first()  # here, so that no two workers do it
    if job.dry_run:
        plan = compared(planned, folder) if folder.has(PLAN) else planned.plan
        there = folder.finished()
        told = estimate(plan, planned.document, there, job.workers, share_interval)
        click.echo(json_text(told._asdict()) if job.as_json else forecast(plan, told), nl=False)
        return
    with _crew(job) as opened:
        done = played(planned, folder, job.workers, opened)
    if job.as_json:
        click.echo(json_text(summary_json(done.plan, done.counts, share_interval)), nl=False)
    else:
        click.echo(table_of(done) + f"\n{CAVEAT}\nTables: {folder}")
    if job.dask and done.carried:
        what = "written from here, because its worker does not reach the folder"
        click.echo(f"{done.carried} blocks were {what}.", err=True)
    report(done)


@contextmanager
def _crew(job: Job) -> Iterator[Opener | None]:
    """What opens the workers of ``--dask``; None without it.

    Raises:
        BrinkError: Its packages are missing, or no scheduler answers.
    """
    if job.dask is None:
        yield None
        return
    try:
        from sim.sweep.cluster import Cluster  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        cure = 'pip install "brinkmanship[dask]"'
        raise BrinkError(f"--dask: the package {error.name} is missing; {cure}") from error
    with Cluster(job.dask, job.workers) as cluster:
        if not cluster.workers():
            click.echo(f"{job.dask}: no worker yet; the first that comes begins.", err=True)
        yield lambda: cluster


def played(
    planned: Planned, folder: SweepFolder, workers: int, opened: Opener | None = None
) -> Sweep:
    """Play what is missing; interrupted, say that all finished blocks are kept."""
    started = datetime.now(UTC)
    folder.make()
    with folder.locked() as session:
        sealed = sealed_in(folder)  # before a folder that grows loses its manifest
        done = Sweep(
            plan=settle(planned, folder),
            sealed=sealed,
            folder=folder,
            interval=share_interval,
            session=session,
            workers=workers,
            opened=opened,
        )
        try:
            with closing(done.play()) as blocks:
                for _ in progress(blocks, done):
                    pass
        except KeyboardInterrupt:
            click.echo(f"{folder}: finished blocks are kept; the same command "
                       "goes on from here.", err=True)  # fmt: skip
            raise
        except LostError as error:
            raise click.ClickException(str(error)) from error
        done.finish(started)
    return done


def progress(blocks: Iterator[Step], sweep: Sweep) -> Iterator[Step]:
    """The same blocks; meanwhile a bar with rate and time left, if somebody is watching."""
    if sys.stderr.isatty():
        from commands.bar import sweep_bar  # noqa: PLC0415 - rich only where it is seen

        return sweep_bar(blocks, sweep)
    return blocks


def forecast(plan: Plan, told: Estimate) -> str:
    """The estimate of a dry run as text."""
    least = "at least " if plan.until else ""
    return (
        f"{plan.title}\n"
        f"{told.points} points, {least}{told.runs} runs in {told.blocks} blocks "
        f"of at most {plan.block}; {told.finished} blocks are there already\n"
        f"Time: {least}about {_duration(told.seconds)} with {told.workers} workers "
        f"({told.rate:.0f} runs/s each, measured now)\n"
        f"Disk: {least}about {told.bytes / 1e6:.1f} MB\n"
    )


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if seconds >= 120.0 else f"{seconds:.0f} s"  # noqa: PLR2004


def table_of(done: Sweep) -> str:
    """One line a point: its values, its runs, and the share of one outcome."""
    plan, counts = done.plan, done.counts
    name = plan.until.outcome if plan.until else "direct_clash"
    runs, n = counts.runs, counted(plan, counts)[name]
    low, high = share_interval(n, runs)
    kinds = plan.kinds
    head = ["point", *(path.rpartition(".")[2] for path in plan.paths), "runs", name, "interval"]
    rows = [head]
    for i in range(min(len(plan.points), ROWS)):
        share = f"{100.0 * n[i] / runs[i]:.2f}%" if runs[i] else "-"
        ends = f"{100.0 * low[i]:.2f} to {100.0 * high[i]:.2f}%"
        cells = ["-" if one is None else str(one) for one in plan.cells(i, kinds)]
        rows.append([str(i), *cells, str(runs[i]), share, ends])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:>{w}}" for cell, w in zip(row, widths, strict=True)) for row in rows]
    left = len(plan.points) - ROWS
    more = [f"... and {left} more points: summary.csv"] if left > 0 else []
    return "\n".join([plan.title, "", *lines, *more])


def report(done: Sweep) -> None:
    """Name the runs that failed, and end with exit code 1 if there are any."""
    failed: int = int(done.counts.failed.sum())
    if not failed:
        return
    named: list[Any] = [f"  {one}" for one in done.counts.failures[:SHOWN]]
    more = ["  and more: manifest.json"] if len(done.counts.failures) > SHOWN else []
    head = f"{failed} runs failed; all others stand:"
    raise click.ClickException("\n".join([head, *named, *more]))
