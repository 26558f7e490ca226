import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.actors import actor_peaks, peak_shares

PEAKS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1, max_size=40)
SIDES = {"FRA": "west", "RUS": "east"}


@given(peaks=PEAKS)
def test_highest_climber_comes_first(peaks):
    """Actors stand in falling order of mean peak; quantiles stand in rising order."""
    table = actor_peaks(pd.DataFrame(peaks, columns=["peak_FRA", "peak_RUS"]), SIDES)

    assert table["mean"].is_monotonic_decreasing
    spread = table[["q10", "q25", "median", "q75", "q90", "highest"]].to_numpy()
    assert (spread[:, 1:] >= spread[:, :-1]).all()


@given(peaks=PEAKS)
def test_peak_shares_of_an_actor_sum_to_one(peaks):
    """Each run gives each actor exactly one highest rung, and its mean is the table's."""
    runs = pd.DataFrame(peaks, columns=["peak_FRA", "peak_RUS"])
    table = peak_shares(runs, SIDES)

    mean = (table["rung"] * table["share"]).groupby(table["actor"]).sum()
    assert table.groupby("actor")["share"].sum().tolist() == pytest.approx([1.0, 1.0])
    assert table["share"].between(table["low"], table["high"]).all()
    assert mean["FRA"] == pytest.approx(runs["peak_FRA"].mean())
