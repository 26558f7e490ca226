"""A finished sweep as its figures see it: one measure followed, and what moved it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.slides.sweep import effects_slide, moved_slide, ranges_slide
from analysis.statistics.names import OUTCOME_NAMES, OUTCOMES
from analysis.statistics.studies.parameter_effects import (
    Partition,
    Rows,
    effect_sizes_table,
    effects_table,
    partitions,
)
from analysis.tables import open_sweep
from analysis.tables.run_table import PEAK, POINT
from analysis.tables.sweeps import SweepTables

KIND = "sweep"
REACHED = "reached_"


@dataclass(frozen=True)
class SweepResult:
    """A sweep folder and what its figures count.

    Attributes:
        tables: The folder.
        plan: What was declared.
    """

    tables: SweepTables
    plan: Mapping[str, Any]

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
            return f"that reached {worded(self.measure)} or higher"
        return f"that ended in {OUTCOME_NAMES[self.measure]}"

    @cached_property
    def found(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Effects of the parameters on the measure, and how far each moved it."""
        parts = {one.parameter: one for one in self._parted()}
        order = effect_sizes_table(parts.values())
        return effects_table(parts[str(name)] for name in order["parameter"]), order

    def _parted(self) -> list[Partition]:
        return partitions(self.points, self.tables.parameters, self._rows)

    def _rows(self) -> Iterator[Rows]:
        """Point, number and hit of all runs, block by block."""
        column: str = "outcome"
        wanted: set[object] = {self.measure}
        if self.measure.startswith(REACHED):
            ladder = list(self.plan["ladder"])
            rung = ladder.index(self.measure.removeprefix(REACHED))
            column, wanted = PEAK, set(range(rung, len(ladder)))
        for batch in self.tables.table.batches([POINT, "run", column]):
            cells = batch[column].dictionary_encode()  # as many words are looked at as there are
            counts = np.array([one in wanted for one in cells.dictionary.to_pylist()], dtype=bool)
            hit = counts[cells.indices.to_numpy()]
            yield batch[POINT].to_numpy(), batch["run"].to_numpy(), hit

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """Least, median and greatest share over the points of each measure that ever occurred.

        Least and greatest carry the 95% interval of their own point, Wilson's.
        """
        names = [*OUTCOMES, *(f"{REACHED}{name}" for name in self.plan.get("thresholds", ()))]
        rows = []
        for name in names:
            shares = self.points[f"{name}_share"].to_numpy(dtype=float)
            if np.nan_to_num(shares).max(initial=0.0) > 0.0:
                least = self._end(name, np.nanargmin(shares))
                most = self._end(name, np.nanargmax(shares))
                rows.append((name, *least, float(np.nanmedian(shares)), *most))
        columns = ["measure", "least", "least_low", "least_high", "median",
                   "most", "most_low", "most_high"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def _end(self, name: str, place: np.intp) -> list[float]:
        """Share of a measure at the point in this place, and its interval."""
        return [float(self.points[f"{name}_{key}"].iloc[place]) for key in ("share", "low", "high")]

    @property
    def heads(self) -> dict[str, Any]:
        """What stands around every figure."""
        return {"title": self.tables.title, "runs": self.tables.n, "seed": self.tables.seed}

    @property
    def names(self) -> dict[str, str]:
        """What each measure is called."""
        reached = {name: f"reached {worded(name)}" for name in self.ranges["measure"]}
        return {**reached, **OUTCOME_NAMES}


def worded(measure: str) -> str:
    """The rung of a measure in words.

    >>> worded("reached_limited_force")
    'limited force'
    """
    return measure.removeprefix(REACHED).replace("_", " ")


def open_sweep_result(folder: Path) -> SweepResult:
    """Open what ``brink sweep`` finished.

    Raises:
        AnalysisError: The sweep is not finished, or its folder not whole.
    """
    tables = open_sweep(folder)
    return SweepResult(tables, json.loads((folder / "plan.json").read_bytes()))


def _draw_moved(sweep: SweepResult) -> Figure:
    return moved_slide(sweep.found[1], what=sweep.what, **sweep.heads)


def _draw_effects(sweep: SweepResult) -> Figure:
    return effects_slide(sweep.found[0], what=sweep.what, **sweep.heads)


def _draw_ranges(sweep: SweepResult) -> Figure:
    return ranges_slide(sweep.ranges, sweep.names, **sweep.heads)


SWEEP_SLIDES: Mapping[str, Callable[[SweepResult], Figure]] = {
    "what-moves": _draw_moved,
    "each-value": _draw_effects,
    "ranges": _draw_ranges,
}
"""Figures of a sweep, by file name."""
