"""The folder of ``brink fit``: the set of parameters, the moments, the fit file."""

import csv
from io import StringIO
from pathlib import Path

from brinkmanship.commands.jobs.fit import FitJob
from brinkmanship.files import create
from brinkmanship.sim.results.folder import WholeFolder, next_free, refusal, sha256
from brinkmanship.sim.results.versions import versions

MOMENTS, FILE = "moments.csv", "fit.yaml"


def write_fit(job: FitJob, out: Path | None) -> Path:
    """Write the folder, complete or not at all; where it is.

    Args:
        job: What was fitted.
        out: Where it should be; None for the next free folder under ``out``.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    target = out or next_free(Path("out") / f"fit-{job.path.stem}")
    whole = WholeFolder(target)
    try:
        whole.make()
        with refusal(target):
            contents = {MOMENTS: _moments(job), FILE: job.path.read_bytes()}
            for name, content in contents.items():
                with create(whole.folder / name) as stream:
                    stream.write(content)
            files = {name: sha256(whole.folder / name) for name in contents}
        read = job.problem.folder
        names = job.file.data.model_dump().values()
        manifest = {
            "format": 1,
            "kind": "fit",
            "seed": job.file.search.seed,
            "read": {name: sha256(read / name) for name in names},
            "versions": versions(),
            "files": files,
        }
        documents = {"summary.json": job.summary, "manifest.json": manifest}
        return whole.publish(documents, numbered=out is None)
    finally:
        whole.discard()


def _moments(job: FitJob) -> bytes:
    """The table of targets as CSV: what the data have, and what each found set gives."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    sets = [f"set_{place + 1}" for place in range(len(job.found))]
    writer.writerow(["target", "data", "low", "high", *sets])
    for one in job.summary["targets"]:
        writer.writerow([one["name"], one["data"], one["low"], one["high"], *one["model"]])
    return stream.getvalue().encode("ascii")
