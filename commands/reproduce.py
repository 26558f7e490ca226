"""``brink reproduce``: run a folder again and compare."""

from pathlib import Path

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.output import check_out, print_or_write
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Example:
  brink reproduce out/nato-ground-troops-2024-seed0"""
)
@click.argument("folder", metavar="DIR", type=options.ReadPath(readable=False),
                shell_complete=completion.folders)  # fmt: skip
@options.workers()
@options.as_json("Print what was compared as JSON.")
@options.out_file("A new file to write instead of printing.")
@click.pass_context
def reproduce(
    ctx: click.Context, folder: str, workers: int, *, as_json: bool, out: Path | None
) -> None:
    """Run again what DIR says was run, and compare every table byte for byte.

    DIR is a folder of brink run or brink sweep, or the URL of a sweep's; nothing in it is
    changed. Exit code 0 if all files are the same, 1 if one differs, 2 if DIR is no such folder.
    """
    from brinkmanship.commands.jobs.reproduction import reproduce_folder
    from brinkmanship.commands.text.reproduction import reproduction_json, reproduction_text

    check_out(out)
    result = reproduce_folder(folder, workers)
    text = json_text(reproduction_json(result)) if as_json else reproduction_text(result)
    print_or_write(text, out)
    ctx.exit(0 if result.same else 1)
