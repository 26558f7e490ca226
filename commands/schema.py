"""``brink schema``: the formats for editors."""

import click

from brinkmanship.commands.shared.printing import say


@click.command(
    epilog="""\b
Examples:
  brink schema > scenario.schema.json
  brink schema --sweep > sweep.schema.json"""
)
@click.option("--sweep", is_flag=True, help="The schema of sweep files instead.")
def schema(*, sweep: bool) -> None:
    """Print the JSON Schema of the scenario format.

    An editor that knows it completes keys and underlines mistakes; name it in the first line
    of a file: # yaml-language-server: $schema=scenario.schema.json
    """
    from brinkmanship.sim.scenario.reference.json_schema import schema_text
    from brinkmanship.sim.scenario.sweepfile.schema import sweep_schema_text

    say(sweep_schema_text() if sweep else schema_text(), nl=False)
