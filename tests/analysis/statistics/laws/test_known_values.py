"""Statistics are right: against a library, against known truths, and by how often they cover."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import CLASH
from brinkmanship.analysis.statistics.paths import credibility_pairs, first_defection
from brinkmanship.analysis.statistics.timing import cumulative_incidence
from brinkmanship.sim.results.tables import Label, Tables
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of
from tests.small import small_premise

RECORD = Path(__file__).with_name("incidence_of_statsmodels.json")
ENDS = ["direct_clash", "settlement", "frozen"]
LOST = st.lists(
    st.tuples(st.sampled_from(ENDS), st.integers(1, 9)), min_size=2, max_size=30
)  # fmt: skip


def curves(pairs):
    """Our curves of clash and settlement at each turn that something happens."""
    table = cumulative_incidence(pd.DataFrame(pairs, columns=["outcome", "outcome_turn"]))
    told = table.pivot_table(index="turn", columns="event", values="incidence")
    return told.loc[sorted({turn for _, turn in pairs}), [CLASH, "settlement"]].to_numpy().T


def library_curves(pairs):
    """The same by statsmodels."""
    survival = pytest.importorskip("statsmodels.duration.survfunc")
    code = {"frozen": 0, "direct_clash": 1, "settlement": 2}
    turns = np.array([turn for _, turn in pairs])
    with np.errstate(all="ignore"):  # its standard errors divide by no runs left
        found = survival.CumIncidenceRight(turns, np.array([code[end] for end, _ in pairs]))
    return np.array(found.cinc)


def test_cumulative_incidence_is_that_of_statsmodels_on_record():
    """Thirty sets of runs, lost at any turn, have the curves that statsmodels 0.15 gave them."""
    for case in json.loads(RECORD.read_text(encoding="utf-8")):
        assert curves(case["runs"]) == pytest.approx(np.array(case["curves"]))


@given(pairs=LOST)
def test_cumulative_incidence_is_that_of_statsmodels(pairs):
    """Where it is installed, whatever runs are given; settlement must occur for its two curves."""
    pairs = [*pairs, ("settlement", 9)]

    assert curves(pairs) == pytest.approx(library_curves(pairs))


@pytest.mark.parametrize("runs", [20, 100, 1000])
def test_the_interval_of_a_share_covers_as_it_says(runs):
    """Over all shares a 95% interval holds the truth in about 95% of ensembles; never in few."""
    truths = np.linspace(0.005, 0.995, 199)
    hits = np.arange(runs + 1)
    low, high = share_interval(hits, np.full(runs + 1, runs))

    covered = [
        binom.pmf(hits, runs, truth)[(low <= truth) & (truth <= high)].sum() for truth in truths
    ]

    assert 0.945 < np.mean(covered) < 0.965
    assert min(covered) > 0.83


def test_the_band_of_an_incidence_covers_as_it_says():
    """Where a fifth clash and settlement competes, 95% bands hold the fifth about as often."""
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        outcome = chance.choice(ENDS, size=150, p=[0.2, 0.5, 0.3])
        turn = np.where(outcome == "frozen", 10, chance.integers(1, 11, size=150))
        runs = pd.DataFrame({"outcome": outcome, "outcome_turn": turn})
        last = cumulative_incidence(runs).query("event == @CLASH").iloc[-1]
        held += last["low"] <= 0.2 <= last["high"]

    assert 0.92 < held / 400 < 0.98


def test_pairs_of_beliefs_average_to_the_credibility_of_the_trace(tmp_path):
    """What all opponents hold of an actor has the mean that the table of turns gives it."""
    premise = small_premise(tmp_path)
    label = Label(scenario="small", digest="00", seed=0, settings={})
    (block,) = run_ensemble(premise, seed=0, runs=20, way=way_of(trace=True))
    tables = Tables(premise, label, trace=True).of(block)
    beliefs, turns = tables["beliefs"].to_pandas(), tables["turns"].to_pandas()

    found = beliefs.groupby(["run", "turn", "other"])["credibility"].mean()

    told = turns.set_index(["run", "turn", "actor"])["credibility"]
    assert found.loc[told.index].tolist() == pytest.approx(told.tolist())
    pairs = credibility_pairs(beliefs)
    assert pairs["mean"].between(0.0, 1.0).all()
    assert (pairs["q10"] <= pairs["q90"]).all()
    assert set(zip(pairs["actor"], pairs["other"], strict=True)) >= {("AAA", "CCC"), ("CCC", "AAA")}


POSTURES = st.lists(
    st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=6
)  # fmt: skip
MEMBERS = dict.fromkeys(["AAA", "BBB", "CCC", "DDD"], "NATO")


def table(postures, shift=0):
    """Turns of one run in which four members stand on these rungs."""
    return pd.DataFrame(
        [
            (0, turn, actor, rung + shift)
            for turn, rungs in enumerate(postures, start=1)
            for actor, rung in zip(MEMBERS, rungs, strict=True)
        ],
        columns=["run", "turn", "actor", "rung"],
    )


@given(postures=POSTURES, shift=st.integers(1, 5))
def test_a_defection_is_relative(postures, shift):
    """Moving a whole alliance up changes nobody's distance from its median."""
    pd.testing.assert_frame_equal(
        first_defection(table(postures), MEMBERS), first_defection(table(postures, shift), MEMBERS)
    )


@given(postures=POSTURES)
def test_a_defection_is_the_first_and_is_one(postures):
    """In the turn told, the actor told stands two rungs or more away; in none before does one."""
    found = first_defection(table(postures), MEMBERS).iloc[0]

    apart = [[rung - sorted(rungs)[1] for rung in rungs] for rungs in postures]
    far = [turn for turn, rungs in enumerate(apart, start=1) if max(map(abs, rungs)) >= 2]
    if not far:
        assert pd.isna(found["turn"])
        return
    assert found["turn"] == far[0]
    own = apart[far[0] - 1][list(MEMBERS).index(found["actor"])]
    assert found["rungs"] == own
    assert abs(own) == max(map(abs, apart[far[0] - 1]))


@given(postures=POSTURES, apart=st.integers(1, 4))
def test_a_stricter_measure_defects_no_earlier(postures, apart):
    """The further one must stand apart, the later the first defection, if it comes at all."""
    loose, strict = (
        first_defection(table(postures), MEMBERS, apart=rungs)["turn"].iloc[0]
        for rungs in (apart, apart + 1)
    )

    assert pd.isna(strict) or loose <= strict
