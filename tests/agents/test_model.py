"""Laws of the Mesa model: who is asked, in which order, changes nothing it should not."""

import gc
import pickle
import weakref
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import yaml

from brinkmanship.sim.agents.model import CrisisModel, play
from brinkmanship.sim.crisis.state.row import TURNS
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.engines.state import differences, state_of

SEED, RUNS = 3, range(4)
BASE = Path("scenarios/nato-ground-troops-2024.yaml")


def records(premise, **more):
    """A few runs of a premise."""
    return [play(premise, seed=SEED, run=run, **more).record() for run in RUNS]


def rewritten(tmp_path, change):
    """The base scenario with its document changed, loaded from a new file."""
    document = yaml.safe_load(BASE.read_text(encoding="utf-8"))
    document["extends"] = str(BASE.parent.resolve() / document["extends"])
    change(document)
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return prepare(load_scenario(path))


def test_the_same_address_gives_the_same_run(premise):
    """Seed and run fix everything; keeping a trace changes nothing."""
    assert records(premise) == records(premise) == records(premise, trace=True)


def test_another_run_is_another_story(premise):
    """Runs differ from one another, and so do seeds."""
    one, two = play(premise, seed=0, run=0).record(), play(premise, seed=0, run=1).record()
    three = play(premise, seed=1, run=0).record()

    assert one.means != two.means
    assert one.means != three.means


def test_listing_order_is_no_advantage(premise, tmp_path):
    """The actors of a file in reverse order play the same runs."""

    def reverse(document):
        document["actors"] = dict(reversed(document["actors"].items()))
        document["sides"]["west"].reverse()
        document["alliances"]["NATO"]["members"].reverse()

    assert records(rewritten(tmp_path, reverse)) == records(premise)


def test_a_bystander_changes_nobodys_run(premise, tmp_path):
    """One more actor on no side leaves every other actor's rungs as they were."""

    def add(document):
        document["actors"]["CHE"] = {"name": "Switzerland"}

    for with_it, without in zip(records(rewritten(tmp_path, add)), records(premise), strict=True):
        assert with_it.outcome == without.outcome
        assert [m for m in with_it.means if m] == [m for m in without.means if m]


def test_a_mediator_on_no_side_makes_settlement_likelier(tmp_path):
    """A bystander that mediates moves outcomes, and only towards settlement."""

    def add(document):
        document["actors"]["CHE"] = {"name": "Switzerland", "mediator": mediates}
        document["client_war"]["intensity"] = 0.0  # nobody settles while clients fight
        document["mechanisms"]["settlement"] = {"mediation": 9.0, "chance": 0.3}

    played = {}
    for mediates in (False, True):
        premise = rewritten(tmp_path, add)
        played[mediates] = [play(premise, seed=0, run=run).record().outcome for run in range(12)]

    pairs = set(zip(played[False], played[True], strict=True))
    assert {one for one, other in pairs if one != other} != set()
    assert {other for one, other in pairs if one != other} == {"settlement"}


def test_switching_one_chance_off_re_rolls_no_other(premise):
    """Without settlement, the runs that were not settled stay as they were."""
    calm = prepare(
        load_scenario("nato-ground-troops-2024", ["mechanisms.settlement.enabled=false"])
    )
    before = [play(premise, seed=0, run=run).record() for run in range(10)]
    after = [play(calm, seed=0, run=run).record() for run in range(10)]
    kept = [(a, b) for a, b in zip(before, after, strict=True) if a.outcome != "settlement"]

    assert len(kept) >= 5
    assert all(a == b for a, b in kept)
    assert all(b.outcome != "settlement" for b in after)


def test_an_inject_joins_an_actor_to_side_and_alliance():
    """Sweden is a bystander in week one and an ally from week two on."""
    premise = prepare(load_scenario("nato-32-2024"))
    sweden = premise.codes.index("SWE")
    model = CrisisModel(premise, seed=0, run=0)

    places = []
    for _ in range(3):
        model.step()
        actor = model.actors[sweden]
        places.append((actor.side, actor.alliance, actor in model.principals))

    west = model.actors[premise.codes.index("FRA")]
    assert places == [(-1, -1, False), *[(west.side, west.alliance, True)] * 2]
    assert sum(actor.alliance == west.alliance for actor in model.actors) == 32


