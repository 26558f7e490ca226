"""``brink sweep``: a declared experiment."""

from typing import Any

import click

from commands.run import cores


@click.command(
    epilog="""\b
Examples:
  brink sweep north-star --dry-run
  brink sweep mine.yaml --out out/mine --workers 4
  brink sweep mine.yaml --dask tcp://node1:8786 --out s3://bucket/mine"""
)
@click.argument("file")
@click.option("--out", metavar="DIR",
              help="Folder of the sweep, or a URL such as s3://bucket/folder; one that was begun "
              "is gone on with. [default: out/FILE]")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), default=cores, metavar="N",
              help="Processes; results do not depend on it. [default: one a core]")  # fmt: skip
@click.option("--dask", metavar="ADDRESS",
              help="Play on a Dask cluster: tcp://HOST:PORT, a scheduler's file, or local, "
              "which starts one here. Results are the same.")  # fmt: skip
@click.option("--dry-run", is_flag=True,
              help="Only say how many points and runs, and estimate time and disk.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def sweep(**asked: Any) -> None:  # noqa: ANN401 - click hands over what Job declares
    """Play a scenario at many points: every combination that FILE declares.

    FILE is a sweep file, or the name of a shipped one. Interrupted or killed, it goes on where
    it was when the same command is given again, and ends with the same bytes. Points or runs
    may be added to FILE later; only they are then played.
    """
    from commands.sweeping import Job, carry_out  # noqa: PLC0415 - help must not wait for Numba

    carry_out(Job(**asked))
