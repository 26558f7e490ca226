"""The moves of a Morris design: parts of a range, or changes of one word for another."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.sensitivity.parameters import is_numeric
from brinkmanship.analysis.statistics.intervals import Floats, Ints

LEVELS = 4  # of the design, as in sim.sweep.design
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of a move, as a part of the range it was drawn from
RANGES = ("linear", "log")  # spacings that the design always moves by its step


class Steps(NamedTuple):
    """The moves of a design; every parameter has one in each trajectory.

    Attributes:
        parameter: (trajectories, steps) number of the parameter that a step moves.
        weight: (parameters, trajectories) factor from a change of the result to an effect: 1 /
            part of the range that was moved, negative downwards; NaN where nothing moved.
        change: (parameters, trajectories) code of the two words exchanged; 0 for numbers.
        ordered: (parameters,) whether its values have an order, and its effects a sign.
    """

    parameter: Ints
    weight: Floats
    change: Ints
    ordered: npt.NDArray[np.bool_]

    @property
    def even(self) -> npt.NDArray[np.bool_]:
        """(parameters,) whether its values have an order and every move was the design's step."""
        return np.asarray(self.ordered & (np.abs(self.weight) == 1.0 / STEP).all(axis=1))

    @property
    def least(self) -> Floats:
        """(parameters,) smallest part of its range that was moved."""
        return np.asarray(1.0 / np.nanmax(np.abs(self.weight), axis=1))


def encode_points(points: pd.DataFrame) -> Floats:
    """The points as numbers: true and false as 1 and 0, words by their place in the alphabet."""
    columns = []
    for name in map(str, points.columns):
        if _has_order(points, name):
            columns.append(points[name].to_numpy(float))
        else:
            columns.append(pd.factorize(points[name].map(repr), sort=True)[0].astype(float))
    return np.column_stack(columns)


def design_steps(points: pd.DataFrame, codes: Floats, spacings: Sequence[str]) -> Steps:
    """The moves of a design, from the values that were played.

    Args:
        points: Values of the parameters, one row a point.
        codes: The same as numbers; see ``encode_points``.
        spacings: How the values of each parameter are spaced, as the sweep's plan says.

    Raises:
        AnalysisError: The points are no Morris design.
    """
    parameter = _moved_parameters(codes)
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


def _moved_parameters(codes: Floats) -> Ints:
    """The parameter that each step moves; a step that moves nothing gets one that is left over."""
    points, width = codes.shape
    if points % (width + 1):
        raise _not_morris()
    moved = np.diff(codes.reshape(-1, width + 1, width), axis=1) != 0.0
    once = (moved.sum(axis=2) <= 1).all() and (moved.sum(axis=1) <= 1).all()
    if not (once and moved.any(axis=(0, 1)).all()):
        raise _not_morris()
    parameter = moved.argmax(axis=2)
    for walk, found in zip(moved, parameter, strict=True):
        found[~walk.any(axis=1)] = np.flatnonzero(~walk.any(axis=0))
    return np.asarray(parameter)


def _not_morris() -> AnalysisError:
    what = "the points are not a Morris design: from one to the next one parameter moves"
    return AnalysisError(f"{what}; give each parameter a range, or two values or more")


def _parts(start: Floats, end: Floats, spacing: str) -> Floats:
    """Parts of the range between lowest and highest played value; 1 where nothing moved."""
    if spacing in RANGES:
        return np.full(len(start), STEP)
    if spacing == "whole log":
        start, end = np.log(start), np.log(end)
    both = np.array([start, end])
    parts = np.abs(end - start) / np.ptp(both)
    parts = np.where(np.isclose(parts, STEP, rtol=1e-12, atol=0.0), STEP, parts)
    return np.where(start == end, 1.0, parts)
