"""The folder of ``brink explain``: tables and manifest; whole or absent."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.explain_text import Found, sentences, what
from sim.results.manifest import FORMAT, document_text
from sim.results.versions import versions
from sim.story.words import Words
from sim.sweep.storage.parquet import table_bytes
from sim.results.folder import WholeFolder, sha256

if TYPE_CHECKING:
    import pandas as pd

KINDS = {"object": "str", "str": "str", "bool": "bool", "int64": "int64", "float64": "float64"}


def write_folder(found: Found, out: Path, *, started: datetime, command: Sequence[str]) -> Path:
    """Write all of it; where it is.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    folder = WholeFolder(out)
    folder.make()
    try:
        tables = {"pivots": _named(found), "continuation": found.curve,
                  "spared": found.spared, "responsibility": found.parts}  # fmt: skip
        files: dict[str, str] = {}
        for name, table in tables.items():
            if table is not None:
                files |= _written(folder.folder, name, table)
        return folder.publish(
            {"manifest.json": {**_manifest(found, started, files), "command": list(command)}},
            numbered=False,
        )
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


def _named(found: Found) -> "pd.DataFrame | None":
    """The pivotal changes, each with what it was in words."""
    if found.pivots is None:
        return None
    words = Words(found.hinges.trace)
    labels = [what(words, row).replace("*", "") for _, row in found.pivots.iterrows()]
    table = found.pivots.copy()
    table.insert(1, "label", labels)
    return table


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
        "runs": 0 if found.parts is None else found.runs,
        "notes": [" ".join(sentences(found)).replace("*", "").replace("_", " ")],
        "figures": {
            "continuation": {
                "title": "In what share of continuations it comes to that, turn by turn",
                "table": "continuation",
            },
            "responsibility": {
                "title": "How each actor's policy moves the share",
                "table": "responsibility",
            },
        },
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
        "document": document_text(scenario),
    }
