"""Keys that the format had once: each is gone, and each message names a key that there is."""

import re

import pytest

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.checks.retired import REMOVED, RENAMED
from brinkmanship.sim.scenario.format.walk import known_keys, section_of
from brinkmanship.sim.scenario.reading.overrides import split_path


def _above(known):
    *above, key = split_path(known.replace("*", "CODE"))
    return tuple(0 if step == "CODE" and "rungs" in above else step for step in above), key


@pytest.mark.parametrize("known", [*REMOVED, *RENAMED])
def test_the_format_has_no_retired_key(known):
    """A key that has a place in the format is not called gone."""
    above, key = _above(known)

    assert known_keys(above)
    assert key not in known_keys(above)


@pytest.mark.parametrize(("known", "now"), RENAMED.items())
def test_the_new_name_stands_where_the_old_one_stood(known, now):
    """A message that renames a key names one that the same place takes."""
    above, _ = _above(known)

    assert now in known_keys(above)


@pytest.mark.parametrize(("known", "cure"), REMOVED.items())
def test_a_cure_that_asks_to_write_a_key_names_one(known, cure):
    """What a message says to write is a key of the format."""
    if cure.startswith("take it out"):
        return
    (named,) = re.findall(r"^write ([\w.]+)", cure)

    assert all(section_of(word) for word in named.split(".")), known


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("actors.FRA.credibility=0.3", 'the key "credibility" is gone; write kept and bluffs'),
        ("mechanisms.settlement.rate=0.1", 'the key "rate" is called "chance" now; write chance'),
    ],
)
def test_an_override_of_a_retired_key_is_told_the_same(override, expected):
    """An old ``--set`` is told what to write, as an old file is."""
    with pytest.raises(ScenarioError, match=re.escape(expected)):
        load_scenario("nato-ground-troops-2024", [override])
