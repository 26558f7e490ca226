"""Of no run nothing is known, and a share says so."""

import pandas as pd
import pytest

from brinkmanship.analysis.statistics import attribution, dynamics, escalation
from brinkmanship.analysis.statistics import signals as speech
from brinkmanship.analysis.statistics import timing as times

SIDES = {"A": "west", "B": "east"}
LADDER = ["quiet", "war"]
RUN = {"run": 0, "outcome": "war", "outcome_turn": 3, "peak_rung_direct": 2, "first_war": 2,
       "route": "choice", "cause": "choice", "threats_made": 1, "threats_tested": 1,
       "threats_kept": 1, "threats_broken": 0, "peak_A": 1, "peak_B": 1}  # fmt: skip
TURN = {"run": 0, "turn": 1, "actor": "A", "rung": 1, "displayed": 1, "acted": True,
        "signal": "none", "credibility": 0.1, "cohesion": 0.2}  # fmt: skip
RUNS, TURNS = (pd.DataFrame([row]).iloc[:0] for row in (RUN, TURN))

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


@pytest.mark.parametrize("measure", COUNTED)
def test_of_no_run_a_share_is_unknown(measure):
    """A table of shares keeps its rows: none of none, a null share, an interval of all."""
    table = COUNTED[measure]()

    assert len(table)
    assert (table[["n", "of"]] == 0).all(axis=None)
    assert table["share"].isna().all()
    assert table[["low", "high"]].to_numpy().tolist() == [[0.0, 1.0]] * len(table)
