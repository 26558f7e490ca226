"""What is shipped is found by name, and is valid."""

from pathlib import Path

import pytest

from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import find_shipped, shipped

SHIPPED = [
    str(entry.path) for entry in shipped() if entry.kind in {"scenario", "lesson", "history"}
]


@pytest.mark.parametrize("path", SHIPPED)
def test_every_shipped_scenario_loads(path):
    """What is shipped is valid, and found by its bare name."""
    scenario = load_scenario(path)

    assert find_shipped(Path(path).stem) == Path(path)
    assert load_scenario(Path(path).stem).digest == scenario.digest


def test_every_shipped_file_has_a_title_and_a_name_of_its_own():
    """The list of shipped files is readable and unambiguous."""
    entries = shipped()

    assert [entry.path for entry in entries if not entry.title] == []
    assert len({entry.name for entry in entries}) == len(entries)
    assert {"sixteen-rungs", "seven-rungs"} <= {one.name for one in entries if one.kind == "ladder"}


@pytest.mark.parametrize(
    "ladder", sorted((SCENARIOS / "ladders").glob("*.yaml")), ids=lambda p: p.stem
)
def test_every_shipped_ladder_carries_a_scenario(ladder, tmp_path):
    """A scenario of two actors stands on each shipped ladder."""
    path = tmp_path / "two.yaml"
    path.write_text(
        f"title: Two\nextends: {ladder.relative_to(SCENARIOS).as_posix()}\n"
        "sides: {a: [AA], b: [BB]}\nactors: {AA: {name: A}, BB: {name: B}}\n"
    )

    assert len(load_scenario(path).ladder.rungs) >= 3
