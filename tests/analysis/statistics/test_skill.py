import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brinkmanship.analysis.errors import AnalysisError
from brinkmanship.analysis.statistics.skill import SCORES, forecast_scores, skill

CLASSES = ["none", "minor", "war"]
WEIGHTS = st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3)


def _scored(shares, came):
    table = pd.DataFrame([shares], columns=CLASSES).assign(came=came)
    return forecast_scores(table, CLASSES, truth="came").iloc[0]


def _expected(shares, truth, score):
    return sum(p * _scored(shares, name)[score] for p, name in zip(truth, CLASSES, strict=True))


@pytest.mark.parametrize("score", SCORES)
@given(truth=WEIGHTS, told=WEIGHTS)
def test_nobody_gains_by_telling_other_than_the_truth(score, truth, told):
    """Each score is proper: on average the true shares score best."""
    truth, told = (np.array(weights) / sum(weights) for weights in (truth, told))
    assume(np.abs(truth - told).max() > 1e-3)

    assert _expected(truth, truth, score) < _expected(told, truth, score)


def test_climatology_of_two_classes_is_met():
    """At a base rate of .747 the Brier score is .189 and the logarithmic loss .565 (VALIDATION)."""
    base = {"calm": 0.253, "violence": 0.747}
    came = pd.DataFrame([base] * 1000).assign(came=["violence"] * 747 + ["calm"] * 253)
    table = forecast_scores(came, ["calm", "violence"], truth="came")

    assert table["brier"].mean() == pytest.approx(0.189, abs=5e-4)
    assert table["log_loss"].mean() == pytest.approx(0.565, abs=1e-3)
    assert table["rps"].to_numpy() == pytest.approx(table["brier"].to_numpy())


def test_uniform_forecasts_of_seven_classes_are_met():
    """The logarithmic loss is log 7 = 1.946; the ranked score is least for the middle class."""
    names = [f"C{place}" for place in range(7)]
    table = pd.DataFrame(np.full((7, 7), 1 / 7), columns=names).assign(came=names)
    scored = forecast_scores(table, names, truth="came")

    assert scored["log_loss"].to_numpy() == pytest.approx(1.946, abs=5e-4)
    assert scored["rps"].tolist() == pytest.approx(scored["rps"].tolist()[::-1])
    assert scored["rps"].idxmin() == 3


def test_a_near_miss_costs_less_only_by_rank():
    """Forecasting the neighbour of what came beats the far class by the ranked score alone."""
    near, far = _scored([0.0, 1.0, 0.0], "none"), _scored([0.0, 0.0, 1.0], "none")

    assert near["rps"] < far["rps"]
    assert near["brier"] == far["brier"] == 1.0
    assert np.isinf(near["log_loss"])


def test_a_class_nobody_named_is_refused():
    """A truth outside the classes is an error, not a missing score."""
    with pytest.raises(AnalysisError, match="came: holds a class"):
        _scored([0.2, 0.3, 0.5], "peace")


def _cases(loss):
    columns = dict.fromkeys(SCORES, loss)
    return pd.DataFrame({"crisis": np.arange(len(loss)) // 4, **columns})


def test_skill_is_over_whole_crises_and_repeats():
    """Four equal cases of a crisis widen the interval; the same seed gives the same one."""
    loss = np.repeat(np.random.default_rng(3).random(50), 4)
    clustered = skill(_cases(loss), _cases(np.ones(200)), cluster="crisis")
    alone = _cases(loss).assign(crisis=range(200))
    single = skill(alone, _cases(np.ones(200)), cluster="crisis")

    assert clustered["skill"].to_numpy() == pytest.approx(1.0 - loss.mean())
    wide, narrow = ((table["high"] - table["low"])[0] for table in (clustered, single))
    assert 1.6 < wide / narrow < 2.4  # twice: the root of four
    again = skill(_cases(loss), _cases(np.ones(200)), cluster="crisis")
    pd.testing.assert_frame_equal(clustered, again)


def test_the_interval_of_skill_covers_as_it_says():
    """Of fifty crises with a skill of .5 in truth, the 95% interval holds it about as often."""
    dice = np.random.default_rng(9)
    held = 0
    for seed in range(200):
        loss = np.repeat(dice.random(50), 4)
        found = skill(
            _cases(loss), _cases(np.ones(200)), cluster="crisis", draws=400, seed=seed
        ).iloc[0]
        held += found["low"] <= 0.5 <= found["high"]

    assert 0.9 < held / 200 < 0.985
