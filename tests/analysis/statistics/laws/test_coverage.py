"""How often intervals of pooled points hold the true share, where points share their luck."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from brinkmanship.analysis.statistics.escalation import outcome_shares, threshold_shares
from brinkmanship.analysis.statistics.intervals import clustered_shares, share_interval
from brinkmanship.analysis.statistics.timing import cumulative_incidence

SMALL = [(30, 20, 0.9, 0.01), (30, 20, 0.9, 0.3), (200, 6, 0.9, 0.05), (10, 20, 1.0, 0.05)]
"""Run numbers, points, correlation of the luck, and the share at the middle point."""
RUNS, POINTS, ALIKE = (5, 10, 30, 100, 1000), (3, 20), (0.5, 0.9, 1.0)
SHARES = (0.0, 0.002, 0.01, 0.05, 0.3, 0.5, 0.98, 1.0)


def hits_by_run(dice, runs, points, alike, share, samples):
    """Hits of each run number over the points, in many samples, and the true pooled share.

    Run numbers bring luck that is correlated between points; points differ in their share.
    """
    cuts = norm.ppf(share) + np.linspace(-0.4, 0.4, points)
    luck = np.sqrt(alike) * dice.standard_normal((runs, samples))
    hits = np.zeros((runs, samples), np.int64)
    for cut in cuts:
        own = np.sqrt(1.0 - alike) * dice.standard_normal((runs, samples))
        hits += luck + own < cut
    return hits, float(norm.cdf(cuts).mean())


def coverage(runs, points, alike, share, samples):
    """Shares of samples in which the interval holds the truth: clustered, and Wilson's."""
    dice = np.random.default_rng(runs + points)
    hits, truth = hits_by_run(dice, runs, points, alike, share, samples)
    _, low, high = clustered_shares(hits, np.full((runs, 1), points))
    plain = share_interval(hits.sum(axis=0), runs * points)
    return [
        float(((ends[0] <= truth) & (truth <= ends[1])).mean()) for ends in ((low, high), plain)
    ]


@pytest.mark.parametrize(("runs", "points", "alike", "share"), SMALL)
def test_pooled_intervals_cover_as_they_say(runs, points, alike, share):
    """Intervals over run numbers hold the truth in 93% of samples or more; plain ones do not."""
    clustered, plain = coverage(runs, points, alike, share, 1500)

    assert clustered > 0.93
    assert plain < 0.9


@pytest.mark.slow
def test_pooled_intervals_cover_at_any_share_and_number():
    """From 5 to 1,000 run numbers, at any share: 93% or more, and 94 to 97% where hits are many."""
    rows = []
    for runs, points, alike, share in product(RUNS, POINTS, ALIKE, SHARES):
        samples = 4000 if runs < 1000 else 1000
        rows.append((runs, points, alike, share, *coverage(runs, points, alike, share, samples)))
    columns = ["runs", "points", "alike", "share", "clustered", "plain"]
    table = pd.DataFrame(rows, columns=columns)
    hits = table["runs"] * np.minimum(table["share"], 1.0 - table["share"])
    some = table[(hits >= 0.1) | (hits == 0.0)]  # below it Wilson's own interval covers less
    assert (some["clustered"] > 0.93).all(), table.to_string()
    many = table[(hits >= 15.0) & (table["runs"] > 5)]
    assert many["clustered"].between(0.93, 0.975).all()


def pooled_runs(dice, runs, points):
    """Runs at several points that clash at a turn; the same luck at each point."""
    luck = dice.random(runs)
    parts = []
    for point in range(points):
        own = np.where(dice.random(runs) < 0.8, luck, dice.random(runs))
        turn = np.where(own < 0.3, 1 + (own * 20).astype(int), 12)
        ends = np.where(own < 0.3, "war", "frozen")
        rows = {"run": np.arange(runs), "outcome": ends, "outcome_turn": turn}
        parts.append(pd.DataFrame({"point": point, **rows, "peak_rung_direct": 2 * (own < 0.3)}))
    return pd.concat(parts, ignore_index=True)


def test_measures_of_pooled_points_allow_for_their_luck():
    """Outcomes, rungs and incidences of twenty points in one table cover 0.3 as they say."""
    dice, kept, samples = np.random.default_rng(4), np.zeros(3), 150
    for _ in range(samples):
        runs = pooled_runs(dice, 40, 20)
        ended = outcome_shares(runs).set_index("outcome").loc["war"]
        reached = threshold_shares(runs, ["a", "b", "c"]).iloc[2]
        curve = cumulative_incidence(runs)
        last = curve[(curve["turn"] == 12) & (curve["event"] == "clash_or_worse")].iloc[0]
        kept += [one["low"] <= 0.3 <= one["high"] for one in (ended, reached, last)]

    assert (kept >= 0.9 * samples).all()


def test_incidences_of_pooled_points_have_the_interval_of_their_shares():
    """At the last turn, with no run lost, an incidence is the share of runs, interval and all."""
    runs = pooled_runs(np.random.default_rng(1), 40, 5).replace({"frozen": "stalemate"})

    curve = cumulative_incidence(runs)
    last = curve[(curve["turn"] == 12) & (curve["event"] == "clash_or_worse")]

    shares = outcome_shares(runs)
    ended = shares[shares["outcome"] == "war"]
    for end in ("low", "high"):
        assert last[end].item() == pytest.approx(ended[end].item(), abs=1e-9)
