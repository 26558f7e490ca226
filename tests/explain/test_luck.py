"""How luck is spent, what comes first by it, and what a run is spared."""

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import MOVE, Fork
from brinkmanship.sim.explain.changes import Change
from brinkmanship.sim.explain.hinges import Question, find_hinges
from brinkmanship.sim.explain.rewind import Rewinder
from brinkmanship.sim.explain.search import Budget, curve, find_pivots
from brinkmanship.sim.explain.spare import ALL, KINDS, SPARED, premise_without
from brinkmanship.sim.explain.target import peak_of, target_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.premise.parameters import World
from brinkmanship.sim.runs.limits import MOST_RUNS
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from tests.explain.drawn_numbers import start_of_run
from tests.finding import out_of_the_blue

SHIPPED = "nato-ground-troops-2024"
RUNS = 16
SMALL = Budget(screen=10, shortlist=20, final=40, curve=30, leaders=5, top=3)
# Troops stand in the area from the start and seldom leave; without hints, what is perceived is
# what is shown.
THERE = ("actors.FRA.start=tripwire", "actors.FRA.start_aid=null",
         "actors.FRA.policy.style.activity=0.1")  # fmt: skip
STORMY = (*THERE, "mechanisms.accidents.rate=5", "mechanisms.accidents.base=0.9",
          "mechanisms.accidents.absorb=0", "mechanisms.misperception.pi=0.2",
          "mechanisms.tripwire.hit=1", "mechanisms.anticipation.enabled=false",
          "clock.horizon=8")  # fmt: skip


class Planted(Rewinder):
    """A rewinder of which it is known how many continuations reach the target."""

    def __init__(self, share):
        self.share = share

    def hits(self, restarts, luck, progress=None):
        """The first ones reach it, as many as the share of the fork says."""
        for restart in restarts:
            if progress is not None:
                progress(luck.size)
            yield np.arange(luck.size) < round(luck.size * self.share(restart.fork, luck.size))

    def own_hits(self, restarts):
        """Never."""
        return [False for _ in restarts]


def moved(turn, rung):
    """Russia's move to another rung."""
    return Change("move", turn, f"R{rung}", "", 3, "", rung, Fork(turn, MOVE, 0, rung))


@pytest.mark.parametrize(("reached", "first"), [(True, 2), (False, 9)])
def test_what_leads_points_away_from_what_came(reached, first):
    """What averts leads a run that came to it; what brings it leads one that did not."""
    share = {-1: 0.5, 2: 0.3, 9: 0.9, 5: 0.5}
    rewinder = Planted(lambda fork, _: share[fork.value])

    found = find_pivots(rewinder, [moved(4, r) for r in (5, 9, 2)], SMALL, reached=reached)

    assert [one.change.instead for one in found] == ([2, 5, 9] if first == 2 else [9, 5, 2])


def test_the_shortlist_settles_the_order():
    """Neither the few of the screening nor the fresh ones that are told choose what leads."""
    by_size = {SMALL.screen: (0.0, 0.4), SMALL.shortlist: (0.4, 0.0), SMALL.final: (0.0, 0.4)}
    rewinder = Planted(lambda fork, n: by_size[n][fork.value] if fork.value >= 0 else 0.5)

    found = find_pivots(rewinder, [moved(4, 0), moved(4, 1)], SMALL, reached=True)

    assert [one.change.instead for one in found] == [1, 0]
    assert [one.effect for one in found] == pytest.approx([-0.1, -0.5])


def test_among_equals_the_later_comes_first():
    """What was still open later explains more than what did as much before it."""
    rewinder = Planted(lambda fork, _: 0.5 if fork.value < 0 else 0.2)

    found = find_pivots(rewinder, [moved(turn, 1) for turn in (3, 7, 5)], SMALL, reached=True)

    assert [one.change.turn for one in found] == [7, 5, 3]


def test_each_change_is_compared_with_its_own_turn():
    """The base is the run gone on from the turn of the change, continuation by continuation."""
    rewinder = Planted(lambda fork, _: 0.1 * fork.turn if fork.value < 0 else 0.5)

    found = find_pivots(rewinder, [moved(2, 1), moved(9, 1)], SMALL, reached=True)

    assert [(one.change.turn, one.base, one.changed, one.both) for one in found] == [
        (9, 36, 20, 20), (2, 8, 20, 8),
    ]  # fmt: skip


@pytest.mark.parametrize(("turns", "each"), [(1, 1), (1, 20), (6, 1), (4, 3), (30, 2)])
def test_a_search_plays_no_more_than_it_says(turns, each):
    """What is announced is the most that is played; one change a turn takes all of it."""
    changes = [moved(turn, rung) for turn in range(1, turns + 1) for rung in range(each)]
    played: list[int] = []

    find_pivots(Planted(lambda *_: 0.5), changes, SMALL, reached=True, progress=played.append)

    assert 0 < sum(played) <= SMALL.runs(len(changes), turns)
    assert sum(played) == SMALL.runs(len(changes), turns) or each > 1


@pytest.fixture(scope="module")
def premise():
    """The shipped scenario."""
    return prepare(load_scenario(SHIPPED))


