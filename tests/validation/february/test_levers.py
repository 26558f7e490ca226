"""Levers act, measures count what they say, and points lie where they should."""

import numpy as np
import pytest

from brinkmanship.commands.jobs.february.levers import FACTS, LEVERS, SCENARIO
from brinkmanship.commands.jobs.february.measures import MEASURES, RUSSIA, Seen, watch
from brinkmanship.commands.jobs.february.playing import Player, Sample
from brinkmanship.commands.jobs.february.points import (
    SPREAD,
    Signs,
    fitted_points,
    generic_numbers,
    latin_points,
    signs_of,
)
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.facts.fitted import STAKES
from tests.validation.february.test_judging import gap

SMALL = Sample(7001, 200, 80)
"""Too few to resolve anything: only whether a lever does anything at all."""
POINTS = 5


def vector_of(point):
    """The vector of a point that has one."""
    assert point.vector is not None
    return point.vector


@pytest.fixture(scope="module")
def player():
    """Plays each side once."""
    return Player(SMALL)


@pytest.fixture(scope="module")
def seen():
    """A few watched runs of the base case."""
    return watch(prepare(load_scenario(SCENARIO)), 7001, 30)


@pytest.mark.parametrize("lever", [one for one in LEVERS if not one.alone], ids=str)
def test_a_lever_changes_some_run(player, lever):
    """Among a few pairs at least one differs in something that is recorded."""
    assert player.gap(lever).differing > 0


def test_every_fact_has_a_comparison():
    """Each of the nine is asked at least once, and so are accidents."""
    assert {one.fact for one in LEVERS} == set(FACTS) == set(range(1, 11))


def test_every_measure_is_a_rate_of_all_runs(seen):
    """Whatever is measured, each run counts once, of something that is not negative."""
    for measure in MEASURES.values():
        rate = measure.rate(seen)

        assert len(rate.hits) == len(rate.of) == 30
        assert np.all(rate.of >= 0)
        assert np.all(np.isfinite(rate.hits))
        assert np.all(rate.hits[rate.of == 0] == 0)


def test_watched_runs_are_those_played(seen):
    """Watching changes no run: peaks, and the mean rung, follow from the turns."""
    rungs = seen.turns.rungs
    turns = (rungs[:, :, 0] >= 0).sum(axis=1)
    sums = np.where(rungs >= 0, rungs, 0).sum(axis=(1, 2))
    start = [seen.premise.statures[place].start for place in seen.western]

    assert np.all(turns == seen.played.ending[:, 0])
    assert all(np.all(row[:end] >= 0) for row, end in zip(rungs, turns, strict=True))
    assert all(np.all(row[end:] == -1) for row, end in zip(rungs, turns, strict=True))
    assert np.all(sums == seen.played.sums[:, seen.western].sum(axis=1))
    assert np.all(np.maximum(rungs.max(axis=1), start).max(axis=1) == seen.peak(seen.western))


def test_an_empty_line_is_compared_with_the_same_weeks(seen):
    """Where the West moves alike with and without an empty line, nothing is found."""
    runs, horizon = 60, 20
    drift = np.tile(np.arange(horizon)[None, :, None], (runs, 1, 2))
    empty = np.where(np.arange(runs) < 20, 5, -1)
    blank = np.zeros((runs, horizon))
    turns = seen.turns._replace(rungs=drift, empty=empty, seen=blank, believed=blank)
    measure = MEASURES["after empty"]

    alike = measure.rate(Seen(seen.premise, seen.played, turns))
    drift[:20, 6:] += 1
    bolder = measure.rate(Seen(seen.premise, seen.played, turns))

    assert (alike.value, alike.of.sum()) == (0.0, 20)
    assert bolder.value == 1.0


def test_belief_after_an_empty_line_is_that_of_the_next_week(seen):
    """What changes is read from the week before to the week after; no other week counts."""
    believed = np.zeros((60, 20))
    believed[:, 6:] = 0.5
    for week, change in ((4, 0.0), (5, 0.5), (6, 0.5), (7, 0.0)):
        turns = seen.turns._replace(empty=np.full(60, week), believed=believed)

        rate = MEASURES["belief"].rate(Seen(seen.premise, seen.played, turns))

        assert rate.value == change


