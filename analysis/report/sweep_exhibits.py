"""A sweep folder as its report reads it, and the figures that it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.escalation import OUTCOME_NAMES, OUTCOMES
from analysis.report.exhibit import Exhibit
from analysis.report.frames import COUNTS, Shown, share, table
from analysis.report.page import Table
from analysis.report.values import told
from analysis.sweep_effects import effects, moved
from analysis.sweep_slides import effects_slide, moved_slide, ranges_slide, short_path
from analysis.sweeps import SweepTables

ROOM = 0.42  # inches a row of a figure
REACHED = "reached_"


@dataclass(frozen=True)
class Swept:
    """A sweep folder and what its report counts.

    Attributes:
        tables: The folder.
        manifest, plan: What it says of itself.
        document: The scenario before any change.
    """

    tables: SweepTables
    manifest: Mapping[str, Any]
    plan: Mapping[str, Any]
    document: Mapping[str, Any]

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a point."""
        return self.tables.summary()

    @cached_property
    def measure(self) -> str:
        """The share that is followed: that of the stopping rule, else of a clash."""
        until = self.plan.get("until")
        if until:
            return str(until["outcome"])
        reached = [f"{REACHED}{name}" for name in self.plan.get("thresholds", ())]
        clash = f"{REACHED}clash"
        return clash if clash in reached or not reached else reached[-1]

    @property
    def what(self) -> str:
        """The measure as the end of a sentence about runs."""
        if self.measure.startswith(REACHED):
            return f"that reached {told(self.measure.removeprefix(REACHED))} or higher"
        return f"that ended in {OUTCOME_NAMES[self.measure]}"

    @cached_property
    def found(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Effects of the parameters on the measure, and how far each moved it."""
        runs = self.tables.runs(["point", "run", "outcome", "peak_rung_direct"])
        if self.measure.startswith(REACHED):
            rung = list(self.plan["ladder"]).index(self.measure.removeprefix(REACHED))
            hit = runs["peak_rung_direct"] >= rung
        else:
            hit = runs["outcome"] == self.measure
        which = list(self.tables.parameters)
        order = moved(self.points, runs, which, hit)
        ranked = [str(name) for name in order["parameter"]]
        return effects(self.points, runs, ranked, hit), order

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """Least, median and greatest share over the points of each measure that ever occurred."""
        names = [*OUTCOMES, *(f"{REACHED}{name}" for name in self.plan.get("thresholds", ()))]
        rows = []
        for name in names:
            shares = self.points[f"{name}_share"].dropna()
            if len(shares) and float(shares.max()) > 0.0:
                rows.append(
                    (name, float(shares.min()), float(shares.median()), float(shares.max()))
                )
        return pd.DataFrame(rows, columns=["measure", "least", "median", "most"])

    @property
    def heads(self) -> dict[str, Any]:
        """What stands around every figure."""
        return {"title": self.tables.title, "runs": self.tables.n, "seed": self.tables.seed}


def _draw_moved(sweep: Swept) -> Figure:
    return moved_slide(sweep.found[1], what=sweep.what, **sweep.heads)


def _draw_effects(sweep: Swept) -> Figure:
    return effects_slide(sweep.found[0], what=sweep.what, **sweep.heads)


def _draw_ranges(sweep: Swept) -> Figure:
    return ranges_slide(sweep.ranges, _names(sweep), **sweep.heads)


def _names(sweep: Swept) -> dict[str, str]:
    reached = {
        name: f"reached {told(name.removeprefix(REACHED))}" for name in sweep.ranges["measure"]
    }
    return {**reached, **OUTCOME_NAMES}


def _points_of(value: float) -> str:
    return f"{100 * value:+.1f}"


def _moved_table(sweep: Swept) -> Table:
    found = sweep.found[1].assign(
        parameter=[short_path(name) for name in sweep.found[1]["parameter"]]
    )
    columns = (
        Shown("parameter", "Parameter"),
        Shown("least", "Least share", share),
        Shown("most", "Greatest", share),
        Shown("first", "From"),
        Shown("last", "To"),
        Shown("change", "Change, points", _points_of),
        Shown("low", "from", _points_of),
        Shown("high", "to", _points_of),
    )
    note = (
        "Change: in percentage points, from the first to the last value of the parameter, run "
        "by run on the same luck, with its 95% interval."
    )
    return table(found, columns, f"Share of runs {sweep.what}, by parameter", note=note)


def _moved_words(sweep: Swept) -> str:
    parts = [
        f"{short_path(row['parameter'])} from {share(row['least'])} to {share(row['most'])}"
        for row in sweep.found[1].to_dict("records")
    ]
    return f"Bars, one a parameter, the furthest mover on top: {'; '.join(parts)}."


def _effect_table(sweep: Swept) -> Table:
    found = sweep.found[0].assign(
        parameter=[short_path(name) for name in sweep.found[0]["parameter"]]
    )
    columns = (Shown("parameter", "Parameter"), Shown("value", "Value"), *COUNTS)
    return table(found, columns, f"Share of runs {sweep.what}")


def _effect_words(sweep: Swept) -> str:
    return f"Panels, one a parameter, the share at each of its values. {_moved_words(sweep)}"


def _range_table(sweep: Swept) -> Table:
    names = _names(sweep)
    found = sweep.ranges.assign(measure=[names[name] for name in sweep.ranges["measure"]])
    columns = (
        Shown("measure", "Runs that"),
        Shown("least", "Least", share),
        Shown("median", "Median", share),
        Shown("most", "Greatest", share),
    )
    return table(found, columns, "Shares over all points")


def _range_words(sweep: Swept) -> str:
    names = _names(sweep)
    parts = [
        f"{names[row['measure']]} {share(row['least'])} to {share(row['most'])}"
        for row in sweep.ranges.to_dict("records")
    ]
    return f"Lines, one a measure, from the least to the greatest share: {'; '.join(parts)}."


def exhibits(sweep: Swept) -> tuple[Exhibit[Swept], Exhibit[Swept], Exhibit[Swept]]:
    """What moved the share, the share at each value, and the ranges over the points."""
    count = len(sweep.tables.parameters)
    panels = 2.9 if count <= 3 else 5.2  # noqa: PLR2004 - one row of panels or two
    bars, lines = 1.1 + ROOM * count, 1.0 + ROOM * len(sweep.ranges)
    return (
        Exhibit("what-moves", _draw_moved, bars, _moved_table, _moved_words, bars),
        Exhibit("each-value", _draw_effects, panels, _effect_table, _effect_words),
        Exhibit("ranges", _draw_ranges, lines, _range_table, _range_words, lines),
    )
