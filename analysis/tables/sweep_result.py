"""The result of a finished sweep: one share that is followed, and what moved it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from brinkmanship.analysis.statistics.names import OUTCOME_NAMES, OUTCOMES, as_words
from brinkmanship.analysis.statistics.studies.parameter_effects import (
    Rows,
    effect_sizes_table,
    effects_table,
    partitions,
)
from brinkmanship.analysis.statistics.studies.point_differences import (
    DECLARED,
    point_differences,
)
from brinkmanship.analysis.tables.run_table import PEAK
from brinkmanship.analysis.tables.sweeps import SweepTables, hits_by_point, open_sweep

REACHED = "reached_"


@dataclass(frozen=True)
class SweepResult:
    """A sweep folder and the statistics that its figures show.

    Attributes:
        tables: The folder.
    """

    tables: SweepTables

    @property
    def plan(self) -> Mapping[str, Any]:
        """What was declared."""
        return self.tables.plan

    @property
    def title(self) -> str:
        """Title of the sweep."""
        return self.tables.title

    @property
    def n(self) -> int:
        """Finished runs over all points."""
        return self.tables.n

    @property
    def seed(self) -> int:
        """Seed of all chance."""
        return self.tables.seed

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
    def condition(self) -> str:
        """Which runs the measure counts, as the end of "share of runs"."""
        if self.measure.startswith(REACHED):
            return f"that reached {rung_of(self.measure)} or higher"
        return f"that ended in {OUTCOME_NAMES[self.measure]}"

    @property
    def effects(self) -> pd.DataFrame:
        """Share at each value of each parameter, the parameter that moved it furthest first."""
        return self._effects[0]

    @property
    def effect_sizes(self) -> pd.DataFrame:
        """How far each parameter moved the share, the one that moved it furthest first."""
        return self._effects[1]

    @cached_property
    def _effects(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Both tables, since the runs are read twice for them."""
        parts = {
            part.parameter: part
            for part in partitions(self.points, self.tables.parameters, self._rows)
        }
        sizes = effect_sizes_table(parts.values())
        return effects_table(parts[str(name)] for name in sizes["parameter"]), sizes

    def _rows(self) -> Iterator[Rows]:
        """Point, run number and hit of all runs, block by block."""
        column: str = "outcome"
        wanted: set[object] = {self.measure}
        if self.measure.startswith(REACHED):
            ladder = list(self.plan["ladder"])
            rung = ladder.index(self.measure.removeprefix(REACHED))
            column, wanted = PEAK, set(range(rung, len(ladder)))
        return hits_by_point(self.tables.table, column, wanted)

    @cached_property
    def differences(self) -> pd.DataFrame | None:
        """How far the followed share at each point lies from that at point 0, run by run.

        None of a single point and of a drawn design, whose first point nobody chose.
        """
        if self.plan.get("design") not in DECLARED or len(self.points) == 1:
            return None
        return point_differences(self._rows, len(self.points))

    @property
    def weighing(self) -> str:
        """How points weigh where they are pooled; empty where all have as many runs."""
        runs = self.points["runs"]
        if runs.min() == runs.max():
            return ""
        return f"points have {runs.min():,} to {runs.max():,} runs and weigh alike"

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
                least = self._with_interval(name, np.nanargmin(shares))
                most = self._with_interval(name, np.nanargmax(shares))
                rows.append((name, *least, float(np.nanmedian(shares)), *most))
        columns = ["measure", "least", "least_low", "least_high", "median",
                   "most", "most_low", "most_high"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns)

    def _with_interval(self, name: str, place: np.intp) -> list[float]:
        """Share of a measure at the point in this place, and its interval."""
        return [float(self.points[f"{name}_{key}"].iloc[place]) for key in ("share", "low", "high")]

    @property
    def measure_names(self) -> dict[str, str]:
        """Name of each measure."""
        reached = {name: f"reached {rung_of(name)}" for name in self.ranges["measure"]}
        return {**reached, **OUTCOME_NAMES}


def rung_of(measure: str) -> str:
    """The rung of a measure in words.

    >>> rung_of("reached_limited_force")
    'limited force'
    """
    return as_words(measure.removeprefix(REACHED))


def open_sweep_result(folder: Path) -> SweepResult:
    """Open what ``brink sweep`` finished.

    Raises:
        AnalysisError: The sweep is not finished, or its folder is not complete or not as it was
            written.
    """
    return SweepResult(open_sweep(folder))