def test_an_explanation_plays_no_more_than_it_says(premise):
    """The bar is never past its end: both searches and the curve are in what is announced."""
    announced: list[int] = []
    played: list[int] = []

    def started(runs):
        announced.append(runs)
        return played.append

    budget = SMALL._replace(screen=1, shortlist=10, final=200)
    seen = find_hinges(premise, Question(0, out_of_the_blue().run, None, 2), budget, started)

    assert 0.5 * announced[0] < sum(played) <= announced[0]
    assert {step.n for step in seen.curve} == {budget.curve}
    assert {one.n for one in (*seen.pivots, *seen.last)} == {budget.final}


def test_a_curve_has_a_point_a_turn():
    """From the start to the last turn, each the share of what is still open after it."""
    steps = curve(Planted(lambda fork, _: fork.turn / 10), 4, SMALL.lots[3])

    assert [(step.turn, step.n, step.hits) for step in steps] == [
        (0, 30, 0), (1, 30, 3), (2, 30, 6), (3, 30, 9), (4, 30, 12),
    ]  # fmt: skip


def test_fresh_luck_is_nobodys():
    """No ensemble that can be asked for has a run with the luck of a continuation."""
    assert min(lot.runs.min() for lot in Budget().lots) > MOST_RUNS


def might_come(engine, run, rung):
    """Whether a run comes to a rung with some other luck from turn 2 on, and not with any."""
    laters = np.arange(1, 41) + MOST_RUNS // 2
    first = engine.play_forked(0, Fork(1), np.full(40, run), laters).first[:, rung]
    return 0.1 < (first >= 0).mean() < 0.9


def test_a_run_that_never_came_is_asked_what_would_have_brought_it(premise):
    """Then the leading change raises the share, in some run that other luck brings to it."""
    rung, engine = premise.scenario.ladder.index("mobilise"), Engine(premise)
    missed = np.flatnonzero(engine.play(0, 0, 400).first[:, rung] < 0)
    runs = (int(run) for run in missed if might_come(engine, int(run), rung))

    asked = (find_hinges(premise, Question(0, run, "mobilise", 2), SMALL) for run in runs)

    seen = next(one for one in asked if one.pivots[0].effect > 0.0)
    assert seen.turn == -1
    assert seen.last == []


def happened(premise):
    """Which kinds of chance played in a few runs."""
    turns = [turn for run in range(RUNS) for turn in trace_run(premise, run=run).turns]
    kinds = {event.kind for turn in turns for event in turn.events}
    moments = [moment for turn in turns for moment in turn.moments]
    drifted = any(one.misread or abs(one.perceived - one.shown) > 1e-9 for one in moments)
    found = {"accident": "blamed" in kinds, "tripwire": "troops_hit" in kinds,
             "misperception": drifted}  # fmt: skip
    return {kind for kind, did in found.items() if did}


def test_what_is_spared_does_not_happen():
    """Each kind of chance taken out takes out its own events, and no others'."""
    stormy = prepare(load_scenario(SHIPPED, STORMY))

    assert happened(stormy) == set(SPARED)
    for kind in SPARED:
        assert happened(premise_without(stormy, SPARED[kind])) == set(SPARED) - {kind}, kind
    assert happened(premise_without(stormy, KINDS[ALL])) == set()


def test_chance_that_differs_by_run_is_spared_too():
    """A number of the world that is a distribution is 0 in every run, and no other changes."""
    drawn = "mechanisms.tripwire.hit={uniform: {low: 0.5, high: 1}}"
    premise = prepare(load_scenario(SHIPPED, (drawn,)))
    spared = premise_without(premise, SPARED["tripwire"])

    for run in range(5):
        before, after = start_of_run(premise, run), start_of_run(spared, run)
        assert before.world.tripwire_hit > 0.0
        assert after.world == before.world._replace(tripwire_hit=0.0)
        assert after.traits == before.traits
    assert set(KINDS[ALL]) == {f for fields in SPARED.values() for f in fields}
    assert set(KINDS[ALL]) <= set(World._fields)


def test_a_rung_stood_on_from_the_start_is_reached_at_once():
    """It was come to in turn 0; asked about is only what was climbed to, else the clash."""
    premise = prepare(load_scenario(SHIPPED, THERE))
    engine, ids = Engine(premise), premise.scenario.ladder.ids
    tripwire = target_of(premise, "tripwire")

    peaks = set()
    for run in range(12):
        played = engine.play(0, run, 1)
        assert tripwire.reached(played).all()
        assert tripwire.turn(played) == 0
        peak = peak_of(premise, played)
        peaks.add((peak.name, peak.turn(played)))
        assert peak.turn(played) != 0
    assert ("clash", -1) in peaks  # nothing was climbed to
    assert {name for name, _ in peaks} <= set(ids)


def test_an_outcome_is_come_to_when_the_run_ends_in_it(premise):
    """A run that ended in the outcome came to it in that turn; any other never."""
    engine, frozen = Engine(premise), target_of(premise, "frozen")

    for run, record in enumerate(engine.records(0, 0, 20)):
        turn = frozen.turn(engine.play(0, run, 1))
        assert turn == (record.outcome_turn if record.outcome == "frozen" else -1)
