"""The report of a sweep folder: which parameter moved the result, and how far it ranges."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from brinkmanship.analysis.figures.charts.labels import short_path
from brinkmanship.analysis.report.exhibits.exhibit import exhibit_figure
from brinkmanship.analysis.report.exhibits.sweep import EFFECT_SIZES, EFFECTS, RANGES
from brinkmanship.analysis.report.limits import SHORT, command, limits, reproduce
from brinkmanship.analysis.report.page import Block, Card, Cards, Fold, Page, Points, Section, Text
from brinkmanship.analysis.report.scenario.sections import (
    assumptions_section,
    scenario_section,
)
from brinkmanship.analysis.report.scenario.values import value_text
from brinkmanship.analysis.report.text_tables import (
    Column,
    estimate_columns,
    interval_text,
    points_text,
    share_text,
    text_table,
)
from brinkmanship.analysis.statistics.names import joined
from brinkmanship.analysis.statistics.studies.parameter_effects import NULL
from brinkmanship.analysis.tables.sweep_result import SweepResult, open_sweep_result

MOST_POINTS = 200  # points in the table of all points


def sweep_page(path: Path) -> Page:
    """The report of what ``brink sweep`` wrote.

    Raises:
        AnalysisError: The sweep is not finished, or its folder is not complete.
    """
    sweep = open_sweep_result(path)
    tables, manifest = sweep.tables, sweep.tables.sealed.manifest
    document = tables.sealed.read_json("scenario.yaml")
    note = "The same command goes on where a sweep was stopped and plays only what is missing."
    lines = [
        command("brink", "reproduce", path.resolve().name),
        command("brink", "report", path.resolve().name),
    ]
    return Page(
        what="Report of a sweep",
        title=tables.title,
        lede=str(document.get("summary", "")),
        facts=[
            ("points", f"{tables.points:,}"),
            ("runs", f"{tables.n:,}"),
            ("parameters", str(len(tables.parameters))),
            ("seed", str(tables.seed)),
            ("digest", str(manifest.get("digest", ""))[:SHORT]),
            ("tables", tables.sealed.verdict),
        ],
        sections=[
            _question(sweep),
            _causes(sweep),
            _results(sweep),
            scenario_section(document, note="Before what the sweep changes in it."),
            limits(
                int(sweep.points["runs"].max()),
                _caveats(sweep),
                shared=True,
                honesty=manifest.get("honesty"),
            ),
            assumptions_section(document),
            reproduce(manifest, lines, note=note),
        ],
    )


def _question(sweep: SweepResult) -> Section:
    """What was varied, and the lowest and highest share."""
    plan, tables = sweep.plan, sweep.tables
    text = (
        f"What does the result hang on? {len(tables.parameters)} parameters of the scenario "
        f"{tables.scenario} were varied together ({value_text(plan.get('design', ''))} design) at "
        f"{tables.points:,} points, and the crisis was played {tables.n:,} times in all. Run 17 "
        "has the same luck at every point. Followed here is the share of runs "
        f"{sweep.condition}."
    )
    varied = [(short_path(name), _values_text(sweep.points[name])) for name in tables.parameters]
    held = [
        (short_path(path), value_text(value))
        for path, _, value in (one.partition("=") for one in plan.get("held", ()))
    ]
    blocks: list[Block] = [
        Text(text),
        Cards(_cards(sweep)),
        Points(
            [
                *varied,
                *((f"{name} (the same at every point)", value) for name, value in held),
                *(
                    (short_path(path), f"fixed in each run; the scenario draws it from {drawn}")
                    for path, drawn in plan.get("replaced", {}).items()
                ),
            ]
        ),
    ]
    return Section(id="question", heading="The question, and the answer in short", blocks=blocks)


def _values_text(column: pd.Series) -> str:
    """The values a parameter took, with null as the sweep file writes it."""
    values = list(dict.fromkeys(column.astype(object).where(column.notna(), NULL)))
    if len(values) <= 8:  # noqa: PLR2004
        return joined([value_text(one) for one in values])
    span = f"{column.min():g} to {column.max():g}, {column.nunique()} values"
    return f"{span}, and {NULL}" if column.hasnans else span


def _with_null_as_word(points: pd.DataFrame, parameters: Sequence[str]) -> pd.DataFrame:
    """The points, with ``null`` where a parameter has no value."""
    gaps = [name for name in parameters if points[name].hasnans]
    words = {name: points[name].astype(object).where(points[name].notna(), NULL) for name in gaps}
    return points.assign(**words)


def _cards(sweep: SweepResult) -> list[Card]:
    shares = sweep.points[f"{sweep.measure}_share"]
    top = sweep.effect_sizes.iloc[0]
    least, most = (
        sweep.points.iloc[int(np.argmin(shares))],
        sweep.points.iloc[int(np.argmax(shares))],
    )
    name = sweep.measure
    ends = [
        Card(
            number=share_text(one[f"{name}_share"]),
            text=f"{text} point: share of runs {sweep.condition}",
            small=(
                interval_text(one[f"{name}_low"], one[f"{name}_high"]),
                f"(point {int(one['point'])})",
            ),
        )
        for one, text in ((least, "at the lowest"), (most, "at the highest"))
    ]
    sure = top["low"] > 0.0 or top["high"] < 0.0
    doubt = "" if sure else "; its interval holds zero, so nothing is told"
    size = Card(
        number=f"{100 * top['change']:+.1f} points",
        text=f"from the first to the last value of {short_path(top['parameter'])}, the parameter "
        f"that moves the share furthest in this sweep{doubt}",
        small=(
            f"{100 * top['low']:+.1f} to {100 * top['high']:+.1f}",
            "(run by run, together with all other pairs of values)",
        ),
    )
    return [*ends, size]


def _causes(sweep: SweepResult) -> Section:
    """Which parameter moved the share."""
    blocks: list[Block] = [
        Text(
            "A parameter carries the result if the share changes with it while all others take all "
            "their values. This says nothing of parameters that were not varied."
        ),
        exhibit_figure(EFFECT_SIZES, sweep),
        exhibit_figure(EFFECTS, sweep),
    ]
    return Section(id="causes", heading="What carries the result", blocks=blocks)


def _results(sweep: SweepResult) -> Section:
    blocks: list[Block] = [exhibit_figure(RANGES, sweep), _all_points(sweep)]
    return Section(id="results", heading="Results over all points", blocks=blocks)


def _all_points(sweep: SweepResult) -> Fold:
    """Each point with its values and the followed share."""
    name = sweep.measure
    points = _with_null_as_word(sweep.points.head(MOST_POINTS), sweep.tables.parameters)
    columns = [
        Column("point", "Point"),
        *(Column(path, short_path(path)) for path in sweep.tables.parameters),
        Column("runs", "Runs"),
        Column(f"{name}_share", "Share", share_text),
        Column(f"{name}_low", "from", share_text),
        Column(f"{name}_high", "to", share_text),
    ]
    differences = sweep.differences
    if differences is not None:
        points = points.merge(differences.drop(columns="pairs"), on="point")
        columns += estimate_columns("difference", "From point 0, points", points_text, ends="")
    left = len(sweep.points) - len(points)
    notes = [f"{left:,} more points: summary.csv in the folder."] if left > 0 else []
    if differences is not None:
        notes.append(
            "From point 0: in percentage points, run by run on the same luck; the intervals of "
            f"all {len(sweep.points) - 1} comparisons hold together with 95%."
        )
    note = " ".join(notes)
    table = text_table(points, columns, f"Share of runs {sweep.condition}, by point", note=note)
    return Fold(
        summary=f"All points ({len(points):,} shown)" if left else "All points", table=table
    )


def _caveats(sweep: SweepResult) -> list[tuple[str, str]]:
    per_point = int(sweep.points["runs"].min())
    return [
        (
            "What this sweep can say",
            (
                f"Each point has {per_point:,} runs or more. The ranges of the parameters are "
                "assumptions of whoever wrote the sweep; a wider range moves more."
            ),
        )
    ]
