"""Edges at which random scenarios once found the engines apart, or one of them broken off."""

import pytest

from brinkmanship.sim.agents.model import play
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.crisis.listening import notes
from tests.engines.alike import play_both, premise_of

ROLES = {"collective": "b", "force": "c", "clash": "d", "war": "e", "nuclear": "f"}


def quarrel(levels, **actor):
    """Two states on a bare ladder whose first rungs have these intensities."""
    heights = [*levels, 0.5, 0.6, 0.7, 0.8, 0.9][:7]
    rungs = [
        {"id": name, "label": name, "intensity": height}
        for name, height in zip("qabcdef", heights, strict=True)
    ]
    state = {"name": "State", "start": "a", **actor}
    return {
        "title": "A quarrel at the edge",
        "ladder": {"rungs": rungs, "roles": ROLES},
        "clock": {"horizon": 5},
        "sides": {"west": ["AAA"], "east": ["BBB"]},
        "actors": {"AAA": state, "BBB": state},
        "terminal": {"deescalation": {"at_most": "q"}},
    }


NORMAL = {"normal": {"mean": 0.5, "sd": 9}}


@pytest.mark.parametrize(
    "actor",
    [
        {"policy": {"style": {"rationality": NORMAL}}},
        {"capability": NORMAL},
        {"resolve": NORMAL},
    ],
)
def test_a_normal_deviate_does_not_reach_an_edge_its_field_excludes(actor, tmp_path):
    """A rationality or a capability held at its edge divides by no 0, on either engine."""
    premise = premise_of(quarrel([0.0, 0.2], **actor), tmp_path)

    assert play_both(premise, seed=1, first=0, among=40)


def test_a_rung_of_almost_no_intensity_is_weighed_alike(tmp_path):
    """An intensity below the smallest normal number costs the same on both engines."""
    premise = premise_of(quarrel([0.0, 1e-310, 1e-300]), tmp_path)

    assert play_both(premise, seed=1, first=0, among=40)


def test_who_has_no_allies_calls_nobody_together(tmp_path):
    """An inject that makes a lone state consult leaves no trace of a consultation."""
    document = quarrel([0.0, 0.2]) | {"injects": [{"at": 1, "signal": {"AAA": "consult"}}]}

    model = play(premise_of(document, tmp_path), seed=1, run=0, trace=True)

    assert notes.CONSULT not in model.traces().notes["kind"]


def test_an_alliance_that_was_joined_in_one_run_is_not_joined_in_the_next(tmp_path):
    """A bystander joins with an alliance in some runs and without one in others, on all engines."""
    when = {"actor": "AAA", "at_least": "c"}
    quarrels = quarrel([0.0, 0.2], policy={"style": {"rationality": 0.5}})
    state = quarrels["actors"]["AAA"]
    document = quarrels | {
        "clock": {"horizon": 8},
        "actors": {"AAA": state, "BBB": state, "CCC": {"name": "Third", "start": "q"}},
        "alliances": {"PACT": {"members": ["AAA"], "cohesion": 1.0}},
        "injects": [
            {"when": when, "join": {"actor": "CCC", "side": "west", "alliance": "PACT"}},
            {"at": 3, "join": {"actor": "CCC", "side": "west"}},
        ],
        "terminal": {"deescalation": {"at_most": "q"}, "absorb_on_clash": False},
    }
    engine, joined = Engine(premise_of(document, tmp_path)), set()

    for run in range(30):
        engine.begin(1, run)
        assert engine.arrays["pacts"].tolist() == [[1, 0, 0]]
        engine.play_turns(8)
        joined.add(bool(engine.arrays["pacts"][0, 2]))
    assert joined == {False, True}
