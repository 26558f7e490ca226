"""The table of a comparison as a reader wants it: before, after, and the paired difference."""

from pathlib import Path

import pandas as pd

from analysis.report.page import Table
from analysis.report.text_tables import Column, interval_text, number_text, share_text, text_table
from analysis.statistics.names import OUTCOME_NAMES, as_words
from analysis.tables.runs import read_table

NEEDED = ("variant", "kind", "name", "before", "after", "difference", "low", "high")
SHARES = ("outcome", "threshold")


def comparison_tables(folder: Path) -> dict[str, Table]:
    """The table of a folder of ``brink compare`` under its name; none in any other folder."""
    file = folder / "comparison.parquet"
    frame = read_table(file) if file.is_file() else pd.DataFrame()
    if not set(NEEDED) <= set(frame):
        return {}
    shares = frame[frame["kind"].isin(SHARES)]
    many = len(set(shares["variant"])) > 1
    rows = shares.assign(
        what=[_what(row["kind"], row["name"]) for row in shares.to_dict("records")],
        points=[f"{100 * value:+.1f}" for value in shares["difference"]],
        ends=[_points(low, high) for low, high in zip(shares["low"], shares["high"], strict=True)],
        was=_ends(shares, "before"), now=_ends(shares, "after"),
    )  # fmt: skip
    head = [Column("variant", "Variant")] if many else []
    columns = [
        *head, Column("what", "Runs that"),
        Column("before", "Before", share_text), Column("was", "interval"),
        Column("after", "After", share_text), Column("now", "interval"),
        Column("points", "Difference, points"), Column("ends", "interval"),
        *(Column(name, title, number_text) for name, title in
          (("gained", "Gained"), ("lost", "Lost")) if name in shares),
    ]  # fmt: skip
    note = (
        "Difference: after less before, run by run on the same luck, in percentage points. Gained "
        "and lost: runs that have it only after, and only before."
    )
    return {
        "comparison": text_table(rows, columns, "Shares before and after the change", note=note)
    }


def _points(low: float, high: float) -> str:
    """An interval in percentage points; one without a width is of runs that cannot differ."""
    return "exactly" if low == high else f"{100 * low:+.1f} to {100 * high:+.1f}"


def _what(kind: str, name: str) -> str:
    if kind == "outcome":
        return f"ended in {OUTCOME_NAMES.get(name, as_words(name))}"
    return f"reached {as_words(name)}"


def _ends(frame: pd.DataFrame, name: str) -> list[str]:
    """Interval of a share, where the folder has it."""
    if f"{name}_low" not in frame:
        return [""] * len(frame)
    ends = zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True)
    return [interval_text(float(low), float(high)) for low, high in ends]
