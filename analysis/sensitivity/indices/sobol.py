"""Sobol indices by SALib: the part of the variance between points that a parameter carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from brinkmanship.analysis.sensitivity.indices.salib import RESAMPLES, unit_problem
from brinkmanship.analysis.sensitivity.variance import (
    Chance,
    equal_means,
    jackknife_error,
    leave_groups_out,
    split_variance,
)
from brinkmanship.analysis.statistics.intervals import ROUNDING, Z95, Floats


class FirstOrderSum(NamedTuple):
    """The sum of the first-order indices with its 95% interval; 1 without interactions."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SobolResult:
    """Indices of a Saltelli design.

    Attributes:
        table: One row a parameter: ``parameter``, ``first``, ``first_low``, ``first_high``,
            ``total``, ``total_low``, ``total_high``, ``total_raw`` (SALib's own, chance
            included). Largest total first.
        pairs: One row a pair: ``one``, ``other``, ``second``, ``low``, ``high``; largest
            first, and empty where the design has no points for pairs.
        base: Base points of the design.
        chance: The part of the variance that is luck.
        added: The sum of the first-order indices; None where nothing varies.
        constant: The result at every point, where all are the same; None elsewhere.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame
    base: int
    chance: Chance
    added: FirstOrderSum | None = None
    constant: float | None = None


def base_points(points: int, width: int) -> tuple[int, bool]:
    """Number of base points of a Saltelli design, and whether it has points for pairs.

    0 base points if it is no such design.

    >>> base_points(8 * (3 + 2), 3), base_points(8 * (2 * 3 + 2), 3)
    ((8, False), (8, True))
    """
    for rows, second in ((width + 2, False), (2 * width + 2, True)):
        count, rest = divmod(points, rows)
        if not rest and count.bit_count() == 1:
            return count, second
    return 0, False


def sobol_indices(
    values: Floats, names: Sequence[str], *, seed: int, second: bool = False
) -> SobolResult:
    """First, total and second order indices with 95% intervals, chance taken out.

    Args:
        values: (points, runs) responses at the points of the design, in its order.
        names: Of the parameters.
        seed: Of the bootstrap; 0 is a seed.
        second: Whether the design has points for pairs.

    The indices and the spread over base points (bootstrap) are SALib's. From the variance and
    from each index's numerator we subtract what the luck of finitely many runs adds on average
    (each is a mean of products of two means over the same runs, so the sample covariance over
    runs, divided by their number, is that bias). The spread that the choice of runs causes is a
    jackknife by groups of runs; the two spreads add as squares.
    Source: sobol2001, saltelli2010, herman2017.
    """
    width = len(names)
    design = _Design(width, second)
    if equal_means(values):
        return _zero_indices(values, names, design)
    raw, spread = design.salib_indices(values.mean(axis=1), seed)
    estimate = design.corrected(values)
    chance = split_variance(design.base(values))
    others = [design.corrected(part) for part in leave_groups_out(values)]
    by_runs = jackknife_error(others) if others else np.zeros_like(estimate)
    half = np.hypot(spread / max(1.0 - chance.part, 0.05), Z95 * by_runs)
    table = design.table(names, estimate, half, raw)
    pairs = design.pairs(names, estimate, half)
    total, reach = float(estimate[-1]), float(half[-1])
    added = FirstOrderSum(total, total - reach, total + reach)
    base = design.count(values)
    return SobolResult(table=table, pairs=pairs, base=base, chance=chance, added=added)


def _zero_indices(values: Floats, names: Sequence[str], design: "_Design") -> SobolResult:
    """The indices where all points have the same mean: all 0, with intervals of full width."""
    zero, wide = np.zeros(design.size), np.ones(design.size)
    return SobolResult(
        table=design.table(names, zero, wide, zero),
        pairs=design.pairs(names, zero, wide),
        base=design.count(values),
        chance=split_variance(design.base(values)),
        constant=float(values.mean()),
    )


@dataclass(frozen=True, slots=True)
class _Design:
    """The order of points: A, A with a column of B each, B with a column of A each, B."""

    width: int
    second: bool

    @property
    def step(self) -> int:
        return (2 * self.width if self.second else self.width) + 2

    @property
    def couples(self) -> list[tuple[int, int]]:
        return list(combinations(range(self.width), 2)) if self.second else []

    @property
    def size(self) -> int:
        return 2 * self.width + len(self.couples) + 1

    def count(self, values: Floats) -> int:
        return len(values) // self.step

    def base(self, values: Floats) -> Floats:
        """The points of A and of B, over which the variance is taken."""
        return np.concatenate([values[:: self.step], values[self.step - 1 :: self.step]])

    def salib_indices(self, means: Floats, seed: int) -> tuple[Floats, Floats]:
        """Indices and half-widths over base points, in a row: first, total, pairs, sum of first."""
        from SALib.analyze import sobol  # noqa: PLC0415 - takes most of a second

        # A generator, not a number: SALib takes seed 0 for no seed at all.
        analysis = sobol.analyze(
            unit_problem(self.width), means, calc_second_order=self.second,
            num_resamples=RESAMPLES, print_to_console=False, seed=np.random.default_rng(seed),
            keep_resamples=True,
        )  # fmt: skip
        half = Z95 * float(analysis["S1_conf_all"].sum(axis=1).std(ddof=1))
        raw = self._row(analysis, "", float(analysis["S1"].sum()))
        return raw, self._row(analysis, "_conf", half)

    def _row(self, analysis: Any, ending: str, added: float) -> Floats:  # noqa: ANN401 - SALib has no types
        pairs = [analysis[f"S2{ending}"][pair] for pair in self.couples]
        return np.array([*analysis[f"S1{ending}"], *analysis[f"ST{ending}"], *pairs, added], float)

    def corrected(self, values: Floats) -> Floats:
        """The same indices without the part of chance, by the same estimators.

        The mean is subtracted from all responses first, as SALib does: it changes nothing on
        average, and makes the spread of the products small.
        """
        step, width = self.step, self.width
        values = values - values.mean()
        a, b = values[::step], values[step - 1 :: step]
        ab = [values[1 + i :: step] for i in range(width)]
        chance = split_variance(self.base(values))
        variance = chance.variance - chance.luck
        if variance <= ROUNDING * chance.variance:
            return np.zeros(self.size)
        first = np.array([_product(b, one - a) for one in ab])
        total = np.array([_product(a - one, a - one) / 2.0 for one in ab])
        both = _product(a, b) if self.couples else 0.0
        pairs = [
            _product(values[1 + width + i :: step], ab[k]) - both - first[i] - first[k]
            for i, k in self.couples
        ]
        return np.array([*first, *total, *pairs, first.sum()]) / variance

    def table(self, names: Sequence[str], found: Floats, half: Floats, raw: Floats) -> pd.DataFrame:
        d = self.width
        columns: dict[str, Any] = {"parameter": list(names)}
        for name, part in (("first", slice(0, d)), ("total", slice(d, 2 * d))):
            columns[name] = found[part]
            columns[f"{name}_low"] = found[part] - half[part]
            columns[f"{name}_high"] = found[part] + half[part]
        columns["total_raw"] = raw[d : 2 * d]
        return pd.DataFrame(columns).sort_values("total", ascending=False, ignore_index=True)

    def pairs(self, names: Sequence[str], found: Floats, half: Floats) -> pd.DataFrame:
        columns = ["one", "other", "second", "low", "high"]
        rows = [
            (names[i], names[k], value, value - reach, value + reach)
            for (i, k), value, reach in zip(
                self.couples, found[2 * self.width : -1], half[2 * self.width : -1], strict=True
            )
        ]
        table = pd.DataFrame(rows, columns=columns)
        return table.sort_values("second", ascending=False, ignore_index=True)


def _product(one: Floats, other: Floats) -> float:
    """Mean over points of the product of two means over runs, less what chance adds to it."""
    seen = float(np.mean(one.mean(axis=1) * other.mean(axis=1)))
    runs = one.shape[1]
    if runs < 2:  # noqa: PLR2004 - a spread needs two
        return seen
    left = one - one.mean(axis=1, keepdims=True)
    away = other - other.mean(axis=1, keepdims=True)
    both = float(np.einsum("ij,ij->", left, away)) / (len(one) * (runs - 1.0))
    return float(seen - both / runs)
