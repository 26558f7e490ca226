"""No run is no error: every measure takes an empty table."""

import pandas as pd
import pytest

from analysis import actors, attribution, dynamics, escalation, milestones, paths, skill, speech
from analysis import timing as times

SIDES = {"A": "west", "B": "east"}
LADDER = ["quiet", "war"]
RUN = {"run": 0, "outcome": "war", "outcome_turn": 3, "peak_rung_direct": 2, "first_war": 2,
       "route": "choice", "cause": "choice", "threats_made": 1, "threats_tested": 1,
       "threats_kept": 1, "threats_broken": 0, "peak_A": 1, "peak_B": 1}  # fmt: skip
TURN = {"run": 0, "turn": 1, "actor": "A", "rung": 1, "displayed": 1, "acted": True,
        "signal": "none", "credibility": 0.1, "cohesion": 0.2}  # fmt: skip
RUNS, TURNS = (pd.DataFrame([row]).iloc[:0] for row in (RUN, TURN))
SAID = pd.DataFrame([{"turn": 1, "sender": "A", "signal": "warn"}]).iloc[:0]
PAIRS = TURNS.assign(other="B")
CASES = pd.DataFrame([{"quiet": 0.5, "war": 0.5, "came": "war"}]).iloc[:0]

COUNTED = {
    "outcome_shares": lambda: escalation.outcome_shares(RUNS),
    "threshold_shares": lambda: escalation.threshold_shares(RUNS, LADDER),
    "peak_distribution": lambda: escalation.peak_distribution(RUNS, LADDER),
    "mean_hazard": lambda: times.mean_hazard(RUNS),
    "attribution": lambda: attribution.attribution(RUNS),
    "threats_kept": lambda: speech.threats_kept(RUNS),
    "ladder_skipping": lambda: dynamics.ladder_skipping(TURNS, SIDES),
    "reciprocity": lambda: dynamics.reciprocity(TURNS, SIDES, military=1),
}
LISTED = {
    "cumulative_incidence": lambda: times.cumulative_incidence(RUNS),
    "hazard": lambda: times.hazard(RUNS),
    "rung_incidence": lambda: times.rung_incidence(RUNS, LADDER),
    "rung_quantiles": lambda: times.rung_quantiles(RUNS, LADDER),
    "actor_peaks": lambda: actors.actor_peaks(RUNS, SIDES),
    "peak_shares": lambda: actors.peak_shares(RUNS, SIDES),
    "crisis_rungs": lambda: paths.crisis_rungs(TURNS, RUNS, SIDES),
    "rung_fan": lambda: paths.rung_fan(paths.crisis_rungs(TURNS, RUNS, SIDES)),
    "single_runs": lambda: paths.single_runs(RUNS),
    "credibility_path": lambda: paths.credibility_path(TURNS),
    "credibility_pairs": lambda: paths.credibility_pairs(PAIRS),
    "cohesion_path": lambda: paths.cohesion_path(TURNS.astype({"cohesion": object}), SIDES),
    "first_defection": lambda: paths.first_defection(TURNS, {"A": "NATO"}),
    "peak_duration": lambda: milestones.peak_duration(TURNS, SIDES),
    "first_movers": lambda: milestones.first_movers(TURNS, SIDES, rung=1),
    "side_acts": lambda: dynamics.side_acts(TURNS, SIDES, military=1),
    "spiral_length": lambda: dynamics.spiral_length(TURNS, SIDES),
    "from_start": lambda: dynamics.from_start(TURNS, {"A": 1}),
    "signal_counts": lambda: speech.signal_counts(SAID, SIDES, runs=0, horizon=2),
    "sender_counts": lambda: speech.sender_counts(SAID, runs=0),
    "forecast_scores": lambda: skill.forecast_scores(CASES, LADDER, truth="came"),
}


@pytest.mark.parametrize("measure", COUNTED)
def test_of_no_run_a_share_is_unknown(measure):
    """A table of shares keeps its rows: none of none, a null share, an interval of all."""
    table = COUNTED[measure]()

    assert len(table)
    assert (table[["n", "of"]] == 0).all(axis=None)
    assert table["share"].isna().all()
    assert table[["low", "high"]].to_numpy().tolist() == [[0.0, 1.0]] * len(table)


@pytest.mark.parametrize("measure", LISTED)
def test_of_no_run_nothing_is_listed(measure):
    """A table with a row for each turn, actor or run has none."""
    assert len(LISTED[measure]()) == 0
