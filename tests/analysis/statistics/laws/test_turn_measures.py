"""Laws of measures that are read off the turns, whatever was played."""

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.dynamics import (
    from_start,
    ladder_skipping,
    reciprocity,
    reciprocity_ratio,
    side_acts,
    spiral_length,
    spiral_summary,
)
from brinkmanship.analysis.statistics.paths import (
    cohesion_path,
    credibility_path,
    crisis_rungs,
    rung_fan,
)
from brinkmanship.analysis.tables import open_run
from brinkmanship.cli import brink
from tests.small import small_file, small_premise

SIDES = {"A": "west", "B": "west", "C": "east"}
SWAPPED = {"A": "east", "B": "east", "C": "west"}
MILITARY = 4


@st.composite
def played(draw):
    """A few runs of three actors on a ladder of eight rungs, turn by turn."""
    rows = []
    for run in range(draw(st.integers(1, 4))):
        for turn in range(1, draw(st.integers(1, 6)) + 1):
            for actor in SIDES:
                rung, acted = draw(st.integers(0, 7)), draw(st.booleans())
                signal = draw(st.sampled_from(["none", "assure", "warn"]))
                held = draw(st.floats(0.0, 1.0))
                rows.append((run, turn, actor, rung, rung, acted, signal, held, held))
    columns = ["run", "turn", "actor", "rung", "displayed", "acted", "signal"]
    return pd.DataFrame(rows, columns=[*columns, "credibility", "cohesion"])


def renamed(turns):
    """The same runs under other numbers, rows in another order."""
    return turns.assign(run=100 - turns["run"]).sample(frac=1.0, random_state=1)


MEASURES = {
    "reciprocity": lambda turns, sides: reciprocity(turns, sides, military=MILITARY),
    "ratio": lambda turns, sides: reciprocity_ratio(turns, sides, military=MILITARY),
    "skipping": ladder_skipping,
    "spirals": lambda turns, sides: spiral_summary(spiral_length(turns, sides)),
}


@pytest.mark.parametrize("measure", MEASURES)
@given(turns=played())
def test_names_of_runs_and_sides_and_order_of_rows_say_nothing(measure, turns):
    """Runs renumbered, rows shuffled and sides exchanged give the same measure."""
    tell = MEASURES[measure]
    table = tell(turns, SIDES)

    for other in (tell(renamed(turns), SIDES), tell(turns, SWAPPED)):
        pd.testing.assert_frame_equal(other, table, check_dtype=False)


@given(turns=played())
def test_shares_of_moves_are_shares(turns):
    """No more skips than moves up, no more military answers than answers; bounds hold them."""
    table = pd.concat([reciprocity(turns, SIDES, military=MILITARY), ladder_skipping(turns, SIDES)])
    known = table[table["of"] > 0]

    assert (table["n"] <= table["of"]).all()
    assert known["share"].tolist() == pytest.approx((known["n"] / known["of"]).tolist())
    assert known["share"].between(known["low"] - 1e-12, known["high"] + 1e-12).all()


@given(turns=played(), other=played())
def test_runs_add_up(turns, other):
    """Counts over two ensembles are the sums of their counts; spirals stay in their runs."""
    both = pd.concat([turns, other.assign(run=other["run"] + 50)], ignore_index=True)

    for tell in (MEASURES["reciprocity"], ladder_skipping):
        counts = (tell(one, SIDES)[["n", "of"]] for one in (turns, other))
        one, more = counts
        assert tell(both, SIDES)[["n", "of"]].equals(one + more)
    first, second = (spiral_length(one, SIDES)["length"].tolist() for one in (turns, other))
    assert spiral_length(both, SIDES)["length"].tolist() == [*first, *second]


@given(turns=played())
def test_fewer_acts_are_military_on_a_higher_rung(turns):
    """Acts are one a run, turn and side that acted; the higher the bar, the fewer military."""
    tables = [side_acts(turns, SIDES, military=rung) for rung in range(9)]
    acted = turns[turns["acted"]].assign(side=lambda table: table["actor"].map(SIDES))

    groups = acted.groupby(["run", "turn", "side"]).ngroups
    assert {len(table) for table in tables} == {groups}
    military = [int((table["act"] == 2).sum()) for table in tables]
    assert military == sorted(military, reverse=True)
    assert (military[0], military[8]) == (groups, 0)


