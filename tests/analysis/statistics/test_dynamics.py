import pandas as pd
import pytest

from brinkmanship.analysis.statistics.dynamics import (
    ladder_skipping,
    reciprocity,
    reciprocity_ratio,
    side_acts,
    spiral_length,
    spiral_summary,
)
from brinkmanship.analysis.tables import open_run
from tests.analysis.run_folders import Plan, write_folder

SIDES = {"A": "west", "B": "east"}


def _turns(rungs, *, acted=True, signal="none"):
    """One run; ``rungs`` gives the rung of A and of B turn by turn."""
    rows = [
        (0, turn, actor, rung)
        for turn, pair in enumerate(rungs, start=1)
        for actor, rung in zip("AB", pair, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["run", "turn", "actor", "rung"])
    return table.assign(acted=acted, signal=signal)


def test_holding_is_no_act():
    """Actors that hold do nothing that could be answered."""
    turns = _turns([(8, 8), (8, 8)], acted=False)

    assert side_acts(turns, SIDES, military=7).empty


def test_reciprocity_by_hand():
    """A at 8 is met by B at 8, B's 8 by A's step down, and that by B's 2: 1 of 2 and 0 of 2."""
    turns = _turns([(8, 2), (8, 8), (3, 2)])
    turns = turns[~((turns["turn"] == 2) & (turns["actor"] == "A"))]
    turns = turns[~((turns["turn"] == 1) & (turns["actor"] == "B"))]
    table = reciprocity(turns, SIDES, military=7).set_index("after")

    assert table["n"].tolist() == [1, 0]
    assert table["of"].tolist() == [2, 0]


def test_an_answer_comes_later_not_at_once():
    """Two sides that act in the same turn only do not answer each other."""
    table = reciprocity(_turns([(8, 8)]), SIDES, military=7)

    assert (table["of"] == 0).all()


def test_any_of_several_sides_may_answer():
    """A third side's answer counts, and an act counts once however many sides answer it."""
    turns = _turns([(8, 2), (2, 8)])
    third = turns[turns["actor"] == "B"].assign(actor="C")
    sides = {**SIDES, "C": "south"}

    by_third = turns[turns["actor"] == "A"], third[third["turn"] == 2]
    alone = reciprocity(pd.concat(by_third), sides, military=7).set_index("after")
    first = turns[(turns["actor"] == "A") & (turns["turn"] == 1)]
    both = [first, turns[(turns["turn"] == 2) & (turns["actor"] == "B")], by_third[1]]
    together = reciprocity(pd.concat(both), sides, military=7).set_index("after")

    assert (alone["n"]["military"], alone["of"]["military"]) == (1, 1)
    assert (together["n"]["military"], together["of"]["military"]) == (1, 1)


def test_the_ratio_is_that_of_the_two_shares(tmp_path):
    """On a whole folder the ratio is the quotient of the shares and lies in its interval."""
    folder = open_run(write_folder(tmp_path, Plan(runs=60)))
    shares = reciprocity(folder.turns(), folder.sides, military=7).set_index("after")["share"]
    row = reciprocity_ratio(folder.turns(), folder.sides, military=7).iloc[0]

    assert row["ratio"] == pytest.approx(shares["military"] / shares["cooperative"])
    assert 0.0 < row["low"] < row["ratio"] < row["high"]


def test_spirals_are_summed_up_by_lengths_that_occurred():
    """Mean, median, ninetieth percentile and longest of ten lengths; without one, none."""
    lengths = [1, 1, 1, 2, 2, 2, 3, 3, 6, 9]
    row = spiral_summary(pd.DataFrame({"length": lengths})).iloc[0]

    assert row.tolist() == [10, 3.0, 2.0, 6.0, 9.0]
    empty = spiral_summary(pd.DataFrame({"length": []})).iloc[0]
    assert empty["n"] == 0
    assert empty[1:].isna().all()


def test_assurance_is_cooperative():
    """An actor that assures below a military rung counts as cooperative."""
    turns = _turns([(3, 3), (3, 9)], signal="assure")
    table = reciprocity(turns, SIDES, military=7).set_index("after")

    assert table[["n", "of"]].to_numpy().tolist()[1] == [1, 2]


def test_standing_still_is_neither_military_nor_cooperative():
    """An actor that acts on a low rung without stepping down or assuring does something else."""
    acts = side_acts(_turns([(3, 3), (3, 2), (4, 2)]), SIDES, military=7)

    assert acts["act"].tolist() == [0, 0, 1, 0, 0, 0]


def test_spiral_ends_when_a_side_steps_down():
    """Rises at 2 and 3, one side down while the other rises at 4, a rise at 6: lengths 2 and 1."""
    turns = _turns([(2, 2), (3, 2), (3, 4), (4, 3), (4, 3), (5, 3)])
    table = spiral_length(turns, SIDES)

    assert table.to_dict("records") == [
        {"run": 0, "start": 2, "length": 2},
        {"run": 0, "start": 6, "length": 1},
    ]


def test_spirals_do_not_reach_into_the_next_run():
    """The last turn of a run and the first of the next are never one spiral."""
    first = _turns([(2, 2), (3, 3)])
    turns = pd.concat([first, _turns([(6, 4), (7, 5)]).assign(run=1)])
    table = spiral_length(turns, SIDES)

    assert table["length"].tolist() == [1, 1]


def test_skipping_by_hand_and_only_upwards():
    """Of three moves up one leaves out a rung; moves down do not count."""
    turns = _turns([(2, 5), (3, 2), (5, 3)])
    table = ladder_skipping(turns, SIDES)

    assert table[["n", "of"]].iloc[0].tolist() == [1, 3]


def test_measures_hold_on_a_whole_folder(tmp_path):
    """On a folder of runs every share lies in its interval and every spiral lasts a turn."""
    folder = open_run(write_folder(tmp_path, Plan(runs=40)))
    turns = folder.turns()
    table = pd.concat(
        [reciprocity(turns, folder.sides, military=7), ladder_skipping(turns, folder.sides)]
    )

    assert table["share"].between(table["low"], table["high"]).all()
    assert (spiral_length(turns, folder.sides)["length"] >= 1).all()
    assert table["share"].iloc[-1] == pytest.approx(table["n"].iloc[-1] / table["of"].iloc[-1])
