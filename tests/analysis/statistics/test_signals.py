import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.signals import sender_counts, signal_counts, threats_kept

SAID = pd.DataFrame(
    {
        "run": [0, 0, 1, 1],
        "turn": [1, 3, 1, 1],
        "sender": ["RUS", "RUS", "RUS", "FRA"],
        "signal": ["warn", "warn", "warn", "assure"],
    }
)
SIDES = {"FRA": "west", "RUS": "east"}


def test_every_turn_of_a_kind_has_a_row():
    """Turns in which nobody spoke count as 0, up to the horizon, and no signal is lost."""
    table = signal_counts(SAID, SIDES, runs=2, horizon=4)

    warned = table[(table["signal"] == "warn") & (table["side"] == "east")]
    assert warned["rate"].tolist() == [1.0, 0.0, 0.5, 0.0]
    assert table["n"].sum() == len(SAID)


def test_words_of_bystanders_are_left_out():
    """A sender on no side does not speak for one."""
    table = signal_counts(SAID, {"RUS": "east"}, runs=2, horizon=4)

    assert set(table["side"]) == {"east"}
    assert table["n"].sum() == 3


def test_most_talkative_sender_comes_first():
    """Senders stand in falling order of what they say; all kinds have a cell, even at 0."""
    table = sender_counts(SAID, runs=2)

    assert list(dict.fromkeys(table["sender"])) == ["RUS", "FRA"]
    assert len(table) == 4
    assert table["rate"].sum() == pytest.approx(2.0)


@st.composite
def threats(draw):
    """Runs with threats: of those made some are tested, of these some kept and some broken."""
    rows = []
    for made in draw(st.lists(st.integers(0, 6), min_size=1, max_size=8)):
        tested = draw(st.integers(0, made))
        kept = draw(st.integers(0, tested))
        rows.append((made, tested, kept, draw(st.integers(0, tested - kept))))
    return pd.DataFrame(rows, columns=["made", "tested", "kept", "broken"]).add_prefix("threats_")


def test_threats_are_kept_bluffed_undecided_or_untested():
    """What was not yet due when the run ended is no bluff; untested ones are counted apart."""
    runs = pd.DataFrame({"made": [4, 6], "tested": [2, 2], "kept": [1, 0], "broken": [0, 2]})
    table = threats_kept(runs.add_prefix("threats_")).set_index("fate")

    assert table["share"].tolist() == pytest.approx([0.25, 0.5, 0.25, 0.6])
    assert table["n"].tolist() == [1, 2, 1, 6]
    assert table["of"].tolist() == [4, 4, 4, 10]


@given(runs=threats(), dice=st.randoms(use_true_random=False))
def test_fates_of_tested_threats_are_all_of_them(runs, dice):
    """Kept, bluffed and undecided sum to one, inside their intervals, in any order of the runs."""
    table = threats_kept(runs).set_index("fate")
    mixed = runs.iloc[dice.sample(range(len(runs)), len(runs))]

    assert table["n"].sum() == runs["threats_made"].sum()
    if runs["threats_tested"].sum():
        tested = table.loc[["kept", "bluff", "undecided"]]
        assert tested["share"].sum() == pytest.approx(1.0)
        assert tested["share"].between(tested["low"] - 1e-12, tested["high"] + 1e-12).all()
    pd.testing.assert_frame_equal(threats_kept(mixed).set_index("fate"), table)


@given(senders=st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["warn", "threat"]),
                                  st.integers(1, 4)), min_size=1))  # fmt: skip
def test_signals_are_counted_once_by_sender_and_by_turn(senders):
    """Every signal is in one cell of either table, and both tell the same total."""
    said = pd.DataFrame(senders, columns=["sender", "signal", "turn"])

    by_turn = signal_counts(said, {"A": "west", "B": "east"}, runs=2, horizon=4)
    by_sender = sender_counts(said, runs=2)

    assert by_turn["n"].sum() == by_sender["n"].sum() == len(said)
    assert by_sender["rate"].sum() == pytest.approx(len(said) / 2)
    sent = said.groupby(["sender", "signal"]).size().rename("n").reset_index()
    assert len(sent.merge(by_sender, on=["sender", "signal", "n"])) == len(sent)


def test_nobody_threatened():
    """Without a threat there is no share, and the interval says that nothing is known."""
    runs = pd.DataFrame({"made": [0], "tested": [0], "kept": [0], "broken": [0]})
    runs = runs.add_prefix("threats_")
    table = threats_kept(runs)

    assert table["share"].isna().all()
    assert (table["low"] == 0.0).all()
    assert (table["high"] == 1.0).all()
