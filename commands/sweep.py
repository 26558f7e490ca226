"""``brink sweep``: a declared experiment."""

from time import perf_counter
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink sweep north-star --dry-run
  brink sweep mine.yaml --out out/mine --workers 4
  brink sweep mine.yaml --dask tcp://node1:8786 --out s3://bucket/mine"""
)
@click.argument("file", shell_complete=completion.sweeps)
@click.option("--out", metavar="DIR",
              help="Folder of the sweep, or a URL such as s3://bucket/folder; a sweep that was "
              "begun there is continued. [default: out/FILE]")  # fmt: skip
@options.workers()
@click.option("--dask", metavar="ADDRESS",
              help="Play on a Dask cluster: tcp://HOST:PORT, a scheduler's file, or local, "
              "which starts one here. Results are the same.")  # fmt: skip
@click.option("--dry-run", is_flag=True,
              help="Only say how many points and runs, and estimate time and disk.")  # fmt: skip
@options.as_json("Print the summary as JSON.")
def sweep(*, dry_run: bool, as_json: bool, **asked: Any) -> None:
    """Play a scenario at many points: every combination that FILE declares.

    FILE is a sweep file, or the name of a shipped one. Interrupted or killed, it goes on where
    it was when the same command is given again, and ends with the same bytes. Points or runs
    may be added to FILE later; only they are then played.
    """
    begun = perf_counter()  # what is imported from here on is part of the time
    from brinkmanship.analysis.statistics.intervals import share_interval
    from brinkmanship.commands.jobs.sweep import (
        SweepJob,
        differences_from_first,
        estimate_sweep,
        play_sweep,
        raise_failures,
    )
    from brinkmanship.commands.text.sweep import ROWS, estimate_text, shown_outcome, sweep_text
    from brinkmanship.sim.sweep.summary import summary_json

    job = SweepJob(**asked)
    if dry_run:
        as_text = (lambda _, cost: json_text(cost._asdict())) if as_json else estimate_text
        estimate_sweep(job, begun, lambda *found: say(as_text(*found), nl=False))
        return
    played = play_sweep(job)
    if as_json:
        found = summary_json(played.plan, played.counts, share_interval)
        say(json_text({**found, "honesty": played.honesty}), nl=False)
    else:
        outcome = shown_outcome(played.plan)
        say(sweep_text(played, differences_from_first(played, outcome, ROWS)))
        say_line(f"Tables: {played.folder}")
    if job.dask and played.carried:
        what = "written from here, because its worker does not reach the folder"
        say(f"{played.carried} blocks were {what}.", err=True)
    raise_failures(played)
