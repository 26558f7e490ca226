"""Which routes a run took, on logs written by hand and on runs really played."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.listening.notes import KINDS
from brinkmanship.sim.crisis.state.layout import CELLS
from brinkmanship.sim.mechanisms.endings import DIRECT_CLASH, ENDINGS, OUTCOMES, ROUTES
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.results.traces import Traces
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from brinkmanship.sim.story.routes import (
    MEANING,
    TURN_OF,
    RouteError,
    check_route,
    routes_of,
    routes_of_runs,
)
from brinkmanship.sim.story.routes_page import first_runs, page_text
from tests.small import small_file

SHIPPED = "nato-ground-troops-2024"
NO_MISREADING = ("mechanisms.misperception.pi=0",)


@pytest.fixture(scope="module")
def premise():
    """The crisis of February 2024, in which nobody misreads a week."""
    return prepare(load_scenario(SHIPPED, NO_MISREADING))


@pytest.fixture(scope="module")
def played(premise):
    """A run that was really played, for what a log written by hand leaves open."""
    return play(premise, run=0).record()


def routes_with(premise, played, events=(), *, moments=(), **ended):
    """Routes of a run as if this, and nothing else, had been noted of it.

    Args:
        premise: The crisis.
        played: Any run of it.
        events: Turn, kind, code of the actor, rung (-1 for none).
        moments: Turn, code of the actor, and what it was as that turn ended.
        ended: Route, outcome and ending of its record; in turn 30.
    """
    notes = np.zeros(len(events), CELLS["notes"].dtype)
    for row, (turn, kind, code, rung) in zip(notes, events, strict=True):
        row["turn"], row["kind"], row["rung"] = turn, KINDS.index(kind), rung
        row["actor"], row["other"] = premise.codes.index(code), -1
    n = len(premise.codes)
    kept = np.zeros((31, n), CELLS["moments"].dtype)
    for turn, code, values in moments:
        for name, value in {"turn": turn, **values}.items():
            kept[turn, premise.codes.index(code)][name] = value
    held = np.zeros((31, n, n), CELLS["held"].dtype)
    over = {"route": "", "outcome": "frozen", "ending": "going_on", **ended}
    record = replace(played, outcome_turn=30, turns=30, **over)
    return routes_of(premise, record, Traces.collected(0, notes, kept, held))


CROSSED, KEPT = (3, "line_crossed", "RUS", 11), (5, "line_kept", "RUS", 11)
FORCE, CLASH = (5, "force", "RUS", 11), (6, "clash", "RUS", 12)
BROKEN = (8, "line_broken", "RUS", 11)
DOWN = ("settlement", "gave_in", "restraint", "imposed")
"""Routes of an agreement, of giving in, of fading and of an imposed peace."""
EMPTY = [(turn, "line_lapsed", "RUS", 11) for turn in (4, 9, 14)]


def standing(turn, code, rung, aid=0):
    """An actor on a rung as a turn ends."""
    return turn, code, {"rung": rung, "aid": aid}


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
        ([CLASH], {"route": "troops_hit"}, {"troops_hit": 6}),
        ([CLASH], {"route": "accident_answered"}, {"accident_answered": 6}),
        ([CLASH], {"route": "misperception"}, {"misperception": 6}),
        ([CLASH], {"route": "choice"}, {}),
        ([(7, "absorbed", "POL", -1)], {}, {"absorbed": 7}),
        ([(9, "vetoed", "FRA", 10)], {}, {"vetoed": 9}),
        ([CLASH], {"route": "scripted"}, {"scripted": 6}),
        ([], {"outcome": "settlement", "ending": "agreement"}, {"settlement": 30}),
        ([], {"outcome": "deescalation", "ending": "faded"}, {"restraint": 30}),
        ([], {"outcome": "deescalation", "ending": "unilateral"}, {"gave_in": 30}),
        ([], {"outcome": "stalemate"}, {}),
    ],
)
def test_a_log_shows_exactly_the_routes_it_tells_of(premise, played, events, ended, routes):
    """Each route has its own marks in the log, and no other's."""
    assert routes_with(premise, played, events, **ended) == routes


@pytest.mark.parametrize(("turn", "honoured"), [(4, False), (3, True)])
def test_a_state_that_believed_itself_attacked_did_not_strike_for_its_line(
    premise, played, turn, honoured
):
    """Retaliation is not a line honoured, whatever was crossed before."""
    attacked = turn, "RUS", {"attacked": 0.5}

    found = routes_with(premise, played, [CROSSED, FORCE, KEPT], moments=[attacked])

    assert ("line_honoured" in found) is honoured


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
def test_salami_is_aid_beyond_three_empty_lines(premise, played, empty, posture, force, found):
    """Two classes more, or deep aid, after the third line went empty and without force."""
    routes = routes_with(premise, played, [*empty, *force], moments=[standing(*posture)])

    assert ("salami" in routes) is found


@pytest.mark.parametrize(
    ("turn", "code", "found"),
    [(5, "RUS", True), (3, "RUS", True), (2, "RUS", False), (6, "RUS", False), (5, "FRA", False)],
)
def test_force_soon_after_a_misread_week_is_misperception(premise, played, turn, code, found):
    """The misreading must be the striker's own, this week or in the two before."""
    misread = turn, code, {"misread": 1}

    routes = routes_with(premise, played, [FORCE], moments=[misread])

    assert ("misperception" in routes) is found


def test_every_route_has_a_meaning_and_a_test():
    """The list a user sees and the list that is tested are one."""
    assert list(MEANING) == list(TURN_OF)


