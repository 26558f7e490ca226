"""Laws of the effect of a mechanism."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.names import OUTCOMES
from brinkmanship.analysis.statistics.studies.effects import mechanism_effect

PAIRS = st.lists(st.tuples(*[st.sampled_from(OUTCOMES)] * 2), min_size=1, max_size=60)


def tables(pairs):
    """Runs with a mechanism, and the same without it in another order."""
    on, off = (
        pd.DataFrame({"seed": 0, "run": range(len(pairs)), "outcome": [pair[k] for pair in pairs]})
        for k in (0, 1)
    )
    return on, off.iloc[::-1]


@given(pairs=PAIRS)
def test_an_effect_is_the_difference_of_the_shares(pairs):
    """On less off is the effect, flips say the same, intervals hold it, and all sum to 0."""
    table = mechanism_effect(*tables(pairs))

    flips = (table["gained"] - table["lost"]) / table["pairs"]
    assert (table["on"] - table["off"]).tolist() == pytest.approx(table["effect"].tolist())
    assert flips.tolist() == pytest.approx(table["effect"].tolist())
    assert table["effect"].between(table["low"], table["high"]).all()
    assert table["effect"].sum() == pytest.approx(0.0, abs=1e-12)
    assert table["on"].sum() == pytest.approx(1.0)


@given(pairs=PAIRS)
def test_the_other_way_round_the_sign_turns(pairs):
    """Off against on has every effect and every interval with the other sign."""
    on, off = tables(pairs)
    one, other = mechanism_effect(on, off), mechanism_effect(off, on)

    assert other["effect"].tolist() == pytest.approx((-one["effect"]).tolist())
    assert other["low"].tolist() == pytest.approx((-one["high"]).tolist(), abs=1e-9)
    assert other["gained"].tolist() == one["lost"].tolist()


@pytest.mark.parametrize("change", [{"seed": 1}, {"run": [0, 7]}, {"run": [0, 0]}])
def test_other_runs_are_refused(change):
    """Another seed, other run numbers or a run given twice pair with nothing."""
    on = pd.DataFrame({"seed": 0, "run": [0, 1], "outcome": ["war", "frozen"]})

    with pytest.raises(AnalysisError, match="an effect needs"):
        mechanism_effect(on, on.assign(**change))
