"""Parts of the responsibility: they sum, like gets like, and nothing gets nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.analysis.statistics.studies.pivots import parts_table, pivot_table
from brinkmanship.sim.explain.neutral import Doctrines, neutral_settings
from brinkmanship.sim.explain.shapley import Coalitions, exact_shapley, sampled_shapley
from brinkmanship.sim.explain.target import target_of
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.explain.drawn_numbers import start_of_run

PLAYERS = (0, 1, 2, 3)


def game(members, block):
    """0 and 1 count alike and need each other; 2 adds by itself; 3 does nothing."""
    return 0.3 * (0 in members and 1 in members) + (0.1 + block / 100) * (2 in members) + 0.05


@pytest.mark.parametrize("parts", [
    exact_shapley(game, PLAYERS, 6), sampled_shapley(game, PLAYERS, (6, 1)),
    sampled_shapley(game, PLAYERS, (6, 1), workers=3),
], ids=["exact", "sampled", "threads"])  # fmt: skip
def test_parts_obey_the_axioms(parts):
    """Efficiency, symmetry, the null actor: on every block."""
    assert parts.values.sum(axis=1) == pytest.approx(parts.whole - parts.none)
    assert parts.values[:, 0] == pytest.approx(parts.values[:, 1])
    assert parts.values[:, 3] == pytest.approx(0.0)
    assert parts.values[:, 2] == pytest.approx(0.1 + np.arange(6) / 100)


@given(st.lists(st.floats(-1, 1), min_size=16, max_size=16))
def test_drawn_orders_come_to_the_exact_parts(worth):
    """Whatever the game: efficient always, and near the exact parts with many orders."""

    def value(members, block):
        del block
        return worth[sum(1 << one for one in members)]

    drawn, whole = sampled_shapley(value, PLAYERS, (60, 5)), exact_shapley(value, PLAYERS, 1)

    assert drawn.values.sum(axis=1) == pytest.approx(drawn.whole - drawn.none)
    assert np.abs(drawn.values.mean(axis=0) - whole.values[0]).max() < 0.8


@pytest.fixture(scope="module")
def doctrines():
    """The shipped scenario with policies and without."""
    own = load_scenario("nato-ground-troops-2024")
    neutral = load_scenario("nato-ground-troops-2024", neutral_settings(own.document))
    return Doctrines(prepare(own), prepare(neutral))


def test_all_policies_are_the_scenario(doctrines):
    """With every policy kept, the premise is the scenario's; without any, there are no lines."""
    everybody, nobody = range(len(doctrines.own.codes)), ()

    assert doctrines.premise(everybody) == doctrines.own
    bare = doctrines.premise(nobody)
    assert not any(bare.lines)
    assert [one.hard for one in bare.statures] == [0] * len(bare.statures)
    assert len(bare.rules[bare.codes.index("RUS")]) == 3


def test_who_keeps_its_policy_keeps_its_numbers(doctrines):
    """A coalition's numbers are its members' own; the others' are the neutral ones."""
    codes = doctrines.own.codes
    france, usa = codes.index("FRA"), codes.index("USA")

    mixed, own, neutral = (
        start_of_run(premise, 5).traits
        for premise in (doctrines.premise({france}), doctrines.own, doctrines.neutral)
    )

    assert mixed[france] == own[france]
    assert mixed[usa] == neutral[usa] != own[usa]
    assert mixed[usa].resolve == own[usa].resolve


def test_blocks_share_no_run(doctrines):
    """The value of everybody over all blocks is the ensemble's share."""
    target = target_of(doctrines.own, "tripwire")
    play = Coalitions(doctrines, 0, target, 50).value
    everybody = frozenset(range(len(doctrines.own.codes)))
    whole = Coalitions(doctrines, 0, target, 150).value(everybody, 0)

    assert np.mean([play(everybody, block) for block in range(3)]) == pytest.approx(whole)


def test_a_pivot_table_is_consistent():
    """The effect lies within its interval and is the difference of the shares."""
    table = pivot_table([{"n": 100, "base": 61, "changed": 4, "both": 3}])

    row = table.iloc[0]
    assert row["effect"] == pytest.approx(row["changed_share"] - row["base_share"])
    assert row["effect_low"] < row["effect"] < row["effect_high"] < 0.0


def test_the_greatest_part_stands_first():
    """Parts are put in order of size, whatever their sign, each within its interval."""
    values = np.array([[0.1, -0.5], [0.2, -0.4], [0.1, -0.6]])

    table = parts_table([{"actor": "A", "name": "A"}, {"actor": "B", "name": "B"}], values, runs=64)

    assert list(table["actor"]) == ["B", "A"]
    assert ((table["low"] < table["part"]) & (table["part"] < table["high"])).all()
