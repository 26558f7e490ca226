"""``brink animate``: one run climbing the ladder, as a film for slides."""

from pathlib import Path
from typing import Any

import click

from sim.chance import LAST_RUN, LAST_SEED


@click.command(
    epilog="""\b
Examples:
  brink animate nato-ground-troops-2024 --run 12
  brink animate nato-ground-troops-2024 --find troops_hit --out clash.gif
  brink animate out/traced --run 12 --out run12.mp4"""
)
@click.argument("scenario")
@click.option("--seed", type=click.IntRange(0, LAST_SEED), default=0, show_default=True,
              help="Seed of all chance; of a folder, its own.")  # fmt: skip
@click.option("--run", type=click.IntRange(0, LAST_RUN), metavar="N",
              help="Number of the run. [default: 0; of a folder, its first]")  # fmt: skip
@click.option("--set", "settings", metavar="PATH=VALUE", multiple=True,
              help="Change a value of the scenario; repeatable.")  # fmt: skip
@click.option("--find", metavar="ROUTE",
              help="Show the first run, from --run on, that takes this route.")  # fmt: skip
@click.option("--search", type=click.IntRange(1), default=2000, show_default=True,
              help="Runs to look through with --find.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="A name that ends in .gif or .mp4. [default: out/SCENARIO-seedSEED-runN.gif, "
              "or the next free number]")  # fmt: skip
def animate(**given: Any) -> None:  # noqa: ANN401 - click hands options over by name
    """Show one run of SCENARIO as a film: actors on the ladder, turn by turn.

    SCENARIO is a file, the name of a shipped scenario, or a folder that brink run --trace wrote.
    Prints the name of the film. The same run gives the same GIF, byte for byte. MP4 needs the
    extra "video".
    """
    from commands.animating import carry_out  # noqa: PLC0415 - help must not wait for the engine

    click.echo(carry_out(given))
