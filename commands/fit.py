"""``brink fit``: the generic numbers of the model, fitted to crises of the past."""

from pathlib import Path

import click

from brinkmanship.commands.shared import completion, options
from brinkmanship.commands.shared.printing import say, say_line
from brinkmanship.sim.results.folder import json_text


@click.command(
    epilog="""\b
Examples:
  brink fit icb-to-1969.yaml --data data --out out/fit
  brink fit mine.yaml --data data --generations 20"""
)
@click.argument("file", type=options.ReadPath(exists=True, dir_okay=False, path_type=Path),
                shell_complete=completion.yaml_files)  # fmt: skip
@click.option("--data", "folder", required=True, metavar="DIR",
              type=options.ReadPath(exists=True, file_okay=False, path_type=Path),
              shell_complete=completion.any_folders,
              help="Folder of the data files that FILE names.")  # fmt: skip
@click.option("--generations", type=click.IntRange(1), metavar="N",
              help="Generations of the search, instead of those in FILE.")  # fmt: skip
@options.workers()
@options.out_folder("Folder to write, which must not exist. "
                    "[default: out/fit-FILE, or the next free number]")  # fmt: skip
@options.as_json("Print summary.json instead of the text.")
def fit(
    *,
    file: Path,
    folder: Path,
    generations: int | None,
    workers: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Fit the model to crises of the International Crisis Behavior data.

    FILE says which parameters may move within which ranges, and what each target counts. Only
    crises before 1970 that the library does not hold out are read. Writes a set of parameter
    vectors, scored again on seeds that the search has not used, and for each target the interval
    of the data beside the values of the set.
    """
    from brinkmanship.commands.folders.fit import write_fit
    from brinkmanship.commands.jobs.fit import FitJob
    from brinkmanship.commands.text.fit import fit_text, generation_line

    job = FitJob(file, folder, generations)
    job.run(workers, lambda *one: None if as_json else say_line(generation_line(*one)))
    written = write_fit(job, out)
    say(json_text(job.summary) if as_json else fit_text(job.summary), nl=False)
    if not as_json:
        say_line(f"Tables: {written}")
