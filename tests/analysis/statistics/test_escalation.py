import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.escalation import (
    outcome_shares,
    peak_distribution,
    threshold_shares,
)
from brinkmanship.analysis.statistics.names import OUTCOMES
from tests.analysis.run_folders import LADDER

RUNGS = [name for name, _ in LADDER]
ENDS = st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=60)
PEAKS = st.lists(st.integers(0, len(RUNGS) - 1), min_size=1, max_size=60)


@given(ends=ENDS)
def test_outcome_shares_sum_to_one(ends):
    """Every run ends once: shares sum to 1, all outcomes listed, each share in its interval."""
    table = outcome_shares(pd.DataFrame({"outcome": ends}))

    assert tuple(table["outcome"]) == OUTCOMES
    assert table["share"].sum() == pytest.approx(1.0)
    assert (table["low"] <= table["share"]).all()
    assert (table["share"] <= table["high"]).all()


@given(peaks=PEAKS)
def test_exceedance_never_rises_with_the_rung(peaks):
    """All runs are at or above rung 0, and fewer or as many at every rung above."""
    table = threshold_shares(pd.DataFrame({"peak_rung_direct": peaks}), RUNGS)

    assert table["id"].tolist() == RUNGS
    assert table["share"].iloc[0] == 1.0
    assert table["share"].is_monotonic_decreasing
    assert (table["n"].diff().dropna() * -1).sum() == len(peaks) - sum(
        peak == len(RUNGS) - 1 for peak in peaks
    )


@given(ends=ENDS, more=ENDS)
def test_groups_do_not_touch_each_other(ends, more):
    """Shares of a scenario are the same alone and beside another."""
    both = pd.DataFrame(
        {"outcome": ends + more, "scenario": ["one"] * len(ends) + ["two"] * len(more)}
    )
    table = outcome_shares(both, by=["scenario"])

    alone = outcome_shares(pd.DataFrame({"outcome": ends}))
    first = table[table["scenario"] == "one"].drop(columns="scenario").reset_index(drop=True)
    pd.testing.assert_frame_equal(first, alone, check_dtype=False)


@given(peaks=PEAKS, seed=st.integers(0, 9))
def test_highest_rungs_sum_to_one_and_upwards_to_the_exceedance(peaks, seed):
    """Each run has one highest rung; the shares at a rung and above are those that reached it."""
    runs = pd.DataFrame({"peak_rung_direct": peaks})
    exact = peak_distribution(runs.sample(frac=1.0, random_state=seed), RUNGS)

    reached = threshold_shares(runs, RUNGS)["share"]
    assert exact["share"].sum() == pytest.approx(1.0)
    assert exact["share"][::-1].cumsum()[::-1].tolist() == pytest.approx(reached.tolist())
    assert exact["share"].between(exact["low"], exact["high"]).all()


@given(peaks=PEAKS, more=PEAKS)
def test_runs_that_reached_a_rung_add_up_over_parts(peaks, more):
    """Counts of two parts of the runs sum to those of all."""
    whole, one, two = (
        threshold_shares(pd.DataFrame({"peak_rung_direct": part}), RUNGS)[["n", "of"]]
        for part in (peaks + more, peaks, more)
    )

    pd.testing.assert_frame_equal(whole, one + two)
