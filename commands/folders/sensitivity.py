"""The folder of ``brink sensitivity``: tables, figures and manifest."""

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from brinkmanship.analysis.figures.write import write_slides
from brinkmanship.analysis.sensitivity.parts import Part
from brinkmanship.commands.jobs.sensitivity.request import REQUEST
from brinkmanship.commands.text.sensitivity import part_facts
from brinkmanship.files import is_inner_file
from brinkmanship.seals import sealed
from brinkmanship.sim.results.versions import versions
from brinkmanship.sim.sweep.storage.folder import MANIFEST, SCENARIO, SweepFolder

FORMAT = 1


def write_answer(
    parts: Sequence[Part], out: Path, started: datetime, *, command: Sequence[str], figures: bool
) -> list[Path]:
    """Write every table as Parquet and CSV, every figure as PNG and SVG, then the manifest.

    Returns:
        The files of the figures.

    Raises:
        BrinkError: The disk refuses.
    """
    folder = SweepFolder(out)
    names: list[str] = []
    for name, table in _tables_by_file(parts).items():
        folder.write(f"{name}.parquet", table.to_parquet(index=False))
        folder.write(f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
        names += [f"{name}.parquet", f"{name}.csv"]
    drawn: list[Path] = []
    for part in parts if figures else ():
        drawn += write_slides(part.slides, out, "figures")
    names += [SCENARIO] if folder.has(SCENARIO) else []
    names += [f"figures/{file.name}" for file in drawn]
    inner = sorted(one.relative_to(out).as_posix() for one in out.glob(f"*/{MANIFEST}"))
    names += [one for one in inner if is_inner_file(out, one)]
    manifest = {**_manifest(parts, folder, names, started), "command": list(command)}
    folder.write_json(MANIFEST, sealed(manifest))
    return drawn


def _tables_by_file(parts: Sequence[Part]) -> dict[str, Any]:
    """The tables by name of file; a screening that stands alone is ``indices`` too."""
    tables = {name: table for part in parts for name, table in part.tables.items()}
    if "screening" in tables and "indices" not in tables:
        tables["indices"] = tables["screening"]
    return tables


def _manifest(
    parts: Sequence[Part], folder: SweepFolder, names: Sequence[str], started: datetime
) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "kind": "sensitivity",
        "request": folder.read_json(REQUEST),
        "parts": [part_facts(part) for part in parts],
        "versions": versions(),
        "platform": {"system": platform.system(), "machine": platform.machine()},
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {name: folder.digest(name) for name in names},
    }
