"""What moved a share: classes of values, points that weigh alike, runs that share their luck."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.report.sweep import _named, _span
from analysis.sweep_effects import classes
from analysis.swept import SWEEP_SLIDES, open_swept
from analysis.tables import open_table
from tests.analysis.sweep_folders import some_runs, write_sweep

NAN = float("nan")
VALUES = st.one_of(st.none(), st.floats(-9, 9, allow_nan=False))


@given(found=st.lists(VALUES, min_size=1, max_size=60))
def test_null_is_a_class_of_its_own(found):
    """Points without a value are one class, the last, called null; the others are as before."""
    column = pd.Series(found, dtype=float)

    place, names = classes(column)

    null = column.isna().to_numpy()
    assert set(place) == set(range(len(names)))
    assert (names[-1] == "null") == null.any()
    assert {names[one] for one in place[null]} <= {"null"}
    if not null.all():
        kept, others = classes(column[~null])
        assert place[~null].tolist() == kept.tolist()
        assert [name for name in names if name != "null"] == others


def test_null_among_words_is_a_class_too():
    """A text parameter that is null somewhere has its words in their order, then null."""
    place, names = classes(pd.Series(["threat", None, "clash", "threat"]))

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
    swept = open_swept(nullable(tmp_path / "sweep"))

    (ax,) = SWEEP_SLIDES["each-value"](swept).axes
    (bar,) = swept.found[1].to_dict("records")

    assert [label.get_text() for label in ax.get_xticklabels()] == ["1", "2", "null"]
    assert (bar["first"], bar["last"]) == ("1", "null")


def test_null_is_a_value_in_the_words_of_a_report():
    """The values of a parameter, told in a report, name the null as the sweep file does."""
    assert _span(pd.Series([NAN, 1.0, 2.0])) == "null, 1 and 2"
    assert _span(pd.Series([NAN, *map(float, range(9))])) == "0 to 8, 9 values, and null"


def test_a_list_of_points_tells_null_from_a_gap():
    """The table of all points in a report says null where the sweep file does."""
    points = pd.DataFrame({"x": [NAN, 1.0], "y": ["threat", None], "z": [0.5, 1.0]})

    found = _named(points, ["x", "y", "z"])

    assert found.to_dict("list") == {"x": ["null", 1.0], "y": ["threat", "null"], "z": [0.5, 1.0]}
