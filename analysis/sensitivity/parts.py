"""The parts of an answer: tables, notes and slides from a finished sweep folder."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.style import Caption, footer, share_with_interval
from brinkmanship.analysis.sensitivity.boxes.discovery import discover
from brinkmanship.analysis.sensitivity.figures.slides import BOXES, MORRIS, SOBOL
from brinkmanship.analysis.sensitivity.indices.morris import morris_effects
from brinkmanship.analysis.sensitivity.indices.sobol import (
    FirstOrderSum,
    base_points,
    sobol_indices,
)
from brinkmanship.analysis.sensitivity.measures import Measure, responses
from brinkmanship.analysis.sensitivity.notes import boxes_notes, morris_notes, sobol_notes
from brinkmanship.analysis.sensitivity.parameters import is_numeric, n_parameters, short_names
from brinkmanship.analysis.sensitivity.variance import Chance
from brinkmanship.analysis.statistics.intervals import Floats
from brinkmanship.analysis.tables.sweeps import SweepTables

Slides = Mapping[str, Callable[[], Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the answer.

    Attributes:
        kind: ``sobol``, ``morris``, ``tipping`` or ``boxes``.
        measure: The quantity that is analysed.
        method: In words.
        why: Why this method was chosen.
        facts: Numbers about the sample, such as points and runs.
        notes: Sentences on chance, and warnings.
        tables: By file name.
        slides: Functions that draw them, by file name.
        seconds: Playing time; None where nothing had to be played.
    """

    kind: str
    measure: Measure
    method: str
    why: str
    facts: Mapping[str, Any]
    notes: Sequence[str]
    tables: Mapping[str, pd.DataFrame]
    slides: Slides
    seconds: float | None = None

    def timed(self, seconds: float) -> "Part":
        """The part with its playing time."""
        return replace(self, seconds=seconds)

    def with_notes(self, notes: Sequence[str]) -> "Part":
        """The part with more notes."""
        return replace(self, notes=[*self.notes, *notes])


def design_part(sweep: SweepTables, design: str, measure: Measure, why: str) -> Part:
    """Sobol indices or a Morris screening, from a sweep of that design.

    Raises:
        AnalysisError: The points are not such a design.
    """
    values = responses(sweep, measure)
    facts = {"points": len(values), "runs": values.shape[1], "total": sweep.n, "seed": sweep.seed}
    return (_morris_part if design == "morris" else _sobol_part)(sweep, values, measure, why, facts)


def _sobol_part(
    sweep: SweepTables,
    values: Floats,
    measure: Measure,
    why: str,
    facts: dict[str, Any],
) -> Part:
    names = short_names(sweep.parameters)
    base, second = base_points(len(values), len(names))
    if not base:
        raise AnalysisError(
            f"{sweep.path}: the points are not Saltelli's; play the sweep file again"
        )
    result = sobol_indices(values, names, seed=sweep.seed, second=second)
    facts |= {"base": base, **_chance_facts(result.chance), **_sum_facts(result.added)}
    note, caption = _chance_note(result.chance), _caption(sweep, facts)
    return Part(
        kind="sobol",
        measure=measure,
        method=f"Sobol' indices of {n_parameters(len(names))}: {base} base points"
        + (", with pairs" if second else ""),
        why=why,
        facts=facts,
        notes=sobol_notes(result, values.shape[1]),
        tables={"indices": _with_paths(result.table, sweep), "pairs": result.pairs},
        slides={"indices": partial(SOBOL, result, measure, caption, note)},
    )


