"""``brink animate``: one run climbing the ladder, as a film for slides."""

from typing import Any

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say_line


@click.command(
    epilog="""\b
Examples:
  brink animate nato-ground-troops-2024 --run 12
  brink animate nato-ground-troops-2024 --find troops_hit --out clash.gif
  brink animate out/traced --run 12 --out run12.mp4"""
)
@click.argument(
    "scenario", shell_complete=completion.any_of(completion.scenarios, completion.folders)
)
@options.seed("Seed of all chance; of a folder, its own.")
@options.run_number("Number of the run. [default: 0; of a folder, its first]", default=None)
@options.overrides()
@options.find_route("Show")
@options.out_file("A name that ends in .gif or .mp4. [default: out/SCENARIO-seedSEED-runN.gif, "
                  "or the next free number]")  # fmt: skip
def animate(**asked: Any) -> None:
    """Show one run of SCENARIO as a film: actors on the ladder, turn by turn.

    SCENARIO is a file, the name of a shipped scenario, or a folder that brink run --trace wrote.
    Prints the name of the film. The same run gives the same GIF, byte for byte. MP4 needs the
    extra "video".
    """
    from brinkmanship.commands.jobs.film import FilmJob, make_film

    say_line(make_film(FilmJob(**asked)))
