"""``brink reproduce``: run a folder again and compare."""

import click

from commands.run import cores


@click.command(
    epilog="""\b
Example:
  brink reproduce out/nato-ground-troops-2024-seed0"""
)
@click.argument("folder", metavar="DIR")
@click.option("--workers", type=click.IntRange(1, 1024), default=cores, metavar="N",
              help="Processes; results do not depend on it. [default: one a core]")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print what was compared as JSON.")
@click.pass_context
def reproduce(ctx: click.Context, folder: str, workers: int, *, as_json: bool) -> None:
    """Run again what DIR says was run, and compare every table byte for byte.

    DIR is a folder of brink run or brink sweep, or the URL of a sweep's; nothing in it is
    changed. Exit code 0 if all files are the same, 1 if one differs, 2 if DIR is no such folder.
    """
    from commands.reproducing import compare, tell  # noqa: PLC0415 - help must not wait for Mesa

    found = compare(folder, workers)
    tell(found, as_json=as_json)
    ctx.exit(0 if found.same else 1)
