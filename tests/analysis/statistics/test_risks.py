import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.intervals import share_interval
from brinkmanship.analysis.statistics.names import CLASH, OUTCOMES
from brinkmanship.analysis.statistics.risks import aalen_johansen, events_by_turn
from brinkmanship.analysis.statistics.timing import (
    cumulative_incidence,
    hazard,
    mean_hazard,
    rung_incidence,
    rung_quantiles,
    time_to_rung,
)

RECORD = Path(__file__).with_name("incidence_of_cmprsk.json")
KINDS = ("relapse", "death")
LAST = 12
ENDS = st.lists(
    st.tuples(st.sampled_from([*KINDS, ""]), st.integers(0, LAST)), min_size=1, max_size=40
)
RUNGS = ("quiet", "show", "clash")
CLIMBS = st.lists(
    st.tuples(
        st.sampled_from(OUTCOMES),
        st.integers(1, LAST),
        st.none() | st.integers(0, LAST),
        st.none() | st.integers(0, LAST),
    ),
    min_size=1,
    max_size=30,
)


def _ends(pairs):
    return pd.DataFrame(pairs, columns=["event", "turn"])


def _of(table, event, turns):
    return table[table["event"] == event].set_index("turn").loc[list(turns)]


def _climbs(rows):
    """Runs that stood on rung 1, then maybe on rung 2, before their end."""
    table = []
    for outcome, end, one, two in rows:
        steps = sorted(step for step in (one, two) if step is not None and step <= end)
        steps = [*steps, None, None][:2]
        table.append((outcome, LAST if outcome == "frozen" else end, *steps))
    columns = ["outcome", "outcome_turn", "first_show", "first_clash"]
    kinds = dict.fromkeys(columns[2:], "Int32")
    return pd.DataFrame(table, columns=columns).astype(kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_a_published_example_is_met(kind):
    """On 35 patients the incidence is that of R's cmprsk, the variance Dinse and Larson's."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    found = _of(aalen_johansen(_ends(record["ends"]), KINDS), kind, record["turns"])

    assert found["incidence"].tolist() == pytest.approx(record["incidence"][kind], abs=1e-11)
    variance = [error**2 for error in found["error"]]
    assert variance == pytest.approx(record["variance"][kind], abs=1e-11)


@given(kinds=st.lists(st.integers(0, 2), min_size=5, max_size=40), seed=st.integers(0, 99))
def test_incidence_and_variance_are_those_of_lifelines(kinds, seed):
    """Where it is installed: Aalen-Johansen and its variance, for turns without ties."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = pytest.importorskip("lifelines")
        turn = np.random.default_rng(seed).permutation(len(kinds)) + 1
        fitted = library.AalenJohansenFitter().fit(turn, kinds, event_of_interest=1)
    events = [["", *KINDS][kind] for kind in kinds]
    table = aalen_johansen(_ends(list(zip(events, turn, strict=True))), KINDS)
    found = _of(table, "relapse", [int(turn) for turn in fitted.timeline])

    curve = np.asarray(fitted.cumulative_density_)[:, 0]
    assert found["incidence"].to_numpy() == pytest.approx(curve)
    variance = np.asarray(fitted.variance_, dtype=float).ravel()
    known = np.isfinite(variance)  # its own divides by no runs left at the last turn
    assert found["error"].to_numpy()[known] ** 2 == pytest.approx(variance[known], abs=1e-12)


@given(pairs=ENDS)
def test_incidences_and_the_open_runs_are_all_runs(pairs):
    """At each turn the incidences and the share still open sum to 1; incidences never fall."""
    table = aalen_johansen(_ends(pairs), KINDS)

    whole = table.groupby("turn")["incidence"].sum() + table.groupby("turn")["open"].first()
    assert whole.to_numpy() == pytest.approx(1.0)
    assert (table.groupby("event")["incidence"].diff().dropna() >= 0.0).all()
    assert table["incidence"].between(table["low"], table["high"]).all()
    assert table[["low", "open"]].to_numpy().min() >= 0.0
    assert table[["high", "open"]].to_numpy().max() <= 1.0


@given(pairs=ENDS)
def test_without_losses_the_variance_is_binomial(pairs):
    """Runs of one horizon are all known: the standard error is sqrt(F (1 - F) / runs)."""
    ends = _ends([(kind, turn if kind else LAST) for kind, turn in pairs])
    table = aalen_johansen(ends, KINDS)

    share = table["incidence"]
    assert (table["error"] ** 2).to_numpy() == pytest.approx(share * (1 - share) / len(ends))


@given(lost=st.lists(st.integers(0, LAST), min_size=1, max_size=40))
def test_a_run_lost_at_a_turn_is_known_until_then(lost):
    """Where no event came, the interval of a turn is Wilson's on the runs not lost before it."""
    table = aalen_johansen(_ends([("", turn) for turn in lost]), KINDS)

    for row in table.to_dict("records"):
        known = share_interval(0, sum(turn >= row["turn"] for turn in lost))
        assert (row["low"], row["high"]) == pytest.approx(tuple(map(float, known)))


@given(pairs=ENDS, seed=st.integers(0, 99))
def test_the_order_of_runs_does_not_matter(pairs, seed):
    """The same runs in another order give the same table."""
    ends = _ends(pairs)
    shuffled = ends.sample(frac=1.0, random_state=seed)

    pd.testing.assert_frame_equal(aalen_johansen(ends, KINDS), aalen_johansen(shuffled, KINDS))


@given(one=ENDS, other=ENDS)
def test_events_and_open_runs_add_up_over_parts(one, other):
    """Counts of two parts of the runs sum to those of all, turn by turn."""
    keys = ["event", "turn"]
    parts = [events_by_turn(_ends(pairs), KINDS).set_index(keys) for pairs in (one, other)]
    whole = events_by_turn(_ends(one + other), KINDS).set_index(keys)

    summed = parts[0].add(parts[1], fill_value=0).loc[whole.index]
    assert (summed == whole).all(axis=None)


@given(one=ENDS, other=ENDS)
def test_incidence_of_one_horizon_is_the_mean_of_the_parts(one, other):
    """Where no run is lost early, all runs' incidence is the mean of two parts', by their runs."""
    parts = [
        _ends([*((kind, turn if kind else LAST) for kind, turn in pairs), ("", LAST)])
        for pairs in (one, other)
    ]
    found = [aalen_johansen(part, KINDS)["incidence"] for part in (*parts, pd.concat(parts))]

    runs = [len(part) for part in parts]
    mean = (runs[0] * found[0] + runs[1] * found[1]) / sum(runs)
    assert found[2].to_numpy() == pytest.approx(mean.to_numpy())


def test_intervals_of_censored_incidences_cover_as_they_say():
    """Where a third of the runs is lost on the way, 95% intervals hold the truth about as often.

    Events come at turns 1 to 10 with hazards .03 and .06, losses with .04; the truth is exact.
    """
    dice = np.random.default_rng(11)
    open_before = 0.91 ** np.arange(10)
    truth = {"relapse": 0.03 * open_before.sum(), "death": 0.06 * open_before.sum()}
    held = dict.fromkeys(KINDS, 0)
    for _ in range(400):
        first = dice.geometric(0.09, 200)
        lost = np.minimum(dice.geometric(0.04, 200), 10)
        kind = np.where(dice.random(200) < 1 / 3, *KINDS)
        ends = _ends({"event": np.where(first <= lost, kind, ""), "turn": np.minimum(first, lost)})
        last = aalen_johansen(ends, KINDS).query("turn == 10").set_index("event")
        for name in KINDS:
            low, high = last.loc[[name], ["low", "high"]].to_numpy(dtype=float)[0]
            held[name] += int(low <= truth[name] <= high)

    assert all(0.93 <= count / 400 <= 0.97 for count in held.values())


def test_intervals_of_hazards_cover_as_they_say():
    """A hazard of .02 a turn lies in the 95% intervals of the turns about as often."""
    dice = np.random.default_rng(5)
    held, means = [], []
    for _ in range(200):
        first = dice.geometric(0.02, 300)
        runs = pd.DataFrame({"outcome": np.where(first <= 10, "war", "frozen")})
        runs = runs.assign(outcome_turn=np.minimum(first, 10))
        turns = hazard(runs).query("event == @CLASH")
        held.append(((turns["low"] <= 0.02) & (turns["high"] >= 0.02)).mean())
        mean = mean_hazard(runs).set_index("event").loc[CLASH]
        means.append(mean["low"] <= 0.02 <= mean["high"])

    assert 0.93 <= np.mean(held) <= 0.97
    assert 0.91 <= np.mean(means) <= 0.98


@given(rows=CLIMBS)
def test_the_mean_hazard_is_that_of_all_turns_at_risk(rows):
    """Events and turns at risk are the sums of those of each turn."""
    runs = _climbs([*rows, ("frozen", LAST, None, None)])
    means, turns = mean_hazard(runs), hazard(runs).groupby("event", sort=False)[["n", "of"]].sum()

    assert means[["n", "of"]].to_numpy().tolist() == turns.to_numpy().tolist()
    known = means.dropna(subset=["share"])
    assert known["share"].between(known["low"], known["high"]).all()


def test_no_event_in_many_turns_is_known_well():
    """A thousand turns without an event bound the mean hazard as a thousand trials do."""
    runs = pd.DataFrame({"outcome": ["frozen"] * 20, "outcome_turn": 50})
    found = mean_hazard(runs).iloc[0]

    assert (found["share"], found["low"]) == (0.0, 0.0)
    assert found["high"] == pytest.approx(float(share_interval(0, 1000)[1]))


@given(rows=CLIMBS)
def test_a_higher_rung_is_reached_later_and_less_often(rows):
    """At each turn no more runs have reached the higher rung; shares rise with the turn."""
    table = rung_incidence(_climbs(rows), RUNGS)
    by_rung = table.pivot_table(index="turn", columns="rung", values="incidence")

    assert (by_rung[2] <= by_rung[1] + 1e-12).all()
    assert (by_rung.diff().dropna() >= -1e-12).all(axis=None)
    assert (table.groupby("rung")["turn"].count() == by_rung.index.max() + 1).all()


@given(rows=CLIMBS)
def test_at_the_last_turn_the_rungs_are_shares_of_runs(rows):
    """With one horizon the last incidence of a rung is one minus the share that never came."""
    runs = _climbs(rows)
    last = rung_incidence(runs, RUNGS).groupby("rung")["incidence"].last()

    assert last.tolist() == pytest.approx((1.0 - time_to_rung(runs, RUNGS)["never"]).tolist())


@given(rows=CLIMBS)
def test_quantiles_over_all_runs_by_sorting(rows):
    """A quantile is the turn of the run that completes the share; its interval holds it."""
    runs = _climbs(rows)
    table = rung_quantiles(runs, RUNGS)

    for row in table.to_dict("records"):
        turns = sorted(runs[f"first_{row['id']}"].dropna())
        needed = int(np.ceil(row["of_all"] * len(runs) - 1e-9))
        assert pd.isna(row["turn"]) if needed > len(turns) else row["turn"] == turns[needed - 1]
        if not pd.isna(row["turn"]):
            assert row["low"] <= row["turn"]
            assert pd.isna(row["high"]) or row["turn"] <= row["high"]


def test_a_crisis_that_begins_in_a_clash_is_counted():
    """A run that stands on the rung at the start has clashed by turn 0, not at turn 1."""
    runs = pd.DataFrame({"outcome": ["frozen"] * 2, "outcome_turn": 5, "first_clash": [0, None]})
    table = cumulative_incidence(runs)

    assert table[table["event"] == CLASH]["incidence"].tolist() == [0.5] * 6
    assert hazard(runs)["n"].sum() == 0
