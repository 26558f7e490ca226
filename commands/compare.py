"""``brink compare``: what a change changes, run by run on the same dice."""

from pathlib import Path
from typing import Any

import click

from commands.run import MOST_RUNS, cores
from sim.chance import LAST_SEED


@click.command(
    epilog="""\b
Examples:
  brink compare nato-ground-troops-2024 nato-ground-troops-2024-no-north-star
  brink compare mine.yaml --set-b actors.FRA.resolve=1.5
  brink compare mine.yaml --variant "no accidents: mechanisms.accidents.enabled=false" \\
    --variant "firm: actors.FRA.resolve=1.5 actors.DEU.resolve=1.2" --show direct_clash"""
)
@click.argument("scenarios", metavar="A [B]...", nargs=-1, required=True)
@click.option("--set", "common", multiple=True, metavar="PATH=VALUE",
              help="Change a value of all of them; repeatable.")  # fmt: skip
@click.option("--set-b", "second", multiple=True, metavar="PATH=VALUE",
              help="Change a value of B alone; without B, of a second A; repeatable.")  # fmt: skip
@click.option("--variant", "variants", multiple=True, metavar='"NAME: PATH=VALUE ..."',
              help="A variant of A under one or more changes; repeatable.")  # fmt: skip
@click.option("--runs", type=click.IntRange(1, MOST_RUNS), default=1000, show_default=True,
              help="How many runs of each.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
              help="Seed of all chance, the same for all.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), default=cores, metavar="N",
              help="Played side by side; changes no result. [default: one a core]")  # fmt: skip
@click.option("--show", "shown", multiple=True, metavar="NAME",
              help="Print only this outcome, rung or side (its mean rung), one line a variant; "
              "repeatable.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder to write, which must not exist. "
              "[default: out/compare-A-seedSEED, or the next free number]")  # fmt: skip
@click.option("--figures/--no-figures", default=True, show_default=True,
              help="Draw the figures.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print summary.json instead of the text.")
def compare(**asked: Any) -> None:  # noqa: ANN401 - click hands over what Job declares
    """Say what is different between A and B, and what that changes in their runs.

    A and B are files or names of shipped scenarios; run 7 of one meets the same dice as run 7
    of the other. Prints the changes in words, each share before and after, the paired
    difference with its 95% interval, and how many runs flipped either way. Several B and
    variants are each compared with A. Writes a folder of tables and figures.
    """
    from commands.comparing import Job, carry_out  # noqa: PLC0415 - help must not wait for Numba

    carry_out(Job(**asked))
