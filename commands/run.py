"""``brink run``: play a scenario many times."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from commands.drawing import drawing
from sim.chance import LAST_SEED

ENGINES = ("ensemble", "mesa")
MOST_RUNS = 2**39


def cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@click.command(
    epilog="""\b
Examples:
  brink run nato-ground-troops-2024
  brink run mine.yaml --runs 2000 --set actors.FRA.resolve=1.5 --out out/firm-france"""
)
@click.argument("scenario")
@click.option("--runs", type=click.IntRange(1, MOST_RUNS), default=1000, show_default=True,
              help="How many runs.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
              help="Seed of all chance; the same seed gives the same runs.")  # fmt: skip
@click.option("--first-run", type=click.IntRange(0, MOST_RUNS), default=0, show_default=True,
              help="Number of the first run; run 7 is the same run in any ensemble.")  # fmt: skip
@click.option("--set", "overrides", multiple=True, metavar="PATH=VALUE",
              help="Change a value of the document; may be given many times.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder to write, which must not exist. "
              "[default: out/SCENARIO-seedSEED, or the next free number]")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), default=cores, metavar="N",
              help="Played side by side; changes no result. [default: one a core]")  # fmt: skip
@click.option("--engine", type=click.Choice(ENGINES),
              help="What plays the runs, with the same results: compiled code, or the readable "
              "model, which alone keeps a trace. [default: ensemble; traced: mesa]")  # fmt: skip
@click.option("--trace", is_flag=True,
              help="Also write every turn, signal and event; needed for some figures.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet",
              show_default=True, help="csv writes CSV as well as Parquet.")  # fmt: skip
@click.option("--figures/--no-figures", default=True, show_default=True,
              help="Draw the figures.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Print summary.json instead of the table.")  # fmt: skip
def run(*, figures: bool, **asked: Any) -> None:  # noqa: ANN401 - click hands over what Job declares
    """Play SCENARIO many times and say how often it ends in what.

    SCENARIO is a file, or the name of a shipped scenario (see brink list). Prints the share of
    runs for each outcome with its 95% Wilson interval; writes a folder of tables and figures.
    """
    with drawing(cores()) if figures else nullcontext() as draw:
        from commands.running import Job, carry_out  # noqa: PLC0415 - help must not wait for Mesa

        carry_out(Job(**asked, draw=draw))
