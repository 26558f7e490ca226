"""The lessons can be told: they check clean, come to their scripted days, and read as stories."""

import re
from pathlib import Path

import pytest

from brinkmanship.commands.check import check_scenario
from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.row import DIRECT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.story import story_text, trace_run
from tests.commands.calling import invoke

LESSONS = [one.name for one in shipped() if one.kind == "lesson"]
PAGES = Path(__file__).parents[2] / "docs" / "lessons"
SETTING = re.compile(r'--set(?:-b)? "([^"]+)"')


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_checks_clean_and_mostly_comes_to_its_events(name):
    """No note, and each scripted event is reached in more than half of the runs."""
    seen = check_scenario(name)

    assert seen["notes"] == []
    assert seen["events"]
    assert all(one["high"] < 0.5 for one in seen["events"])


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_a_page_whose_changes_load(name):
    """Each setting of the page is one that its scenario takes, and a change of meaning."""
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    digest = load_scenario(name).digest

    for line in page.splitlines():
        if settings := SETTING.findall(line):
            assert load_scenario(name, settings).digest != digest


def test_in_the_story_of_balakot_the_strike_comes_on_its_day():
    """Force of 26 February is told as scripted; before it nobody but the states decides."""
    premise = prepare(load_scenario("pulwama-to-balakot"))
    text = story_text(trace_run(premise, run=1), in_full=True)
    turn = text.split("Turn 13, 26 February 2019\n")[1].split("\nTurn 14")[0]

    assert "From outside: Indian aircraft bomb a camp near Balakot." in turn
    assert "India uses force against Pakistan (*limited_force*), as the scenario has it." in turn
    assert premise.scenario.injects[1].turn == 13


def test_three_sides_stand_each_against_each():
    """Every two of the three claimants oppose each other, and the outsider China alone."""
    premise = prepare(load_scenario("three-claims-at-sea"))
    people = trace_run(premise).actors
    foes = {code: set(one.opponents) for code, one in people.items()}

    assert {"PHL", "VNM"} <= foes["CHN"]
    assert {"CHN", "VNM"} <= foes["PHL"]
    assert foes["USA"] == {"CHN", "KHM"}
    assert "USA" not in foes["VNM"] | foes["PHL"]


def test_the_lessons_are_listed():
    """Brink list names them as lessons."""
    told = invoke("list").stdout

    assert {line.split()[1] for line in told.splitlines() if line.startswith("lesson ")} == {
        path.stem for path in (SCENARIOS / "lessons").glob("*.yaml")
    }


def test_a_treaty_with_an_outsider_is_felt():
    """Without its treaty partner's obligation runs of the three-sided crisis change."""
    heights = [
        Engine(prepare(load_scenario("three-claims-at-sea", settings))).play(0, 0, 300).ending
        for settings in ([], ["alliances.MUTUAL_DEFENCE.obligation=none"])
    ]

    assert (heights[0][:, DIRECT] != heights[1][:, DIRECT]).any()
