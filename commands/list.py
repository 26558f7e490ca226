"""``brink list``: what is shipped."""

from pathlib import Path

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.output import print_or_write
from brinkmanship.sim.results.folder import json_text


@click.command(
    "list",
    epilog="""\b
Example:
  brink list --json""",
)
@options.as_json("Print the list as JSON.")
@options.out_file("A new file to write instead of printing.")
def list_shipped(*, as_json: bool, out: Path | None) -> None:
    """Name the scenarios, ladders, doctrines and other files shipped with Brink.

    A name can be given wherever a SCENARIO is asked for, and in extends: of a file.
    """
    from brinkmanship.sim.scenario.reading.library import shipped

    entries = shipped()
    if as_json:
        rows = [{"name": one.name, "kind": one.kind, "title": one.title} for one in entries]
        print_or_write(json_text({"files": rows}), out)
        return
    width = max((len(one.name) for one in entries), default=0)
    lines = (f"{one.kind:<9} {one.name:<{width}}  {one.title}".rstrip() for one in entries)
    print_or_write("".join(f"{line}\n" for line in lines), out)
