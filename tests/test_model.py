"""Laws of the Mesa engine: who is asked, in which order, changes nothing it should not."""

import ast
import gc
import weakref
from pathlib import Path

import pytest
import yaml

from brinkmanship.sim.agents.model import CrisisModel, play
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario

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
    """Only a bystander that mediates moves the outcome, and towards settlement."""

    def add(document):
        document["actors"]["CHE"] = {"name": "Switzerland", "mediator": True}
        document["mechanisms"]["settlement"] = {"mediation": 9.0, "rate": 0.05}

    mediated = [play(rewritten(tmp_path, add), seed=0, run=run) for run in range(12)]

    assert sum(model.record().outcome == "settlement" for model in mediated) > 6


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


def test_an_actor_reaches_its_surroundings_by_its_observation_only():
    """Actor and decision code asks its model for nothing but the alliance's rule and the log.

    Taking identities and tables at birth (``__init__``) is not asking.
    """
    allowed = {"collective", "log"}
    asked = set()
    for name in ("actor", "decision", "beliefs", "commitments", "rules"):
        tree = ast.parse(Path(f"sim/{name}.py").read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name != "__init__":
                asked |= {
                    node.attr
                    for node in ast.walk(function)
                    if isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Attribute)
                    and node.value.attr == "model"
                }

    assert asked == allowed


def test_an_inject_joins_an_actor_to_side_and_alliance():
    """Sweden is a bystander in week one and an ally from week two on."""
    model = CrisisModel(prepare(load_scenario("nato-32-2024")), seed=0, run=0, trace=True)
    for _ in range(3):
        model.step()

    assert model.log is not None
    weeks = [row[1] for row in model.log.turns if row[2] == "SWE"]

    assert weeks == [2, 3]
    assert len(model.alliances[0].members) == 32


def test_a_run_that_is_over_is_forgotten(premise):
    """Nothing keeps a model alive once nobody holds it, so memory does not grow with runs."""
    model = weakref.ref(play(premise, seed=0, run=0))

    gc.collect()

    assert model() is None


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
        "mechanisms.retaliation.weight=20",
        "mechanisms.retaliation.weeks=50",
        "mechanisms.catastrophe.enabled=false",
        "mechanisms.solidarity.enabled=false",
        "mechanisms.reciprocity.scale=8",
        "actors.USA.policy.north_star=null",
        f"mechanisms.nuclear_use.clash={0.9 if outcome == 'nuclear_use' else 0.0}",
        f"mechanisms.nuclear_use.war={0.9 if outcome == 'nuclear_use' else 0.0}",
        "actors.FRA.resolve=5",
        "actors.GBR.resolve=5",
        "actors.RUS.resolve=5",
    ]
    hot = prepare(load_scenario("nato-ground-troops-2024", settings))

    outcomes = {play(hot, seed=0, run=run).record().outcome for run in range(12)}

    assert outcome in outcomes
