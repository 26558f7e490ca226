"""``--set PATH=VALUE`` is a small file laid over the whole, and is answered in the same words."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario

GOOD = Path(__file__).parent / "bad/bases/good.yaml"


def refusal(path, *overrides):
    """The message of a refused file."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return str(caught.value)


@pytest.mark.parametrize("way", ["red_lines[0].at", "red_lines.0.at"])
def test_items_of_a_list_are_set_by_position(way):
    """Both ways of writing a position reach the item and leave the others."""
    lines = load_scenario(GOOD, [f"actors.BOR.policy.{way}=show"]).actors["BOR"].policy.red_lines

    assert [line.at for line in lines] == ["show", "deep_aid"]


def test_later_overrides_win():
    """Overrides are laid on in order."""
    assert load_scenario(GOOD, ["clock.horizon=3", "clock.horizon=4"]).clock.horizon == 4


@settings(deadline=None)
@given(horizon=st.integers(1, 1000))
def test_an_override_is_what_the_file_would_say(horizon):
    """A value set is the value the scenario has, and stands in its document."""
    scenario = load_scenario(GOOD, [f"clock.horizon={horizon}"])

    assert scenario.clock.horizon == horizon
    assert scenario.document["clock"] == {
        "turn": "1 week",
        "horizon": horizon,
        "order": "sequential",
        "sequence": "listed",
    }


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (
            "actors.SYL.start=tripwrie",
            'actors.SYL.start: no rung is called "tripwrie"; did you mean "tripwire"?',
        ),
        (
            "actors.SYL.resolve=99",
            "actors.SYL.resolve: 99 is out of range; write a number from 0 to 50",
        ),
        ("clock.horizn=3", 'clock.horizn: unknown key "horizn"; did you mean "horizon"?'),
        ("actors.SLY.start=warn", 'actors: there is no "SLY"; did you mean "SYL"?'),
        (
            "actors.BOR.policy.red_lines[2].at=show",
            (
                "actors.BOR.policy.red_lines: the list has 2 items, counted from 0; 2 is none; "
                "write the position of an item"
            ),
        ),
        ("clock.horizon.weeks=3", "clock.horizon: 40 has nothing below it; end the path here"),
        ("horizon", "this is not PATH=VALUE; write for example actors.FRA.resolve=1.2"),
        ("=3", "this is not PATH=VALUE; write for example actors.FRA.resolve=1.2"),
        ("a..b=3", "this is not PATH=VALUE; write for example actors.FRA.resolve=1.2"),
        ("clock.colour=", "clock.colour: there is nothing to take away; write a value"),
        (
            "actors.SYL.resolve=.nan",
            '".nan" is not a finite number; write a finite number, of a size that the key takes',
        ),
        (
            "actors.SYL.learns=no",
            (
                'actors.SYL.learns: "no" (text) is neither true nor false; '
                "YAML 1.2: write false instead"
            ),
        ),
    ],
)
def test_a_bad_override_is_told_like_a_bad_file(override, expected):
    """The message names the override in place of file and line, then says the same."""
    assert refusal(GOOD, override) == f"--set {override}: {expected}"


def test_all_bad_overrides_are_told_at_once():
    """Problems of several overrides come together."""
    assert len(refusal(GOOD, "clock.horizon=0", "actors.SYL.resolve=99").splitlines()) == 2
    assert len(refusal(GOOD, "horizon", "actors.SLY.start=warn", "a..b=3").splitlines()) == 3
