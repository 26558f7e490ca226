import numpy as np
import pandas as pd
import pytest

from brinkmanship.analysis.statistics.paths import (
    cohesion_path,
    credibility_path,
    crisis_rungs,
    rung_fan,
    single_runs,
)
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import Plan, write_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sixty runs, a third of which clash."""
    return open_run(write_folder(tmp_path_factory.mktemp("run"), Plan(runs=60, clash=0.3)))


def test_crisis_rung_peaks_where_the_run_table_says(folder):
    """The highest crisis rung of a run is its peak between the principals."""
    rungs = crisis_rungs(folder.turns(), folder.runs(), folder.sides)

    peaks = folder.runs().set_index("run")["peak_rung_direct"]
    pd.testing.assert_series_equal(rungs.max(axis=1), peaks, check_names=False, check_dtype=False)


def test_every_turn_counts_every_run(folder):
    """Ended runs are carried forward, so no turn is about the survivors alone."""
    rungs = crisis_rungs(folder.turns(), folder.runs(), folder.sides)
    settled = folder.runs().query("outcome == 'settlement'").iloc[0]
    path = rungs.loc[settled["run"]]

    assert (path.loc[settled["turns"] :] == path.loc[settled["turns"]]).all()
    assert rungs.shape == (folder.n, folder.horizon)
    assert (rung_fan(rungs)["of"] == folder.n).all()


def test_clash_is_carried_at_its_peak():
    """A run that clashed stays at its peak even when its last shown rung was lower."""
    turns = pd.DataFrame(
        {"run": [0, 1, 1], "turn": [1, 1, 2], "actor": "A", "displayed": [11, 3, 2]}
    )
    runs = pd.DataFrame(
        {"run": [0, 1], "outcome": ["direct_clash", "frozen"], "peak_rung_direct": [12, 3]}
    )
    rungs = crisis_rungs(turns, runs, {"A": "west"})

    assert rungs.to_numpy().tolist() == [[11, 12], [3, 2]]


def test_clients_do_not_lift_the_crisis(folder):
    """An actor on no side, however high, leaves the crisis rung where it was."""
    turns = folder.turns(["run", "turn", "actor", "displayed"])
    client = turns[turns["actor"] == "RUS"].assign(actor="UKR", displayed=13)
    both = pd.concat([turns.astype({"actor": object}), client.astype({"actor": object})])

    expected = crisis_rungs(turns, folder.runs(), folder.sides)
    pd.testing.assert_frame_equal(crisis_rungs(both, folder.runs(), folder.sides), expected)


def test_fan_is_ordered_and_made_of_rungs(folder):
    """Quantiles stand in order and are rungs that occurred; the mean lies among the runs."""
    rungs = crisis_rungs(folder.turns(), folder.runs(), folder.sides)
    fan = rung_fan(rungs)

    quantiles = fan[["q10", "q25", "median", "q75", "q90"]].to_numpy()
    assert (np.diff(quantiles, axis=1) >= 0).all()
    assert set(quantiles.ravel()) <= set(rungs.to_numpy().ravel())
    assert fan["mean"].between(rungs.min().to_numpy(), rungs.max().to_numpy()).all()


def test_single_runs_are_the_first_of_their_outcome(folder):
    """Examples are not picked by hand: the lowest run number of each outcome."""
    runs = folder.runs().sample(frac=1.0, random_state=1)
    examples = single_runs(runs).set_index("outcome")["run"]

    assert examples.to_dict() == runs.groupby("outcome")["run"].min().to_dict()


def test_credibility_band_holds_the_mean_of_two_runs():
    """Mean, quantiles and count by hand for two runs, one of which ended."""
    turns = pd.DataFrame(
        {"turn": [1, 1, 2], "actor": ["A", "A", "A"], "credibility": [0.2, 0.4, 0.3]}
    )
    table = credibility_path(turns)

    assert table["mean"].tolist() == pytest.approx([0.3, 0.3])
    assert table["q10"].tolist() == pytest.approx([0.22, 0.3])
    assert table["of"].tolist() == [2, 1]


def test_cohesion_needs_an_alliance(folder):
    """A side without an alliance has no row; one with it has a row a turn, once a run."""
    table = cohesion_path(folder.turns(), folder.sides)

    assert set(table["side"]) == {"west"}
    assert table["of"].iloc[0] == folder.n
    assert table["mean"].between(table["q10"], table["q90"]).all()
