"""Morris screening by SALib: which of many parameters move the result at all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.sensitivity.indices.morris_steps import (
    LEVELS,
    Steps,
    Whole,
    design_steps,
    encode_points,
)
from analysis.sensitivity.measures import (
    Chance,
    Floats,
    jackknife_error,
    leave_groups_out,
    split_variance,
)
from analysis.statistics.intervals import ROUNDING, share_interval

RESAMPLES = 500
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class MorrisResult:
    """Elementary effects of a design of Morris's.

    Attributes:
        table: One row a parameter: ``parameter``, ``mu_star`` (mean size of its effect over
            the whole of its range, of words of a change), ``mu_star_low``, ``mu_star_high`` (of
            a parameter that changed nothing: what so few runs may have missed), ``mu`` (the same
            with its sign; NaN for words, which have no order), ``sigma`` (how much the effect
            differs from place to place), ``sigma_low``, ``sigma_high``, ``by_chance`` (the
            mu_star that luck alone would show) and ``told`` (whether the effect is told from
            luck). Largest mu_star first.
        trajectories: Of the design.
        chance: What of the variance between points is luck.
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
        spacings: On what the values of each stand: values, linear, log, whole or whole log.
        seed: Of the bootstrap; 0 is a seed.

    An elementary effect is the change of the result by the part of the range that was moved. Of
    a range that is the step of the design, two thirds; of whole numbers and of lists it is what
    was played: the distance moved by that between lowest and highest (on a log scale, of
    logarithms). Words have no order: an effect is then a change of one for another, and sigma
    the spread of one and the same change. Where a trajectory moved nothing it has no effect.

    Of ranges ``mu``, ``mu_star`` and its spread over trajectories (bootstrap) are SALib's, which
    knows no other step; else ours, alike. The spread of mu_star that the choice of runs causes
    is a jackknife by groups of runs, and the two add as squares. ``by_chance`` is the mean size
    of normal noise of the spread seen between runs. From sigma the noise is taken away.
    Source: morris1991, campolongo2007.

    Raises:
        AnalysisError: The points are no Morris design.
    """
    codes = encode_points(points)
    steps = design_steps(points, codes, spacings)
    effects, noise = _effects(values, steps)
    found = _of_salib(codes, values.mean(axis=1), seed)
    _uneven(found, effects, steps, seed)
    by_chance = math.sqrt(2.0 / math.pi) * _mean(np.sqrt(noise))
    others = [_mean(np.abs(_effects(part, steps)[0])) for part in leave_groups_out(values)]
    by_runs = jackknife_error(others) if others else np.zeros(len(names))
    half = np.hypot(found["mu_star_conf"], Z95 * by_runs)
    low, high = _sigma_interval(effects, noise, steps.change, seed)
    mu_star = found["mu_star"]
    half = np.where(half <= ROUNDING, (mu_star <= ROUNDING) * _unseen(values, steps), half)
    told = (mu_star - half > by_chance) if values.shape[1] > 1 else mu_star - half > 0.0
    table = pd.DataFrame(
        {
            "parameter": list(names),
            "mu_star": mu_star,
            "mu_star_low": np.maximum(mu_star - half, 0.0),
            "mu_star_high": mu_star + half,
            "mu": found["mu"],
            "sigma": _sigma(effects, noise, steps.change),
            "sigma_low": low,
            "sigma_high": high,
            "by_chance": by_chance,
            "told": told,
        }
    ).sort_values("mu_star", ascending=False, ignore_index=True, kind="stable")
    return MorrisResult(
        table=table, trajectories=len(steps.parameter), chance=split_variance(values)
    )


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


def _uneven(found: dict[str, Floats], effects: Floats, steps: Steps, seed: int) -> None:
    """The same of the parameters whose moves were not all the step that SALib divides by."""
    dice = np.random.default_rng([seed, 1])
    for i in np.flatnonzero(~steps.even):
        seen = effects[i][~np.isnan(effects[i])]
        drawn = np.abs(seen)[dice.integers(len(seen), size=(RESAMPLES, len(seen)))]
        found["mu"][i] = seen.mean() if steps.ordered[i] else math.nan
        found["mu_star"][i] = np.abs(seen).mean()
        found["mu_star_conf"][i] = Z95 * drawn.mean(axis=1).std(ddof=1)


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


def _unseen(values: Floats, steps: Steps) -> Floats:
    """How large the effect of each parameter may be if it changed no run.

    Wilson's upper end of the share of runs that it changes, the luck being the same at every
    point: at worst all points are one. A changed run counts as much as runs differ at most.
    """
    most = max(float(np.ptp(values)), 1.0)
    _, high = share_interval(0.0, float(values.shape[1]))
    return np.asarray(np.minimum(float(high) / steps.least, 1.0) * most)


def _sigma(effects: Floats, noise: Floats, change: Whole) -> Floats:
    """Spread of the effect over trajectories, less that of luck; 0 where rounding is all."""
    if effects.shape[1] < 2:  # noqa: PLR2004 - a spread needs two
        return np.zeros(len(effects))
    seen, luck = effects.var(axis=1, ddof=1), _mean(noise)
    for i in np.flatnonzero(np.isnan(seen) | change.any(axis=1)):
        seen[i] = _within(effects[i], change[i])
    left = seen - luck
    size = np.maximum(_mean(effects**2), luck)
    return np.asarray(np.sqrt(np.where(left > ROUNDING * size, left, 0.0)))


def _within(effects: Floats, change: Whole) -> float:
    """Variance of the effects of one and the same change."""
    there = ~np.isnan(effects)
    kinds = [effects[there & (change == kind)] for kind in np.unique(change[there])]
    free = sum(len(one) - 1 for one in kinds)
    return sum(float(one.var()) * len(one) for one in kinds) / free if free > 0 else 0.0


def _sigma_interval(
    effects: Floats, noise: Floats, change: Whole, seed: int
) -> tuple[Floats, Floats]:
    """Its 95% interval: percentiles over resampled trajectories."""
    dice = np.random.default_rng(seed)
    count = effects.shape[1]
    drawn = dice.integers(count, size=(RESAMPLES, count))
    table = np.array([_sigma(effects[:, one], noise[:, one], change[:, one]) for one in drawn])
    low, high = np.percentile(table, [2.5, 97.5], axis=0)
    return np.asarray(low), np.asarray(high)
