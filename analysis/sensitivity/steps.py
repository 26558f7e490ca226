"""What each trajectory of a Morris design really moved: a part of a range, or word for word."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import AnalysisError
from analysis.sensitivity.crossed import Floats
from analysis.sensitivity.points import numeric

LEVELS = 4  # of the design, as in sim.sweep.design
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of a move, as a part of the range that it was drawn from
NEAR = 2e-11  # of a number: values are written in twelve digits
LONG = 10  # digits that nobody writes into a list, and a third of a range has
THIRDS = np.array([1.0, 2.0]) / 3.0
Whole = npt.NDArray[np.int64]
Scale = Callable[[Floats], Floats]


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


def codes_of(points: pd.DataFrame) -> Floats:
    """Numbers as they are, true and false as 1 and 0; words by their place in the alphabet."""
    columns = []
    for name in map(str, points.columns):
        if _has_order(points, name):
            columns.append(points[name].to_numpy(float))
        else:
            columns.append(pd.factorize(points[name].map(repr), sort=True)[0].astype(float))
    return np.column_stack(columns)


def steps_of(points: pd.DataFrame, codes: Floats) -> Steps:
    """The moves, by the values that were played.

    Args:
        points: Values of the parameters, one row a point.
        codes: The same as numbers; see ``codes_of``.

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
        weight[i] = way / _parts(start, end) if ordered[i] else way
        if not ordered[i]:
            pairs = np.sort(ends[:, :, i], axis=1)
            change[i] = np.unique(pairs, axis=0, return_inverse=True)[1].ravel()
    return Steps(parameter, weight, change, ordered)


def _has_order(points: pd.DataFrame, name: str) -> bool:
    column = points[name]  # null beside numbers has no place among them
    return bool(pd.api.types.is_bool_dtype(column) or numeric(points, name) & column.notna().all())


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


def _parts(start: Floats, end: Floats) -> Floats:
    """Parts of the range between lowest and highest played value; 1 where nothing moved."""
    known = np.unique([start, end])
    scale = _scale_of(known)
    if scale is None:
        return np.full(len(start), STEP)
    parts = np.abs(scale(end) - scale(start)) / (scale(known[-1]) - scale(known[0]))
    parts = np.where(np.isclose(parts, STEP, rtol=1e-12, atol=0.0), STEP, parts)
    return np.where(start == end, 1.0, parts)


def _scale_of(known: Floats) -> Scale | None:
    """On which scale the played values are; None for a range that was cut in exact thirds.

    >>> [_scale_of(np.array(one)) for one in ([0.1, 0.4, 1.6, 6.4], [0.0, 0.3, 0.6, 0.9])]
    [None, None]
    """
    whole = bool((known == np.round(known)).all())
    thirds = _in_steps(known, whole=whole), _in_ratios(known, whole=whole)
    if not whole and (any(thirds) or _one_half(known)):
        return None
    return _log if thirds == (False, True) else _same


def _in_steps(known: Floats, *, whole: bool) -> bool:
    low, high = known[0], known[-1]
    return _near(known, low + (high - low) * THIRDS, whole=whole)


def _in_ratios(known: Floats, *, whole: bool) -> bool:
    low, high = known[0], known[-1]
    return bool(low > 0.0) and _near(known, low * (high / low) ** THIRDS, whole=whole)


def _near(known: Floats, thirds: Floats, *, whole: bool) -> bool:
    """Whether what lies between the ends are thirds, rounded as they are written."""
    inner, slack = known[1:-1], 0.5 if whole else NEAR * float(np.abs(known).max())
    away = np.abs(inner[:, None] - thirds[None, :]).min(axis=1)
    return (whole or len(inner) == len(thirds)) and bool((away <= slack).all())


def _one_half(known: Floats) -> bool:
    """Whether two values are all that a few trajectories saw of a range: one is a third of it.

    If its thirds are written in few digits, it is taken for a list of the two.
    """
    digits = [len(Decimal(repr(float(one))).as_tuple().digits) for one in known]
    return len(known) == 2 and max(digits) >= LONG  # noqa: PLR2004 - both ends of one move


def _same(values: Floats) -> Floats:
    return values


def _log(values: Floats) -> Floats:
    return np.asarray(np.log(values))
