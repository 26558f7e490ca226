"""``brink schema``: the formats for editors."""

from pathlib import Path

import click

from brinkmanship.commands.shared import options
from brinkmanship.commands.shared.output import print_or_write


@click.command(
    epilog="""\b
Examples:
  brink schema --out scenario.schema.json
  brink schema --sweep --out sweep.schema.json"""
)
@click.option("--sweep", is_flag=True, help="The schema of sweep files instead.")
@options.out_file("A new file to write instead of printing.")
def schema(*, sweep: bool, out: Path | None) -> None:
    """Print the JSON Schema of the scenario format.

    An editor that knows it completes keys and underlines mistakes; name it in the first line
    of a file: # yaml-language-server: $schema=scenario.schema.json
    """
    from brinkmanship.sim.scenario.reference.json_schema import schema_text
    from brinkmanship.sim.scenario.sweepfile.schema import sweep_schema_text

    print_or_write(sweep_schema_text() if sweep else schema_text(), out)
