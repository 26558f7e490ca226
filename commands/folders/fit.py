"""The folder of ``brink fit``: the set of parameters, the moments, the fit file."""

import csv
from pathlib import Path

from brinkmanship.commands.jobs.fit import FitJob
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
            _write_moments(whole.folder / MOMENTS, job)
            (whole.folder / FILE).write_bytes(job.path.read_bytes())
            files = {name: sha256(whole.folder / name) for name in (MOMENTS, FILE)}
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


def _write_moments(file: Path, job: FitJob) -> None:
    with file.open("w", encoding="ascii", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        sets = [f"set_{place + 1}" for place in range(len(job.found))]
        writer.writerow(["target", "data", "low", "high", *sets])
        for one in job.summary["targets"]:
            writer.writerow([one["name"], one["data"], one["low"], one["high"], *one["model"]])
