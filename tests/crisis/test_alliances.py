"""Laws of consensus: whom an alliance asks, and whose objection closes its gate."""

import pytest
import yaml

from brinkmanship.sim.crisis.alliances import gate_of
from brinkmanship.sim.crisis.plain import begin_run, blank_crisis
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario

TWO_PACTS = """\
title: A state in two alliances
extends: ladders/seven-rungs.yaml
sides: {north: [AAA, BBB, CCC], south: [DDD]}
actors:
  AAA: {name: Alphaland, policy: {north_star: {stay_below: tripwire, hard: true}}}
  BBB: {name: Betaland}
  CCC: {name: Gammaland}
  DDD: {name: Deltaland}
alliances:
  EARLY: {members: [AAA, BBB], consensus_for: tripwire}
  LATE: {members: [AAA, CCC], consensus_for: tripwire}
"""
BACKING = (0.2, 0.9, 0.9, 0.0)


@pytest.fixture
def gates(tmp_path):
    """The gates of both alliances, when an alliance has such voices and vetoes."""

    def of(**standing):
        document = yaml.safe_load(TWO_PACTS)
        for name, tables in standing.items():
            document["alliances"][name] |= tables
        file = tmp_path / "pacts.yaml"
        file.write_text(yaml.safe_dump(document), encoding="utf-8")
        crisis = blank_crisis(prepare(load_scenario(file)))
        begin_run(crisis, seed=1, run=0)
        crisis.backing[:] = BACKING
        return dict(zip(("EARLY", "LATE"), (gate_of(crisis, m) for m in (0, 1)), strict=True))

    return of


@pytest.mark.parametrize(("mine", "other"), [("EARLY", "LATE"), ("LATE", "EARLY")])
def test_a_veto_closes_the_gate_of_its_own_alliance_only(gates, mine, other):
    """Who has a veto in one of its two alliances cannot stop the other with it."""
    without, with_it = gates(), gates(**{mine: {"vetoes": {"AAA": 1.0}}})

    assert with_it[mine] == 0.0 < without[mine]
    assert with_it[other] == without[other]


@pytest.mark.parametrize(("mine", "other"), [("EARLY", "LATE"), ("LATE", "EARLY")])
def test_a_voice_counts_in_its_own_alliance_only(gates, mine, other):
    """A reluctant member that is heard more in one alliance lowers that one's consensus."""
    without, with_it = gates(), gates(**{mine: {"voices": {"AAA": 5.0}}})

    assert with_it[mine] < without[mine]
    assert with_it[other] == without[other]


def test_each_alliance_has_its_own_numbers(gates):
    """A voice in either of them, each with a number of its own: both count."""
    plain = gates()
    loud = gates(EARLY={"voices": {"AAA": 9.0}}, LATE={"voices": {"AAA": 0.0}})

    assert loud["EARLY"] < plain["EARLY"]
    assert loud["LATE"] > plain["LATE"]