def _morris_part(
    sweep: SweepTables,
    values: Floats,
    measure: Measure,
    why: str,
    facts: dict[str, Any],
) -> Part:
    names = short_names(sweep.parameters)
    points, spacings = sweep.points_table(), sweep.spacings
    if len(spacings) != len(names):
        what = "plan.json does not say how the values of its parameters were drawn"
        raise AnalysisError(f"{sweep.path}: {what}; play the sweep file again")
    result = morris_effects(values, points, names, spacings=spacings, seed=sweep.seed)
    facts |= {"trajectories": result.trajectories, **_chance_facts(result.chance)}
    note, caption = _chance_note(result.chance), _caption(sweep, facts)
    return Part(
        kind="morris",
        measure=measure,
        method=f"Morris screening of {n_parameters(len(names))}: "
        f"{result.trajectories} trajectories",
        why=why,
        facts=facts,
        notes=morris_notes(result, values.shape[1]),
        tables={"screening": _with_paths(result.table, sweep)},
        slides={"screening": partial(MORRIS, result, measure, caption, note)},
    )


def boxes_part(sweep: SweepTables, measure: Measure) -> Part:
    """Boxes in the points of a sweep of any design.

    Raises:
        AnalysisError: There are too few points, or the measure is no share.
    """
    if not measure.share:
        raise AnalysisError("--boxes: mean_peak is no share of runs; give a rung or an outcome")
    values = responses(sweep, measure)
    points = sweep.points_table().set_axis(short_names(sweep.parameters), axis=1)
    discovery = discover(points, values, seed=sweep.seed)
    share, low, high = discovery.share, discovery.low, discovery.high
    facts = {
        "points": discovery.points, "runs": values.shape[1], "total": sweep.n, "seed": sweep.seed,
        "share": share, "low": low, "high": high,
    }  # fmt: skip
    limited = any(box.names for box in discovery.boxes.values())
    caption, space = _caption(sweep, facts), share_with_interval(share, low, high)
    note = f"Whole space: {space}. All shares are of points that had no part in finding the boxes."
    return Part(
        kind="boxes",
        measure=measure,
        method=f"Boxes by PRIM and CART in {discovery.points} points",
        why="half of the points find the boxes, the other half judges them",
        facts=facts,
        notes=boxes_notes(discovery),
        tables={"boxes": discovery.table},
        slides={"boxes": partial(BOXES, discovery, measure, caption, note)} if limited else {},
    )


def _chance_note(chance: Chance) -> str:
    if chance.variance == 0.0:
        return "The result is the same at every point."
    return f"Chance: {chance.part:.0%} of the variance between points."


def _chance_facts(chance: Chance) -> dict[str, float | None]:
    """Variance and the parts that are chance, which are None where nothing varies."""
    parts = (None, None) if chance.variance == 0.0 else (chance.part, chance.part_alone)
    return {"variance": chance.variance, "chance": parts[0], "chance_alone": parts[1]}


def _sum_facts(added: FirstOrderSum | None) -> dict[str, float]:
    names = ("first_sum", "first_sum_low", "first_sum_high")
    return {} if added is None else dict(zip(names, added, strict=True))


def _with_paths(table: pd.DataFrame, sweep: SweepTables) -> pd.DataFrame:
    """The table with path and range of each parameter in front, and its rank."""
    paths = dict(zip(short_names(sweep.parameters), sweep.parameters, strict=True))
    points = sweep.points_table()
    own = [paths[name] for name in table["parameter"]]
    ends = [_range(points, path) for path in own]
    table = table.copy()
    table.insert(0, "rank", range(1, len(table) + 1))
    table.insert(1, "path", own)
    table.insert(3, "lowest", [low for low, _ in ends])
    table.insert(4, "highest", [high for _, high in ends])
    return table


def _range(points: pd.DataFrame, path: str) -> tuple[float, float]:
    """Lowest and highest value of a parameter; nan where it has no numbers."""
    column = points[path]
    numbers = is_numeric(points, path)
    return (float(column.min()), float(column.max())) if numbers else (math.nan, math.nan)


def _caption(sweep: SweepTables, facts: Mapping[str, Any]) -> Caption:
    return Caption(sweep.title, footer([int(facts["total"])], [sweep.seed]))
