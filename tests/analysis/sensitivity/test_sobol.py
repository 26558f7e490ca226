import numpy as np
import pandas as pd
import pytest
from SALib.analyze import sobol

from brinkmanship.analysis.sensitivity.indices.sobol import SobolResult, base_points, sobol_indices
from brinkmanship.analysis.sensitivity.notes import sobol_notes
from brinkmanship.analysis.sensitivity.variance import (
    Chance,
    jackknife_error,
    leave_groups_out,
    split_variance,
)
from tests.analysis.sensitivity.samples import certain, design, ishigami, lucky

SLOPES = np.array([0.3, 0.2, 0.1, 0.05, 0.0])
NAMES = list("abcde")


def by_name(result):
    """The table in the order of the parameters."""
    return result.table.sort_values("parameter", ignore_index=True)


def added(result):
    """The sum of the first orders, which is there."""
    assert result.added is not None
    return result.added


def test_ishigami_has_its_indices():
    """First, total and second order of Ishigami's function are the known ones."""
    values = certain(ishigami(design("saltelli", 3, 2048, second=True)))

    result = sobol_indices(values, list("abc"), seed=0, second=True)

    table = by_name(result)
    assert table["first"].to_numpy() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert table["total"].to_numpy() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    first = result.pairs.iloc[0]
    assert (first["one"], first["other"]) == ("a", "c")
    assert first["second"] == pytest.approx(0.2437, abs=0.04)
    assert result.chance.luck == pytest.approx(0.0, abs=1e-12)


def test_without_luck_the_indices_are_salibs():
    """Where runs do not differ nothing is taken out: the totals are SALib's to the last digits."""
    points = design("saltelli", 3, 256, second=True)

    result = sobol_indices(certain(ishigami(points)), list("abc"), seed=0, second=True)

    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    dice = np.random.default_rng(0)
    theirs = sobol.analyze(problem, ishigami(points), num_resamples=500, seed=dice)
    table = by_name(result)
    assert table["total"].to_numpy() == pytest.approx(theirs["ST"], rel=1e-9)
    assert table["first"].to_numpy() == pytest.approx(theirs["S1"], rel=1e-9)
    assert (table["total_high"] - table["total"]).to_numpy() == pytest.approx(theirs["ST_conf"])


def test_a_linear_function_adds_up():
    """Of a sum of parameters first and total order agree, and are squares of the slopes."""
    values = certain(design("saltelli", 5, 1024) @ SLOPES)

    table = by_name(sobol_indices(values, NAMES, seed=0))

    expected = SLOPES**2 / np.sum(SLOPES**2)
    assert table["first"].to_numpy() == pytest.approx(expected, abs=0.01)
    assert table["total"].to_numpy() == pytest.approx(expected, abs=0.01)


def test_chance_is_taken_out_of_the_indices():
    """A parameter without influence has no index, where the raw one counts luck as influence."""
    points = design("saltelli", 5, 512)
    values = lucky(0.05 + 0.8 * points @ SLOPES, 60, seed=1)

    table = by_name(sobol_indices(values, NAMES, seed=0))

    assert table["total_raw"].iloc[4] > 0.15
    assert abs(table["total"].iloc[4]) < 0.05
    assert table["total"].iloc[0] == pytest.approx(0.632, abs=0.08)


def test_intervals_hold_the_truth():
    """Of 40 samples with luck, at least nine in ten intervals of each index hold the truth."""
    truth = SLOPES**2 / np.sum(SLOPES**2)
    held = np.zeros((2, 5))

    for seed in range(40):
        points = design("saltelli", 5, 64, seed=seed)
        values = lucky(0.05 + 0.8 * points @ SLOPES, 80, seed=seed)
        table = by_name(sobol_indices(values, NAMES, seed=0))
        for row, name in enumerate(("first", "total")):
            held[row] += (table[f"{name}_low"] <= truth) & (truth <= table[f"{name}_high"])

    assert (held / 40 >= 0.9).all()


def test_the_interval_of_the_sum_of_first_orders_holds_the_truth():
    """Of 40 samples with luck, at least nine in ten hold 1, the sum where nothing interacts."""
    held = 0

    for seed in range(40):
        points = design("saltelli", 5, 64, seed=seed)
        values = lucky(0.05 + 0.8 * points @ SLOPES, 80, seed=seed)
        low, high = added(sobol_indices(values, NAMES, seed=0))[1:]
        held += low <= 1.0 <= high

    assert held >= 36


def test_working_together_is_claimed_only_where_the_sum_is_below_one():
    """Ishigami's parameters work together, those of a sum do not; the sum is that of the table."""
    wavy = sobol_indices(certain(ishigami(design("saltelli", 3, 1024))), list("abc"), seed=0)
    plain = sobol_indices(certain(design("saltelli", 5, 1024) @ SLOPES), NAMES, seed=0)
    same = sobol_indices(np.ones((5 * 8, 4)), list("abc"), seed=0)

    assert added(wavy).low < added(wavy).value < added(wavy).high < 1.0
    assert added(wavy).value == pytest.approx(wavy.table["first"].sum())
    assert added(plain).low < 1.0 < added(plain).high
    assert same.added is None


