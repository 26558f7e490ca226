"""A run that is made to leave its way is the same counterfactual on both engines."""

import numpy as np
import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.state.fork import (
    HOLD,
    MOVE,
    NO_ACCIDENT,
    NO_FORK,
    NO_HIT,
    NO_MISREADING,
    NOTHING,
    SIGNAL,
    Fork,
)
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.mechanisms.chance import LAST_RUN
from brinkmanship.sim.mechanisms.words.signals import NONE, THREAT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.record import RunRecord
from brinkmanship.sim.scenario import load_scenario

HOT = (
    "mechanisms.accidents.rate=1",
    "mechanisms.misperception.pi=0.3",
    "actors.RUS.policy.style.rationality=1",
    "clock.horizon=20",
    "actors.FRA.start=tripwire",
    "actors.FRA.start_aid=null",
    "actors.FRA.policy.rules=[{when: {turn_at_least: 1}, require: {rung: tripwire}}]",
    "mechanisms.tripwire.hit=0.2",
)
SEED = 4
RUNS = 12


@pytest.fixture(scope="module")
def engine():
    """A lively variant of the shipped scenario."""
    return Engine(prepare(load_scenario("nato-ground-troops-2024", HOT)))


def forks(premise):
    """Forks of every kind at turn 3, of Russia where it is somebody's."""
    russia, force = premise.codes.index("RUS"), premise.frame.force
    return {
        "nothing": Fork(3),
        "force": Fork(3, MOVE, russia, force),
        "hold": Fork(3, MOVE, russia, HOLD),
        "threaten": Fork(3, SIGNAL, russia, THREAT),
        "silence": Fork(3, SIGNAL, russia, NONE),
        "no accident": Fork(3, NO_ACCIDENT),
        "no misreading": Fork(3, NO_MISREADING, russia),
        "no hit": Fork(3, NO_HIT),
    }


def records(engine, fork, runs, laters):
    """Forked runs of the ensemble, in words."""
    played = engine.play_forked(SEED, fork, np.array(runs), np.array(laters))
    return [RunRecord.of(engine.premise.codes, played.row(row)) for row in range(len(runs))]


@pytest.mark.parametrize("name", [
    "nothing", "force", "hold", "threaten", "silence", "no accident", "no misreading", "no hit",
])  # fmt: skip
@pytest.mark.parametrize("order", ["simultaneous", "sequential"])
def test_both_engines_take_the_same_fork(name, order):
    """Cell by cell, with the run's own later dice and with those of another."""
    scenario = load_scenario("nato-ground-troops-2024", (*HOT, f"clock.order={order}"))
    engine = Engine(prepare(scenario))
    fork, runs = forks(engine.premise)[name], list(range(RUNS))

    for laters in (runs, [LAST_RUN - run for run in runs]):
        pairs = zip(runs, laters, strict=True)
        mesa = [
            play(engine.premise, seed=SEED, run=run, fork=fork, later=later).record()
            for run, later in pairs
        ]
        assert records(engine, fork, runs, laters) == mesa


def test_a_fork_for_nothing_is_no_fork(engine):
    """With nothing changed and its own dice a run stays what it is."""
    runs = list(range(60))

    assert records(engine, Fork(7, NOTHING), runs, runs) == engine.records(SEED, 0, 60)


def test_an_engine_forgets_a_fork(engine):
    """After a counterfactual the engine plays what it played before."""
    before = engine.records(SEED, 0, 30)
    records(engine, forks(engine.premise)["force"], [1, 2], [1, 2])

    assert engine.records(SEED, 0, 30) == before


@pytest.mark.parametrize("turn", [1, 6, 19])
def test_other_dice_change_nothing_before_the_fork(engine, turn):
    """Whatever dice fall later, no rung is first reached at another turn up to the fork."""
    laters = [LAST_RUN - k for k in range(50)]
    run = int(engine.play(SEED, 0, 50).ending[:, TURNS].argmax())  # the longest of some

    forked = engine.play_forked(SEED, Fork(turn), np.full(50, run), np.array(laters))

    own = engine.play(SEED, run, 1).first[0]
    early = np.where((own >= 0) & (own <= turn), own, -1)
    assert (np.where(forked.first <= turn, forked.first, -1) == early).all()
    assert turn == 19 or len(np.unique(forked.ending, axis=0)) > 10


def test_what_is_changed_changes_runs(engine):
    """Each kind of fork sends some run another way; no fork is a fork that does not."""
    runs = list(range(120))
    plain = records(engine, NO_FORK, runs, runs)

    for name, fork in forks(engine.premise).items():
        changed = records(engine, fork, runs, runs)
        assert (changed != plain) == (name != "nothing"), name


def test_force_that_is_forced_is_used(engine):
    """Made to use force at turn 3, Russia stands on it at turn 3 in every run."""
    runs, force = list(range(40)), engine.premise.frame.force

    forced = records(engine, forks(engine.premise)["force"], runs, runs)

    assert all(0 <= one.first[force] <= 3 or one.turns < 3 for one in forced)
