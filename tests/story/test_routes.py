"""Which routes a run took, on logs written by hand and on runs really played."""

import re
from pathlib import Path

import pytest

from brinkmanship.sim.agents.model import CrisisModel, play
from brinkmanship.sim.mechanisms.endings import (
    DEESCALATION,
    DIRECT_CLASH,
    OUTCOMES,
    ROUTES,
    SETTLEMENT,
)
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story.routes import MEANING, TESTS, RouteError, check_route, routes_of, search
from brinkmanship.sim.story.routes_page import first_runs, page

SHIPPED = "nato-ground-troops-2024"
NO_MISREADING = ("mechanisms.misperception.pi=0",)


@pytest.fixture(scope="module")
def premise():
    """The crisis of February 2024, in which nobody misreads a week."""
    return prepare(load_scenario(SHIPPED, NO_MISREADING))


def run_of(premise, events=(), *, turns=(), road="", outcome="frozen"):
    """A run as if these events (turn, kind, actor, rung) and postures had been logged."""
    model = CrisisModel(premise, trace=True)
    assert model.log
    model.log.events.extend((0, turn, kind, actor, "", rung) for turn, kind, actor, rung in events)
    for turn, actor, rung, aid, attacked in turns:
        row = (0, turn, actor, rung, aid, rung, 0.0, 0.0, 1.0, True, attacked)
        model.log.turns.append(row)
    model.incidents.road = ROUTES.index(road)
    model.endgame.outcome, model.endgame.outcome_turn = OUTCOMES.index(outcome), 30
    return model


CROSSED, KEPT = (3, "line_crossed", "RUS", 11), (5, "line_kept", "RUS", 11)
FORCE, CLASH = (5, "force", "RUS", 11), (6, "clash", "RUS", 12)
BROKEN = (8, "line_broken", "RUS", 11)
EMPTY = [(turn, "line_lapsed", "RUS", 11) for turn in (4, 9, 14)]


@pytest.mark.parametrize(
    ("events", "ended", "routes"),
    [
        ([], {}, {}),
        ([CROSSED, FORCE, KEPT], {}, {"line_honoured": 5}),
        ([FORCE, KEPT], {}, {}),
        ([CROSSED, KEPT], {}, {}),
        ([(3, "line_crossed", "RUS", 8), FORCE, (5, "line_kept", "RUS", 8)], {}, {}),
        ([CROSSED, FORCE, (5, "line_kept", "RUS", 8)], {}, {}),
        ([CROSSED, BROKEN], {}, {"bluff_called": 8}),
        ([CROSSED, BROKEN, CLASH], {}, {}),
        ([CLASH], {"road": "troops_hit"}, {"troops_hit": 6}),
        ([CLASH], {"road": "accident_answered"}, {"accident_answered": 6}),
        ([CLASH], {"road": "misperception"}, {"misperception": 6}),
        ([CLASH], {"road": "choice"}, {}),
        ([(7, "absorbed", "POL", -1)], {}, {"absorbed": 7}),
        ([(9, "vetoed", "FRA", 10)], {}, {"vetoed": 9}),
        ([], {"outcome": "settlement"}, {"settlement": 30}),
        ([], {"outcome": "deescalation"}, {"restraint": 30}),
    ],
)
def test_a_log_shows_exactly_the_routes_it_tells_of(premise, events, ended, routes):
    """Each route has its own marks in the log, and no other's."""
    model = run_of(premise, events, **ended)

    assert routes_of(model) == routes


def test_a_state_that_believed_itself_attacked_did_not_strike_for_its_line(premise):
    """Retaliation is not a line honoured, whatever was crossed before."""
    model = run_of(premise, [CROSSED, FORCE, KEPT], turns=[(4, "RUS", 2, 0, 1.0)])

    assert "line_honoured" not in routes_of(model)


