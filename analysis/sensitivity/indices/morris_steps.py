"""What each trajectory of a Morris design really moved: a part of a range, or word for word."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import AnalysisError
from analysis.sensitivity.boxes.points import is_numeric
from analysis.sensitivity.measures import Floats

LEVELS = 4  # of the design, as in sim.sweep.design
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of a move, as a part of the range that it was drawn from
CUT = ("linear", "log")  # ranges that the design moves by its step, every time
Whole = npt.NDArray[np.int64]


class Steps(NamedTuple):
    """The moves of a design; every parameter has one in each trajectory.

    Attributes:
        parameter: (trajectories, steps) number of the parameter that a step moves.
        weight: (parameters, trajectories) what makes an effect of a change of the result: 1 by
            the part of the range that was moved, negative downwards; NaN where nothing moved.
        change: (parameters, trajectories) which two words were exchanged; 0 for numbers.
        ordered: (parameters,) whether its values have an order, and effects so a sign.
    """

    parameter: Whole
    weight: Floats
    change: Whole
    ordered: npt.NDArray[np.bool_]

    @property
    def even(self) -> npt.NDArray[np.bool_]:
        """(parameters,) which moved, in order, by the step of the design every time."""
        return np.asarray(self.ordered & (np.abs(self.weight) == 1.0 / STEP).all(axis=1))

    @property
    def least(self) -> Floats:
        """(parameters,) smallest part of the range that was moved."""
        return np.asarray(1.0 / np.nanmax(np.abs(self.weight), axis=1))


def encode_points(points: pd.DataFrame) -> Floats:
    """Numbers as they are, true and false as 1 and 0; words by their place in the alphabet."""
    columns = []
    for name in map(str, points.columns):
        if _has_order(points, name):
            columns.append(points[name].to_numpy(float))
        else:
            columns.append(pd.factorize(points[name].map(repr), sort=True)[0].astype(float))
    return np.column_stack(columns)


def design_steps(points: pd.DataFrame, codes: Floats, spacings: Sequence[str]) -> Steps:
    """The moves, by the values that were played.

    Args:
        points: Values of the parameters, one row a point.
        codes: The same as numbers; see ``encode_points``.
        spacings: On what the values of each parameter stand, as a sweep's plan tells it.

    Raises:
        AnalysisError: The points are no Morris design.
    """
    parameter = _moved(codes)
    width = codes.shape[1]
    ends = codes.reshape(-1, width + 1, width)[:, [0, -1], :]
    ordered = np.array([_has_order(points, str(name)) for name in points.columns])
    weight, change = np.ones((width, len(ends))), np.zeros((width, len(ends)), np.int64)
    for i in range(width):
        start, end = ends[:, 0, i], ends[:, 1, i]
        way = np.where(start == end, np.nan, np.sign(end - start))
        weight[i] = way / _parts(start, end, spacings[i]) if ordered[i] else way
        if not ordered[i]:
            pairs = np.sort(ends[:, :, i], axis=1)
            change[i] = np.unique(pairs, axis=0, return_inverse=True)[1].ravel()
    return Steps(parameter, weight, change, ordered)


def _has_order(points: pd.DataFrame, name: str) -> bool:
    column = points[name]  # null beside numbers has no place among them
    return bool(
        pd.api.types.is_bool_dtype(column) or is_numeric(points, name) & column.notna().all()
    )


def _moved(codes: Floats) -> Whole:
    """Which parameter each step moves; a step that moves nothing is of one that is left over."""
    points, width = codes.shape
    if points % (width + 1):
        raise _no_design()
    moved = np.diff(codes.reshape(-1, width + 1, width), axis=1) != 0.0
    once = (moved.sum(axis=2) <= 1).all() and (moved.sum(axis=1) <= 1).all()
    if not (once and moved.any(axis=(0, 1)).all()):
        raise _no_design()
    parameter = moved.argmax(axis=2)
    for walk, found in zip(moved, parameter, strict=True):
        found[~walk.any(axis=1)] = np.flatnonzero(~walk.any(axis=0))
    return np.asarray(parameter)


def _no_design() -> AnalysisError:
    what = "the points are not a Morris design: from one to the next one parameter moves"
    return AnalysisError(f"{what}; give each parameter a range, or two values or more")


def _parts(start: Floats, end: Floats, spacing: str) -> Floats:
    """Parts of the range between lowest and highest played value; 1 where nothing moved."""
    if spacing in CUT:
        return np.full(len(start), STEP)
    if spacing == "whole log":
        start, end = np.log(start), np.log(end)
    both = np.array([start, end])
    parts = np.abs(end - start) / np.ptp(both)
    parts = np.where(np.isclose(parts, STEP, rtol=1e-12, atol=0.0), STEP, parts)
    return np.where(start == end, 1.0, parts)
