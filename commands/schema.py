"""``brink schema``: the format for editors."""

import click


@click.command(
    epilog="""\b
Example:
  brink schema > scenario.schema.json"""
)
def schema() -> None:
    """Print the JSON Schema of the scenario format.

    An editor that knows it completes keys and underlines mistakes; name it in the first line
    of a file: # yaml-language-server: $schema=scenario.schema.json
    """
    from sim.scenario.schema import schema_text  # noqa: PLC0415 - help must not wait for it

    click.echo(schema_text(), nl=False)
