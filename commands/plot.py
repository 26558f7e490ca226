"""``brink plot``: figures from folders."""

from pathlib import Path

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say_line
from brinkmanship.sim.results.folder import next_free


@click.command(
    epilog="""\b
Examples:
  brink plot out/nato-ground-troops-2024-seed0
  brink plot out/base out/no-north-star --out out/side-by-side"""
)
@click.argument("folders", metavar="DIR...", nargs=-1, required=True,
                type=options.ReadPath(path_type=Path),
                shell_complete=completion.folders)  # fmt: skip
@options.out_folder("Where to write. [default: figures in the folder; several folders: "
                    "out/comparison, or the next free number]")  # fmt: skip
def plot(folders: tuple[Path, ...], out: Path | None) -> None:
    """Draw the figures of folder DIR; of two to four run folders, draw them side by side.

    DIR is what brink run, sweep, compare or explain wrote. Prints the name of each file
    written. Figures drawn before from the same tables are drawn again; nothing else is replaced.
    """
    from brinkmanship.analysis.figures.write import write_comparison, write_figures

    if len(folders) == 1:
        files = write_figures(folders[0], out)
    else:
        files = write_comparison(folders, out or next_free(Path("out") / "comparison"))
    for file in files:
        say_line(file)
