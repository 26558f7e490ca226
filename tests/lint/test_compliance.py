import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.lint.watching import watch_runs
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.story import trace_run

TEXT = """\
title: A quarrel under a star
extends: ladders/seven-rungs.yaml
clock: {horizon: 12}
mechanisms: {resolve: {settled: 0}}  # else a start that has stood tells of the star
sides: {north: [AAA], south: [CCC]}
actors:
  AAA:
    name: Alphaland
    resolve: {normal: {mean: 2, sd: 1}}
    policy: {goals: {survival: 0.6}, north_star: {stay_below: tripwire, hard: true}}
  CCC:
    name: Gammaland
    resolve: 2
    policy: {goals: {survival: 0.6}, style: {warn: 0.4}}
"""
SOFT = ["actors.AAA.policy.north_star={hard: false, strength: 0.4}"]
RUNS = range(40)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The scenario on disk."""
    path = tmp_path_factory.mktemp("star") / "star.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def choices(premise, run):
    """What AAA chose in each turn of a run."""
    return [
        next(one.choice for one in turn.moments if one.actor == "AAA")
        for turn in trace_run(premise, seed=0, run=run).turns
    ]


@pytest.mark.parametrize("how", [[], SOFT])
def test_until_the_star_binds_runs_with_and_without_it_are_one(file, how):
    """Without the star the actor does the same up to the turn it binds; then what was named."""
    starred = prepare(load_scenario(file, how))
    free = prepare(load_scenario(file, ["actors.AAA.policy.north_star=null"]))
    bound = 0

    for run in RUNS:
        ours, theirs = choices(starred, run), choices(free, run)
        turns = [i for i, one in enumerate(ours) if one.unbound not in (None, one.rung)]
        until = turns[0] if turns else len(ours)
        assert [one.rung for one in ours[:until]] == [one.rung for one in theirs[:until]]
        if turns:
            bound += 1
            assert ours[until].unbound == theirs[until].rung
            assert ours[until].forgone > 0.0
        else:
            assert len(ours) == len(theirs)

    assert 0 < bound < len(RUNS)


def test_a_hard_star_binds_only_against_its_ceiling(file):
    """What a hard star keeps an actor from lies at its ceiling or above, what it takes below."""
    premise = prepare(load_scenario(file))
    ceiling = premise.scenario.ladder.index("tripwire")

    for run in RUNS:
        for one in choices(premise, run):
            if one.unbound not in (None, one.rung):
                assert one.rung < ceiling <= one.unbound
            else:
                assert one.forgone == 0.0


def test_without_a_star_nothing_is_noted(file):
    """An actor without a north star, or a run that nobody listens to, has nothing to tell."""
    free = prepare(load_scenario(file, ["actors.AAA.policy.north_star=null"]))
    off = prepare(load_scenario(file, ["mechanisms.north_star.enabled=false"]))

    assert all(one.unbound is None for one in choices(free, 0))
    assert all(one.unbound is None for one in choices(off, 0))
    unheard = play(prepare(load_scenario(file)), seed=0, run=0)
    assert all((actor.unbound, actor.forgone) == (-1, 0.0) for actor in unheard.actors)


def test_the_watch_counts_what_the_trace_says(file):
    """Decisions, bound ones and utility given up are those of the single runs."""
    premise = prepare(load_scenario(file))
    *_, seen = watch_runs(premise, seed=0, runs=10)
    told = [[one for one in choices(premise, run) if one.acted] for run in range(10)]
    bound = [[one for one in row if one.unbound != one.rung] for row in told]

    star = seen.restraint["AAA"]

    assert list(seen.restraint) == ["AAA"]
    assert star.decisions == [len(row) for row in told]
    assert star.bound == [len(row) for row in bound]
    assert star.forgone == [one.forgone for row in bound for one in row]
    assert seen.acts["AAA"] == sum(star.decisions)
