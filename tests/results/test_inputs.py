"""The table of inputs holds what the text drew for each run, whatever played it."""

import pyarrow.parquet as pq
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.mechanisms.numeric import exp
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.results.store import FolderWriter
from brinkmanship.sim.results.tables import Label
from brinkmanship.sim.results.vectors import input_vectors
from brinkmanship.sim.runs.ensemble import ENGINES, run_ensemble, way_of
from brinkmanship.sim.scenario import load_scenario

SCENARIO, SEED, FIRST, RUNS = "nato-ground-troops-2024", 2**40 + 3, 2**33, 12
RUNNING = range(FIRST, FIRST + RUNS)
SHARED = "mechanisms.activity.chance"
SETTINGS = (
    f"{SHARED}={{choice: [0.25, 0.5, 0.75]}}",
    "actors.FRA.policy.style.warn={uniform: {low: 0.1, high: 0.3}}",
    "alliances.NATO.cohesion={triangular: {low: 0.2, mode: 0.5, high: 0.9}}",
)


@pytest.fixture(scope="module")
def drawn():
    """The premise of a scenario that draws numbers of every kind."""
    return prepare(load_scenario(SCENARIO, SETTINGS))


@pytest.fixture(scope="module", params=ENGINES)
def rows(request, drawn, tmp_path_factory):
    """Rows of ``inputs.parquet`` as each engine has it written."""
    label = Label(scenario="s", digest="00", seed=SEED, settings={})
    target = tmp_path_factory.mktemp("inputs") / "out"
    with FolderWriter(target, drawn, label, trace=False, csv=False) as writer:
        for block in run_ensemble(
            drawn, seed=SEED, runs=RUNS, first_run=FIRST, way=way_of(request.param)
        ):
            writer.add(block)
        writer.close()
        writer.publish({}, numbered=False)
    return pq.read_table(target / "inputs.parquet").to_pylist()


def crisis_of(premise, run):
    """A plain crisis at the start of a run."""
    crisis = blank_crisis(premise)
    begin_run(crisis, seed=SEED, run=run)
    return crisis


def test_each_number_is_the_one_that_the_text_drew(drawn, rows):
    """To the bit, under the path where the document has its distribution."""
    assert [row["run"] for row in rows] == list(RUNNING)
    for row in rows:
        vector = crisis_of(drawn, row["run"]).vector
        assert {one.path: row[one.path] for one in drawn.drawn} == {
            one.path: vector[one.place] for one in drawn.drawn
        }


def test_a_stake_is_the_one_that_the_actor_starts_with(drawn, rows):
    """To the bit, for each actor on a side; a bystander has none."""
    stakes = set()
    for row in rows:
        crisis = crisis_of(drawn, row["run"])
        for actor, code in zip(crisis.actors, drawn.codes, strict=True):
            assert row[f"stake.{code}"] == actor.resolve
            assert (actor.resolve > 0.0) == (actor.side >= 0)
            stakes |= {(code, actor.resolve)}
    assert len(stakes) > 5 * RUNS


def test_without_a_private_part_all_share_what_is_drawn():
    """Then an actor's stake is what its file says, times the common part that the table gives.

    But where a start conditions stakes: who is drawn again draws a common part of its own.
    """
    first = ["mechanisms.resolve.private_sd=0", "mechanisms.resolve.settled=0"]
    premise = prepare(load_scenario(SCENARIO, first))
    columns = input_vectors(premise, Engine(premise).play(SEED, FIRST, RUNS))
    common, russia = columns["common_stake"].values, columns["stake.RUS"].values
    traits = [crisis_of(premise, run).traits[premise.codes.index("RUS")] for run in RUNNING]

    for part, stake, one in zip(common, russia, traits, strict=True):
        assert stake == one.resolve * one.prevail * exp(float(part))
    assert len(set(common.tolist())) == RUNS


def test_who_shares_a_path_shares_its_number(drawn, rows):
    """A distribution that all actors have in common has one column."""
    assert sum(one.path == SHARED for one in drawn.drawn) > len(drawn.codes)
    for row in rows:
        traits = crisis_of(drawn, row["run"]).traits
        assert {one.activity for one in traits} == {row[SHARED]} < {0.25, 0.5, 0.75}


def test_what_is_fixed_has_no_column(drawn, rows):
    """There is a column for each path that is drawn and for each stake, and no other."""
    stakes = ["common_stake", *(f"stake.{code}" for code in drawn.codes)]
    paths = list(dict.fromkeys(one.path for one in drawn.drawn))
    moving = [
        f"stake.{code}"
        for code, one in zip(drawn.codes, drawn.statures, strict=True)
        if one.side >= 0
    ]

    assert list(rows[0]) == ["run", *paths, *stakes]
    assert all(len({row[name] for row in rows}) > 1 for name in [*paths, "common_stake", *moving])


@pytest.mark.parametrize("turn", ["1 day", "1 month"])
def test_a_rate_is_stored_in_the_unit_of_the_file(turn):
    """A chance a week is one in the table too, however long a turn is."""
    weekly, daily = (prepare(load_scenario(SCENARIO, [*SETTINGS, f"clock.turn={one}"]))
                     for one in ("1 week", turn))  # fmt: skip
    tables = [
        input_vectors(premise, Engine(premise).play(SEED, FIRST, RUNS))
        for premise in (weekly, daily)
    ]

    for path in (one.path for one in weekly.drawn):
        assert tables[0][path].values.tolist() == tables[1][path].values.tolist()
