"""What carries the result of a study, in sentences made from the tables of its folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.figures.slides.sweep import short_path
from analysis.report.page import Block, Points, Text
from analysis.report.text_tables import interval_text, number_text, share_text
from analysis.sensitivity.boxes.discovery import box_label, highest_box
from analysis.statistics.names import OUTCOME_NAMES, as_words
from analysis.statistics.studies.pivots import decisive_pivots
from analysis.tables.runs import read_table

Rows = Sequence[Mapping[str, Any]]
Point = tuple[str, str]
LEADERS = 3


def findings(folder: Path, manifest: Mapping[str, Any]) -> list[Block]:
    """The leading numbers of a folder of compare, explain or sensitivity, with intervals.

    Args:
        folder: The folder.
        manifest: What it says of itself.
    """
    made = {
        "compare": comparison_findings,
        "explain": explain_findings,
        "sensitivity": sensitivity_findings,
    }
    found: Callable[[Mapping[str, pd.DataFrame]], Iterator[Point]] | None = made.get(
        str(manifest.get("kind"))
    )
    tables = {file.stem: read_table(file) for file in sorted(folder.glob("*.parquet"))}
    points = list(found(tables)) if found else []
    return [Points(points)] if points else [Text("The folder has no table that would say.")]


def comparison_findings(tables: Mapping[str, pd.DataFrame]) -> Iterator[Point]:
    """Of each variant, the differences whose interval leaves out zero, the largest first."""
    table = tables["comparison"]
    for variant in dict.fromkeys(table["variant"]):
        rows = table[(table["variant"] == variant) & table["kind"].isin(["outcome", "threshold"])]
        sure = rows[(rows["low"] > 0.0) | (rows["high"] < 0.0)]
        order = sure["difference"].abs().sort_values(ascending=False, kind="stable").index
        told = [_difference(row) for row in sure.loc[order].head(LEADERS).to_dict("records")]
        none = "no difference of a share whose interval leaves out zero"
        yield str(variant), "; ".join(told) or none


def explain_findings(tables: Mapping[str, pd.DataFrame]) -> Iterator[Point]:
    """The changes that move the share furthest for sure, and the parts that are sure."""
    if "pivots" in tables:
        rows = tables["pivots"][~tables["pivots"]["last"]]
        sure = decisive_pivots(rows)
        for row in sure.head(LEADERS).to_dict("records"):
            away = f"{share_text(row['changed_share'])} instead of {share_text(row['base_share'])}"
            ends = points(row["effect_low"], row["effect_high"])
            yield f"Turn {row['turn']}", f"{as_words(row['label'])}: changed, {away} ({ends})"
        if not len(sure):
            yield "", "No single change before the last turn moves the share by five points."
    if "responsibility" in tables:
        parts = tables["responsibility"]
        sure = parts[(parts["low"] > 0.0) | (parts["high"] < 0.0)].head(LEADERS)
        told = [
            f"{row['name']} {100 * row['part']:+.1f} ({points(row['low'], row['high'])})"
            for row in sure.to_dict("records")
        ]
        yield "Policies", "; ".join(told) or "no actor's part is sure"


def sensitivity_findings(tables: Mapping[str, pd.DataFrame]) -> Iterator[Point]:
    """The leading parameters, the crossing, or the best box."""
    indices = tables.get("indices", pd.DataFrame())
    if "total" in indices:
        for row in indices.head(LEADERS).to_dict("records"):
            ends = f"{number_text(row['total_low'])} to {number_text(row['total_high'])}"
            doubt = "" if row["total_low"] > 0.0 else "; not told from 0"
            yield str(row["parameter"]), f"total index {number_text(row['total'])} ({ends}){doubt}"
    elif "mu_star" in indices:
        for row in indices.head(LEADERS).to_dict("records"):
            ends = f"{number_text(row['mu_star_low'])} to {number_text(row['mu_star_high'])}"
            doubt = "" if row["told"] else "; not told from chance"
            yield (
                str(row["parameter"]),
                f"mean effect {number_text(row['mu_star'])} ({ends}){doubt}",
            )
    yield from _crossings(tables.get("tipping"), tables.get("curve"))
    yield from _boxes(tables.get("boxes"))


def _crossings(tips: pd.DataFrame | None, curve: pd.DataFrame | None) -> Iterator[Point]:
    for row in () if tips is None else tips.to_dict("records"):
        if curve is not None and pd.isna(row["value"]):
            yield short_path(str(row["path"])), _undecided(row, curve)
            continue
        ends = " to ".join(
            "beyond the range" if pd.isna(row[end]) else number_text(row[end])
            for end in ("low", "high")
        )
        way = "rises" if row["rising"] else "falls"
        what = f"the share {way} through {share_text(row['level'])} at {number_text(row['value'])} ({ends})"
        yield short_path(str(row["path"])), what
    if tips is not None and curve is not None and not len(tips):
        least, most = float(curve["share"].min()), float(curve["share"].max())
        yield (
            "",
            f"No crossing: the share stays between {share_text(least)} and {share_text(most)}.",
        )


def _undecided(row: Mapping[Any, Any], curve: pd.DataFrame) -> str:
    """A stretch of values at which the sample does not refuse the level."""
    edges = {"low": curve["value"].min(), "high": curve["value"].max()}
    low, high = (number_text(edges[end] if pd.isna(row[end]) else row[end]) for end in edges)
    runs = f"with {int(curve['of'].iloc[0])} runs one cannot be excluded"
    return f"no crossing of {share_text(row['level'])} found; {runs} (between {low} and {high})"


def _boxes(boxes: pd.DataFrame | None) -> Iterator[Point]:
    if boxes is None:
        return
    best, count = highest_box(boxes), int(boxes["told"].astype(bool).sum())
    if best is None:
        yield "", "No box is told from the points outside it by more than chance."
        return
    ends = interval_text(best["low"], best["high"])
    held = f"{box_label(best)}, {best['limits']}: {share_text(best['share'])} of its runs ({ends})"
    chosen = (
        f"the highest share of {count} {'box' if count == 1 else 'boxes'} surely above the rest"
    )
    yield "Highest box", f"{held}, {chosen}; its interval is not adjusted for that choice"


def points(low: float, high: float) -> str:
    """An interval of a difference in percentage points.

    >>> points(-0.6801, 0.0204)
    '-68.0 to +2.0 points'
    """
    return f"{100 * low:+.1f} to {100 * high:+.1f} points"


def _difference(row: Mapping[str, Any]) -> str:
    name = OUTCOME_NAMES.get(row["name"], as_words(str(row["name"])))
    what = name if row["kind"] == "outcome" else f"reaching {name}"
    ends = points(row["low"], row["high"])
    return f"{what} {100 * row['difference']:+.1f} ({ends})"