@given(turns=played())
def test_spirals_lie_in_their_runs_and_apart(turns):
    """A spiral begins after the first turn, ends by the last, and a turn parts it from the next."""
    spirals = spiral_length(turns, SIDES)
    last = turns.groupby("run")["turn"].max()
    end = spirals["start"] + spirals["length"] - 1

    assert (spirals["start"] >= 2).all()
    assert (end <= spirals["run"].map(last)).all()
    for _, one in spirals.assign(end=end).groupby("run"):
        assert (one["start"].to_numpy()[1:] > one["end"].to_numpy()[:-1] + 1).all()
    row = spiral_summary(spirals).iloc[0]
    if len(spirals):
        assert row["median"] <= row["q90"] <= row["longest"]
        assert row["n"] * row["mean"] == pytest.approx(spirals["length"].sum())


@given(turns=played(), starts=st.fixed_dictionaries({name: st.integers(0, 7) for name in SIDES}))
def test_rungs_before_the_first_turn_add_its_moves_alone(turns, starts):
    """With turn 0 in front the moves of turn 1 count too, and nothing else changes."""
    first = turns[turns["turn"] == 1]
    up = (first["rung"] - first["actor"].map(starts)).to_numpy()

    before, after = (
        ladder_skipping(one, SIDES).iloc[0] for one in (turns, from_start(turns, starts))
    )
    assert after["of"] - before["of"] == (up > 0).sum()
    assert after["n"] - before["n"] == (up > 1).sum()
    assert from_start(turns, {}).equals(turns)
    kept = from_start(turns, starts)
    rows = kept[kept["turn"] > 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(rows, turns, check_dtype=False)


def test_a_folder_knows_where_its_actors_start(tmp_path):
    """The manifest of a run says on which rung each actor stood before turn 1."""
    words = ["run", str(small_file(tmp_path)), "--runs", "3", "--trace", "--no-figures"]
    done = CliRunner().invoke(brink, [*words, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    folder, premise = open_run(tmp_path / "out"), small_premise(tmp_path)

    starts = [one.start for one in premise.statures]
    assert folder.starts == dict(zip(premise.codes, starts, strict=True))
    opened = from_start(folder.turns(), folder.starts)
    before = opened[opened["turn"] == 0]
    assert len(before) == 3 * folder.turns()["actor"].nunique()
    assert (before["rung"] == before["actor"].map(folder.starts)).all()


@given(turns=played())
def test_a_crisis_stands_as_high_as_its_highest_side(turns):
    """No actor stands above the crisis rung of its turn, one stands on it, and no turn is empty."""
    ends = turns.groupby("run")["rung"].max().rename("peak_rung_direct").reset_index()
    rungs = crisis_rungs(turns, ends.assign(outcome="frozen"), SIDES)

    for (run, turn), group in turns.groupby(["run", "turn"]):
        assert rungs.loc[run, turn] == group["displayed"].max()
    assert rungs.notna().all(axis=None)
    fan = rung_fan(rungs)
    ordered = fan[["q10", "q25", "median", "q75", "q90"]].to_numpy()
    assert (np.diff(ordered, axis=1) >= 0).all()
    assert (fan["of"] == turns["run"].nunique()).all()


@given(turns=played())
def test_bands_hold_what_was_seen(turns):
    """Means and quantiles lie between the least and the greatest value of their turn."""
    for table, keys in (
        (credibility_path(turns), ["actor", "turn"]),
        (cohesion_path(turns, SIDES), ["side", "turn"]),
    ):
        seen = turns.assign(side=turns["actor"].map(SIDES)).groupby(keys)["cohesion"]
        merged = table.set_index(keys).join(pd.DataFrame({"least": seen.min(), "most": seen.max()}))
        for name in ("mean", "q10", "q90"):
            assert (merged[name] >= merged["least"] - 1e-12).all()
            assert (merged[name] <= merged["most"] + 1e-12).all()
        assert (merged["q10"] <= merged["q90"]).all()
