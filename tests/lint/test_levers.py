import numpy as np
import pytest

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.lint.levers import Lever, Pull, levers, with_pull
from brinkmanship.sim.lint.places import leaves
from brinkmanship.sim.lint.verdicts import Baseline
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.premise.vector import field_range
from brinkmanship.sim.scenario.format.actor import Actor
from brinkmanship.sim.scenario.format.kinds import Between
from brinkmanship.sim.scenario.format.policy import Goals, Style
from brinkmanship.sim.scenario.loading import build_scenario
from brinkmanship.sim.scenario.tree import dotted
from tests.lint.dead_wood import open_planted


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """The scenario with dead wood."""
    return open_planted(tmp_path_factory.mktemp("levers"))


@pytest.fixture(scope="module")
def verdicts(document):
    """A verdict on each lever, by its path and kind."""
    bench = Baseline(document.root, prepare(document.scenario), seed=0, runs=60)
    found = bench.verdicts(levers(document.root, document.scenario))
    return {(dotted(one.lever.path), one.lever.kind): one for one in found}


def test_every_value_that_is_written_is_a_lever(verdicts):
    """Numbers, flags and rungs of the actors, rules, lines, injects and mechanisms are pulled."""
    paths = {path for path, _ in verdicts}

    assert {
        "actors.AAA.resolve", "actors.AAA.policy.goals.survival",
        "actors.AAA.policy.red_lines[0]", "actors.AAA.policy.red_lines[0].at",
        "actors.AAA.policy.red_lines[0].public", "actors.AAA.policy.rules[0]",
        "actors.AAA.policy.rules[1].prefer.weight", "actors.BBB.policy.style.activity",
        "actors.CCC.policy.style.hint", "actors.DDD.exposure", "injects[0]", "injects[1]",
        "mechanisms.accidents", "mechanisms.north_star",
    } <= paths  # fmt: skip


@pytest.mark.parametrize(
    "path",
    ["actors.DDD.exposure", "actors.CCC.policy.style.hint", "actors.AAA.policy.rules[0]",
     "injects[0]", "mechanisms.consensus", "mechanisms.north_star"],
)  # fmt: skip
def test_a_planted_dead_lever_is_dead(verdicts, path):
    """What no run can feel is found: a bystander's exposure, a hint nobody gives, turn 900."""
    assert [one.dead for (at, _), one in verdicts.items() if at == path] == [True]


@pytest.mark.parametrize(
    "path",
    ["actors.AAA.resolve", "actors.AAA.policy.goals.survival", "actors.CCC.resolve",
     "actors.BBB.policy.style.activity", "actors.CCC.policy.style.warn", "injects[1]",
     "actors.AAA.policy.rules[1]", "mechanisms.resolve"],
)  # fmt: skip
def test_a_live_lever_is_alive(verdicts, path):
    """What runs do feel is not called dead."""
    (verdict,) = [one for (at, _), one in verdicts.items() if at == path]

    assert verdict.differing > 0
    assert not verdict.dead


def test_a_verdict_is_what_all_runs_say(document, verdicts):
    """Dead means that not one run differs in any pull; alive that one does: played whole."""
    base = Engine(prepare(document.scenario)).play(0, 0, 60)

    for verdict in verdicts.values():
        differing = []
        for pull in verdict.tried:
            changed = prepare(build_scenario(with_pull(document.root, pull), ""))
            other = Engine(changed).play(0, 0, 60)
            differing.append(
                any(not np.array_equal(a, b) for a, b in zip(base, other, strict=True))
            )
        assert not any(differing[:-1])
        assert any(differing) == (verdict.differing > 0)


def test_an_idle_lever_is_called_dead_only_after_all_runs(document, verdicts):
    """A short look that goes on where nothing differs calls dead what a long look does."""
    bench = Baseline(document.root, prepare(document.scenario), seed=0, runs=1, most=60)

    for verdict in bench.verdicts(levers(document.root, document.scenario)):
        long = verdicts[dotted(verdict.lever.path), verdict.lever.kind]
        assert (verdict.dead, len(verdict.tried) == 0) == (long.dead, len(long.tried) == 0)
    assert len(bench.played.runs) == 1


def test_an_impossible_pull_is_no_verdict(document):
    """A value that the checks refuse is not tried, and nothing is said of the lever."""
    bench = Baseline(document.root, prepare(document.scenario), seed=0, runs=5)

    verdict = bench.verdict(Lever(("clock",), "rung", (Pull(("actors", "AAA", "start"), "no"),)))

    assert (verdict.tried, verdict.dead) == ((), False)


def test_pulling_leaves_the_document_alone(document):
    """A pulled document is a new one; taking an item away shifts the ones behind it."""
    before = document.root.plain()

    fewer = with_pull(document.root, Pull(("actors", "AAA", "policy", "rules", 0), None, gone=True))
    other = with_pull(document.root, Pull(("mechanisms", "accidents", "enabled"), value=False))

    assert document.root.plain() == before
    rules = fewer.find(("actors", "AAA", "policy", "rules"))[0].plain()
    assert isinstance(rules, tuple)
    assert [list(rule) for rule in rules] == [["when", "prefer"]]
    assert not build_scenario(other, "").mechanisms.accidents.enabled


def test_leaves_have_the_range_of_their_field(document):
    """The kind found for a leaf is the one the model declares."""
    kinds = {dotted(one.path): one.kind for one in leaves(document.root)}

    for path, model, name in (
        ("actors.AAA.resolve", Actor, "resolve"),
        ("actors.DDD.exposure", Actor, "exposure"),
        ("actors.AAA.policy.goals.survival", Goals, "survival"),
        ("actors.CCC.policy.style.warn", Style, "warn"),
    ):
        kind = kinds[path]
        assert isinstance(kind, Between)
        assert (kind.low, kind.high) == field_range(model, name)
