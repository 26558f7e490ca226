"""Morris screening by SALib: which of many parameters move the result at all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.errors import AnalysisError
from analysis.intervals import ROUNDING, share_interval
from analysis.sensitivity.crossed import Chance, Floats, chance_of, left_out, spread_over

LEVELS = 4  # of the design, as in sim.sweep.design
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of a move, as a part of a parameter's range
RESAMPLES = 500
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class MorrisResult:
    """Elementary effects of a design of Morris's.

    Attributes:
        table: One row a parameter: ``parameter``, ``mu_star`` (mean size of its effect over
            the whole of its range), ``mu_star_low``, ``mu_star_high`` (of a parameter that
            changed nothing: what so few runs may have missed), ``mu`` (the same with
            its sign), ``sigma`` (how much the effect differs from place to place),
            ``sigma_low``, ``sigma_high``, ``by_chance`` (the mu_star that luck alone would
            show) and ``told`` (whether the effect is told from luck). Largest mu_star first.
        trajectories: Of the design.
        chance: What of the variance between points is luck.
    """

    table: pd.DataFrame
    trajectories: int
    chance: Chance


class Moves(NamedTuple):
    """Which parameter each step of each trajectory moved, and which way.

    Attributes:
        parameter: (trajectories, width) number of the parameter.
        sign: (trajectories, width) 1.0 upwards, -1.0 downwards.
    """

    parameter: npt.NDArray[np.int64]
    sign: Floats


def morris_effects(
    values: Floats, points: pd.DataFrame, names: Sequence[str], *, seed: int
) -> MorrisResult:
    """Mean size and spread of each parameter's effect, with 95% intervals.

    Args:
        values: (points, runs) responses at the points of the design, in its order.
        points: Values of the parameters, one row a point.
        names: Of the parameters, as tables show them.
        seed: Of the bootstrap; 0 is a seed.

    ``mu``, ``mu_star``, ``sigma`` and the spread of mu_star over trajectories (bootstrap) are
    SALib's; the spread of mu_star that the choice of runs causes is a jackknife by groups of
    runs, and the two add as squares. ``by_chance`` is the mean size of normal noise of the
    spread seen between runs. From sigma the noise is taken away. Source: morris1991,
    campolongo2007.

    Raises:
        AnalysisError: The points are no Morris design.
    """
    codes = _codes(points)
    moves = _moves(codes)
    found = _of_salib(codes, values.mean(axis=1), seed)
    effects, noise = _effects(values, moves)
    by_chance = math.sqrt(2.0 / math.pi) * np.sqrt(noise).mean(axis=1)
    others = [np.abs(_effects(part, moves)[0]).mean(axis=1) for part in left_out(values)]
    by_runs = spread_over(others) if others else np.zeros(len(names))
    half = np.hypot(found["mu_star_conf"], Z95 * by_runs)
    low, high = _sigma_interval(effects, noise, seed)
    mu_star = found["mu_star"]
    half = np.where(half <= ROUNDING, (mu_star <= ROUNDING) * _unseen(values), half)
    told = (mu_star - half > by_chance) if values.shape[1] > 1 else mu_star - half > 0.0
    table = pd.DataFrame(
        {
            "parameter": list(names),
            "mu_star": mu_star,
            "mu_star_low": np.maximum(mu_star - half, 0.0),
            "mu_star_high": mu_star + half,
            "mu": found["mu"],
            "sigma": _sigma(effects, noise),
            "sigma_low": low,
            "sigma_high": high,
            "by_chance": by_chance,
            "told": told,
        }
    ).sort_values("mu_star", ascending=False, ignore_index=True, kind="stable")
    return MorrisResult(table=table, trajectories=len(moves.sign), chance=chance_of(values))


def _codes(points: pd.DataFrame) -> Floats:
    """Numbers as they are; of other values the place among those that occur."""
    columns = []
    for name in points.columns:
        column = points[name]
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            columns.append(column.to_numpy(float))
        else:
            columns.append(pd.factorize(column.map(repr))[0].astype(float))
    return np.column_stack(columns)


def _moves(codes: Floats) -> Moves:
    points, width = codes.shape
    if points % (width + 1):
        raise _no_design()
    walks = codes.reshape(-1, width + 1, width)
    steps = np.diff(walks, axis=1)
    moved = steps != 0.0
    if not ((moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all()):
        raise _no_design()
    parameter = moved.argmax(axis=2)
    sign = np.sign(np.take_along_axis(steps, parameter[:, :, None], axis=2)[:, :, 0])
    return Moves(parameter, sign)


def _no_design() -> AnalysisError:
    what = "the points are not a Morris design: from one to the next one parameter moves"
    return AnalysisError(f"{what}; give each parameter a range, or two values or more")


def _of_salib(codes: Floats, means: Floats, seed: int) -> dict[str, Floats]:
    from SALib.analyze import morris  # noqa: PLC0415 - takes most of a second

    width = codes.shape[1]
    problem: dict[str, Any] = {
        "num_vars": width,
        "names": [f"x{i}" for i in range(width)],
        "bounds": [[0.0, 1.0]] * width,
    }
    found = morris.analyze(
        problem, codes, means, num_resamples=RESAMPLES, num_levels=LEVELS,
        print_to_console=False, seed=np.random.default_rng(seed),
    )  # fmt: skip
    names = ("mu", "mu_star", "mu_star_conf")
    return {name: np.ma.filled(np.ma.asarray(found[name], float), 0.0) for name in names}


def _effects(values: Floats, moves: Moves) -> tuple[Floats, Floats]:
    """(parameters, trajectories) effect over the whole range, and its variance by luck."""
    count, width = moves.sign.shape
    runs = values.shape[1]
    effects, noise = np.zeros((width, count)), np.zeros((width, count))
    for number in range(count):
        walk = values[number * (width + 1) : (number + 1) * (width + 1)]
        change = np.diff(walk, axis=0) * (moves.sign[number] / STEP)[:, None]
        effects[moves.parameter[number], number] = change.mean(axis=1)
        if runs > 1:
            noise[moves.parameter[number], number] = change.var(axis=1, ddof=1) / runs
    return effects, noise


def _unseen(values: Floats) -> float:
    """How large the effect of a parameter may be that changed no run.

    Wilson's upper end of the share of runs that it changes, the luck being the same at every
    point: at worst all points are one. A changed run counts as much as runs differ at most.
    """
    most = max(float(np.ptp(values)), 1.0)
    _, high = share_interval(0.0, float(values.shape[1]))
    return min(float(high) / STEP, 1.0) * most


def _sigma(effects: Floats, noise: Floats) -> Floats:
    """Spread of the effect over trajectories, less that of luck; 0 where rounding is all."""
    if effects.shape[1] < 2:  # noqa: PLR2004 - a spread needs two
        return np.zeros(len(effects))
    seen, luck = effects.var(axis=1, ddof=1), noise.mean(axis=1)
    left = seen - luck
    size = np.maximum(np.mean(effects**2, axis=1), luck)
    return np.asarray(np.sqrt(np.where(left > ROUNDING * size, left, 0.0)))


def _sigma_interval(effects: Floats, noise: Floats, seed: int) -> tuple[Floats, Floats]:
    """Its 95% interval: percentiles over resampled trajectories."""
    dice = np.random.default_rng(seed)
    count = effects.shape[1]
    drawn = dice.integers(count, size=(RESAMPLES, count))
    table = np.array([_sigma(effects[:, rows], noise[:, rows]) for rows in drawn])
    low, high = np.percentile(table, [2.5, 97.5], axis=0)
    return np.asarray(low), np.asarray(high)
