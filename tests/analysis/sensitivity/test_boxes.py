from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.sensitivity.boxes.cart import cart
from brinkmanship.analysis.sensitivity.boxes.discovery import box_label, discover, highest_box
from brinkmanship.analysis.sensitivity.boxes.points import (
    box_statistics,
    distinct_points,
    gain,
    share_inside,
)
from brinkmanship.analysis.sensitivity.boxes.prim import Box, _paste, _prune, peel_trajectory, prim
from brinkmanship.analysis.sensitivity.notes import boxes_notes
from brinkmanship.analysis.statistics.intervals import share_interval
from tests.analysis.sensitivity.samples import lucky


def planted(points, runs, *, seed=1, high=0.5):
    """A share of 5%, but ``high`` where a > 0.6, b < 0.5 and k is not z; c and d are idle."""
    dice = np.random.default_rng(seed)
    table = pd.DataFrame(dice.random((points, 4)), columns=list("abcd"))
    table["k"] = dice.choice(["x", "y", "z"], points)
    inside = (table["a"] > 0.6) & (table["b"] < 0.5) & (table["k"] != "z")
    share = np.where(inside, high, 0.05)
    return table, (dice.random((points, runs)) < share[:, None]).astype(float)


def two_planted(points, runs, *, seed=1):
    """A share of 5%, but of 90% where a > 0.7, and of 50% where b < 0.2; the rest is idle."""
    dice = np.random.default_rng(seed)
    table, _ = planted(points, 1, seed=seed)
    share = np.where(table["a"] > 0.7, 0.9, np.where(table["b"] < 0.2, 0.5, 0.05))
    return table, (dice.random((points, runs)) < share[:, None]).astype(float)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_prim_finds_a_planted_box(seed):
    """The box has the planted limits, and only them."""
    table, values = planted(1000, 100, seed=seed)

    (box, *_) = prim(distinct_points(table, values))

    assert set(box.names) == {"a", "b", "k"}
    assert box.ranges["a"][0] == pytest.approx(0.6, abs=0.03)
    assert box.ranges["b"][1] == pytest.approx(0.5, abs=0.03)
    assert set(box.kinds["k"]) == {"x", "y"}


def test_both_methods_find_it_and_fresh_points_agree():
    """PRIM's and CART's first box hold half their runs by points that had no part in it."""
    table, values = planted(1000, 100)

    found = discover(table, values, seed=0).table

    for method in ("prim", "cart"):
        best = found[found["method"] == method].iloc[0]
        assert best["low"] < 0.5 < best["high"] + 0.03
        assert best["lift"] > 4.0
        assert best["told"]
    assert all(word in found["limits"].iloc[0] for word in ("a >= 0.", "b <= 0.", "k in "))
    assert not any(word in found["limits"].iloc[0] for word in ("c <", "c >", "d <", "d >"))
    everywhere = discover(table, values, seed=0)
    assert everywhere.low < everywhere.share < everywhere.high
    leaves = found[found["method"] == "cart"]
    assert leaves["mass"].sum() == pytest.approx(1.0)
    assert leaves["coverage"].sum() == pytest.approx(1.0)


def test_peeling_is_patient():
    """Each peel of a number takes about a twentieth of the points, and raises the share."""
    table, values = planted(1000, 100)
    cloud = distinct_points(table.drop(columns="k"), values)

    boxes = [box.holds(cloud) for box in peel_trajectory(cloud)]

    sizes, shares = [one.sum() for one in boxes], [share_inside(cloud, one) for one in boxes]
    assert shares == sorted(shares)
    for before, after in pairwise(sizes):
        assert 0.93 <= after / before < 1.0
    assert sizes[-1] >= 50


def test_a_box_gets_back_what_was_peeled_too_far():
    """Slices that belong to the box are pasted on again, and kinds too."""
    cloud = distinct_points(*planted(1000, 100))
    tight = Box({"a": (0.75, 1.0), "b": (0.1, 0.5)}, {"k": ("x",)})

    box = _paste(cloud, tight)

    assert box.ranges["a"][0] == pytest.approx(0.6, abs=0.03)
    assert box.ranges["b"][0] < 0.03
    assert set(box.kinds["k"]) == {"x", "y"}


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_no_slice_would_make_a_found_box_better(seed):
    """PRIM pastes what peeling took too much of: its first box gains by no slice any more."""
    cloud = distinct_points(*two_planted(400, 40, seed=seed))

    (box, *_) = prim(cloud)

    larger = _paste(cloud, box)
    assert gain(cloud, larger.holds(cloud)) == gain(cloud, box.holds(cloud))


def test_a_limit_that_carries_nothing_is_dropped():
    """A limit on an idle parameter goes, those that make the box stay."""
    cloud = distinct_points(*planted(1000, 100))
    fussy = Box({"a": (0.6, 1.0), "b": (0.0, 0.5), "c": (0.0, 0.98)}, {"k": ("x", "y")})

    assert set(_prune(cloud, fussy).names) == {"a", "b", "k"}


