"""Elementary effects are of what was really played, whatever the design had in mind."""

import numpy as np
import pandas as pd
import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.sensitivity.indices.morris import morris_effects
from brinkmanship.analysis.sensitivity.indices.morris_steps import design_steps, encode_points
from brinkmanship.sim.scenario.sweepfile.format import SweepFile
from brinkmanship.sim.sweep.design import points_of
from tests.analysis.sensitivity.samples import certain

SMOOTH = {"low": 0.0, "high": 1.0}
LISTS = [[0, 1, 2], [0.0, 0.5, 2.0], [0, 1], [0.1, 0.3], [5, 1, 3, 2, 4], [0, 1, 10, 11]]
SEEDS = [1, 2, 3, 4]


def drawn(first, *, seed, trajectories=16):
    """Points of a screening of one parameter beside two ordinary ranges."""
    values = {"values": tuple(first["values"])} if "values" in first else first
    named = enumerate((values, SMOOTH, SMOOTH))
    parameters = tuple({"path": f"x{i}", **one} for i, one in named)
    sweep = SweepFile.model_validate(
        {"scenario": "s", "design": "morris", "parameters": parameters,
         "points": trajectories, "seed": seed}
    )  # fmt: skip
    found = pd.DataFrame(points_of(sweep, ()), columns=["x0", "x1", "x2"])
    found.attrs["spacings"] = tuple(one.spacing for one in sweep.parameters)
    return found


def row(points, answers):
    """What the screening says of the first parameter."""
    names, spacings = list(points.columns), points.attrs["spacings"]
    result = morris_effects(certain(answers), points, names, spacings=spacings, seed=0)
    return result.table.set_index("parameter").loc["x0"]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "first",
    [*({"values": one} for one in LISTS),
     *({"low": 0, "high": high, "whole": True} for high in (1, 2, 3, 5, 10)),
     {"low": -3, "high": 4, "whole": True}],
)  # fmt: skip
def test_of_a_sum_the_effect_of_whole_numbers_and_lists_is_that_of_the_range(first, seed):
    """Where the result is a sum, the effect is slope times range, and the same everywhere."""
    points = drawn(first, seed=seed)
    whole = np.ptp(points["x0"])

    found = row(points, 0.5 * points["x0"] + 0.2 * points["x1"])

    assert found["mu_star"] == pytest.approx(0.5 * whole)
    assert found["mu"] == pytest.approx(0.5 * whole)
    assert found["sigma"] == pytest.approx(0.0, abs=1e-6)
    assert found["mu_star_low"] == pytest.approx(found["mu_star_high"])


@pytest.mark.parametrize("first", [{"low": 1.0, "high": 200.0}, {"low": 1, "high": 200}])
def test_on_a_log_scale_the_range_is_one_of_ratios(first):
    """What goes with the logarithm has the effect of the whole range, and no spread."""
    points = drawn({**first, "scale": "log", "whole": isinstance(first["low"], int)}, seed=1)

    found = row(points, np.log(points["x0"]))

    assert found["mu_star"] == pytest.approx(np.log(200.0))
    assert found["sigma"] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("values", [[False, True], [True, False]])
def test_true_and_false_are_one_and_nought(values, seed):
    """Their effect is that of turning something on, in whatever order they were swept."""
    points = drawn({"values": values}, seed=seed)

    found = row(points, 0.5 * points["x0"] + 0.2 * points["x1"])

    assert (found["mu"], found["mu_star"]) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("words", ["ab", "ba", "abc", "bca"])
def test_a_word_for_another_is_one_change(words, seed):
    """Words have no order: the effect is the mean size of a change, without a sign.

    Changes between other words may differ: that is no spread from place to place.
    """
    points = drawn({"values": list(words)}, seed=seed)
    size = points["x0"].map({"a": 0.0, "b": 0.5, "c": 0.8})

    found = row(points, size + 0.2 * points["x1"])

    start, end = (size.to_numpy()[place::4] for place in (0, 3))
    assert found["mu_star"] == pytest.approx(np.abs(end - start).mean())
    assert np.isnan(found["mu"])
    assert found["sigma"] == pytest.approx(0.0, abs=1e-6)


def test_null_is_a_word():
    """A number or none at all: one change, in no order."""
    points = drawn({"values": [None, 0.5]}, seed=1)

    found = row(points, 0.3 * points["x0"].isna() + 0.2 * points["x1"])

    assert found["mu_star"] == pytest.approx(0.3)
    assert np.isnan(found["mu"])


def test_a_change_of_words_that_depends_on_others_has_a_spread():
    """The same change, up at one place and down at another, is seen in sigma."""
    points = drawn({"values": ["a", "b", "c"]}, seed=1)

    found = row(points, (points["x0"] == "c") * (points["x1"] - 0.5))

    assert found["sigma"] > 0.3
    assert found["sigma_low"] > 0.15


def test_a_range_of_which_one_half_was_seen_is_still_the_range():
    """By its values alone it could be a list of two: the plan says on what they stand."""
    points = pd.DataFrame({"x": [0.0, 2.0, 0.0, 2.0]})

    by_plan = {
        name: design_steps(points, encode_points(points), [name]) for name in ("linear", "values")
    }

    assert by_plan["linear"].least.tolist() == pytest.approx([2.0 / 3.0])
    assert by_plan["values"].least.tolist() == [1.0]


def test_a_move_that_moves_nothing_has_no_effect():
    """Trajectories in which rounding left a value where it was are not counted for it."""
    points = drawn({"values": [0, 1, 2]}, seed=1)
    still = points["x0"].to_numpy().copy().reshape(-1, 4)
    still[:5] = still[:5, :1]
    points = points.assign(x0=still.ravel())

    found = row(points, 0.5 * points["x0"] + 0.2 * points["x1"])

    assert found["mu_star"] == pytest.approx(1.0)
    assert found["mu_star_low"] == pytest.approx(1.0)
    assert found["sigma"] == pytest.approx(0.0, abs=1e-6)


def test_a_parameter_that_never_moves_is_refused():
    """One value is no range: there is no effect of it to speak of."""
    points = drawn({"values": [3]}, seed=1)

    with pytest.raises(AnalysisError, match="not a Morris design"):
        row(points, points["x1"])