@pytest.mark.parametrize(
    ("empty", "posture", "force", "found"),
    [
        (EMPTY, (16, "POL", 6, 0), (), True),
        (EMPTY, (16, "FRA", 5, 3), (), True),
        (EMPTY, (16, "FRA", 5, 2), (), False),
        (EMPTY, (12, "POL", 6, 0), (), False),
        (EMPTY[:2], (16, "POL", 6, 0), (), False),
        (EMPTY, (16, "POL", 6, 0), (FORCE,), False),
        (EMPTY, (16, "POL", 8, 0), (), False),
        (EMPTY, (3, "POL", 7, 0), (), False),
    ],
)
def test_salami_is_aid_beyond_three_empty_lines(premise, empty, posture, force, found):
    """Two classes more, or deep aid, after the third line went empty and without force."""
    model = run_of(premise, [*empty, *force], turns=[(*posture, 0.0)])

    assert ("salami" in routes_of(model)) is found


@pytest.mark.parametrize(("chance", "found"), [("1", True), ("0", False)])
def test_force_soon_after_a_misread_week_is_misperception(chance, found):
    """What the draw says is what counts: the chance of misreading at 1 and at 0."""
    premise = prepare(load_scenario(SHIPPED, [f"mechanisms.misperception.pi={chance}"]))
    model = run_of(premise, [FORCE])

    assert ("misperception" in routes_of(model)) is found


def test_every_route_has_a_meaning_and_a_test():
    """The list a user sees and the list that is tested are one."""
    assert list(MEANING) == list(TESTS)


def test_a_route_that_does_not_exist_is_refused_with_the_one_meant():
    """The message says what was perhaps meant, and nothing is searched."""
    with pytest.raises(RouteError, match='no route "troops_hot"; did you mean "troops_hit"'):
        check_route("troops_hot")


def test_coming_down_to_deep_aid_is_not_salami(premise):
    """Who stood higher before does not climb by giving aid."""
    model = run_of(premise, EMPTY, turns=[(3, "POL", 8, 0, 0.0), (16, "POL", 6, 0, 0.0)])

    assert "salami" not in routes_of(model)


@pytest.mark.slow
def test_every_route_is_taken_in_the_shipped_crisis():
    """Several roads lead up and several down: each is seen within 3,000 runs of seed 0."""
    found = first_runs(prepare(load_scenario(SHIPPED)), 3000)

    assert set(found) == set(MEANING)


def test_the_page_of_routes_names_them_all_and_shows_what_it_found(premise):
    """Each route has its heading and meaning; one that was found, its run and an excerpt."""
    text = page(premise, most=9)
    found = first_runs(premise, 9)

    assert found
    for name, meaning in MEANING.items():
        part = text.split(f"### {name}\n")[1].split("###")[0]
        assert meaning[1:] in part
        assert (f"Run {found[name]}, turn" in part) if name in found else ("Not seen" in part)


def test_a_search_finds_in_each_run_what_that_run_shows_alone(premise):
    """Where a search begins changes nothing about the runs it looks at."""
    looked = list(search(premise, seed=0, first=7, count=3))

    alone = [(run, routes_of(play(premise, run=run, trace=True))) for run in (7, 8, 9)]
    assert looked == alone


def test_routes_and_outcomes_agree_on_runs_really_played(premise):
    """A settlement is on the route of settlement, and a bluff is never called in a clash."""
    for run in range(12):
        model = play(premise, run=run, trace=True)
        routes, record = routes_of(model), model.record()

        assert ("settlement" in routes) == (record.outcome == OUTCOMES[SETTLEMENT])
        assert ("restraint" in routes) == (record.outcome == OUTCOMES[DEESCALATION])
        assert not ("bluff_called" in routes and record.outcome == OUTCOMES[DIRECT_CLASH])
        assert all(1 <= turn <= record.turns for turn in routes.values())


def test_a_run_watched_is_the_run_played(premise):
    """Keeping a log does not change what happens."""
    plain = play(premise, run=4).record()

    assert play(premise, run=4, trace=True).record() == plain


def test_every_route_of_a_table_or_an_example_can_be_found():
    """What the column ``route`` calls a road, and what help and pages look for, has that name."""
    pages = [*Path("docs").rglob("*.md"), *Path("commands").glob("*.py"), Path("README.md")]
    looked = {
        name
        for page in pages
        for name in re.findall(r"--find (\w+)", page.read_text(encoding="utf-8"))
    }

    assert {"troops_hit", "line_honoured"} <= looked
    assert {check_route(name) for name in looked - {"ROUTE"}} <= set(MEANING)
    assert set(ROUTES) - {"", "choice"} <= set(MEANING)
