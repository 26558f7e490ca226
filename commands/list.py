"""``brink list``: what is shipped."""

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.printing import say
from brinkmanship.sim.results.folder import json_text


@click.command(
    "list",
    epilog="""\b
Example:
  brink list --json""",
)
@options.as_json("Print the list as JSON.")
def list_shipped(*, as_json: bool) -> None:
    """Name the scenarios, ladders, doctrines and other files shipped with Brink.

    A name can be given wherever a SCENARIO is asked for, and in extends: of a file.
    """
    from brinkmanship.sim.scenario.reading.library import shipped

    entries = shipped()
    if as_json:
        rows = [{"name": one.name, "kind": one.kind, "title": one.title} for one in entries]
        say(json_text({"files": rows}), nl=False)
        return
    width = max((len(one.name) for one in entries), default=0)
    for one in entries:
        say(f"{one.kind:<9} {one.name:<{width}}  {one.title}".rstrip())
