import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.escalation import outcome_shares
from brinkmanship.analysis.statistics.names import CLASH, CLASH_OR_WORSE, OUTCOMES
from brinkmanship.analysis.statistics.timing import cumulative_incidence, hazard, time_to_rung

HORIZON = 12
RUNS = st.lists(
    st.tuples(st.sampled_from(OUTCOMES), st.integers(1, HORIZON)), min_size=1, max_size=40
)


def _runs(pairs):
    ends = [(end, HORIZON if end == "frozen" else turn) for end, turn in pairs]
    return pd.DataFrame(ends, columns=["outcome", "outcome_turn"])


def _last(table):
    return table.groupby("event")["incidence"].last()


def test_incidence_by_hand_with_runs_lost_on_the_way():
    """Aalen-Johansen on five runs, one lost after turn 2: .2 then .2 + .8 * .75 * 1/2 = .5."""
    runs = pd.DataFrame(
        {
            "outcome": ["direct_clash", "settlement", "frozen", "war", "frozen"],
            "outcome_turn": [1, 2, 2, 3, 3],
        }
    )
    table = cumulative_incidence(runs)

    clash = table[table["event"] == CLASH].set_index("turn")["incidence"]
    settled = table[table["event"] == "settlement"].set_index("turn")["incidence"]
    assert clash.tolist() == pytest.approx([0.0, 0.2, 0.2, 0.5])
    assert settled.tolist() == pytest.approx([0.0, 0.0, 0.2, 0.2])


@given(pairs=RUNS)
def test_incidence_at_one_horizon_is_the_share_of_outcomes(pairs):
    """With one horizon nothing is lost: the last incidence is the share of runs that ended so."""
    runs = _runs(pairs)
    shares = outcome_shares(runs).set_index("outcome")["share"]
    last = _last(cumulative_incidence(runs))

    assert last[CLASH] == pytest.approx(shares[list(CLASH_OR_WORSE)].sum())
    assert last["settlement"] == pytest.approx(shares["settlement"])


@given(pairs=RUNS)
def test_incidence_rises_and_sums_to_at_most_one(pairs):
    """Incidence never falls, the events of a turn never exceed all runs, bands hold the line."""
    table = cumulative_incidence(_runs(pairs))

    assert (table.groupby("event")["incidence"].diff().dropna() >= 0.0).all()
    assert (table.groupby("turn")["incidence"].sum() <= 1.0 + 1e-12).all()
    assert table["incidence"].between(table["low"], table["high"]).all()


@given(pairs=RUNS)
def test_incidence_is_at_most_one_minus_kaplan_meier(pairs):
    """Taking competing ends for censoring would overstate the clash, never understate it."""
    runs = _runs(pairs)
    rates = hazard(runs)
    clash = rates[rates["event"] == CLASH]["hazard"]

    kaplan_meier = 1.0 - np.prod(1.0 - clash)
    assert _last(cumulative_incidence(runs))[CLASH] <= kaplan_meier + 1e-12


@given(pairs=RUNS)
def test_every_run_is_at_risk_until_it_ends(pairs):
    """The runs still open at turn 1 are all of them; new events add up to the ended runs."""
    runs = _runs(pairs)
    table = hazard(runs)

    assert (table[table["turn"] == 1]["of"] == len(runs)).all()
    assert table["n"].sum() == (runs["outcome"] != "frozen").sum()
    assert (table["n"] <= table["of"]).all()


def test_a_clash_counts_from_its_own_turn():
    """A run that went on after its clash, to be settled later, is a clash at the earlier turn."""
    runs = pd.DataFrame({"outcome": ["settlement"], "outcome_turn": [9], "first_clash": [4]})
    table = hazard(runs)

    assert table[table["n"] > 0][["event", "turn"]].to_numpy().tolist() == [[CLASH, 4]]


def test_never_and_quartiles_by_hand():
    """Quartiles are those of the runs that got there; a rung nobody reached has none."""
    first = pd.array([1, 2, 3, 4, 5, None, None, None, None, None], dtype="Int32")
    runs = pd.DataFrame({"first_b": first, "first_c": pd.array([None] * 10, dtype="Int32")})
    table = time_to_rung(runs, ["a", "b", "c"])

    assert table[["lower", "median", "upper", "never"]].iloc[0].tolist() == [2.0, 3.0, 4.0, 0.5]
    assert table["never"].iloc[1] == 1.0
    assert table[["lower", "median", "upper"]].iloc[1].isna().all()
