"""The folder of a comparison: one tidy table, its summary and its manifest."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commands.variants import Variant
from sim.results.columns import Column
from sim.premise import Premise
from sim.results.record import Row
from sim.results.manifest import document_text
from sim.results.versions import versions
from sim.results.store import Table
from sim.results.folder import WholeFolder, refusal, sha256

COLUMNS: tuple[Column, ...] = (
    ("variant", "str"), ("kind", "str"), ("name", "str"), ("pairs", "int64"),
    ("before", "float64"), ("before_low", "float64"), ("before_high", "float64"),
    ("after", "float64"), ("after_low", "float64"), ("after_high", "float64"),
    ("difference", "float64"), ("low", "float64"), ("high", "float64"),
    ("gained", "int64"), ("lost", "int64"), ("p", "float64"),
)  # fmt: skip
"""``comparison.parquet``; see docs/reference/compare-folder.md."""

Played = tuple[list[Variant], list[Premise]]


def write_folder(
    target: Path,
    summary: Mapping[str, Any],
    played: Played,
    started: datetime,
    *,
    command: Sequence[str],
    numbered: bool,
) -> Path:
    """Write the folder, whole or not at all; where it is.

    Args:
        target: Where it should be; nothing must be there.
        summary: What ``--json`` prints.
        played: What was compared, the base first.
        started: When the work began, UTC.
        command: Words that play the same again.
        numbered: Whether a number may be put behind the name if it is taken meanwhile.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    whole = WholeFolder(target)
    try:
        whole.make()
        with refusal(target):
            table = Table(whole.folder / "comparison", COLUMNS, csv=True)
            try:
                table.add_rows(list(rows_of(summary)))
            except BaseException:
                table.abandon()
                raise
            table.close()
            files = {file.name: sha256(file) for file in sorted(table.files)}
        documents = {
            "summary.json": summary,
            "manifest.json": {
                **_manifest(summary, played, started, files),
                "command": list(command),
            },
        }
        return whole.publish(documents, numbered=numbered)
    finally:
        whole.discard()


def rows_of(summary: Mapping[str, Any]) -> Iterator[Row]:
    """One row a variant and result, in the order of ``COLUMNS``."""
    for variant in summary["variants"]:
        head = (variant["name"],)
        for part, kind in (("outcomes", "outcome"), ("thresholds", "threshold")):
            for name, row in variant[part].items():
                yield (*head, kind, name, variant["pairs"], *_share_cells(row))
        for name, row in variant["means"].items():
            gap = row["difference"]
            yield (
                *head, "mean", name, variant["pairs"],
                row["before"], None, None, row["after"], None, None,
                gap["mean"], gap["low"], gap["high"], None, None, None,
            )  # fmt: skip


def _share_cells(row: Mapping[str, Any]) -> Row:
    ends = [row[part][key] for part in ("before", "after", "difference")
            for key in ("share", "low", "high")]  # fmt: skip
    return (*ends, row["gained"], row["lost"], row["p"])


def _manifest(
    summary: Mapping[str, Any], played: Played, started: datetime, files: Mapping[str, str]
) -> dict[str, Any]:
    scenario = played[1][0].scenario
    return {
        "format": 1,
        "kind": "compare",
        "title": scenario.title,
        "scenario": summary["scenario"],
        "digest": scenario.digest,
        "seed": summary["seed"],
        "first_run": 0,
        "runs": summary["runs"],
        "thresholds": list(scenario.thresholds),
        "ladder": [
            {"id": rung.id, "label": rung.label, "intensity": rung.intensity}
            for rung in scenario.ladder.rungs
        ],
        "horizon": scenario.clock.horizon,
        "compared": [_compared(one, premise) for one, premise in zip(*played, strict=True)],
        "engine": "ensemble",
        "versions": versions(),
        "platform": {
            "system": platform.system(),
            "machine": platform.machine(),
            "python": platform.python_implementation(),
        },
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": dict(files),
    }


def _compared(variant: Variant, premise: Premise) -> dict[str, Any]:
    """Name, digest, changes and full text of one of them; the base comes first."""
    return {
        "name": variant.name,
        "scenario": variant.scenario,
        "title": premise.scenario.title,
        "digest": premise.scenario.digest,
        "overrides": list(variant.overrides),
        "document": document_text(premise.scenario),
    }
