"""Facts of a crisis are those of its first day; every other column stays unread."""

import csv
from pathlib import Path

import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.icb.columns import ACTORS, SYSTEM
from brinkmanship.sim.icb.reading import Crises, read_crises

SYSTEM_ROW = {
    "crisno": "7", "crisname": "SMYRNA", "break": "7.0", "yrtrig": "1919.0", "trigent": "350.0",
    "gravcr": "3.0", "protrac": "2.0", "ethnic": "3.0", "powdissy": "-4", "viol": "3.0",
    "brexit": "120", "outesr": "1",
}  # fmt: skip
ACTOR_ROW = {
    "crisno": "7", "cracid": "640", "yrtrig": "1919", "motrig": "5", "datrig": "15",
    "gravty": "3", "regime": "2", "nuclear": "1", "powsta": "2", "powdis": "-4", "viol": "3",
}  # fmt: skip
LATER = {**ACTOR_ROW, "cracid": "350", "motrig": "6", "nuclear": "3"}


@pytest.fixture
def read(tmp_path: Path):
    """Reads two tables given as rows."""

    def _read(system: list[dict[str, str]], actors: list[dict[str, str]]) -> Crises:
        for name, rows in (("system.csv", system), ("actors.csv", actors)):
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
                table = csv.DictWriter(stream, list(rows[0]))
                table.writeheader()
                table.writerows(rows)
        return read_crises(tmp_path / "system.csv", tmp_path / "actors.csv")

    return _read


def test_only_actors_of_the_first_day_are_known(read):
    """A state whose trigger comes a month later is not part of what was known."""
    (crisis,) = read([SYSTEM_ROW], [LATER, ACTOR_ROW]).facts

    assert [one.code for one in crisis.actors] == [640]
    assert crisis.armed == (False, False)


def test_nothing_but_facts_is_read(read):
    """Scrambling every column that is no fact of the trigger changes no fact."""
    system = {k: v if k in SYSTEM else f"not {v}" for k, v in SYSTEM_ROW.items()}
    actor = {k: v if k in ACTORS else f"not {v}" for k, v in ACTOR_ROW.items()}
    system["viol"] = "1"

    assert read([system], [actor]).facts == read([SYSTEM_ROW], [ACTOR_ROW]).facts


def test_outcomes_may_be_blank(read):
    """A blank outcome is no outcome, and an absent column neither."""
    blank = read([{**SYSTEM_ROW, "viol": ""}], [ACTOR_ROW])
    absent = read([{k: v for k, v in SYSTEM_ROW.items() if k != "viol"}], [ACTOR_ROW])

    assert blank.violence == absent.violence == {}
    assert read([SYSTEM_ROW], [ACTOR_ROW]).violence == {7: 3}


def test_columns_left_unread_and_missing_facts_are_named(read):
    """What a file has beyond the facts, and what it lacks of them."""
    system = {k: v for k, v in SYSTEM_ROW.items() if k != "ethnic"}

    crises = read([system], [ACTOR_ROW])

    assert crises.ignored["system.csv"] == ("brexit", "crisname", "outesr")
    assert crises.absent["system.csv"] == ("ethnic",)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("break", "12", "break is 12; it goes from 1 to 9"),
        ("break", "war", "'war' is no number"),
        ("yrtrig", "", "yrtrig needs a whole number"),
        ("viol", "9", "viol is 9; it goes from 1 to 4"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(read, column: str, text: str, said: str):
    """One message: file, line, column, what is wrong."""
    with pytest.raises(BrinkError, match=r"system\.csv:2: ") as error:
        read([{**SYSTEM_ROW, column: text}], [ACTOR_ROW])

    assert said in str(error.value)


def test_a_missing_column_is_named(read):
    """Without the kind of its trigger no crisis can be forecast."""
    with pytest.raises(BrinkError, match="the column break is missing"):
        read([{k: v for k, v in SYSTEM_ROW.items() if k != "break"}], [ACTOR_ROW])
