"""Morris screening by SALib: which of many parameters move the result at all."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from brinkmanship.analysis.sensitivity.indices.morris_steps import (
    LEVELS,
    Steps,
    design_steps,
    encode_points,
)
from brinkmanship.analysis.sensitivity.indices.salib import RESAMPLES, unit_problem
from brinkmanship.analysis.sensitivity.variance import (
    Chance,
    jackknife_error,
    leave_groups_out,
    split_variance,
)
from brinkmanship.analysis.statistics.intervals import ROUNDING, Z95, Floats, Ints, share_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class MorrisResult:
    """Elementary effects of a Morris design.

    Attributes:
        table: One row a parameter: ``parameter``, ``mu_star`` (mean size of the effect of its
            whole range; for words, of a change), ``mu_star_low``, ``mu_star_high`` (of a
            parameter that changed nothing: what so few runs may have missed), ``mu`` (the same
            with its sign; NaN for words, which have no order), ``sigma`` (how much the effect
            differs from place to place), ``sigma_low``, ``sigma_high``, ``by_chance`` (the
            mu_star that luck alone would show) and ``told`` (whether the effect can be told from
            luck). Largest mu_star first.
        trajectories: Number of trajectories in the design.
        chance: The part of the variance between points that is luck.
    """

    table: pd.DataFrame
    trajectories: int
    chance: Chance


def morris_effects(
    values: Floats,
    points: pd.DataFrame,
    names: Sequence[str],
    *,
    spacings: Sequence[str],
    seed: int,
) -> MorrisResult:
    """Mean size and spread of each parameter's effect, with 95% intervals.

    Args:
        values: (points, runs) responses at the points of the design, in its order.
        points: Values of the parameters, one row a point.
        names: Of the parameters, as tables show them.
        spacings: How the values of each are spaced: values, linear, log, whole or whole log.
        seed: Of the bootstrap; 0 is a seed.

    An elementary effect is the change of the result divided by the part of the range that was
    moved. For a range that part is the step of the design, two thirds. For whole numbers and
    lists it is the distance moved divided by that between lowest and highest value played (on a
    log scale, of logarithms). Words have no order: an effect is a change of one for another, and
    sigma the spread of one and the same change. A trajectory that moved nothing has no effect.

    For ranges ``mu``, ``mu_star`` and its spread over trajectories (bootstrap) are SALib's, which
    knows no other step; for other parameters we compute the same. The spread of mu_star that the
    choice of runs causes is a jackknife by groups of runs, and the two add as squares.
    ``by_chance`` is the mean size of normal noise with the spread observed between runs. From
    sigma the noise is subtracted. Source: morris1991, campolongo2007.

    Raises:
        AnalysisError: The points are no Morris design.
    """
    codes = encode_points(points)
    steps = design_steps(points, codes, spacings)
    effects, noise = _effects(values, steps)
    indices = _salib_indices(codes, values.mean(axis=1), seed)
    _replace_uneven(indices, effects, steps, seed)
    mu_star, half = indices["mu_star"], _half_width(indices, values, steps)
    by_chance = math.sqrt(2.0 / math.pi) * _mean(np.sqrt(noise))
    low, high = _sigma_interval(effects, noise, steps.change, seed)
    table = pd.DataFrame(
        {
            "parameter": list(names),
            "mu_star": mu_star,
            "mu_star_low": np.maximum(mu_star - half, 0.0),
            "mu_star_high": mu_star + half,
            "mu": indices["mu"],
            "sigma": _sigma(effects, noise, steps.change),
            "sigma_low": low,
            "sigma_high": high,
            "by_chance": by_chance,
            "told": mu_star - half > (by_chance if values.shape[1] > 1 else 0.0),
        }
    ).sort_values("mu_star", ascending=False, ignore_index=True, kind="stable")
    return MorrisResult(
        table=table, trajectories=len(steps.parameter), chance=split_variance(values)
    )


def _half_width(indices: Mapping[str, Floats], values: Floats, steps: Steps) -> Floats:
    """Half the width of each interval of mu_star: over trajectories, and over runs."""
    others = [_mean(np.abs(_effects(part, steps)[0])) for part in leave_groups_out(values)]
    by_runs = jackknife_error(others) if others else np.zeros(len(steps.ordered))
    half = np.hypot(indices["mu_star_conf"], Z95 * by_runs)
    still = indices["mu_star"] <= ROUNDING
    return np.where(half <= ROUNDING, still * _undetected(values, steps), half)


def _salib_indices(codes: Floats, means: Floats, seed: int) -> dict[str, Floats]:
    """``mu``, ``mu_star`` and half the width of its interval, by parameter."""
    from SALib.analyze import morris  # noqa: PLC0415 - takes most of a second

    analysis = morris.analyze(
        unit_problem(codes.shape[1]), codes, means, num_resamples=RESAMPLES, num_levels=LEVELS,
        print_to_console=False, seed=np.random.default_rng(seed),
    )  # fmt: skip
    names = ("mu", "mu_star", "mu_star_conf")
    return {name: np.ma.filled(np.ma.asarray(analysis[name], float), 0.0) for name in names}


def _replace_uneven(indices: dict[str, Floats], effects: Floats, steps: Steps, seed: int) -> None:
    """Replace the indices of parameters that moved by other steps than SALib divides by."""
    dice = np.random.default_rng([seed, 1])
    for i in np.flatnonzero(~steps.even):
        known = effects[i][~np.isnan(effects[i])]
        drawn = np.abs(known)[dice.integers(len(known), size=(RESAMPLES, len(known)))]
        indices["mu"][i] = known.mean() if steps.ordered[i] else math.nan
        indices["mu_star"][i] = np.abs(known).mean()
        indices["mu_star_conf"][i] = Z95 * drawn.mean(axis=1).std(ddof=1)


def _mean(effects: Floats) -> Floats:
    """Mean over the trajectories that have an effect; 0 where none has."""
    count = (~np.isnan(effects)).sum(axis=1)
    return np.asarray(np.nansum(effects, axis=1) / np.maximum(count, 1))


def _effects(values: Floats, steps: Steps) -> tuple[Floats, Floats]:
    """(parameters, trajectories) elementary effects, and their variance by luck."""
    width, count = steps.weight.shape
    runs = values.shape[1]
    effects, noise = np.zeros((width, count)), np.zeros((width, count))
    for number, parameter in enumerate(steps.parameter):
        walk = values[number * (width + 1) : (number + 1) * (width + 1)]
        change = np.diff(walk, axis=0) * steps.weight[parameter, number][:, None]
        effects[parameter, number] = change.mean(axis=1)
        noise[parameter, number] = change.var(axis=1, ddof=1) / runs if runs > 1 else 0.0
    return effects, noise


def _undetected(values: Floats, steps: Steps) -> Floats:
    """How large the effect of each parameter may be although it changed no run.

    Wilson's upper end of the share of runs that it changes. Since the luck is the same at every
    point, all points count as one. A changed run counts as the largest difference between runs.
    """
    most = max(float(np.ptp(values)), 1.0)
    _, high = share_interval(0.0, float(values.shape[1]))
    return np.asarray(np.minimum(float(high) / steps.least, 1.0) * most)


def _sigma(effects: Floats, noise: Floats, change: Ints) -> Floats:
    """Spread of the effect over trajectories, less that of luck; 0 within rounding."""
    if effects.shape[1] < 2:  # noqa: PLR2004 - a spread needs two
        return np.zeros(len(effects))
    total, luck = effects.var(axis=1, ddof=1), _mean(noise)
    for i in np.flatnonzero(np.isnan(total) | change.any(axis=1)):
        total[i] = _variance_within(effects[i], change[i])
    left = total - luck
    size = np.maximum(_mean(effects**2), luck)
    return np.asarray(np.sqrt(np.where(left > ROUNDING * size, left, 0.0)))


def _variance_within(effects: Floats, change: Ints) -> float:
    """Variance of the effects of one and the same change."""
    there = ~np.isnan(effects)
    kinds = [effects[there & (change == kind)] for kind in np.unique(change[there])]
    free = sum(len(one) - 1 for one in kinds)
    return sum(float(one.var()) * len(one) for one in kinds) / free if free > 0 else 0.0


def _sigma_interval(
    effects: Floats, noise: Floats, change: Ints, seed: int
) -> tuple[Floats, Floats]:
    """95% interval of :func:`_sigma`: percentiles over resampled trajectories."""
    dice = np.random.default_rng(seed)
    count = effects.shape[1]
    drawn = dice.integers(count, size=(RESAMPLES, count))
    table = np.array([_sigma(effects[:, one], noise[:, one], change[:, one]) for one in drawn])
    low, high = np.percentile(table, [2.5, 97.5], axis=0)
    return np.asarray(low), np.asarray(high)
