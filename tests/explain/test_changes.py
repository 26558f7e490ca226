"""What could have been otherwise in a run: all of it, of the right actor, in the right turn."""

import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import (
    HOLD,
    MOVE,
    NO_ACCIDENT,
    NO_HIT,
    NO_MISREADING,
    SIGNAL,
)
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.explain.changes import OTHERS, STAYED, changes_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run

SHIPPED = "nato-ground-troops-2024"
# French troops stand in the area and stay, and more happens than usual.
EVENTFUL = ("actors.FRA.start=tripwire", "actors.FRA.start_aid=null",
            "actors.FRA.policy.rules=[{when: {turn_at_least: 1}, require: {rung: tripwire}}]",
            "mechanisms.accidents.rate=2",
            "mechanisms.misperception.pi=0.05", "mechanisms.tripwire.hit=0.5")  # fmt: skip
LEAST, MOST = 3, 40  # turns of a run in which all could have been; runs that are looked at
FORKS = {"move": MOVE, "stay": MOVE, "signal": SIGNAL, "misread": NO_MISREADING,
         "accident": NO_ACCIDENT, "troops_hit": NO_HIT}  # fmt: skip


@pytest.fixture(scope="module")
def premise():
    """The shipped scenario, in which every kind of chance plays."""
    return prepare(load_scenario(SHIPPED, EVENTFUL))


@pytest.fixture(scope="module")
def trace(premise):
    """The first run with some turns in which every kind of change could have been."""
    for run in range(MOST):
        trace = trace_run(premise, seed=0, run=run)
        kinds = {one.kind for one in changes_of(trace, premise.codes, len(trace.turns))}
        if len(trace.turns) > LEAST and kinds == set(FORKS):
            return trace
    raise AssertionError(f"no run of {MOST} has all kinds of changes")


@pytest.fixture(scope="module")
def changes(premise, trace):
    """All changes of it."""
    return changes_of(trace, premise.codes, len(trace.turns))


def decided(trace):
    """Each turn, actor and decision of a run that was acted on."""
    return [(turn.turn, moment) for turn in trace.turns for moment in turn.moments
            if moment.choice.acted]  # fmt: skip


def test_a_fork_is_what_its_change_says(premise, changes):
    """Turn, kind, actor and rung of the fork are those that are told of the change."""
    for one in changes:
        who = premise.codes[one.fork.actor] if one.fork.actor >= 0 else one.actor
        assert (one.fork.turn, one.fork.change, who) == (one.turn, FORKS[one.kind], one.actor)
        assert one.fork.value == one.instead or one.kind == "signal"
        assert (one.fork.actor < 0) == (one.kind in ("accident", "troops_hit"))
    assert {one.kind for one in changes} == set(FORKS)


def test_every_word_and_every_chance_is_tried_once(trace, changes):
    """Each signal, misread week, accident and hit of the trace is one change, of its victim."""
    told = [(one.kind, one.turn, one.actor) for one in changes if one.kind not in ("move", "stay")]

    happened = [
        (kind, turn.turn, moment.actor)
        for turn in trace.turns
        for moment in turn.moments
        for kind, is_so in (("signal", moment.signal is not None), ("misread", moment.misread))
        if is_so
    ]
    happened += [
        (event.kind, turn.turn, event.other if event.kind == "accident" else event.actor)
        for turn in trace.turns
        for event in turn.events
        if event.kind in ("accident", "troops_hit")
    ]
    assert sorted(told) == sorted(happened)


@pytest.fixture(scope="module")
def long_trace(premise):
    """The longest of some runs."""
    turns = Engine(premise).play(0, 0, MOST).ending[:, TURNS]
    return trace_run(premise, seed=0, run=int(turns.argmax()))


@pytest.mark.parametrize("which", ["trace", "long_trace"])
def test_whatever_was_done_might_not_have_been(premise, which, request):
    """To do nothing is tried for every move, step of aid and use of force, and for no other."""
    trace = request.getfixturevalue(which)

    changes = changes_of(trace, premise.codes, len(trace.turns))

    held = {(one.turn, one.actor) for one in changes
            if one.instead == HOLD and one.kind in ("move", "stay")}  # fmt: skip
    force = trace.roles["force"]
    assert held == {
        (turn, moment.actor)
        for turn, moment in decided(trace)
        if moment.choice.rung != moment.before
        or moment.choice.aid > moment.aid_before
        or moment.choice.rung >= force
    }


def test_the_rungs_it_nearly_took_are_tried(trace, changes):
    """No rung that is left out was weighed more highly than one that is tried."""
    tried: dict[tuple[int, str], set[int]] = {}
    for one in changes:
        if one.kind in ("move", "stay") and one.instead != HOLD:
            tried.setdefault((one.turn, one.actor), set()).add(one.instead)

    for turn, moment in decided(trace):
        score = {option.rung: option.score for option in moment.choice.options}
        seen = tried.get((turn, moment.actor), set())
        rest = set(score) - seen - {moment.choice.rung, moment.before}
        most = STAYED if moment.choice.rung == moment.before else OTHERS
        assert moment.choice.rung not in seen
        assert len(seen) <= most
        assert max((score[rung] for rung in rest), default=-1e9) <= min(
            (score[rung] for rung in seen), default=1e9
        )
    assert len(tried) > len(trace.turns)


def test_nothing_after_the_last_turn_is_changed(premise, trace):
    """The turn that is looked at last is looked at, and none after it."""
    last = len(trace.turns) - 1

    assert max(one.turn for one in changes_of(trace, premise.codes, last)) == last
