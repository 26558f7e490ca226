"""The folder of ``brink hindcast``: forecasts as CSV, scores and manifest."""

from pathlib import Path

from brinkmanship.commands.jobs.hindcast import Hindcast
from brinkmanship.files import create
from brinkmanship.sim.icb.forecasting import Forecast
from brinkmanship.sim.results.folder import WholeFolder, next_free, refusal, sha256
from brinkmanship.sim.results.versions import versions

FORECASTS = "forecasts.csv"


def write_hindcast(result: Hindcast, out: Path | None) -> Path:
    """Write the folder, complete or not at all; where it is.

    Args:
        result: What was forecast.
        out: Where it should be; None for the next free folder under ``out``.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    target = out or next_free(Path("out") / f"hindcast-{result.files[0].stem}")
    whole = WholeFolder(target)
    try:
        whole.make()
        with refusal(target):
            file = whole.folder / FORECASTS
            _write_forecasts(file, result.forecasts)
            digests = {FORECASTS: sha256(file)}
        manifest = {
            "format": 1,
            "kind": "hindcast",
            "seed": result.seed,
            "runs": result.runs,
            "read": {one.name: sha256(one) for one in result.files},
            "versions": versions(),
            "files": digests,
        }
        documents = {"scores.json": result.summary, "manifest.json": manifest}
        return whole.publish(documents, numbered=out is None)
    finally:
        whole.discard()


def _write_forecasts(file: Path, forecasts: list[Forecast]) -> None:
    with create(file) as stream:
        lines = [",".join(Forecast._fields)]
        lines += [",".join(map(_cell, one)) for one in forecasts]
        stream.write(("\n".join(lines) + "\n").encode("ascii"))


def _cell(value: float) -> str:
    return str(value)
