"""``brink explain``: the turns that decided a run."""

from pathlib import Path
from typing import Any

import click

from commands.run import MOST_RUNS, cores
from sim.chance import LAST_SEED


@click.command(
    epilog="""\b
Examples:
  brink explain nato-ground-troops-2024 --run 12
  brink explain nato-ground-troops-2024 --run 7 --outcome tripwire --out out/why-7"""
)
@click.argument("scenario")
@click.option("--run", type=click.IntRange(0, MOST_RUNS), default=0, show_default=True,
              help="Number of the run.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
              help="Seed of all chance; 0 is a seed.")  # fmt: skip
@click.option("--outcome", metavar="NAME",
              help="A rung or an outcome to ask about. [default: a clash, or else the highest "
              "threshold that the run reached]")  # fmt: skip
@click.option("--set", "overrides", multiple=True, metavar="PATH=VALUE",
              help="Change a value of the document; may be given many times.")  # fmt: skip
@click.option("--continuations", type=click.IntRange(50, 100_000), default=1000, show_default=True,
              help="Fresh continuations behind each number that is told.")  # fmt: skip
@click.option("--responsibility/--no-responsibility", default=True, show_default=True,
              help="Share the outcome out among the actors' policies.")  # fmt: skip
@click.option("--runs", type=click.IntRange(64, 1_000_000), default=3200, show_default=True,
              help="Runs over which responsibility is shared out.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), default=cores, metavar="N",
              help="Threads; they change no result. [default: one a core]")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Also write a folder of tables and figures; it must not exist.")  # fmt: skip
@click.option("--figures/--no-figures", default=True, show_default=True,
              help="Draw the figures, if there is a folder.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def explain(**asked: Any) -> None:  # noqa: ANN401 - click hands over what Job declares
    """Say where one run of SCENARIO was decided, by what, and by whom.

    Goes back to every turn, changes one decision, one signal or one accident, and plays on
    with the same and with fresh luck. Prints what moved the share of continuations most, what
    was chance and what was intent, and each actor's part.
    """
    from commands.explaining import Job, carry_out  # noqa: PLC0415 - help must not wait for Numba

    carry_out(Job(**asked))