def test_intervals_know_that_points_share_their_luck():
    """Where all points have the same luck, nine in ten intervals of a share still hold it."""
    table, held = pd.DataFrame({"a": np.linspace(0.0, 1.0, 60)}), 0

    for seed in range(100):
        cloud = distinct_points(table, lucky(np.full(60, 0.1), 150, seed=seed, shared=1.0))
        told = box_statistics(cloud, cloud.table["a"].to_numpy() > 0.5)
        held += told["low"] <= 0.1 <= told["high"]
        assert not told["told"]

    assert held >= 90


def test_a_difference_by_chance_makes_no_box_sure():
    """Where the share is the same everywhere, at most one box in twenty is called sure."""
    table, sure = pd.DataFrame({"a": np.linspace(0.0, 1.0, 60)}), 0

    for seed in range(200):
        cloud = distinct_points(table, lucky(np.full(60, 0.3), 40, seed=seed, shared=0.3))
        sure += bool(box_statistics(cloud, cloud.table["a"].to_numpy() > 0.5)["told"])

    assert sure <= 10


@pytest.mark.parametrize(("points", "runs"), [(30, 1000), (400, 20)])
@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_the_same_answer_everywhere_is_worth_its_points_or_its_runs(answer, points, runs):
    """All points may be one, or all runs: the interval is Wilson's for the fewer of the two."""
    cloud = distinct_points(pd.DataFrame({"a": np.arange(points)}), np.full((points, runs), answer))

    found = box_statistics(cloud, np.ones(points, bool))

    low, high = share_interval(answer * min(points, runs), min(points, runs))
    assert (found["low"], found["high"]) == pytest.approx((float(low), float(high)))


def test_few_judging_points_make_no_box_sure():
    """Below ten points on either side nothing is told from the rest, from ten on it is."""
    for inside, told in ((2, False), (9, False), (10, True), (50, True), (51, False)):
        table = pd.DataFrame({"a": np.arange(60.0)})
        values = np.tile((np.arange(60) < inside)[:, None], (1, 40)).astype(float)

        found = box_statistics(distinct_points(table, values), table["a"].to_numpy() < inside)

        assert found["told"] == told
        assert found["points"] == inside


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("plant", [planted, two_planted])
def test_the_box_that_is_named_is_drawn(plant, seed):
    """The highest share among the sure boxes is one choice, with one label, for all who tell it."""
    found = discover(*plant(400, 100, seed=seed), seed=0)

    best = highest_box(found.table)

    assert best is not None
    sure = found.table[found.table["told"]]
    assert best["share"] == sure["share"].max()
    assert box_label(best) in found.boxes
    (note,) = [one for one in boxes_notes(found) if "not adjusted" in one]
    assert f"{box_label(best)} has the highest share of {len(sure)}" in note


def test_a_leaf_is_the_box_that_its_words_say():
    """As a box, a leaf of CART holds the points that it holds as a leaf, words included."""
    cloud = distinct_points(*planted(400, 40))

    leaves = cart(cloud, cloud, 0)

    assert any(leaf.box.kinds for leaf in leaves)
    for leaf in leaves:
        assert (leaf.box.holds(cloud) == leaf.inside).all()


def test_a_box_of_too_few_points_is_named():
    """What is not called sure for want of judging points is said to be so, with the number."""
    table, values = planted(60, 100)
    found = discover(table, values, seed=0)
    few = found.table[found.table["points"] < 10]

    notes = " ".join(boxes_notes(found))

    assert len(few)
    assert not few["told"].any()
    assert "fewer than 10 judging points" in notes
    assert all(box_label(one) in notes for one in few.to_dict("records"))


def test_luck_is_no_box():
    """Where the share is the same everywhere, no box is told from the whole."""
    table, values = planted(400, 100, high=0.05)

    found = discover(table, values, seed=0)

    assert "No box of PRIM is told from the rest" in boxes_notes(found)[0]


def test_a_run_that_never_counts_has_no_box():
    """Nothing to find: no box, no tree, no crash."""
    table, values = planted(100, 10)

    found = discover(table, np.zeros_like(values), seed=0)

    assert found.table.empty
    assert boxes_notes(found)


def test_equal_points_count_once():
    """A design that has a point twice does not count its runs twice."""
    table = pd.DataFrame({"a": [1.0, 2.0, 1.0], "k": [True, False, True]})

    cloud = distinct_points(table, np.array([[1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]))

    assert len(cloud.table) == 2
    assert cloud.share == 0.25
    assert gain(cloud, Box().holds(cloud)) == 0.0


def test_few_points_are_refused():
    """Boxes from a handful of points would be made up."""
    table, values = planted(20, 10)

    with pytest.raises(AnalysisError, match="20 different points are too few"):
        discover(table, values, seed=0)


def test_seed_nought_is_a_seed():
    """Seed 0 halves the points the same way again; another seed another way."""
    table, values = planted(300, 50)

    found = [discover(table, values, seed=seed).table for seed in (0, 0, 1)]

    assert found[0].equals(found[1])
    assert not found[0].equals(found[2])