@pytest.mark.parametrize("trace", [False, True])
def test_a_run_that_is_over_is_forgotten(premise, trace):
    """Nothing keeps a model alive once nobody holds it, so memory does not grow with runs."""
    model = weakref.ref(play(premise, seed=0, run=0, trace=trace))

    gc.collect()

    assert model() is None


def test_a_model_that_was_left_early_is_forgotten(premise):
    """Nor does one that was never played to its end."""
    started = CrisisModel(premise)
    started.step()
    model = weakref.ref(started)

    del started
    gc.collect()

    assert model() is None


def test_a_finished_model_stays_as_it_is(premise):
    """Stepped again, it changes no bit of its state, its row or its traces, and stays finished."""
    model = play(premise, seed=SEED, run=0, trace=True)
    state, row, traces = state_of(model.crisis), model.row(), model.traces()

    for _ in range(3):
        model.step()
        model.run_model()

    assert not model.running
    assert differences(state_of(model.crisis), state) == {}
    assert (model.row(), model.turn) == (row, row.ending[TURNS])
    assert all(np.array_equal(a, b) for a, b in zip(model.traces(), traces, strict=True))


def pickled(model):
    """The model written and read back."""
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("copied", [deepcopy, pickled])
@pytest.mark.parametrize("trace", [False, True])
def test_a_copy_goes_on_by_itself(premise, copied, trace):
    """A copy of a model half way plays on as the run does, and leaves its original as it was."""
    model = CrisisModel(premise, seed=SEED, run=1, trace=trace)
    for _ in range(5):
        model.step()
    before = state_of(model.crisis)

    copy = copied(model)
    copy.run_model()

    whole = play(premise, seed=SEED, run=1, trace=trace)
    assert copy.turn > model.turn == 5
    assert differences(state_of(model.crisis), before) == {}
    assert differences(state_of(copy.crisis), state_of(whole.crisis)) == {}
    assert copy.row() == whole.row()
    model.run_model()
    assert model.row() == whole.row()
    assert list(copy.agents) == copy.actors != model.actors


def test_traces_are_for_models_that_keep_them(premise):
    """Without a trace there is nothing to show, and the message says what to pass."""
    with pytest.raises(ValueError, match="trace=True"):
        CrisisModel(premise).traces()


def test_a_run_ends_by_its_horizon(premise):
    """No run plays more turns than the clock allows, and the outcome turn is one of them."""
    for record in records(premise):
        assert 1 <= record.outcome_turn <= record.turns <= 52


def test_a_rung_reached_has_all_below_it_reached(premise):
    """The first turn at a rung never lies before the first turn at the rung below."""
    for record in records(premise):
        reached = [turn for turn in record.first if turn >= 0]

        assert reached == sorted(reached)
        assert record.first[: len(reached)] == tuple(reached)
        assert len(reached) - 1 == record.peak_rung_direct


@pytest.mark.parametrize("outcome", ["war", "nuclear_use"])
def test_a_clash_that_goes_on_can_rise_to_the_top(outcome):
    """With absorption off, war and nuclear use are reached, under weights that force them."""
    settings = [
        "terminal.absorb_on_clash=false",
        "mechanisms.accidents={rate: 5, base: 1, absorb: 1}",
        "mechanisms.retaliation={weight: 10, fade: 0}",
        "mechanisms.nuclear_fear.enabled=false",
        "mechanisms.solidarity.enabled=false",
        "actors.USA.policy.north_star=null",
        f"mechanisms.nuclear_use.clash={0.9 if outcome == 'nuclear_use' else 0.0}",
        f"mechanisms.nuclear_use.war={0.9 if outcome == 'nuclear_use' else 0.0}",
        "actors.FRA.resolve=20",
        "actors.GBR.resolve=20",
        "actors.RUS.resolve=20",
    ]
    hot = prepare(load_scenario("nato-ground-troops-2024", settings))

    outcomes = {play(hot, seed=0, run=run).record().outcome for run in range(12)}

    assert outcome in outcomes