@pytest.mark.filterwarnings("ignore:Constant values")
def test_a_variance_of_nothing_but_luck_has_no_indices():
    """Where chance is all of the variance, what rounding leaves of it divides nothing."""
    values = np.zeros((3 * 8, 20))
    values[[4, 2], [3, 5]] = 1.0
    assert split_variance(np.concatenate([values[::3], values[2::3]])).part == pytest.approx(1.0)

    table = sobol_indices(values, ["a"], seed=0).table

    assert abs(table["first"]).max() < 10.0


def test_what_chance_takes_out_of_the_variance_widens_the_intervals():
    """The spread over base points is divided by the variance that is left, as the indices are.

    The spread that the choice of runs causes is of indices already, and the two add as squares.
    """
    points = design("saltelli", 3, 64)
    values = lucky(0.3 + 0.4 * points @ SLOPES[:3], 40, seed=0, shared=0.0)
    result = sobol_indices(values, list("abc"), seed=0)
    left = 1.0 - result.chance.part
    assert 0.1 < left < 0.5

    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    theirs = sobol.analyze(problem, values.mean(axis=1), num_resamples=500,
                           calc_second_order=False, seed=np.random.default_rng(0))  # fmt: skip
    parts = [by_name(sobol_indices(one, list("abc"), seed=0)) for one in leave_groups_out(values)]
    table = by_name(result)

    for name, spread in (("first", theirs["S1_conf"]), ("total", theirs["ST_conf"])):
        by_runs = jackknife_error([one[name].to_numpy() for one in parts])
        half = (table[f"{name}_high"] - table[name]).to_numpy()
        assert half == pytest.approx(np.hypot(spread / left, 1.96 * by_runs), rel=1e-3)


def test_seed_nought_is_a_seed():
    """The intervals of seed 0 are the same again, whatever numpy's global state; 1 has others."""
    values = lucky(design("saltelli", 3, 32) @ np.ones(3) / 4.0, 40, seed=0)

    tables = []
    for state, seed in ((1, 0), (2, 0), (1, 1)):
        np.random.seed(state)  # noqa: NPY002 - what SALib falls back to without a seed
        tables.append(sobol_indices(values, list("abc"), seed=seed).table)

    assert tables[0].equals(tables[1])
    assert not tables[0]["total_high"].equals(tables[2]["total_high"])


def test_nothing_varies_and_nothing_is_claimed():
    """The same result at every point: indices 0, intervals as wide as can be, and a warning."""
    result = sobol_indices(np.ones((5 * 8, 4)), list("abc"), seed=0)

    assert (result.table["total"] == 0.0).all()
    assert (result.table["total_high"] == 1.0).all()
    (note,) = sobol_notes(result, 4)
    assert "nothing to attribute" in note


def test_rounding_is_no_variance():
    """Points of one share reached by other runs have a variance of exactly 0, and no chance."""
    values = np.zeros((12, 20))
    values[np.arange(12), np.arange(12)] = 1.0
    assert values.mean(axis=1).var() > 0.0

    found = split_variance(values)

    assert (found.variance, found.part, found.part_alone) == (0.0, 0.0, 0.0)


def test_a_sample_of_luck_alone_is_called_too_small():
    """Points that differ by chance alone: the warning says that no claim can be made."""
    values = lucky(np.full(7 * 64, 0.1), 50, seed=3, shared=0.0)

    warnings = sobol_notes(sobol_indices(values, NAMES, seed=0), 50)

    assert "too small for any claim" in warnings[1]


def test_shared_luck_is_no_difference():
    """Luck that every point shares adds nothing to the variance between points."""
    shares = np.linspace(0.2, 0.6, 40)

    same = split_variance(lucky(shares, 200, seed=0, shared=1.0))
    own = split_variance(lucky(shares, 200, seed=0, shared=0.0))

    assert same.luck < 0.5 * same.alone
    assert own.luck == pytest.approx(own.alone, rel=0.05)


@pytest.mark.parametrize(("width", "points"), [(2, 8), (7, 64), (10, 128)])
@pytest.mark.parametrize("second", [False, True])
def test_a_design_is_known_by_its_number_of_points(width, points, second):
    """From the number of points follow the base points, and whether pairs can be had."""
    drawn = design("saltelli", width, points, second=second)

    assert base_points(len(drawn), width) == (points, second)
    assert base_points(len(drawn) - 1, width)[0] == 0


def test_every_index_that_is_not_known_is_named():
    """An interval as wide as its index is owned up to, around 0 too, but not where it is narrow.

    The widest come first, and those beyond five are counted.
    """
    half = [0.5, 12.0, 0.01, 0.06, 0.2, 0.3, 0.4, 0.2]
    total = [0.4, -0.0001, 0.0, 0.02, 0.1, 0.1, 0.1, 0.5]
    table = pd.DataFrame({"parameter": list("abcdefgh"), "total": total})
    table = table.assign(total_low=table["total"] - half, total_high=table["total"] + half)
    result = SobolResult(table=table, pairs=pd.DataFrame(), base=8,
                         chance=Chance(variance=4.0, luck=0.0, alone=0.0))  # fmt: skip

    (warning,) = [one for one in sobol_notes(result, 500) if "as wide as" in one]

    assert warning.endswith("for 6 of 8 parameters (b, a, g, f, e and 1 more): more --runs.")
