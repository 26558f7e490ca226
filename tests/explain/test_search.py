"""Where a run was decided: a planted hinge is found, and nothing is found where nothing is."""

import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import MOVE, NO_ACCIDENT, Fork
from brinkmanship.sim.explain.changes import Change, changes_of
from brinkmanship.sim.explain.hinges import Question, find_hinges
from brinkmanship.sim.explain.rewind import Luck, Restart, Rewinder
from brinkmanship.sim.explain.search import Budget, Pivot, curve, find_pivots
from brinkmanship.sim.explain.spare import premise_without, spare_each_chance
from brinkmanship.sim.explain.target import TargetError, peak_of, target_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run
from tests.finding import out_of_the_blue

SMALL = Budget(screen=12, shortlist=40, final=120, curve=60, leaders=8, top=4)
BLUE = out_of_the_blue()  # a run in which nothing led to a clash but one accident
RULED = 2  # turn in which a planted rule requires force
RUN, HINGE, CLASH = BLUE.run, BLUE.hinge, BLUE.clash


@pytest.fixture(scope="module")
def premise():
    """The shipped scenario."""
    return prepare(load_scenario("nato-ground-troops-2024"))


@pytest.fixture(scope="module")
def found(premise):
    """The run with the accident, explained."""
    return find_hinges(premise, Question(0, RUN, None, 2), SMALL)


def test_the_only_accident_that_led_to_a_clash_is_the_hinge(found):
    """Where an accident came out of the blue, its sparing is on top, in its own turn."""
    accident = next(one for one in found.pivots if one.change.kind == "accident")

    assert (accident.change.turn, accident.change.other) == (HINGE, BLUE.culprit)
    assert accident.effect < 0.0
    assert not accident.own
    assert found.pivots[0].change.turn == HINGE


def test_it_becomes_sure_at_the_turn_it_comes(found):
    """The curve ends at one in the turn of the outcome; before that it rises most at the hinge."""
    share = {step.turn: step.hits / step.n for step in found.curve}
    rises = {turn: share[turn] - share[turn - 1] for turn in range(1, CLASH)}

    assert found.turn == CLASH
    assert share[CLASH] == 1.0
    assert max(rises, key=rises.__getitem__) == HINGE


@pytest.fixture(scope="module")
def planted():
    """A quiet crisis in which a rule sends Russia into force at one turn."""
    when = f"{{turn_at_least: {RULED}, turn_at_most: {RULED}}}"
    rule = f"{{when: {when}, require: {{rung: limited_force}}}}"
    quiet = ("mechanisms.accidents.enabled=false", "mechanisms.tripwire.hit=0",
             "clock.horizon=12")  # fmt: skip
    settings = (*quiet, f"actors.RUS.policy.rules=[{rule}]", "actors.RUS.policy.style.activity=1")
    premise = prepare(load_scenario("nato-ground-troops-2024", settings))
    return find_hinges(premise, Question(0, 3, "limited_force"), SMALL)


def test_a_planted_rule_is_the_hinge(planted):
    """A state that a rule sends into force at one turn is found at that turn, by its name."""
    assert planted.turn == RULED
    assert (planted.last[0].change.kind, planted.last[0].change.actor) == ("move", "RUS")
    assert planted.last[0].effect < -0.3


def test_nothing_after_the_outcome_explains_it(planted):
    """The curve ends where the run came to it; the last step is none of the pivots before it."""
    assert [step.turn for step in planted.curve] == list(range(RULED + 1))
    assert len(planted.trace.turns) > RULED
    assert max(one.change.turn for one in planted.pivots) < RULED
    assert {one.change.turn for one in planted.last} == {RULED}


def test_the_same_decision_changes_nothing(premise):
    """Made to move where it moved anyway, an actor leaves every continuation as it was."""
    trace, codes, luck = trace_run(premise, seed=0, run=RUN), premise.codes, Luck(0, 30)
    moves = [(turn.turn, moment) for turn in trace.turns for moment in turn.moments
             if moment.choice.rung != moment.before and moment.choice.acted]  # fmt: skip
    target = target_of(premise, "tripwire")

    with Rewinder(premise, 0, RUN, target=target) as rewinder:
        for turn, moment in moves[::6]:
            fork = Fork(turn, MOVE, codes.index(moment.actor), moment.choice.rung)
            same, plain = rewinder.hits([Restart(fork), Restart(Fork(turn))], luck)
            assert (same == plain).all()


def test_no_change_and_its_own_luck_is_the_run(premise):
    """Continued from any turn with its own luck a run reaches what it reached."""
    played = Engine(premise).play(0, 0, 30)
    target = target_of(premise, "mobilise")
    reached = target.reached(played)

    for run in range(30):
        with Rewinder(premise, 0, run, target=target) as rewinder:
            assert set(rewinder.own_hits([Restart(Fork(t)) for t in (0, 9, 33)])) == {
                bool(reached[run])
            }
    assert 0 < reached.sum() < 30


