import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.milestones import (
    NOBODY,
    TOGETHER,
    first_movers,
    mover_shares,
    peak_duration,
)

SIDES = {"AAA": "west", "BBB": "west", "CCC": "east"}
PATHS = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=8)
RUNS = st.lists(PATHS, min_size=1, max_size=6)


def _turns(runs):
    """Three actors on these rungs, turn by turn, run by run; a client stands above them all."""
    rows = [
        (run, turn, actor, rung)
        for run, path in enumerate(runs)
        for turn, rungs in enumerate(path, start=1)
        for actor, rung in [*zip(SIDES, rungs, strict=True), ("UKR", 15)]
    ]
    table = pd.DataFrame(rows, columns=["run", "turn", "actor", "rung"])
    return table.assign(displayed=table["rung"])


@given(runs=RUNS, rung=st.integers(1, 4))
def test_the_first_mover_was_there_and_nobody_before(runs, rung):
    """Each run has the first turn in which a side stood on the rung, and who alone stood there."""
    table = first_movers(_turns(runs), SIDES, rung=rung).set_index("run")

    for run, path in enumerate(runs):
        there = [
            [actor for actor, at in zip(SIDES, rungs, strict=True) if at >= rung] for rungs in path
        ]
        turns = [turn for turn, actors in enumerate(there, start=1) if actors]
        found = table.loc[run]
        if not turns:
            assert found["side"] == NOBODY
            assert found.isna()["turn"]
            continue
        actors = there[turns[0] - 1]
        sides = {SIDES[actor] for actor in actors}
        assert found["turn"] == turns[0]
        assert found["side"] == (TOGETHER if len(sides) > 1 else sides.pop())
        assert pd.isna(found["actor"]) if len(actors) > 1 else found["actor"] == actors[0]


@given(runs=RUNS, rung=st.integers(1, 3))
def test_a_higher_rung_is_reached_first_no_earlier(runs, rung):
    """The first turn on a rung is never after that on the rung above it."""
    low, high = (first_movers(_turns(runs), SIDES, rung=at)["turn"] for at in (rung, rung + 1))

    both = high.notna()
    assert low[both].notna().all()
    assert (low[both] <= high[both]).all()


@pytest.mark.parametrize("of", ["side", "actor"])
@given(runs=RUNS)
def test_shares_of_first_movers_sum_to_one(of, runs):
    """Each run counts once, for a name, for several together or for nobody."""
    names = list(SIDES) if of == "actor" else ["west", "east"]
    movers = first_movers(_turns(runs), SIDES, rung=3)
    table = mover_shares(movers, names, of=of)

    assert table["n"].iloc[-1] == movers["turn"].isna().sum()
    assert table["n"].iloc[0] == (movers[of] == names[0]).sum()
    assert table["share"].sum() == pytest.approx(1.0)
    assert table["share"].between(table["low"], table["high"]).all()
    assert table[of].tolist() == [*names, TOGETHER, NOBODY]


@given(runs=RUNS)
def test_the_peak_lasts_as_long_as_counted_by_hand(runs):
    """Turns at the highest rung of the sides, the longest stretch of them and where it began."""
    table = peak_duration(_turns(runs), SIDES).set_index("run")

    for run, path in enumerate(runs):
        crisis = [max(rungs) for rungs in path]
        marks = "".join("x" if rung == max(crisis) else " " for rung in crisis)
        found = table.loc[run]
        assert found["peak"] == max(crisis)
        assert found["start"] == marks.index("x") + 1
        assert found["turns"] == marks.count("x")
        assert found["longest"] == max(map(len, marks.split()))
        assert found["last"] == marks.endswith("x")


@given(runs=RUNS)
def test_runs_do_not_touch_each_other(runs):
    """Milestones of a run are the same alone, among others, and in whatever order rows come."""
    turns = _turns(runs)
    mixed = turns.sample(frac=1.0, random_state=1)
    alone = pd.concat([part for _, part in turns.groupby("run")])

    for measure in (
        lambda table: first_movers(table, SIDES, rung=3),
        lambda table: peak_duration(table, SIDES),
    ):
        whole = measure(turns)
        one = [measure(part) for _, part in alone.groupby("run")]
        pd.testing.assert_frame_equal(measure(mixed), whole, check_dtype=False)
        assert (
            pd.concat(one).astype(str).to_numpy().tolist() == whole.astype(str).to_numpy().tolist()
        )
