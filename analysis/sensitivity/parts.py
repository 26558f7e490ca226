"""From a finished sweep folder to one part of an answer: tables, sentences, slides."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.errors import AnalysisError
from analysis.figures.style import Caption, footer, share_with_interval
from analysis.sensitivity import notes as verdicts
from analysis.sensitivity.boxes.discovery import discover
from analysis.sensitivity.figures import slides
from analysis.sensitivity.indices.morris import morris_effects
from analysis.sensitivity.indices.sobol import FirstOrderSum, base_points, sobol_indices
from analysis.sensitivity.measures import Chance, Floats, Measure, responses
from analysis.sensitivity.names import n_parameters, short_names
from analysis.tables.sweeps import SweepTables

Slides = Mapping[str, Callable[[], Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the answer.

    Attributes:
        kind: ``sobol``, ``morris``, ``tipping`` or ``boxes``.
        measure: What is looked at.
        method: How, in words.
        why: Why so.
        facts: Numbers about the sample, such as points and runs.
        notes: What the sample is too small to say, and other sentences.
        tables: By name of file.
        slides: Builders by name of file.
        seconds: That playing took; None where all was there.
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
        """The same, with the time that playing took."""
        return replace(self, seconds=seconds)

    def with_notes(self, notes: Sequence[str]) -> "Part":
        """The same, with more sentences."""
        return replace(self, notes=[*self.notes, *notes])


def design_part(sweep: SweepTables, design: str, measure: Measure, why: str) -> Part:
    """Indices from a sweep of the design saltelli or morris.

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
    facts |= {"base": base, **_of_chance(result.chance), **_of_sum(result.added)}
    note, caption = _of_luck(result.chance), _caption(sweep, facts)
    return Part(
        kind="sobol",
        measure=measure,
        method=f"Sobol' indices of {n_parameters(len(names))}: {base} base points"
        + (", with pairs" if second else ""),
        why=why,
        facts=facts,
        notes=verdicts.sobol_notes(result, values.shape[1]),
        tables={"indices": _with_paths(result.table, sweep), "pairs": result.pairs},
        slides={"indices": partial(slides.sobol_slide, result, measure, caption, note)},
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
    facts |= {"trajectories": result.trajectories, **_of_chance(result.chance)}
    note, caption = _of_luck(result.chance), _caption(sweep, facts)
    return Part(
        kind="morris",
        measure=measure,
        method=f"Morris screening of {n_parameters(len(names))}: "
        f"{result.trajectories} trajectories",
        why=why,
        facts=facts,
        notes=verdicts.morris_notes(result, values.shape[1]),
        tables={"screening": _with_paths(result.table, sweep)},
        slides={"screening": partial(slides.morris_slide, result, measure, caption, note)},
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
    found = discover(points, values, seed=sweep.seed)
    facts = {
        "points": found.points, "runs": values.shape[1], "total": sweep.n, "seed": sweep.seed,
        "share": found.share, "low": found.low, "high": found.high,
    }  # fmt: skip
    whole = f"Whole space: {share_with_interval(found.share, found.low, found.high)}."
    note = f"{whole} All shares are of points that had no part in finding the boxes."
    return Part(
        kind="boxes",
        measure=measure,
        method=f"Boxes by PRIM and CART in {found.points} points",
        why="half of the points find the boxes, the other half judges them",
        facts=facts,
        notes=verdicts.boxes_notes(found),
        tables={"boxes": found.table},
        slides={"boxes": partial(slides.boxes_slide, found, measure, _caption(sweep, facts), note)}
        if any(box.names for box in found.boxes.values()) else {},
    )  # fmt: skip


def _of_luck(chance: Chance) -> str:
    if chance.variance == 0.0:
        return "The result is the same at every point."
    return f"Chance: {chance.part:.0%} of the variance between points."


def _of_chance(chance: Chance) -> dict[str, float | None]:
    """Of no variance chance is no part."""
    parts = (None, None) if chance.variance == 0.0 else (chance.part, chance.part_alone)
    return {"variance": chance.variance, "chance": parts[0], "chance_alone": parts[1]}


def _of_sum(added: FirstOrderSum | None) -> dict[str, float]:
    names = ("first_sum", "first_sum_low", "first_sum_high")
    return {} if added is None else dict(zip(names, added, strict=True))


def _with_paths(table: pd.DataFrame, sweep: SweepTables) -> pd.DataFrame:
    """The table with path and range of each parameter in front, and its rank."""
    paths = dict(zip(short_names(sweep.parameters), sweep.parameters, strict=True))
    points = sweep.points_table()
    found = table.copy()
    found.insert(0, "rank", range(1, len(table) + 1))
    found.insert(1, "path", [paths[name] for name in table["parameter"]])
    ends = {path: _ends(points[path]) for path in sweep.parameters}
    found.insert(3, "lowest", [ends[path][0] for path in found["path"]])
    found.insert(4, "highest", [ends[path][1] for path in found["path"]])
    return found


def _ends(column: pd.Series) -> tuple[float, float]:
    numbers = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return (float(column.min()), float(column.max())) if numbers else (math.nan, math.nan)


def _caption(sweep: SweepTables, facts: Mapping[str, Any]) -> Caption:
    return Caption(sweep.title, footer([int(facts["total"])], [sweep.seed]))
