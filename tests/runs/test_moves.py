"""Moves upwards, and those that chance decided, counted as anybody could from a trace."""

import numpy as np
import pytest

import brinkmanship as bk
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.moves import LOWEST, count_moves, least_counted
from brinkmanship.sim.scenario import load_scenario
from tests.small import small_premise

RUNS = 12


def counted(name, overrides=()):
    """Moves in the first runs of a shipped scenario."""
    return count_moves(prepare(load_scenario(name, overrides)), seed=0, first=0, runs=RUNS)


@pytest.mark.parametrize("name", ["pair", "july-1914"])
def test_moves_are_those_of_the_trace(name):
    """Counted turn by turn from traced runs: rung above the last one, by a decision."""
    crisis = bk.load(name)
    turns = crisis.run(RUNS, trace=True, workers=1).frame("turns")
    ladder = crisis.scenario.ladder
    least = ladder.ids.index("mobilise")
    rows = turns.sort_values(["actor", "run", "turn"], kind="stable")
    starts = rows["actor"].map(
        {code: ladder.ids.index(one.start) for code, one in crisis.scenario.actors.items()}
    )
    before = rows.groupby(["run", "actor"], observed=True)["rung"].shift().fillna(starts)
    up = rows[(rows["acted"]) & (rows["rung"] > before) & (rows["rung"] >= least)]

    found = counted(name)

    assert found.least == least
    assert found.up.tolist() == [int((up["run"] == run).sum()) for run in range(RUNS)]
    chance = up[up["term"] == "shock"]
    assert found.by_chance.tolist() == [int((chance["run"] == run).sum()) for run in range(RUNS)]


def test_a_run_counts_the_same_wherever_it_stands():
    """Run 5 has the moves of run 5, whatever was played before it."""
    premise = prepare(load_scenario("pair"))

    whole = count_moves(premise, seed=3, first=0, runs=8)
    part = count_moves(premise, seed=3, first=5, runs=3)

    assert np.array_equal(whole.up[5:], part.up)
    assert np.array_equal(whole.by_chance[5:], part.by_chance)


def test_who_always_takes_the_best_is_not_led_by_chance():
    """Without choice noise no move is decided by it; with much of it many are."""
    sharp, blunt = (
        counted("pair", [f"actors.{code}.policy.style.rationality={beta}"
                         for code in load_scenario("pair").actors])
        for beta in (500, 3)
    )  # fmt: skip

    assert sharp.by_chance.sum() / max(sharp.up.sum(), 1) < 0.05
    assert blunt.by_chance.sum() > 0.5 * blunt.up.sum()


def test_a_ladder_without_a_display_has_moves_too(tmp_path):
    """Then the first collective or forceful rung counts, or without these any move upwards."""
    small = small_premise(tmp_path)
    trade = prepare(load_scenario("trade-war"))

    assert least_counted(trade) == LOWEST
    assert least_counted(small) < small.frame.rungs
    assert counted("trade-war").up.sum() > 0
