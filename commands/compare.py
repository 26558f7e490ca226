"""``brink compare``: what a change changes, run by run on the same random draws."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.figures import draw_figures, print_places
from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink compare nato-ground-troops-2024 nato-ground-troops-2024-no-north-star
  brink compare mine.yaml --set-b actors.FRA.resolve=1.5
  brink compare mine.yaml --variant "no accidents: mechanisms.accidents.enabled=false" \\
    --variant "firm: actors.FRA.resolve=1.5 actors.DEU.resolve=1.2" --show direct_clash"""
)
@click.argument("scenarios", metavar="A [B]...", nargs=-1, required=True,
                shell_complete=completion.scenarios)  # fmt: skip
@options.overrides("Change a value of all of them; repeatable.")
@click.option("--set-b", "second", multiple=True, metavar="PATH=VALUE",
              shell_complete=completion.paths_ending("="),
              help="Change a value of B alone; without B, of a second A; repeatable.")  # fmt: skip
@click.option("--variant", "variants", multiple=True, metavar='"NAME: PATH=VALUE ..."',
              help="A variant of A under one or more changes; repeatable.")  # fmt: skip
@options.parameters()
@options.run_count("How many runs of each.")
@options.seed("Seed of all chance, the same for all.")
@options.workers()
@click.option("--show", multiple=True, metavar="NAME",
              help="Print only this outcome, rung or side (its mean rung), one line a variant; "
              "repeatable.")  # fmt: skip
@options.out_folder("Folder to write, which must not exist. "
                    "[default: out/compare-A-seedSEED, or the next free number]")  # fmt: skip
@options.figures()
@options.as_json("Print summary.json instead of the text.")
def compare(*, out: Path | None, figures: bool, as_json: bool, **asked: Any) -> None:
    """Say what is different between A and B, and what that changes in their runs.

    A and B are files or names of shipped scenarios; run 7 of one meets the same dice as run 7
    of the other. Prints the changes in words, each share before and after, the paired
    difference with its 95% interval, and how many runs flipped either way. Several B and
    variants are each compared with A. Writes a folder of tables and figures.
    """
    from brinkmanship.commands.folders.comparison import write_comparison
    from brinkmanship.commands.jobs.comparison import ComparisonJob, compare_scenarios
    from brinkmanship.commands.text.comparison import comparison_text

    started, job = datetime.now(UTC), ComparisonJob(**asked)
    comparison = compare_scenarios(job)
    folder = write_comparison(comparison, out, started, job.command)
    summary = comparison.summary
    say(json_text(summary) if as_json else comparison_text(summary, job.show), nl=False)
    print_places(folder, draw_figures if figures else None, quiet=as_json)
    comparison.raise_failures()
