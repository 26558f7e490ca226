from itertools import pairwise
from math import isclose

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario.sweepfile.format import Parameter, SweepFile
from brinkmanship.sim.sweep.design import points_of, value_at_share
from brinkmanship.sim.sweep.planning import plan_sweep
from tests.small import small_file

EDGE = st.floats(-1e6, 1e6, allow_nan=False)
SHARE = st.floats(0, 1)


def swept(design, parameters, **more):
    """A sweep of these parameters."""
    named = [{"path": f"x{i}", **one} for i, one in enumerate(parameters)]
    rows = tuple({k: tuple(v) if k == "values" else v for k, v in one.items()} for one in named)
    data = {"scenario": "s", "design": design, "parameters": rows, **more}
    return SweepFile.model_validate(data)


RANGES = [{"low": 0.0, "high": 1.0}, {"low": -2.0, "high": 2.0}, {"low": 1.0, "high": 100.0}]


@given(st.lists(EDGE, min_size=2, max_size=2, unique=True), SHARE, st.booleans())
def test_a_value_lies_in_its_range(ends, share, whole):
    """No value of a range is outside it; its ends are its own ends."""
    low, high = sorted(round(end) if whole else end for end in ends)
    if low == high:
        return
    one = Parameter(path="x", low=low, high=high, whole=whole)

    assert low <= value_at_share(one, share) <= high
    assert (value_at_share(one, 0.0), value_at_share(one, 1.0)) == (low, high)


@given(st.floats(1e-6, 1.0), st.floats(1.5, 1e6), SHARE)
def test_a_log_scale_keeps_ratios(low, ratio, share):
    """Halfway between two places of a log scale lies their geometric mean."""
    one = Parameter(path="x", low=low, high=low * ratio, scale="log")

    half = value_at_share(one, share / 2.0)
    assert isclose(half * half, low * value_at_share(one, share), rel_tol=1e-9)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_a_grid_has_every_combination_once(sizes):
    """A grid is the product of its values, the last one fastest."""
    points = points_of(swept("grid", [{"values": range(size)} for size in sizes]), ())

    assert len(points) == len(set(points)) == np.prod(sizes)
    assert points == sorted(points)


def test_a_list_goes_through_all_at_once():
    """Point by point a list takes the next value of each parameter."""
    points = points_of(swept("list", [{"values": [1, 2]}, {"values": ["a", "b"]}]), ())

    assert points == [(1, "a"), (2, "b")]


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 60), st.integers(0, 2**53))
def test_a_latin_hypercube_is_latin(count, seed):
    """Cut into as many strips as there are points, each parameter has one in each strip."""
    points = points_of(swept("latin_hypercube", [RANGES[0]] * 3, points=count, seed=seed), ())

    for column in np.array(points).T:
        assert sorted(np.minimum((column * count).astype(int), count - 1)) == list(range(count))


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 2**53))
def test_a_longer_sobol_sequence_begins_alike(count, more, seed):
    """Points added to a Sobol design leave those that were there where they were."""
    short, long = (
        points_of(swept("sobol", RANGES, points=n, seed=seed), ()) for n in (count, count + more)
    )

    assert long[:count] == short


@settings(deadline=None, max_examples=10)
@given(st.integers(1, 6), st.integers(0, 2**53))
def test_morris_moves_one_parameter_at_a_time(count, seed):
    """Each of so many trajectories has one point more than parameters, one step apart."""
    points = points_of(swept("morris", RANGES, points=count, seed=seed), ())

    assert len(points) == count * (len(RANGES) + 1)
    for start in range(0, len(points), len(RANGES) + 1):
        walk = points[start : start + len(RANGES) + 1]
        moved = [[a != b for a, b in zip(*step, strict=True)] for step in pairwise(walk)]
        assert np.sum(moved, axis=0).tolist() == [1] * len(RANGES)
        assert np.sum(moved, axis=1).tolist() == [1] * len(RANGES)


def test_saltelli_has_what_sobol_indices_need():
    """For so many base points of d parameters there are d + 2 points each."""
    assert len(points_of(swept("saltelli", RANGES, points=8), ())) == 8 * (len(RANGES) + 2)


def test_one_at_a_time_begins_with_the_base():
    """First the base, then every other value of each parameter with the rest at the base."""
    sweep = swept("one_at_a_time", [{"values": [1, 2, 3]}, {"low": 0.0, "high": 1.0, "points": 2}])

    points = points_of(sweep, (2, 0.5))

    assert points == [(2, 0.5), (1, 0.5), (3, 0.5), (2, 0.0), (2, 1.0)]


def one_at_a_time(folder, value):
    """A sweep of a resolve that the scenario says so."""
    small_file(folder)
    changed = {"extends": "small.yaml", "actors": {"AAA": {"resolve": value}}}
    varied = {"path": "actors.AAA.resolve", "low": 0.5, "high": 2.0, "points": 2}
    sweep = {"scenario": "changed.yaml", "design": "one_at_a_time", "runs": 10}
    sweep |= {"parameters": [varied]}
    (folder / "changed.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    (folder / "one.yaml").write_text(yaml.safe_dump(sweep), encoding="utf-8")
    return folder / "one.yaml"


@pytest.mark.parametrize("value", [{"value": 1.3, "source": "assumption"}, 1.3])
def test_the_base_is_the_number_that_the_scenario_has(value, tmp_path):
    """A source beside a number does not make the base point something else than a number."""
    plan = plan_sweep(one_at_a_time(tmp_path, value)).plan

    assert plan.points == ((1.3,), (0.5,), (2.0,))


def test_a_drawn_value_has_no_base(tmp_path):
    """A range around a value that the scenario draws needs a base to stay at meanwhile."""
    file = one_at_a_time(tmp_path, {"normal": {"mean": 1.3, "sd": 0.4}})

    with pytest.raises(ScenarioError, match=r"the scenario draws .*write base: and its value"):
        plan_sweep(file)
