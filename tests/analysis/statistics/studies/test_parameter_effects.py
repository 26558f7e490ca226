"""What moved a share: classes of values, points that weigh alike, runs that share their luck."""

import json
import tracemalloc
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.figures.slides.sweep import SWEEP_SLIDES
from brinkmanship.analysis.report.pages.sweep import _values_text, _with_null_as_word
from brinkmanship.analysis.statistics.intervals import clustered_interval
from brinkmanship.analysis.statistics.paired import mean_interval, paired_interval
from brinkmanship.analysis.statistics.studies.parameter_effects import (
    effect_sizes,
    effect_sizes_table,
    effects,
    effects_table,
    partitions,
    value_classes,
)
from brinkmanship.analysis.tables import open_table
from brinkmanship.analysis.tables.sweep_result import open_sweep_result
from tests.analysis.sealing import seal
from tests.analysis.sweep_folders import POINTS, some_runs, write_sweep

NAN = float("nan")
VALUES = st.one_of(st.none(), st.floats(-9, 9, allow_nan=False))


@given(found=st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_every_point_is_in_one_class(found):
    """Classes of a parameter cover all points, at most eight of them, in rising order."""
    column = pd.Series(found)
    place, names = value_classes(column)

    assert len(place) == len(found)
    assert set(place) == set(range(len(names)))
    assert len(names) <= 8
    highest = [max(column[place == rank]) for rank in range(len(names))]
    assert highest == sorted(highest)


def test_a_parameter_that_does_nothing_moves_nothing():
    """Runs that ignore a parameter have no range and no change; one that decides has all."""
    points = pd.DataFrame(
        {"point": [0, 1, 2, 3], "idle": [0.0, 0.0, 1.0, 1.0], "rules": ["a", "b"] * 2}
    )
    runs = pd.DataFrame({"point": np.repeat([0, 1, 2, 3], 10), "run": np.tile(np.arange(10), 4)})
    hit = runs["point"].isin([1, 3])

    table: Any = effect_sizes(points, runs, ["idle", "rules"], hit).set_index("parameter")

    assert table.loc["idle", ["range", "change"]].tolist() == [0.0, 0.0]
    assert table.loc["rules", ["least", "most", "change"]].tolist() == [0.0, 1.0, 1.0]
    assert table.index[0] == "rules"


def test_the_interval_counts_runs_and_not_rows():
    """The same runs at many points are no more evidence: the interval does not shrink."""
    runs = pd.DataFrame({"run": np.arange(100)})
    few = pd.DataFrame({"point": [0], "x": [0.0]})
    many = pd.DataFrame({"point": range(20), "x": 0.0})
    copies = pd.concat([runs.assign(point=point) for point in range(20)], ignore_index=True)

    one = effects(few, runs.assign(point=0), ["x"], runs["run"] < 30).iloc[0]
    all_of = effects(many, copies, ["x"], copies["run"] < 30).iloc[0]

    assert all_of["share"] == one["share"]
    assert all_of["high"] - all_of["low"] == pytest.approx(one["high"] - one["low"], rel=0.05)


@given(found=st.lists(VALUES, min_size=1, max_size=60))
def test_null_is_a_class_of_its_own(found):
    """Points without a value are one class, the last, called null; the others are as before."""
    column = pd.Series(found, dtype=float)

    place, names = value_classes(column)

    null = column.isna().to_numpy()
    assert set(place) == set(range(len(names)))
    assert (names[-1] == "null") == null.any()
    assert {names[one] for one in place[null]} <= {"null"}
    if not null.all():
        kept, others = value_classes(column[~null])
        assert place[~null].tolist() == kept.tolist()
        assert [name for name in names if name != "null"] == others


def test_null_among_words_is_a_class_too():
    """A text parameter that is null somewhere has its words in their order, then null."""
    place, names = value_classes(pd.Series(["threat", None, "clash", "threat"]))

    assert place.tolist() == [0, 2, 1, 0]
    assert names == ["threat", "clash", "null"]


def nullable(folder):
    """A finished sweep of one number that is null at its first point."""
    points = pd.DataFrame({"actors.AAA.goal": [NAN, 1.0, 2.0]})
    return write_sweep(folder, some_runs(0, 20, points), 37, points)


def test_the_null_point_can_be_asked_for(tmp_path):
    """A choice of null, alone or among numbers, finds the runs of the point that has none."""
    table = open_table(nullable(tmp_path / "sweep"))

    alone = table.where({"actors.AAA.goal": None}).frame(["point"])["point"]
    among = table.where({"actors.AAA.goal": [None, 2.0]}).frame(["point"])["point"]

    assert set(alone) == {0}
    assert set(among) == {0, 2}


def test_null_where_there_is_none_is_refused(tmp_path):
    """A choice of null of a parameter that always has a value is one message."""
    points = pd.DataFrame({"actors.AAA.goal": [1.0, 2.0]})
    table = open_table(write_sweep(tmp_path / "sweep", some_runs(0, 5, points), 37, points))

    with pytest.raises(AnalysisError, match=r'no actors\.AAA\.goal of "null"; known: 1\.0, 2\.0'):
        table.where({"actors.AAA.goal": None})


def test_the_figures_of_a_sweep_with_a_null_are_drawn(tmp_path):
    """A number that is null at some points has a tick in the figure of each value."""
    swept = open_sweep_result(nullable(tmp_path / "sweep"))

    (ax,) = SWEEP_SLIDES["each-value"](swept).axes
    (bar,) = swept.effect_sizes.to_dict("records")

    assert [label.get_text() for label in ax.get_xticklabels()] == ["1", "2", "null"]
    assert (bar["first"], bar["last"]) == ("1", "null")


def test_null_is_a_value_in_the_words_of_a_report():
    """The values of a parameter, told in a report, name the null as the sweep file does."""
    assert _values_text(pd.Series([NAN, 1.0, 2.0])) == "null, 1 and 2"
    assert _values_text(pd.Series([NAN, *map(float, range(9))])) == "0 to 8, 9 values, and null"


def test_a_list_of_points_tells_null_from_a_gap():
    """The table of all points in a report says null where the sweep file does."""
    points = pd.DataFrame({"x": [NAN, 1.0], "y": ["threat", None], "z": [0.5, 1.0]})

    found = _with_null_as_word(points, ["x", "y", "z"])

    assert found.to_dict("list") == {"x": ["null", 1.0], "y": ["threat", "null"], "z": [0.5, 1.0]}


GRID = pd.DataFrame({"point": range(4), "x": [0.0, 0.0, 1.0, 1.0], "y": [0.0, 1.0, 0.0, 1.0]})
TRUE = np.array([0.02, 0.50, 0.02, 0.95])
EACH = st.lists(st.integers(1, 40), min_size=4, max_size=4)


def rows(each):
    """So many runs at each point, numbered from 0 on as ``until`` leaves them."""
    return pd.DataFrame({"point": np.repeat(range(len(each)), each),
                         "run": np.concatenate([np.arange(one) for one in each])})  # fmt: skip


def lucky(each, luck):
    """Runs and hits of the grid: one number of luck a run number, the same at every point."""
    runs = rows(each)
    return runs, pd.Series(luck[runs["run"]] < TRUE[runs["point"]])


def of(table, parameter):
    """The only row of a parameter, or its rows."""
    return table[table["parameter"] == parameter].to_dict("records")


def test_points_weigh_alike_after_until():
    """A point that was played longer is no more of its class: nobody else's effect leaks in."""
    runs = rows([100, 1500, 100, 300])
    hit = pd.Series(
        runs["run"] < TRUE[runs["point"]] * runs.groupby("point")["run"].transform("size")
    )

    low, high = of(effects(GRID, runs, ["x", "y"], hit), "x")
    (row,) = of(effect_sizes(GRID, runs, ["x", "y"], hit), "x")

    assert (low["share"], high["share"]) == pytest.approx((0.26, 0.485))
    assert (low["n"], low["of"], high["n"], high["of"]) == (752, 1600, 287, 400)
    assert row["change"] == pytest.approx(0.225)


@given(each=EACH, seed=st.integers(0, 2**32))
def test_a_share_is_the_mean_of_its_points(each, seed):
    """However many runs its points got, and the change is the distance of two such shares."""
    hit = pd.Series(np.random.default_rng(seed).random(sum(each)) < 0.4)
    runs = rows(each)
    by_point = hit.groupby(runs["point"]).mean()

    low, high = of(effects(GRID, runs, ["x"], hit), "x")
    (row,) = of(effect_sizes(GRID, runs, ["x"], hit), "x")

    assert low["share"] == pytest.approx(by_point[:2].mean())
    assert high["share"] == pytest.approx(by_point[2:].mean())
    assert row["change"] == pytest.approx(high["share"] - low["share"])
    for one in (low, high):
        assert 0.0 <= one["low"] <= one["share"] <= one["high"] <= 1.0
    assert -1.0 <= row["low"] <= row["change"] <= row["high"] <= 1.0


@given(each=st.integers(1, 40), seed=st.integers(0, 2**32))
def test_with_equal_runs_a_run_number_is_one_observation(each, seed):
    """The interval of a share is that of its run numbers, and each class has its own."""
    hit = pd.Series(np.random.default_rng(seed).random(4 * each) < 0.4)
    runs = rows([each] * 4)

    found = of(effects(GRID, runs, ["x"], hit), "x")

    for row, points in zip(found, ([0, 1], [2, 3]), strict=True):
        chosen = runs["point"].isin(points)
        by_run = hit[chosen].groupby(runs["run"][chosen]).agg(["sum", "count"])
        assert (row["share"], row["low"], row["high"]) == pytest.approx(
            clustered_interval(by_run["sum"], by_run["count"]), abs=1e-12
        )


@pytest.mark.parametrize("each", [[30] * 4, [100, 300, 60, 150]])
def test_intervals_hold_the_truth_as_often_as_they_say(each):
    """Of 400 sweeps about 95% have the true change within, and no fewer the true shares."""
    dice = np.random.default_rng(1)
    kept = np.zeros(3)
    for _ in range(400):
        runs, hit = lucky(each, dice.random(max(each)))
        low, high = of(effects(GRID, runs, ["x"], hit), "x")
        (row,) = of(effect_sizes(GRID, runs, ["x"], hit), "x")
        truths = ((low, 0.26), (high, 0.485), (row, 0.225))
        kept += [one["low"] <= truth <= one["high"] for one, truth in truths]

    assert (kept[:2] >= 380).all()
    assert 368 <= kept[2] <= 392


def test_run_numbers_of_one_class_alone_are_not_paired():
    """Ten runs against a hundred have an interval, the same seen from either class."""
    dice = np.random.default_rng(3).random(100)
    two = pd.DataFrame({"point": [0, 1], "x": [0.0, 1.0]})
    turned = two.assign(x=[1.0, 0.0])
    runs = rows([10, 100])
    hit = pd.Series(dice[runs["run"]] < np.where(runs["point"] == 0, 0.3, 0.6))

    (row,) = effect_sizes(two, runs, ["x"], hit).to_dict("records")
    (back,) = effect_sizes(turned, runs, ["x"], hit).to_dict("records")

    assert row["low"] < row["change"] < row["high"]
    assert [back["low"], back["high"]] == pytest.approx([-row["high"], -row["low"]])


PAIRS = rows([20, 20])
TWO = pd.DataFrame({"point": [0, 1], "x": [0.0, 1.0]})


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_pairs_of_which_none_differs_have_a_width(share):
    """Twenty pairs without a flip are no proof of no effect: the interval is Tango's."""
    (row,) = effect_sizes(TWO, PAIRS, ["x"], PAIRS["run"] < 20 * share).to_dict("records")

    low, high = paired_interval(0, 0, 20)
    assert row["change"] == 0.0
    assert (row["low"], row["high"]) == pytest.approx((float(low), float(high)))


def test_pairs_that_all_flip_leave_a_doubt_as_well():
    """A parameter that flipped each of twenty pairs has an interval that ends at 1."""
    (row,) = effect_sizes(TWO, PAIRS, ["x"], PAIRS["point"] == 1).to_dict("records")

    assert row["change"] == row["high"] == 1.0
    assert 0.8 < row["low"] < 0.9


@given(each=st.integers(2, 40), seed=st.integers(0, 2**32))
def test_a_change_has_students_interval_over_run_numbers(each, seed):
    """With equal runs it is the t interval of the differences run by run, within [-1, 1]."""
    hit = np.random.default_rng(seed).random((4, each)) < 0.4
    by_run = (hit[2:].mean(axis=0) - hit[:2].mean(axis=0)).astype(float)
    assume(by_run.std() > 1e-9)

    (row,) = effect_sizes(GRID, rows([each] * 4), ["x"], pd.Series(hit.ravel())).to_dict("records")

    told = np.clip(mean_interval(by_run.sum(), np.square(by_run).sum(), each), -1.0, 1.0)
    assert [row["change"], row["low"], row["high"]] == pytest.approx(told, abs=1e-9)


def test_a_single_pair_tells_nothing():
    """One run at each of two points leaves every change possible."""
    (row,) = effect_sizes(TWO, rows([1, 1]), ["x"], pd.Series([False, True])).to_dict("records")

    assert (row["low"], row["high"]) == (-1.0, 1.0)


def test_a_parameter_of_one_value_moves_nothing():
    """Without a second class there is no change to be in doubt about."""
    (row,) = effect_sizes(TWO.assign(x=1.0), PAIRS, ["x"], PAIRS["run"] < 5).to_dict("records")

    assert (row["change"], row["low"], row["high"]) == (0.0, 0.0, 0.0)


@given(each=EACH, seed=st.integers(0, 2**32), cut=st.integers(1, 50))
def test_runs_may_be_looked_at_in_any_parts(each, seed, cut):
    """However the runs are cut into parts, both tables are those of all runs at once."""
    hit = np.random.default_rng(seed).random(sum(each)) < 0.4
    whole = rows(each)
    point, run = whole["point"].to_numpy(np.int32), whole["run"].to_numpy(np.int32)
    starts = range(0, len(whole), cut)
    parts = [tuple(one[at : at + cut] for one in (point, run, hit)) for at in starts]

    found = partitions(GRID, ["x", "y"], lambda: parts)

    assert_frame_equal(effects_table(found), effects(GRID, whole, ["x", "y"], pd.Series(hit)))
    assert_frame_equal(
        effect_sizes_table(found), effect_sizes(GRID, whole, ["x", "y"], pd.Series(hit))
    )


@pytest.mark.parametrize("until", [None, {"outcome": "war"}])
def test_the_figures_of_a_folder_are_those_of_its_runs(tmp_path, until):
    """What is counted block by block on disk is what the run table in memory says."""
    runs = some_runs(0, 20)
    folder = write_sweep(tmp_path / "sweep", runs, 37)
    plan = json.loads((folder / "plan.json").read_text())
    (folder / "plan.json").write_text(json.dumps({**plan, "until": until}))
    swept = open_sweep_result(seal(folder))

    each, order = swept.effects, swept.effect_sizes

    hit = runs["outcome"] == "war" if until else runs["peak_rung_direct"] >= 3
    which = list(swept.tables.parameters)
    assert_frame_equal(order, effect_sizes(swept.points, runs, which, hit))
    ranked = effects(swept.points, runs, list(order["parameter"]), hit)
    assert_frame_equal(each, ranked)


def test_the_figures_of_a_folder_keep_no_runs(tmp_path):
    """Ten times the points, of as many runs each, need no more memory than the points do."""
    peaks = []
    for times in (1, 10):
        points = pd.concat([POINTS] * times, ignore_index=True)
        runs = some_runs(0, 2000, points)
        swept = open_sweep_result(write_sweep(tmp_path / f"{times}", runs, 2000, points))
        assert len(swept.points) == 6 * times
        tracemalloc.start()
        assert len(swept.effects) > len(swept.effect_sizes) == 2
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.1 * peaks[0] + 1000 * 54
