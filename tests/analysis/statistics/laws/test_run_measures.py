"""Laws of ends, examples and forecasts, whatever runs were played."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.names import CLASH, CLASH_OR_WORSE, OUTCOMES
from brinkmanship.analysis.statistics.paths import (
    credibility_pairs,
    credibility_path,
    rung_fan,
    single_runs,
)
from brinkmanship.analysis.statistics.signals import threats_kept
from brinkmanship.analysis.statistics.skill import SCORES, forecast_scores, skill
from brinkmanship.analysis.statistics.timing import first_events

ENDED = st.tuples(
    st.sampled_from(OUTCOMES), st.integers(1, 9), st.none() | st.integers(0, 9)
)  # fmt: skip
RUNS = st.lists(ENDED, min_size=1, max_size=12)
CLASSES = ["none", "minor", "war"]
FORECASTS = st.lists(
    st.tuples(
        st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3),
        st.sampled_from(CLASSES),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)
SHUFFLE = st.integers(0, 99)


def ended(rows):
    """One row a run: its outcome, when it came, and when the clash did, if ever."""
    table = pd.DataFrame(rows, columns=["outcome", "outcome_turn", "first_clash"])
    crossed = pd.array([None if pd.isna(turn) else int(turn) for turn in table["first_clash"]])
    return table.assign(run=range(10, 10 + len(rows)), first_clash=crossed.astype("Int32"))


def scored(rows):
    """The scores of forecasts, each of which sums to 1."""
    shares = np.array([weights for weights, *_ in rows])
    table = pd.DataFrame(shares / shares.sum(axis=1, keepdims=True), columns=CLASSES)
    came, crisis = ([row[place] for row in rows] for place in (1, 2))
    return forecast_scores(table.assign(came=came, crisis=crisis), CLASSES, truth="came")


@given(rows=RUNS)
def test_the_first_event_is_no_later_than_the_end(rows):
    """A run has one event, by its last turn: the clash if it crossed, else its own end."""
    runs = ended(rows)
    events = first_events(runs)

    assert (events["turn"] <= runs["outcome_turn"]).all()
    for (outcome, end, crossed), event in zip(rows, events["event"], strict=True):
        clashed = outcome in CLASH_OR_WORSE or (crossed is not None and crossed <= end)
        assert event == (CLASH if clashed else "" if outcome == "frozen" else outcome)
    early = runs["first_clash"].notna() & (runs["first_clash"] <= runs["outcome_turn"])
    assert (events["turn"][early] == runs["first_clash"][early]).all()
    assert (events["turn"][~early] == runs["outcome_turn"][~early]).all()


@given(rows=RUNS, seed=SHUFFLE)
def test_first_events_are_told_run_by_run(rows, seed):
    """Events go with their rows: shuffled runs have the same ones, shuffled."""
    runs = ended(rows)
    mixed = runs.sample(frac=1.0, random_state=seed)

    told = first_events(mixed).set_axis(mixed.index).sort_index()
    pd.testing.assert_frame_equal(told, first_events(runs))


@given(rows=RUNS, seed=SHUFFLE)
def test_examples_are_the_first_of_each_outcome(rows, seed):
    """One run an outcome that occurred, the lowest number; neither order nor a shift matters."""
    runs = ended(rows)
    found = single_runs(runs)
    moved = single_runs(runs.assign(run=runs["run"] + 7).sample(frac=1.0, random_state=seed))

    least = runs.groupby("outcome")["run"].min()
    assert found["outcome"].tolist() == [outcome for outcome in OUTCOMES if outcome in least]
    assert found["run"].tolist() == least[found["outcome"]].tolist()
    assert (moved["run"] - 7).tolist() == found["run"].tolist()
    assert moved["outcome_turn"].tolist() == found["outcome_turn"].tolist()


@given(rows=st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=1), seed=SHUFFLE)
def test_the_fan_rises_with_the_ladder(rows, seed):
    """Every run a rung higher lifts mean and quantiles by one; which run is which says nothing."""
    rungs = pd.DataFrame(rows, columns=[1, 2])
    fan = rung_fan(rungs)
    bands = ["mean", "q10", "q25", "median", "q75", "q90"]

    lifted = rung_fan(rungs + 1)
    assert lifted[bands].to_numpy() == pytest.approx(fan[bands].to_numpy() + 1)
    mixed = rung_fan(rungs.sample(frac=1.0, random_state=seed))
    pd.testing.assert_frame_equal(mixed, fan)


@given(believed=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=9), seed=SHUFFLE)
def test_belief_in_a_single_opponent_is_that_of_the_pair(believed, seed):
    """With one opponent the path of an actor is that of its pair; disbelief is the mirror."""
    pairs = pd.DataFrame({"turn": 1, "actor": "A", "other": "B", "credibility": believed})
    path = credibility_path(pairs.assign(actor=pairs["other"]).sample(frac=1.0, random_state=seed))
    columns = ["mean", "q10", "q90", "of"]

    pair = credibility_pairs(pairs)[columns].to_numpy()
    assert path[columns].to_numpy() == pytest.approx(pair)
    mirror = credibility_path(pairs.assign(credibility=1.0 - pairs["credibility"]))
    assert mirror[["q10", "q90"]].to_numpy() == pytest.approx(
        1.0 - path[["q90", "q10"]].to_numpy(), abs=1e-12
    )


@given(fates=st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=6))
def test_fates_of_tested_threats_are_all_of_them(fates):
    """Kept, broken and undecided sum to 1; counts over two ensembles are sums of their counts."""
    kept, broken, undecided, untested = np.array(fates).T
    tested = kept + broken + undecided
    counts = {"made": tested + untested, "tested": tested, "kept": kept, "broken": broken}
    runs = pd.DataFrame(counts).add_prefix("threats_")
    table = threats_kept(runs).set_index("fate")

    told = [one.sum() for one in (kept, broken, undecided, untested)]
    assert table["n"].tolist() == told
    judged = table.loc[["kept", "bluff", "undecided"]]
    assert judged["of"].tolist() == [tested.sum()] * 3
    assert judged["share"].sum() == pytest.approx(1.0 if tested.sum() else 0.0)
    one, more = (threats_kept(part)[["n", "of"]] for part in (runs[:1], runs[1:]))
    assert (one + more).to_numpy().tolist() == table[["n", "of"]].to_numpy().tolist()


@given(rows=FORECASTS)
def test_scores_are_bounded_and_least_for_the_truth(rows):
    """No score is below 0, Brier and ranked score not above 1; the truth itself scores 0."""
    table = scored(rows)
    certain = pd.get_dummies(pd.Categorical(table["came"], categories=CLASSES)).astype(float)
    best = forecast_scores(certain.assign(came=table["came"]), CLASSES, truth="came")

    assert (table[list(SCORES)] >= 0.0).all(axis=None)
    assert (table[["brier", "rps"]] <= 1.0 + 1e-12).all(axis=None)
    assert (best[list(SCORES)] == 0.0).all(axis=None)


@given(rows=FORECASTS)
def test_only_the_ranked_score_knows_the_order_of_classes(rows):
    """Classes in another order leave loss and Brier score; reversed, the ranked score too."""
    table = scored(rows)
    turned, mixed = (
        forecast_scores(table[[*CLASSES, "came"]], order, truth="came")
        for order in (CLASSES[::-1], [CLASSES[1], CLASSES[0], CLASSES[2]])
    )

    assert turned[list(SCORES)].to_numpy() == pytest.approx(table[list(SCORES)].to_numpy())
    both = ["log_loss", "brier"]
    assert mixed[both].to_numpy() == pytest.approx(table[both].to_numpy())


@given(rows=FORECASTS, factor=st.floats(0.25, 4.0), seed=SHUFFLE)
def test_skill_is_what_is_left_of_the_reference(rows, factor, seed):
    """Scores a factor of the reference have skill 1 - factor, for certain, in whatever order."""
    reference = scored(rows)
    own = reference.assign(**{name: reference[name] * factor for name in SCORES})
    table = skill(own, reference, cluster="crisis", draws=20)

    for column in ("skill", "low", "high"):
        assert table[column].to_numpy() == pytest.approx(1.0 - factor)
    mixed = own.sample(frac=1.0, random_state=seed)
    again = skill(mixed, reference.loc[mixed.index], cluster="crisis", draws=20)
    assert again["value"].to_numpy() == pytest.approx(table["value"].to_numpy())
    assert again["skill"].to_numpy() == pytest.approx(table["skill"].to_numpy())


@given(rows=FORECASTS)
def test_skill_lies_in_its_interval_of_whole_crises(rows):
    """Of one crisis no luck is left in the draw; of several the ends stand in order."""
    own = scored(rows)
    reference = scored([([1.0, 1.0, 1.0], came, crisis) for _, came, crisis in rows])
    one = skill(own.assign(crisis=0), reference, cluster="crisis", draws=20)

    assert one["low"].to_numpy() == pytest.approx(one["skill"].to_numpy())
    assert one["high"].to_numpy() == pytest.approx(one["skill"].to_numpy())
    many = skill(own, reference, cluster="crisis", draws=20)
    assert (many["low"] <= many["high"]).all()
    assert (many["high"] <= 1.0).all()
