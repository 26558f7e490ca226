"""``brink run``: play a scenario many times."""

from contextlib import nullcontext
from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.figures import drawing_processes, print_places
from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.results.folder import json_text
from brinkmanship.sim.runs.limits import MOST_RUNS, core_count

ENGINES = ("native", "wasm", "mesa")


@click.command(
    epilog="""\b
Examples:
  brink run nato-ground-troops-2024
  brink run mine.yaml --runs 2000 --set actors.FRA.resolve=1.5 --out out/firm-france"""
)
@click.argument("scenario", shell_complete=completion.scenarios)
@options.run_count()
@options.seed("Seed of all chance; the same seed gives the same runs.")
@click.option("--first-run", type=click.IntRange(0, MOST_RUNS), default=0,
              show_default=True, metavar="N",
              help="Number of the first run; run 7 is the same run in any ensemble.")  # fmt: skip
@options.overrides()
@options.parameters()
@options.out_folder("Folder to write, which must not exist. "
                    "[default: out/SCENARIO-seedSEED, or the next free number]")  # fmt: skip
@options.workers()
@click.option("--engine", type=click.Choice(ENGINES),
              help="What plays the runs, with the same results: native code, WebAssembly, or the "
              "Mesa model. [default: native code, WebAssembly until that is made]")  # fmt: skip
@click.option("--trace", is_flag=True,
              help="Also write every turn, signal and event; needed for some figures.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet",
              show_default=True, help="csv writes CSV as well as Parquet.")  # fmt: skip
@options.figures()
@options.as_json("Print summary.json instead of the table.")
def run(*, figures: bool, as_json: bool, **asked: Any) -> None:
    """Play SCENARIO many times and say how often it ends in what.

    SCENARIO is a file, or the name of a shipped scenario (see brink list). Prints the share of
    runs for each outcome with its 95% Wilson interval; writes a folder of tables and figures.
    """
    with drawing_processes(core_count()) if figures else nullcontext() as draw:
        from brinkmanship.commands.jobs.ensemble import (
            EnsembleJob,
            raise_failures,
            write_run_folder,
        )

        runs = write_run_folder(EnsembleJob(**asked))
        say(json_text(runs.summary()) if as_json else str(runs), nl=False)
        print_places(runs.folder, draw, quiet=as_json)
        raise_failures(runs)
