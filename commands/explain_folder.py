"""The folder of ``brink explain``: tables, manifest and figures; whole or absent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.explain_text import Found, what
from sim.manifest import FORMAT, document_text, versions
from sim.story.words import Words
from sim.sweep.parquet import table_bytes
from sim.whole import WholeFolder, sha256

if TYPE_CHECKING:
    import pandas as pd

KINDS = {"object": "str", "str": "str", "bool": "bool", "int64": "int64", "float64": "float64"}


def write_folder(found: Found, out: Path, *, started: datetime, figures: bool) -> Path:
    """Write all of it; where it is.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    folder = WholeFolder(out)
    folder.make()
    try:
        tables = {"pivots": found.pivots, "continuation": found.curve,
                  "spared": found.spared, "responsibility": found.parts}  # fmt: skip
        files: dict[str, str] = {}
        for name, table in tables.items():
            if table is not None:
                files |= _written(folder.folder, name, table)
        if figures:
            _draw(found, folder.folder / "figures")
        return folder.publish({"manifest.json": _manifest(found, started, files)}, numbered=False)
    finally:
        folder.discard()


def _written(folder: Path, name: str, table: "pd.DataFrame") -> dict[str, str]:
    columns = [(str(one), KINDS[str(table[one].dtype)]) for one in table.columns]
    parquet, csv = table_bytes(columns, {one: table[one] for one, _ in columns})
    files = {}
    for suffix, content in (("parquet", parquet), ("csv", csv)):
        file = folder / f"{name}.{suffix}"
        file.write_bytes(content)
        files[file.name] = sha256(file)
    return files


def _draw(found: Found, target: Path) -> None:
    from analysis.explain_slides import Story, write_explained  # noqa: PLC0415 - Matplotlib

    seen = found.hinges
    words = Words(seen.trace)
    named = None
    if found.pivots is not None:
        named = found.pivots.assign(label=[what(words, row) for _, row in found.pivots.iterrows()])
    story = Story(
        title=seen.trace.title, run=seen.trace.run, seed=seen.trace.seed,
        outcome=seen.target.name, runs=found.runs,
    )  # fmt: skip
    write_explained(story, found.curve, named, found.parts, target)


def _manifest(found: Found, started: datetime, files: dict[str, str]) -> dict[str, Any]:
    seen, scenario = found.hinges, found.premise.scenario
    return {
        "format": FORMAT,
        "kind": "explain",
        "title": scenario.title,
        "scenario": found.name,
        "digest": scenario.digest,
        "overrides": list(found.overrides),
        "seed": seen.trace.seed,
        "run": seen.trace.run,
        "outcome": seen.target.name,
        "turn": seen.turn if seen.turn >= 0 else None,
        "changes": seen.changes,
        "runs": found.runs,
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
        "document": document_text(scenario),
    }
