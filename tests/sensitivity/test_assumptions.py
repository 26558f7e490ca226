import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.assumptions import assumptions, range_at
from brinkmanship.sim.scenario.format.kinds import Between, Whole
from tests.small import SMALL

SOURCED = """\
extends: small.yaml
sources: {book: {text: A book}}
clock: {horizon: {value: 20, source: assumption}}
actors:
  AAA:
    resolve: {normal: {mean: 1.0, sd: 0.5}, source: assumption}
    hostility: {value: 0.9, source: assumption}
    exposure: {uniform: {low: 1, high: 3}, source: assumption}
    capability: {value: 0.01, source: assumption}
    policy:
      north_star: {stay_below: clash, strength: {value: 2.0, source: book}, source: assumption}
      red_lines: [{at: clash, promise: clash, public: 0.5, source: assumption}]
      goals: {prevail: {value: 0, source: assumption}, economy: 1.0}
"""


@pytest.fixture
def sourced(tmp_path):
    """A scenario with sources of every form."""
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    file = tmp_path / "sourced.yaml"
    file.write_text(SOURCED, encoding="utf-8")
    return file


def test_each_assumption_is_found_with_its_range(sourced):
    """Numbers whose nearest source is assumption, and no others; ranges stay in their field."""
    found = {one.path: one[1:] for one in assumptions(load_scenario(sourced), 0.2)}

    assert found == {
        "clock.horizon": (20.0, 16, 24, True),
        "actors.AAA.resolve.normal.mean": (1.0, 0.8, 1.2, False),
        "actors.AAA.resolve.normal.sd": (0.5, 0.4, 0.6, False),
        "actors.AAA.hostility": (0.9, 0.72, 1.0, False),
        "actors.AAA.exposure": (2.0, 1.0, 3.0, False),
        "actors.AAA.capability": (0.01, 0.008, 0.012, False),
        "actors.AAA.policy.red_lines[0].public": (0.5, 0.4, 0.6, False),
        "actors.AAA.policy.goals.prevail": (0.0, 0.0, 0.0, False),
    }


def test_an_edge_that_is_excluded_is_approached_half_way(sourced):
    """Where the reach goes to an end that the field excludes, the range ends half-way to it."""
    found = {one.path: one for one in assumptions(load_scenario(sourced), 1.0)}

    assert found["actors.AAA.capability"].low == 0.005
    assert found["actors.AAA.policy.red_lines[0].public"].low == 0.0


@settings(max_examples=25, deadline=None)
@given(within=st.floats(0.01, 1.0))
def test_both_ends_of_every_range_are_a_scenario(within):
    """Whatever the reach, the scenario takes the ends of each range of the shipped scenario."""
    name = "nato-ground-troops-2024"
    found = assumptions(load_scenario(name), within)

    assert len(found) > 15
    for ends in ("low", "high"):
        changes = tuple(f"{one.path}={json.dumps(getattr(one, ends))}" for one in found)
        load_scenario(name, changes)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("client_war", "intensity"), Between(0, 1)),
        (("clock", "horizon"), Whole),
        (("alliances", "NATO", "vetoes", "USA"), Between(0, 1)),
        (("actors", "RUS", "policy", "red_lines", 0, "public"), Between(0, 1)),
        (("actors", "RUS", "name"), None),
        (("nothing", "such"), None),
    ],
)
def test_the_range_of_a_field_is_known(path, kind):
    """The limits at a path are those of the format."""
    found = range_at(path)

    assert found == kind or (isinstance(kind, type) and isinstance(found, kind))
