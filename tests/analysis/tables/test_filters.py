"""No filter is silently empty: type and spelling of every value are checked."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.analysis.errors import AnalysisError, AnalysisWarning
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.tables import open_sweep, open_table
from tests.analysis.study_folders import run_folder
from tests.analysis.sweep_folders import some_runs, write_sweep

NUCLEAR, WARN, MIXED = "actors.CCC.nuclear", "actors.CCC.policy.style.warn", "x.mixed"
POINTS = pd.DataFrame(
    {NUCLEAR: [True, False, True, False], WARN: [0.0, 0.4, 0.4, 1.0],
     MIXED: ["low", "3", None, "low"]}
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A sweep over a boolean, a number and a text with gaps."""
    runs = some_runs(0, 20, POINTS).assign(scenario="small", seed=np.int64(0))
    return write_sweep(tmp_path_factory.mktemp("filters") / "sweep", runs, 30, POINTS)


@pytest.fixture(scope="module")
def table(folder):
    """The runs of the sweep."""
    return open_table(folder)


@pytest.mark.parametrize(("wanted", "said"), [
    ({NUCLEAR: "True"}, '"True" is text, and actors.CCC.nuclear holds true or false; write True,'),
    ({NUCLEAR: "true"}, "write True, without quotes"),
    ({NUCLEAR: "no"}, "write False, without quotes"),
    ({NUCLEAR: "maybe"}, "write True or False"),
    ({NUCLEAR: 1}, "1 is a number, and actors.CCC.nuclear holds true or false; write True"),
    ({WARN: "0.4"}, f'"0.4" is text, and {WARN} holds numbers; write 0.4, without quotes'),
    ({WARN: True}, f"True is true or false, and {WARN} holds numbers; write a number"),
    ({WARN: [0.4, 0.5]}, f'no {WARN} of "0.5"; known: 0.0, 0.4, 1.0'),
    ({MIXED: 3}, '3 is a number, and x.mixed holds text; write "3"'),
    ({MIXED: "lwo"}, 'no x.mixed of "lwo"; did you mean "low"?'),
    ({"run": "7"}, '"7" is text, and run holds numbers; write 7, without quotes'),
    ({"run": 1.5}, "1.5 is no value of run, which holds int64"),
    ({"run": 2**70}, "is no value of run, which holds int64"),
    ({"point": 9}, 'no point of "9"; known: 0, 1, 2, 3'),
    ({"outcome": "dirct_clash"}, 'no outcome of "dirct_clash"; did you mean "direct_clash"?'),
    ({"outcome": ["war", "peace"]}, 'no outcome of "peace"; known: nuclear_use, war,'),
    ({"outcome": 3}, '3 is a number, and outcome holds text; write "3"'),
    ({"route": "salammi"}, 'did you mean "salami"?'),
    ({"scenario": "smal"}, 'no scenario of "smal"; did you mean "small"?'),
    ({"peak_rung_direct": "clash"}, "holds rungs by their number; write 3 for clash"),
    ({"peak_rung_direct": "claesh"}, "the rungs are 0 quiet, 1 protest, 2 threat, 3 clash"),
    ({"peak_rung_direct": 4}, 'no peak_rung_direct of "4"; known: 0, 1, 2, 3'),
    ({"escalated": "yes"}, "write True, without quotes"),
    ({"mean_AAA": "high"}, '"high" is text, and mean_AAA holds numbers; write a number'),
    ({"outcome": []}, "no value of outcome is given"),
    ({"outcome": {"war": 1}}, "is a dict, and outcome holds text"),
    ({"outcme": "war"}, 'no column "outcme"; did you mean "outcome"?'),
])  # fmt: skip
def test_a_value_that_a_column_cannot_have_is_refused(table, wanted, said):
    """A value of another type is told the right form, an unknown one the nearest."""
    with pytest.raises(AnalysisError) as refusal:
        table.where(wanted)
    assert said in str(refusal.value)
    assert str(refusal.value).startswith(str(table.blocks.path))


@pytest.mark.parametrize(("wanted", "rows"), [
    ({NUCLEAR: True}, 40), ({NUCLEAR: np.True_}, 40), ({NUCLEAR: [True, False]}, 80),
    ({WARN: 0.4}, 40), ({WARN: np.float64(0.4)}, 40), ({WARN: 1}, 20), ({WARN: {0, 1}}, 40),
    ({MIXED: "3"}, 20), ({MIXED: None}, 20), ({MIXED: [None, "low"]}, 60),
    ({"run": range(5)}, 20), ({"run": np.array([1, 2])}, 8), ({"point": pd.Series([0, 3])}, 40),
    ({"scenario": "small"}, 80),
])  # fmt: skip
def test_a_value_that_fits_chooses_its_rows(table, wanted, rows):
    """Values and collections of Python, NumPy and pandas choose the rows that have them."""
    assert table.where(wanted).counts([])["n"].sum() == rows


@pytest.mark.parametrize("ask", [
    lambda table: table.counts([]), lambda table: table.outcome_shares(),
    lambda table: table.frame(["run"]), lambda table: table.means("mean_AAA"),
    lambda table: table.threshold_shares(),
])  # fmt: skip
@pytest.mark.parametrize("wanted", [{"run": 10**6}, {WARN: 1.0, NUCLEAR: True}])
def test_an_empty_result_is_never_silent(table, ask, wanted):
    """Values that exist but never together give no row, and a warning that says so."""
    with pytest.warns(AnalysisWarning, match="no run has all the values asked for"):
        ask(table.where(wanted))


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from([NUCLEAR, WARN, MIXED, "outcome", "route", "run", "peak_rung_direct"]),
    value=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from([*OUTCOMES, "salami", "low", "3", "true", "0.4"]),
)  # fmt: skip
def test_any_value_gives_rows_a_message_or_a_warning(table, name, value):
    """Whatever is asked for: rows that have it, or a refusal, or a warning that none has."""
    try:
        chosen = table.where({name: value})
    except AnalysisError:
        return
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", AnalysisWarning)
        rows = chosen.counts([])["n"].sum()
    assert (rows == 0) == bool(warned)


def test_a_matrix_of_a_misspelt_outcome_is_refused(folder):
    """The text that counts as 1 in a matrix of points and runs must be one that occurs."""
    with pytest.raises(AnalysisError, match='did you mean "war"'):
        open_sweep(folder).point_run_matrix("outcome", "wra")


def test_an_initiator_must_be_among_the_actors_seen(tmp_path):
    """The actors of a run folder are known by the texts of its column."""
    with pytest.raises(AnalysisError, match='no initiator of "RSU"; did you mean "RUS"'):
        open_table(run_folder(tmp_path / "run")).where({"initiator": "RSU"})
