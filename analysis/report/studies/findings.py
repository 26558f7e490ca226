"""The main findings of a study, in sentences made from the tables of its folder."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from brinkmanship.analysis.figures.charts.labels import short_path
from brinkmanship.analysis.report.text_tables import (
    interval_text,
    number_text,
    points_interval_text,
    points_text,
    share_text,
)
from brinkmanship.analysis.sensitivity.boxes.discovery import box_label, highest_box
from brinkmanship.analysis.statistics.names import OUTCOME_NAMES, as_words
from brinkmanship.analysis.statistics.studies.changes import (
    ADJUSTED,
    correction_note,
    withstanding,
)
from brinkmanship.analysis.statistics.studies.pivots import decisive_pivots

Frames = Mapping[str, pd.DataFrame]
Point = tuple[str, str]
LEADERS = 3


def comparison_findings(tables: Frames) -> Iterator[Point]:
    """Of each variant, the differences that are sure, the largest first.

    Those that withstand the correction for the number of comparisons; where the folder holds
    none, those whose interval leaves out zero.
    """
    if "comparison" not in tables:
        return
    table = tables["comparison"]
    for variant in dict.fromkeys(table["variant"]):
        rows = table[(table["variant"] == variant) & table["kind"].isin(["outcome", "threshold"])]
        corrected = ADJUSTED in table
        clear = (rows["low"] > 0.0) | (rows["high"] < 0.0)
        sure = rows[withstanding(rows) if corrected else clear]
        order = sure["difference"].abs().sort_values(ascending=False, kind="stable").index
        leaders = sure.loc[order].head(LEADERS).to_dict("records")
        which = "that withstands the correction" if corrected else "whose interval leaves out zero"
        none = f"no difference of a share {which}"
        yield str(variant), "; ".join(map(_difference, leaders)) or none
    if note := correction_note(table):
        yield "Comparisons", note


def explain_findings(tables: Frames) -> Iterator[Point]:
    """The changes that move the share furthest for sure, and the parts that are sure."""
    if "pivots" in tables:
        sure = decisive_pivots(tables["pivots"][~tables["pivots"]["last"]])
        for row in sure.head(LEADERS).to_dict("records"):
            shares = (
                f"{share_text(row['changed_share'])} instead of {share_text(row['base_share'])}"
            )
            ends = _points(row["effect_low"], row["effect_high"])
            yield f"Turn {row['turn']}", f"{as_words(row['label'])}: changed, {shares} ({ends})"
        if not len(sure):
            yield "", "No single change before the last turn moves the share by five points."
    if "responsibility" in tables:
        parts = tables["responsibility"]
        sure = parts[(parts["low"] > 0.0) | (parts["high"] < 0.0)].head(LEADERS)
        names = [
            f"{row['name']} {points_text(row['part'])} ({_points(row['low'], row['high'])})"
            for row in sure.to_dict("records")
        ]
        yield "Policies", "; ".join(names) or "no actor's part is sure"


def sensitivity_findings(tables: Frames) -> Iterator[Point]:
    """The leading parameters, the crossing, or the best box."""
    indices = tables.get("indices", pd.DataFrame())
    for measure, (name, sure, doubt) in MEASURES.items():
        if measure in indices:
            for row in indices.head(LEADERS).to_dict("records"):
                low, high = number_text(row[f"{measure}_low"]), number_text(row[f"{measure}_high"])
                text = f"{name} {number_text(row[measure])} ({low} to {high})"
                yield str(row["parameter"]), text if sure(row) else f"{text}; {doubt}"
            break
    yield from _crossings(tables.get("tipping"), tables.get("curve"))
    yield from _boxes(tables.get("boxes"))


MEASURES: Mapping[str, tuple[str, Callable[[Mapping[Any, Any]], bool], str]] = {
    "total": ("total index", lambda row: bool(row["total_low"] > 0.0), "not told from 0"),
    "mu_star": ("mean effect", lambda row: bool(row["told"]), "not told from chance"),
}
"""Name of a measure, whether a row of it is sure, and the words for one that is not."""


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
        place = f"{share_text(row['level'])} at {number_text(row['value'])} ({ends})"
        yield short_path(str(row["path"])), f"the share {way} through {place}"
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
    text = f"{box_label(best)}, {best['limits']}: {share_text(best['share'])} of its runs ({ends})"
    chosen = (
        f"the highest share of {count} {'box' if count == 1 else 'boxes'} surely above the rest"
    )
    yield "Highest box", f"{text}, {chosen}; its interval is not adjusted for that choice"


def _points(low: float, high: float) -> str:
    return f"{points_interval_text(low, high)} points"


def _difference(row: Mapping[Any, Any]) -> str:
    name = OUTCOME_NAMES.get(row["name"], as_words(str(row["name"])))
    what = name if row["kind"] == "outcome" else f"reaching {name}"
    return f"{what} {points_text(row['difference'])} ({_points(row['low'], row['high'])})"
