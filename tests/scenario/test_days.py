"""Days of the calendar: an inject that names one happens in its turn, and stories tell days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.calendar import first_day, turn_on
from brinkmanship.sim.story import story_text, trace_run

UNITS = ("1 day", "1 week", "1 month")
days = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


def dated(day, *settings):
    """A pair of opponents from 14 February 2019, one of whom is put on a rung at a day."""
    inject = f"injects=[{{at: {day}, posture: {{BBB: show}}, note: Ships are seen}}]"
    return load_scenario("pair", ["clock.starts=2019-02-14", *settings, inject])


@given(starts=days, unit=st.sampled_from(UNITS), turn=st.integers(1, 1000))
def test_a_turn_lasts_from_its_first_day_to_the_eve_of_the_next(starts, unit, turn):
    """The first day of a turn lies in it, and the day before in the turn before."""
    begins = first_day(starts.isoformat(), unit, turn)
    eve = (date.fromisoformat(begins) - timedelta(days=1)).isoformat()

    assert turn_on(starts.isoformat(), unit, begins) == turn
    assert turn_on(starts.isoformat(), unit, eve) == turn - 1


@pytest.mark.parametrize(("unit", "turn"), [("1 day", 13), ("1 week", 2), ("1 month", 1)])
def test_a_day_means_the_same_as_its_turn(unit, turn):
    """A scenario that names a day has the digest and the premise of one that names its turn."""
    by_day = dated("2019-02-26", f"clock.turn={unit}")
    by_turn = dated(turn, f"clock.turn={unit}")

    assert by_day.injects[0].turn == turn
    assert by_day.digest == by_turn.digest
    assert prepare(by_day).injects == prepare(by_turn).injects


def test_the_day_of_the_start_changes_no_run():
    """A start alone is wording: same digest, same run table."""
    assert load_scenario("pair", ["clock.starts=2019-02-14"]).digest == load_scenario("pair").digest


def test_a_trigger_with_a_day_starts_the_clock():
    """Where facts give the day of the trigger, it is the first; a month alone is none."""
    facts = "facts={trigger: {kind: verbal, by: AAA, against: BBB, date: DAY}}"
    starts = [
        load_scenario("pair", [facts.replace("DAY", day)]).clock.starts
        for day in ("1911-07-01", "1911-07")
    ]

    assert starts == ["1911-07-01", None]


def test_a_story_tells_the_day_of_what_happens():
    """The turn of an inject stands with its day; without a start no day is told."""
    told = story_text(trace_run(prepare(dated("2019-02-26", "clock.turn=1 day"))), in_full=True)
    silent = story_text(trace_run(prepare(load_scenario("pair"))), in_full=True)

    assert "Turn 13, 26 February 2019\n  - From outside: Ships are seen." in told
    assert "Turn 1, from" not in silent
