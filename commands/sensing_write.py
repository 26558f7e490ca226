"""The folder of ``brink sensitivity``: tables, figures, manifest; and the same as JSON."""

import json
import math
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.figures.write import write_slides
from analysis.sensitivity.parts import Part
from sim.sweep.folder import MANIFEST, SweepFolder
from sim.version import versions

FORMAT = 1
CAVEAT = "Shares of simulated runs within the ranges given, not a forecast."


def write(
    parts: Sequence[Part], out: Path, started: datetime, *, command: Sequence[str], figures: bool
) -> list[Path]:
    """Write every table as Parquet and CSV, every figure as PNG and SVG, then the manifest.

    Returns:
        The figures.

    Raises:
        BrinkError: The disk refuses.
    """
    folder = SweepFolder(out)
    names: list[str] = []
    for name, table in _tables(parts).items():
        folder.write(f"{name}.parquet", table.to_parquet(index=False))
        folder.write(f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
        names += [f"{name}.parquet", f"{name}.csv"]
    drawn: list[Path] = []
    for part in parts if figures else ():
        drawn += write_slides(part.slides, out / "figures")
    names += [f"figures/{file.name}" for file in drawn]
    names += [str(one.relative_to(out)) for one in sorted(out.glob(f"*/{MANIFEST}"))]
    manifest = {**_manifest(parts, folder, names, started), "command": list(command)}
    folder.write_json(MANIFEST, manifest)
    return drawn


def told(parts: Sequence[Part]) -> dict[str, Any]:
    """The answer as ``--json`` prints it."""
    found = [
        {
            **_described(part),
            "tables": {name: json.loads(_rows(table)) for name, table in part.tables.items()},
        }
        for part in parts
    ]
    return {"kind": "sensitivity", "parts": found, "caveat": CAVEAT}


def _tables(parts: Sequence[Part]) -> dict[str, Any]:
    """The tables by name of file; the indices of a screening that stands alone are its own."""
    tables = {name: table for part in parts for name, table in part.tables.items()}
    if "screening" in tables and "indices" not in tables:
        tables["indices"] = tables["screening"]
    return tables


def _described(part: Part) -> dict[str, Any]:
    return {
        "part": part.kind,
        "method": part.method,
        "why": part.why,
        "outcome": part.measure.name,
        "result": part.measure.label,
        **{name: _plain(value) for name, value in part.facts.items()},
        "seconds": None if part.seconds is None else round(part.seconds, 1),
        "notes": list(part.notes),
    }


def _manifest(
    parts: Sequence[Part], folder: SweepFolder, names: Sequence[str], started: datetime
) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "kind": "sensitivity",
        "request": folder.read_json("request.json"),
        "parts": [_described(part) for part in parts],
        "versions": versions(),
        "platform": {"system": platform.system(), "machine": platform.machine()},
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: folder.digest(name) for name in names},
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - a number of whatever library
    number = value.item() if hasattr(value, "item") else value
    return None if isinstance(number, float) and math.isnan(number) else number


def _rows(table: Any) -> str:  # noqa: ANN401 - a data frame
    return str(table.to_json(orient="records", double_precision=12))
