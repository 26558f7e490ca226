import pandas as pd
import pytest

from analysis.speech import sender_counts, signal_counts, threats_kept

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


def test_threats_are_kept_bluffed_or_untested():
    """Kept and bluffed threats are all of those tested; untested ones are counted apart."""
    runs = pd.DataFrame({"threats_made": [4, 6], "threats_tested": [2, 2], "threats_kept": [1, 0]})
    table = threats_kept(runs).set_index("fate")

    assert table["share"].tolist() == pytest.approx([0.25, 0.75, 0.6])
    assert table["n"].tolist() == [1, 3, 6]
    assert table["of"].tolist() == [4, 4, 10]
    assert table["share"].between(table["low"], table["high"]).all()


def test_nobody_threatened():
    """Without a threat there is no share, and the interval says that nothing is known."""
    runs = pd.DataFrame({"threats_made": [0], "threats_tested": [0], "threats_kept": [0]})
    table = threats_kept(runs)

    assert table["share"].isna().all()
    assert (table["low"] == 0.0).all()
    assert (table["high"] == 1.0).all()