def test_a_route_that_does_not_exist_is_refused_with_the_one_meant():
    """The message says what was perhaps meant, and nothing is searched."""
    with pytest.raises(RouteError, match='no route "troops_hot"; did you mean "troops_hit"'):
        check_route("troops_hot")


def test_coming_down_to_deep_aid_is_not_salami(premise, played):
    """Who stood higher before does not climb by giving aid."""
    down = [standing(3, "POL", 8), standing(16, "POL", 6)]

    assert "salami" not in routes_with(premise, played, EMPTY, moments=down)


def test_force_that_goes_on_is_no_misperception(premise, played):
    """Who misread a week while it already used force did not begin because of that."""
    before = (4, *FORCE[1:])

    routes = routes_with(premise, played, [before, FORCE], moments=[(5, "RUS", {"misread": 1})])

    assert "misperception" not in routes


@pytest.mark.slow
def test_every_road_but_three_is_taken_in_the_shipped_crisis():
    """Several lead up and several down; there no force is scripted and a clash ends a run.

    Troops of which nobody sends any are not hit either.
    """
    found = first_runs(prepare(load_scenario(SHIPPED)), 3000)

    assert set(MEANING) - set(found) == {"scripted", "imposed", "troops_hit"}


@pytest.mark.parametrize(
    ("name", "settings", "route"),
    [
        ("pair", (), "imposed"),
        (SHIPPED, ("actors.FRA.start=tripwire", "actors.FRA.start_aid=null",
                   "actors.FRA.policy.style.activity=0.1", "mechanisms.tripwire.hit=0.5"),
         "troops_hit"),
    ],
)  # fmt: skip
def test_the_other_roads_are_taken_elsewhere(name, settings, route):
    """A war that is played on is ended by the victor; troops that stand in the area are hit."""
    premise = prepare(load_scenario(name, settings))

    assert any(route in routes for _, routes in routes_of_runs(premise, seed=0, first=0, count=40))


def test_force_that_was_scripted_is_a_road_of_its_own(tmp_path):
    """Force that an inject lets happen and that is answered is put down to the scenario."""
    premise = prepare(load_scenario(small_file(tmp_path)))

    assert any("scripted" in one for _, one in routes_of_runs(premise, seed=0, first=0, count=60))


def test_the_page_of_routes_names_them_all_and_shows_what_it_found(premise):
    """Each route has its heading and meaning; one that was found, its run and an excerpt."""
    text = page_text(premise, most=9)
    found = first_runs(premise, 9)

    assert found
    for name, meaning in MEANING.items():
        part = text.split(f"### {name}\n")[1].split("###")[0]
        assert meaning[1:] in part
        assert (f"Run {found[name]}, turn" in part) if name in found else ("Not seen" in part)


def test_a_search_finds_in_each_run_what_that_run_shows_alone(premise):
    """Where a search begins changes nothing about the runs it looks at."""
    looked = list(routes_of_runs(premise, seed=0, first=7, count=3))

    alone = [(run, trace_run(premise, run=run).routes) for run in (7, 8, 9)]
    assert looked == alone


@pytest.mark.parametrize("outcome", ["direct_clash", "war", "nuclear_use"])
@pytest.mark.parametrize("ending", ["agreement", "unilateral", "faded", "imposed"])
def test_a_crisis_ends_after_a_clash_only_where_it_is_played(premise, played, outcome, ending):
    """What a run comes to when a clash stops it is no way down; where it goes on, it is."""
    frame = premise.frame._replace(absorb_on_clash=0)
    went_on = replace(premise, frame=frame)
    name = dict(zip(("agreement", "unilateral", "faded", "imposed"), DOWN, strict=True))[ending]

    stopped = routes_with(premise, played, outcome=outcome, ending=ending)
    after = routes_with(went_on, played, outcome=outcome, ending=ending)

    assert stopped == {}
    assert after == ({} if outcome == "nuclear_use" else {name: 30})


def test_routes_and_endings_agree_on_runs_really_played(premise):
    """Each way a crisis ended is its route, and a bluff is never called in a clash."""
    engine = Engine(premise, listening=True)
    seen = set()
    for run in range(60):
        played, traces = engine.play_traced(0, run)
        record = RunRecord.of(premise.codes, played.row(0))
        routes = routes_of(premise, record, traces)

        clash = record.outcome == OUTCOMES[DIRECT_CLASH]
        for ending, name in zip(("agreement", "unilateral", "faded", "imposed"), DOWN, strict=True):
            assert (name in routes) == (record.ending == ending and not clash)
        assert record.ending in ENDINGS
        assert not ("bluff_called" in routes and clash)
        assert all(1 <= turn <= record.turns for turn in routes.values())
        seen |= {record.ending}
    assert {"unilateral", "going_on"} <= seen


def test_both_engines_show_the_same_routes(premise):
    """Routes are read off what was noted, which Mesa and the compiled text note alike."""
    for run, routes in routes_of_runs(premise, seed=0, first=0, count=9):
        model = play(premise, run=run, trace=True)

        assert routes_of(premise, model.record(), model.traces()) == routes


def test_every_route_of_a_table_or_an_example_can_be_found():
    """What the column ``route`` calls a road, and what help and pages look for, has that name."""
    pages = [*Path("docs").rglob("*.md"), *Path("commands").glob("*.py"), Path("README.md")]
    looked = {
        name
        for page in pages
        for name in re.findall(r"--find (\w+)\b(?!⇥)", page.read_text(encoding="utf-8"))
    }

    assert {"troops_hit", "line_honoured"} <= looked
    assert {check_route(name) for name in looked - {"ROUTE"}} <= set(MEANING)
    assert set(ROUTES) - {"", "choice"} <= set(MEANING)
