"""The folder of ``brink explain``: tables and manifest, complete or absent."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brinkmanship.commands.jobs.explanation import Explanation
from brinkmanship.commands.text.explanation_sentences import changed_thing, explanation_sentences
from brinkmanship.files import create
from brinkmanship.sim.results.folder import WholeFolder, refusal, sha256
from brinkmanship.sim.results.manifest import FORMAT, document_text
from brinkmanship.sim.results.versions import versions
from brinkmanship.sim.story.text.words import Words
from brinkmanship.sim.sweep.storage.parquet import table_bytes

if TYPE_CHECKING:
    import pandas as pd

TYPES = {"object": "str", "str": "str", "bool": "bool", "int64": "int64", "float64": "float64"}
FIGURES = {
    "continuation": {
        "title": "In what share of continuations it comes to that, turn by turn",
        "table": "continuation",
    },
    "responsibility": {
        "title": "How each actor's policy moves the share",
        "table": "responsibility",
    },
}


def write_explanation(
    explanation: Explanation, out: Path, started: datetime, command: Sequence[str]
) -> Path:
    """Write the tables and the manifest; where they are.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    folder = WholeFolder(out)
    folder.make()
    try:
        shares = explanation.responsibility
        tables = {"pivots": _labelled_pivots(explanation), "continuation": explanation.curve,
                  "spared": explanation.spared,
                  "responsibility": None if shares is None else shares.parts}  # fmt: skip
        files: dict[str, str] = {}
        for name, table in tables.items():
            if table is not None:
                with refusal(out):
                    files |= _write_table(folder.folder, name, table)
        manifest = {**_manifest(explanation, started, files), "command": list(command)}
        return folder.publish({"manifest.json": manifest}, numbered=False)
    finally:
        folder.discard()


def _write_table(folder: Path, name: str, table: "pd.DataFrame") -> dict[str, str]:
    """Write a table as Parquet and CSV; SHA-256 of each file, by name."""
    columns = [(str(one), TYPES[str(table[one].dtype)]) for one in table.columns]
    parquet, csv = table_bytes(columns, {one: table[one] for one, _ in columns})
    files = {}
    for suffix, content in (("parquet", parquet), ("csv", csv)):
        file = folder / f"{name}.{suffix}"
        with create(file) as stream:
            stream.write(content)
        files[file.name] = sha256(file)
    return files


def _labelled_pivots(explanation: Explanation) -> "pd.DataFrame | None":
    """The pivotal changes, each with what was changed in words."""
    if explanation.pivots is None:
        return None
    words, table = Words(explanation.hinges.trace), explanation.pivots.copy()
    labels = [changed_thing(words, row).replace("*", "") for _, row in table.iterrows()]
    table.insert(1, "label", labels)
    return table


def _manifest(explanation: Explanation, started: datetime, files: dict[str, str]) -> dict[str, Any]:
    hinges, scenario = explanation.hinges, explanation.premise.scenario
    shares = explanation.responsibility
    text = " ".join(explanation_sentences(explanation)).replace("*", "").replace("_", " ")
    return {
        "format": FORMAT,
        "kind": "explain",
        "title": scenario.title,
        "scenario": explanation.name,
        "digest": scenario.digest,
        "overrides": list(explanation.overrides),
        "seed": hinges.trace.seed,
        "run": hinges.trace.run,
        "outcome": hinges.target.name,
        "turn": hinges.turn if hinges.turn >= 0 else None,
        "changes": hinges.changes,
        "runs": 0 if shares is None else shares.runs,
        "notes": [text],
        "figures": FIGURES,
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
        "document": document_text(scenario),
    }
