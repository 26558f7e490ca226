"""``brink reproduce``: run a folder again and compare."""

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Example:
  brink reproduce out/nato-ground-troops-2024-seed0"""
)
@click.argument("folder", metavar="DIR", type=options.ReadPath())
@options.workers()
@options.as_json("Print what was compared as JSON.")
@click.pass_context
def reproduce(ctx: click.Context, folder: str, workers: int, *, as_json: bool) -> None:
    """Run again what DIR says was run, and compare every table byte for byte.

    DIR is a folder of brink run or brink sweep, or the URL of a sweep's; nothing in it is
    changed. Exit code 0 if all files are the same, 1 if one differs, 2 if DIR is no such folder.
    """
    from brinkmanship.commands.jobs.reproduction import reproduce_folder
    from brinkmanship.commands.text.reproduction import reproduction_json, reproduction_text

    result = reproduce_folder(folder, workers)
    text = json_text(reproduction_json(result)) if as_json else reproduction_text(result)
    say(text, nl=False)
    ctx.exit(0 if result.same else 1)
