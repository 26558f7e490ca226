"""Whose part it is: the average over all orders, and a doctrine that is nobody's own."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from brinkmanship.analysis.statistics.studies.pivots import parts_table
from brinkmanship.sim.explain.hinges import Question
from brinkmanship.sim.explain.neutral import (
    ALWAYS,
    Doctrines,
    forbids_always,
    neutral_settings,
)
from brinkmanship.sim.explain.responsibility import responsibility, runs_needed
from brinkmanship.sim.explain.shapley import CHEAP, exact_shapley, sampled_shapley
from brinkmanship.sim.explain.target import target_of
from brinkmanship.sim.mechanisms.policy import FORBID, PREFER, REQUIRE, RuleRow
from brinkmanship.sim.mechanisms.words.signals import THREAT
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.premise.rows import UNSET
from brinkmanship.sim.scenario import load_scenario
from tests.explain.drawn_numbers import start_of_run

SHIPPED = "nato-ground-troops-2024"
RUNG = 11
PLAIN = RuleRow(*ALWAYS, UNSET, UNSET, -1.0, FORBID, 0, RUNG, 1, UNSET)


@given(st.lists(st.floats(-1, 1), min_size=16, max_size=16))
def test_exact_parts_are_the_mean_over_all_orders(worth):
    """Whatever the game: what an actor adds, averaged over every order of coming in."""

    def value(members, _):
        return worth[sum(1 << one for one in members)]

    added = np.zeros(4)
    orders = list(permutations(range(4)))
    for order in orders:
        for place, one in enumerate(order):
            added[one] += value(order[: place + 1], 0) - value(order[:place], 0)

    parts = exact_shapley(value, (0, 1, 2, 3), 1)

    assert parts.values[0] == pytest.approx(added / len(orders), abs=1e-12)


@pytest.mark.parametrize("players", range(1, CHEAP + 4))
def test_the_runs_played_are_those_announced(players):
    """Every coalition of a few actors, or both ways through an order of many."""
    played: list[int] = []

    def value(members, _):
        return float(len(members))

    if players <= CHEAP:
        exact_shapley(value, range(players), 3, progress=played.append)
    else:
        sampled_shapley(value, range(players), (3, 1), progress=played.append)

    assert 10 * sum(played) == runs_needed(players, (3, 10))


def test_bystanders_have_no_part():
    """Who stands on no side shares nothing; all who do are named, in the order of the file."""
    document = load_scenario(SHIPPED, ("clock.horizon=2",))
    neutral = load_scenario(SHIPPED, ("clock.horizon=2", *neutral_settings(document.document)))
    doctrines = Doctrines(prepare(document), prepare(neutral))
    played: list[int] = []

    codes, parts = responsibility(
        doctrines, Question(), target_of(doctrines.own, "clash"), (2, 2), played.append
    )

    assert set(doctrines.own.codes) - set(codes) == {"UKR"}
    assert codes == [code for code in doctrines.own.codes if code != "UKR"]
    assert parts.values.shape == (2, len(codes))
    assert sum(played) == runs_needed(len(codes), (2, 2))


@pytest.mark.parametrize("changed", [
    *({field: 1} for field in RuleRow._fields[:7]),
    {"turn_at_least": 2}, {"turn_at_most": 5}, {"war": 0.0}, {"signal": 1, "target": THREAT},
    {"effect": PREFER}, {"effect": REQUIRE},
], ids=str)  # fmt: skip
def test_only_what_is_never_possible_is_no_policy(changed):
    """A rule with any condition, of any other effect or about a word says what it chooses."""
    assert forbids_always(PLAIN)
    assert forbids_always(PLAIN._replace(turn_at_least=1))
    assert not forbids_always(PLAIN._replace(**changed))


def test_the_neutral_doctrine_has_no_rule_of_choice():
    """Without its policy an actor's rules are gone, its own numbers that vary by run too."""
    rule = "{when: {turn_at_least: 5}, require: {rung: limited_force}}"
    changed = (f"actors.RUS.policy.rules=[{rule}]",
               "actors.FRA.policy.style.rationality={uniform: {low: 1, high: 2}}")  # fmt: skip
    own = load_scenario(SHIPPED, changed)
    neutral = load_scenario(SHIPPED, (*changed, *neutral_settings(own.document)))
    doctrines = Doctrines(prepare(own), prepare(neutral))
    france, russia = (doctrines.own.codes.index(code) for code in ("FRA", "RUS"))

    bare, kept = doctrines.premise(()), doctrines.premise({france, russia})

    assert len(doctrines.own.rules[russia]) == len(kept.rules[russia]) == 1
    assert bare.rules[russia] == ()
    for run in range(3):
        mine, plain = (
            start_of_run(one, run).traits[france] for one in (doctrines.own, doctrines.neutral)
        )
        assert start_of_run(bare, run).traits[france] == plain
        assert start_of_run(kept, run).traits[france] == mine
        assert mine.rationality != plain.rationality


def test_the_interval_of_a_part_is_students():
    """Blocks are few, so their spread is that of a sample and the interval that of Student's t."""
    values = np.array([[0.10], [0.25], [0.16], [0.31]])

    row = parts_table([{"actor": "A", "name": "A"}], values, runs=64, level=0.9).iloc[0]

    ends = stats.t.interval(0.9, 3, loc=values.mean(), scale=stats.sem(values[:, 0]))
    assert (row["low"], row["high"]) == pytest.approx(ends)
