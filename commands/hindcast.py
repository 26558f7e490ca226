"""``brink hindcast``: forecasts for ICB crises from what was known at the trigger."""

from pathlib import Path

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink hindcast icb1v14.csv icb2v14.csv --out out/hindcast
  brink hindcast crises.csv actors.csv --runs 5000 --json"""
)
@click.argument("system", type=options.ReadPath(exists=True, dir_okay=False, path_type=Path))
@click.argument("actors", type=options.ReadPath(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--only",
    type=click.Choice(["fitted", "unfitted"]),
    help="Only crises that the shipped numbers may be fitted to, or only the others.",
)
@options.run_count("How many runs of each crisis.", default=2000)
@options.seed()
@options.out_folder("Folder to write, which must not exist. "
                    "[default: out/hindcast-SYSTEM, or the next free number]")  # fmt: skip
@options.as_json("Print scores.json instead of the text.")
def hindcast(  # noqa: PLR0913 - each is an option
    *,
    system: Path,
    actors: Path,
    only: str | None,
    runs: int,
    seed: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Forecast crises of the International Crisis Behavior data, and score the forecasts.

    SYSTEM has one row a crisis and ACTORS one a crisis and state, as CSV in ICB's columns.
    Only facts of the day of the trigger are read; columns of outcomes may be blank or absent.
    Writes forecasts.csv with the share of runs with any violence, serious clashes and war. With
    outcomes it says how good they are beside climatology, a table by trigger and a logit.
    """
    from brinkmanship.commands.folders.hindcast import write_hindcast
    from brinkmanship.commands.jobs.hindcast import Hindcast
    from brinkmanship.commands.text.hindcast import hindcast_text

    result = Hindcast(system, actors, seed=seed, runs=runs, only=only)
    folder = write_hindcast(result, out)
    say(json_text(result.summary) if as_json else hindcast_text(result.summary), nl=False)
    if not as_json:
        say_line(f"Tables: {folder}")
