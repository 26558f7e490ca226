"""The folder of ``brink compare``: one tidy table, its summary and its manifest."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from brinkmanship.commands.jobs.comparison import Comparison
from brinkmanship.commands.jobs.variants import Variant
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.columns import Column
from brinkmanship.sim.results.folder import WholeFolder, next_free, refusal, sha256
from brinkmanship.sim.results.manifest import document_text
from brinkmanship.sim.results.record import Cells
from brinkmanship.sim.results.store import Table
from brinkmanship.sim.results.versions import versions

COLUMNS: tuple[Column, ...] = (
    ("variant", "str"), ("kind", "str"), ("name", "str"), ("pairs", "int64"),
    ("before", "float64"), ("before_low", "float64"), ("before_high", "float64"),
    ("after", "float64"), ("after_low", "float64"), ("after_high", "float64"),
    ("difference", "float64"), ("low", "float64"), ("high", "float64"),
    ("gained", "int64"), ("lost", "int64"), ("p", "float64"),
    ("p_holm", "float64"),
)  # fmt: skip
"""``comparison.parquet``; see docs/how-to/compare.md."""


def write_comparison(
    comparison: Comparison, out: Path | None, started: datetime, command: Sequence[str]
) -> Path:
    """Write the folder, complete or not at all; where it is.

    Args:
        comparison: What was compared.
        out: Where it should be; None for the next free folder under ``out``.
        started: When the work began, UTC.
        command: The words of a command that plays the same again.

    Raises:
        BrinkError: Something is there, or the disk refuses.
    """
    summary = comparison.summary
    name = f"compare-{summary['scenario']}-seed{summary['seed']}"
    target = out or next_free(Path("out") / name)
    whole = WholeFolder(target)
    try:
        whole.make()
        with refusal(target):
            files = _write_table(whole.folder, list(comparison_rows(summary)))
        documents = {
            "summary.json": summary,
            "manifest.json": {**_manifest(comparison, started, files), "command": list(command)},
        }
        return whole.publish(documents, numbered=out is None)
    finally:
        whole.discard()


def _write_table(folder: Path, rows: Sequence[Cells]) -> dict[str, str]:
    """Write ``comparison`` as Parquet and CSV; SHA-256 of each file, by name."""
    table = Table(folder / "comparison", COLUMNS, csv=True)
    try:
        table.add_rows(rows)
    except BaseException:  # an interrupt too: open files cannot be deleted everywhere
        table.abandon()
        raise
    table.close()
    return {file.name: sha256(file) for file in sorted(table.files)}


def comparison_rows(summary: Mapping[str, Any]) -> Iterator[Cells]:
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
                gap["mean"], gap["low"], gap["high"], None, None, row["p"], row.get("p_holm"),
            )  # fmt: skip


def _share_cells(row: Mapping[str, Any]) -> Cells:
    ends = [row[part][key] for part in ("before", "after", "difference")
            for key in ("share", "low", "high")]  # fmt: skip
    return (*ends, row["gained"], row["lost"], row["p"], row.get("p_holm"))


def _manifest(
    comparison: Comparison, started: datetime, files: Mapping[str, str]
) -> dict[str, Any]:
    summary, scenario = comparison.summary, comparison.premises[0].scenario
    compared = zip(comparison.variants, comparison.premises, strict=True)
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
        "comparisons": summary["comparisons"],
        "honesty": summary["honesty"],
        **({"parameters": summary["parameters"]} if "parameters" in summary else {}),
        "ladder": [
            {"id": rung.id, "label": rung.label, "intensity": rung.intensity}
            for rung in scenario.ladder.rungs
        ],
        "horizon": scenario.clock.horizon,
        "compared": [_variant_document(one, premise) for one, premise in compared],
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


def _variant_document(variant: Variant, premise: Premise) -> dict[str, Any]:
    """Name, digest, changes and full text of a variant."""
    return {
        "name": variant.name,
        "scenario": variant.scenario,
        "title": premise.scenario.title,
        "digest": premise.scenario.digest,
        "overrides": list(variant.overrides),
        "document": document_text(premise.scenario),
    }
