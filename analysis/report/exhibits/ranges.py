"""The shares of a run folder over a set of parameter vectors."""

from collections.abc import Iterator, Mapping
from typing import Any

from brinkmanship.analysis.report.page import Table
from brinkmanship.analysis.report.text_tables import interval_text, share_text
from brinkmanship.analysis.statistics.names import OUTCOME_NAMES, as_words
from brinkmanship.analysis.tables.forms import check_ranges
from brinkmanship.analysis.tables.sealed import SealedFolder

SUMMARY = "summary.json"
HEAD = ("Result", "Share", "95% interval (chance)", "Range over the set (what the data leave open)")


def range_tables(folder: SealedFolder, thresholds: tuple[str, ...]) -> Iterator[Table]:
    """A table of both intervals of each share; none of a folder without a set.

    Args:
        folder: What ``brink run`` wrote.
        thresholds: Rungs of interest.

    Raises:
        AnalysisError: The summary is not as it was written.
    """
    if "parameters" not in folder.manifest or not folder.has(SUMMARY):
        return
    summary = folder.read_json(SUMMARY)
    check_ranges(summary, folder.path / SUMMARY, folder.cure(SUMMARY))
    found = summary["parameters"]
    ends = [_cells(OUTCOME_NAMES.get(name, name), row) for name, row in summary["outcomes"].items()]
    rungs = [
        _cells(f"reached {as_words(name)}", row)
        for name, row in summary["thresholds"].items()
        if name in thresholds
    ]
    yield Table(
        caption=f"Shares over the {found['vectors']} parameter vectors of {found['name']}",
        head=HEAD,
        rows=[*ends, *rungs],
    )


def _cells(name: str, row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return (
        name,
        share_text(row["share"]),
        interval_text(row["low"], row["high"]),
        interval_text(row["set_low"], row["set_high"]),
    )