def test_the_order_of_weapons_counts_both_ways(seen):
    """1 where aircraft come first, -1 where long-range weapons do, nothing where neither comes."""
    ids, aircraft = seen.premise.scenario.ladder.ids, seen.premise.frame.steps - 1
    rungs, aid = np.full((3, 9, 1), ids.index("arms_aid")), np.zeros((3, 9, 1), int)
    aid[0, 2:], rungs[0, 5:] = aircraft, ids.index("deep_aid")
    rungs[1, 5:], aid[1, 7:] = ids.index("deep_aid"), aircraft

    rate = MEASURES["order"].rate(
        Seen(seen.premise, seen.played, seen.turns._replace(rungs=rungs, aid=aid))
    )

    assert rate.hits.tolist() == [1.0, -1.0, 0.0]
    assert rate.of.tolist() == [1.0, 1.0, 0.0]


def test_russia_sees_nothing_after_a_deed(seen):
    """What is seen counts only before a western member has stood above a display."""
    calm = MEASURES["seen"].rate(seen)
    turns = seen.turns._replace(rungs=np.full_like(seen.turns.rungs, 99))

    assert calm.of.sum() > 0
    assert MEASURES["seen"].rate(Seen(seen.premise, seen.played, turns)).of.sum() == 0
    assert RUSSIA in seen.premise.codes


def test_each_parameter_is_once_in_each_stratum():
    """A Latin hypercube: over all points a parameter's factors fill its range evenly."""
    points = latin_points(POINTS, 1)
    width = np.log(SPREAD[1] / SPREAD[0]) / POINTS
    free = [
        one for one in generic_numbers()
        if not one.whole and one.default and one.low <= 0.5 * one.default
        and 1.5 * one.default <= one.high
    ]  # fmt: skip

    assert len(free) > 60
    for one in free:
        factors = [vector_of(point).mechanisms[one.path] / one.default for point in points]
        strata = ((np.log(factors) - np.log(SPREAD[0])) / width).astype(int)
        assert sorted(strata) == list(range(POINTS)), one.path
    base = [vector_of(point).stakes["base"] / STAKES.base for point in points]
    assert SPREAD[0] <= min(base) <= max(base) <= SPREAD[1]
    assert len(set(base)) == POINTS


def test_points_stay_in_range_and_reach_the_scenario():
    """Each number lies in the range of the format, and a scenario at a point holds it."""
    known = {one.path: one for one in generic_numbers()}
    for point in (*latin_points(POINTS, 2), *fitted_points()):
        found = Player(SMALL, point).scenario(SCENARIO, ()).mechanisms
        for path, value in vector_of(point).mechanisms.items():
            part, name = path.split(".")
            assert known[path].low <= value <= known[path].high
            assert getattr(getattr(found, part), name).mean == pytest.approx(value)


def test_a_multiple_is_one_of_the_number_at_the_point():
    """Twice the rate of accidents is twice that of the point, not twice the shipped one."""
    (twice, *_) = [one for one in LEVERS if one.times]
    path, factor = twice.times[0]
    for point in latin_points(2, 7):
        (setting,) = Player(SMALL, point).second_settings(twice)

        rate = vector_of(point).mechanisms[path.removeprefix("mechanisms.")]
        assert float(setting.partition("=")[2]) == pytest.approx(factor * rate)


def test_signs_count_what_is_expected():
    """Right, resolved, and right among the resolved; either way only what is resolved."""
    up, unsure, down = gap(0.1, 0.2), gap(-0.1, 0.3), gap(-0.3, -0.1)
    expected = {sign: next(one for one in LEVERS if one.sign == sign) for sign in (1, -1, 0, None)}
    found = (up, unsure, down, up)

    assert signs_of(expected[1], found) == Signs(4, 3, 3, 2)
    assert signs_of(expected[-1], found) == Signs(4, 1, 3, 1)
    assert signs_of(expected[0], found) == Signs(4, 3, 3, 3)
    assert signs_of(expected[None], found) is None
