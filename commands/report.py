"""``brink report``: one self-contained HTML page about a folder."""

from pathlib import Path

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say_line


@click.command(
    epilog="""\b
Examples:
  brink report out/nato-ground-troops-2024-seed0
  brink report out/north-star --out north-star.html"""
)
@click.argument("folder", metavar="DIR", type=options.ReadPath(path_type=Path),
                shell_complete=completion.folders)  # fmt: skip
@options.out_file("The page to write. [default: report.html in the folder]")
def report(folder: Path, out: Path | None) -> None:
    """Write a report of folder DIR: question, scenario in words, results, causes, limits.

    DIR is what brink run, sweep, compare, explain or sensitivity wrote. The page needs no network
    and no script, has a table of numbers under each figure, and prints on A4. Prints its name. A
    report written before from the same folder is written again.
    """
    from brinkmanship.analysis.report.write import write_report

    say_line(write_report(folder, out))
