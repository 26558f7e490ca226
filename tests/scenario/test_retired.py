"""Keys that the format had once: each is gone, and each message names a key that there is."""

import re

import pytest

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.checks.retired import REMOVED, RENAMED, retired_key
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
        (
            "actors.FRA.credibility=0.3",
            'the key "credibility" is gone; write kept: NUMBER and bluffs: NUMBER',
        ),
        ("mechanisms.settlement.rate=0.1", 'the key "rate" is called "chance" now; write chance'),
    ],
)
def test_an_override_of_a_retired_key_is_told_the_same(override, expected):
    """An old ``--set`` is told what to write, as an old file is."""
    with pytest.raises(ScenarioError, match=re.escape(expected)):
        load_scenario("nato-ground-troops-2024", [override])


GONE = """
actors.*.credibility actors.*.credibility_strength ladder.rungs.*.price mechanisms.aid.rate
mechanisms.attention mechanisms.catastrophe mechanisms.consensus.need mechanisms.credibility
mechanisms.deliberation mechanisms.firebreaks mechanisms.reciprocity mechanisms.retaliation.weeks
mechanisms.settlement.rate mechanisms.shape mechanisms.sinking_costs
"""
"""Every key that the format of the first model had and this one has not, but those below one."""


@pytest.mark.parametrize("known", GONE.split())
def test_every_key_of_the_first_model_is_told_of(known):
    """Each key that is gone has a message that says what to write, or to take it out."""
    above, key = _above(known)

    told = retired_key((*above, key), [])

    assert told is not None
    what, cure = told
    assert "is gone" in what or "is called" in what
    assert cure.startswith(("write ", "take it out: "))


@pytest.mark.parametrize("key", ["phi: 2", "due: 4", "lapse: 4", "lapsed: 0.1", "standing_due: 8"])
def test_what_stood_below_a_renamed_mechanism_has_a_place_or_a_message(key):
    """The keys of credibility stand under learning now, or are told of there."""
    name = key.split(":")[0]
    below = ("mechanisms", "learning")

    assert name in known_keys(below) or retired_key((*below, name), []) is not None


def test_an_old_file_is_told_the_new_lines(tmp_path):
    """Each old line of a file is named once, with its place and the line that stands for it."""
    file = tmp_path / "old.yaml"
    file.write_text(
        "title: Old\nextends: ladders/seven-rungs.yaml\nsides: {a: [AAA], b: [BBB]}\n"
        "actors:\n  AAA:\n    name: A\n    credibility: 0.3\n  BBB: {name: B}\n"
        "mechanisms:\n  shape: {eta: 1}\n  catastrophe: {scale: 2}\n  settlement: {rate: 0.1}\n",
        encoding="utf-8",
    )

    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)

    told = [(one.line, one.cure.split(",")[0]) for one in caught.value.problems]
    assert told == [
        (7, "write kept: NUMBER and bluffs: NUMBER"),
        (10, "write bargaining: {inertia: NUMBER"),
        (11, "write nuclear_fear: {fear: NUMBER}"),
        (12, "write chance"),
    ]