def test_threads_change_no_number(premise, found):
    """The same question gives the same answer on one thread and on two."""
    alone = find_hinges(premise, Question(0, RUN, None, 1), SMALL)

    assert (alone.pivots, alone.last, alone.curve) == (found.pivots, found.last, found.curve)


def test_no_continuation_is_in_two_lots():
    """What leaders are told with has chosen nothing, and the curve has its own luck."""
    runs = np.concatenate([lot.runs for lot in Budget().lots])

    assert len(np.unique(runs)) == len(runs) == 24 + 200 + 1000 + 400


def test_what_is_told_has_been_played_afresh(premise):
    """Of changes that do nothing the best is not told with the number that made it the best."""
    trace = trace_run(premise, seed=0, run=RUN)
    early = changes_of(trace, premise.codes, 7)
    with Rewinder(premise, 0, RUN, target=target_of(premise, "tripwire"), workers=2) as rewinder:
        best = find_pivots(rewinder, early, SMALL, reached=True)
        again = next(rewinder.hits([Restart(best[0].change.fork)], SMALL.lots[2]))

    assert {one.n for one in best} == {SMALL.final}
    assert best[0].changed == again.sum()
    assert len({one.change.what for one in best}) == len(best)


def test_a_pivot_counts_pairs():
    """Its effect is the difference of the two shares."""
    change = Change("misread", 1, "RUS", "", -1, "", -1, Fork(1))
    pivot = Pivot(change, 10, 6, 2, 1, own=False)

    assert pivot.effect == pytest.approx(-0.4)


def test_an_accident_that_nobody_takes_for_an_attack_is_no_accident(premise):
    """Sparing a kind of chance all through does what its only event's fork does."""
    target = target_of(premise, "clash")
    with Rewinder(premise, 0, RUN, target=target) as rewinder:
        forked = rewinder.own_hits([Restart(Fork(HINGE, NO_ACCIDENT))])[0]

    found = spare_each_chance(premise, 0, RUN, target=target, luck=Luck(0, 50))
    spared = {one.kind: one for one in found}

    assert spared["nothing"].own is True
    assert spared["accident"].own is forked is False
    assert spared["all chance events"].own is False
    assert premise_without(premise, ()) == premise


def test_the_outcome_itself_is_no_reason(premise):
    """What would have averted or brought a rung is never being put on that rung."""
    seen = find_hinges(premise, Question(0, 7, "tripwire", 2), SMALL)

    assert seen.turn == -1
    assert seen.pivots
    assert all(one.change.instead < seen.target.rung for one in seen.pivots)


def test_a_run_is_asked_about_its_peak(premise):
    """Without a question a clash is meant, else the highest threshold that was reached."""
    engine = Engine(premise)
    ids = premise.scenario.ladder.ids

    for run in range(16):
        played = engine.play(0, run, 1)
        target = peak_of(premise, played)
        turn = target.turn(played)
        higher = [r for r in map(ids.index, premise.scenario.thresholds) if r > target.rung]
        assert all(played.first[0, rung] < 0 for rung in higher)
        assert turn == played.first[0, target.rung]


def test_an_unknown_outcome_is_refused(premise):
    """The message says which name was perhaps meant."""
    with pytest.raises(TargetError, match="limited_force"):
        target_of(premise, "limited_forse")


def test_without_a_clash_a_run_is_asked_about_its_highest_threshold():
    """On a ladder that has no clash; and an outcome that it cannot come to is refused."""
    premise = prepare(load_scenario("trade-war"))
    ids, engine = premise.scenario.ladder.ids, Engine(premise)

    played = [engine.play(0, run, 1) for run in range(16)]
    asked = [peak_of(premise, one).rung for one in played]

    tops = [int(np.flatnonzero(one.first[0] >= 0).max()) for one in played]
    lowest = ids.index("tariffs")
    assert asked == [top if top >= lowest else ids.index("embargo") for top in tops]
    for outcome in ("war", "direct_clash", "nuclear_use"):
        with pytest.raises(TargetError, match="no run can come to"):
            target_of(premise, outcome)


def test_the_curve_begins_with_other_luck(premise):
    """At turn 0 only the actors are settled, so its share is neither none nor all."""
    with Rewinder(premise, 0, RUN, target=target_of(premise, "mobilise")) as rewinder:
        steps = curve(rewinder, 2, Luck(0, 80))

    assert [step.turn for step in steps] == [0, 1, 2]
    assert 0 < steps[0].hits < 80
