"""A scenario from a file: built up, overridden, settled, and given a digest of its meaning."""

import pickle
from pathlib import Path
from typing import Any

import pydantic
import pytest

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.format.values import Choice, Fixed, Normal, Triangular, Uniform

HERE = Path(__file__).parent
GOOD = HERE / "bad/bases/good.yaml"


@pytest.fixture(scope="module")
def good():
    """The scenario that uses every feature."""
    return load_scenario(GOOD)


@pytest.fixture
def write(tmp_path):
    """Writes a file beside a copy of the good one."""
    (tmp_path / "good.yaml").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")

    def written(text, name="other.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def refusal(path, *overrides):
    """The message of a refused file."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return str(caught.value)


def test_numbers_become_values(good):
    """Each form of a number becomes its object, in the unit of the field."""
    actor = good.actors["SYL"]

    assert actor.resolve == Normal(mean=1.1, sd=0.25, low=0.2, high=2.0)
    assert actor.exposure == Fixed(2.5)
    assert actor.hostility == Uniform(low=0.2, high=0.4)
    assert actor.capability == Triangular(low=1.0, mode=2.0, high=4.0)
    assert actor.policy.rules[0].prefer.weight == Choice(options=(0.5, 1.0, 1.5))


def test_norway_is_an_actor(good):
    """NO is the code of Norway, in a list and as a key."""
    assert good.actors["NO"].name == "Norway"
    assert good.sides["west"] == ("SYL", "NO", "ALB")


def test_a_scenario_cannot_be_changed(good):
    """Parts of a scenario are frozen."""
    with pytest.raises(pydantic.ValidationError):
        good.clock.horizon = 3


def test_a_scenario_travels_to_other_processes(good):
    """Pickling keeps the scenario, its document and its digest."""
    copy = pickle.loads(pickle.dumps(good))  # noqa: S301 - our own bytes

    assert copy == good
    assert (copy.digest, copy.document) == (good.digest, good.document)


def test_what_is_left_out_is_settled_by_roles(good):
    """Rungs left out become the rungs of their roles."""
    style = good.actors["ALB"].policy.style

    assert (style.hint, style.promise) == ("tripwire", "limited_force")
    assert good.actors["ALB"].start == "quiet"
    assert good.actors["SAN"].start_aid == "helmets"
    assert load_scenario(GOOD, ["thresholds=null"]).thresholds == (
        "tripwire",
        "limited_force",
        "clash",
    )


def test_a_ladder_counts_from_zero(good):
    """A rung has a position, a name that is none has not."""
    assert good.ladder.index("quiet") == 0
    assert good.ladder.index("nuclear_general") == 15
    with pytest.raises(KeyError):
        good.ladder.index("Quiet")


def test_sources_are_kept_by_path(good):
    """Every source: is known by the path of what it speaks of."""
    assert good.cited["actors.SYL.exposure"] == "atlas1938"
    assert good.cited["actors.SYL.policy.north_star.stay_below"] == "assumption"
    assert good.cited["sides"] == "atlas1938"


def test_the_document_is_kept_as_written(good):
    """The document holds what the files say after extends, long forms and sources included."""
    exposure = good.document["actors"]["SYL"]["exposure"]

    assert exposure == {"value": 2.5, "source": "atlas1938", "note": "long border"}
    assert "rungs" in good.document["ladder"]
    assert "extends" not in good.document


def test_an_inject_keeps_its_note(good):
    """The note of an inject is part of the story; other notes are for readers of the file."""
    assert good.injects[0].note == "A border post burns."


@pytest.mark.parametrize(
    "change",
    [
        "title=Another title",
        "summary=Other words",
        "actors.NO.name=Norge",
        "actors.SYL.exposure={value: 2.5, source: assumption}",
        "actors.ALB.nuclear=false",
        "sources.atlas1938.verified=false",
        "sides.west=[ALB, SYL, NO]",
        "client_war.rung=war",
        "thresholds=[show, tripwire, clash]",
        "injects[0].note=Told otherwise",
        "ladder.rungs[3].label=Other words",
    ],
)
def test_wording_leaves_the_digest_alone(good, change):
    """Words, sources, written defaults and the order of members do not change the digest."""
    assert load_scenario(GOOD, [change]).digest == good.digest


@pytest.mark.parametrize(
    "change",
    [
        "clock.horizon=41",
        "actors.SYL.exposure=2.51",
        "actors.SYL.resolve.normal.sd=0.3",
        "actors.NO.policy.north_star=null",
        "ladder.rungs[3].intensity=0.17",
        "thresholds=[show, tripwire]",
        "mechanisms.accidents.enabled=false",
        "injects[0].at=6",
        "alliances.PACT.cohesion=0.7",
        "clock.order=simultaneous",
    ],
)
def test_meaning_changes_the_digest(good, change):
    """Whatever a run could notice changes the digest."""
    assert load_scenario(GOOD, [change]).digest != good.digest


def test_listing_order_counts_only_where_actors_act_in_it(write):
    """Actors listed backwards are the same scenario, unless they act in the listed order."""
    path = write("extends: good.yaml\nclock: {sequence: random}\n")
    text = GOOD.read_text(encoding="utf-8")
    norway = next(line for line in text.splitlines(keepends=True) if line.startswith("  NO:"))
    moved = text.replace(norway, "").replace("  SAN: {", norway + "  SAN: {")
    other = write(moved.replace("sequence: listed", "sequence: random"), "moved.yaml")
    listed = write(moved, "listed.yaml")

    assert list(load_scenario(other).actors) != list(load_scenario(path).actors)
    assert load_scenario(other).digest == load_scenario(path).digest
    assert load_scenario(listed).digest != load_scenario(GOOD).digest


def test_extends_lays_files_over_one_another(write):
    """Mappings merge, lists and scalars replace, null takes away, later files win."""
    write("title: First\nclock: {horizon: 10, order: simultaneous}\n", "first.yaml")
    write("title: Second\nclock: {horizon: 20}\nthresholds: [clash]\n", "second.yaml")
    path = write(
        "extends: [good.yaml, first.yaml, second.yaml]\n"
        "actors: {NO: {policy: {north_star: null}}}\n"
    )
    scenario = load_scenario(path)

    assert scenario.title == "Second"
    assert (scenario.clock.horizon, scenario.clock.order) == (20, "simultaneous")
    assert scenario.thresholds == ("clash",)
    assert scenario.actors["NO"].policy.north_star is None
    assert scenario.actors["NO"].start == "sanction"


def test_one_file_may_be_extended_by_two(write):
    """A base reached on two ways is no circle."""
    write("extends: good.yaml\ntitle: Left\n", "left.yaml")
    write("extends: good.yaml\nclock: {horizon: 9}\n", "right.yaml")

    assert load_scenario(write("extends: [right.yaml, left.yaml]\n")).title == "Left"


def test_the_depth_of_extends_is_limited(write):
    """A chain of 17 files is refused at the file that goes too far."""
    for i in range(18):
        write(f"extends: f{i + 1}.yaml\n", f"f{i}.yaml")

    assert "more than 16 files extend one another" in refusal(write("extends: f1.yaml\n"))


def test_an_outcome_to_avoid_replaces_a_ceiling(good):
    """Of stay_below and avoid the later one stands."""
    other: Any = load_scenario(GOOD, ["actors.SYL.policy.north_star.avoid=war"])
    before = good.actors["SYL"].policy.north_star
    after = other.actors["SYL"].policy.north_star

    assert (after.avoid, after.stay_below) == ("war", None)
    assert (before.avoid, before.stay_below) == (None, "tripwire")


def test_another_number_replaces_the_whole_number():
    """A distribution laid over another replaces it; the same one merges."""
    other = load_scenario(GOOD, ["actors.SYL.resolve.uniform={low: 1, high: 2}"])
    same = load_scenario(GOOD, ["actors.SYL.resolve.normal.sd=0.5"])

    assert other.actors["SYL"].resolve == Uniform(low=1.0, high=2.0)
    assert same.actors["SYL"].resolve == Normal(mean=1.1, sd=0.5, low=0.2, high=2.0)


def test_an_error_survives_the_way_between_processes():
    """Worker processes can hand the error on."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(HERE / "bad" / "many-at-once.yaml")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes

    assert str(copy) == str(caught.value)


def test_a_code_may_be_a_country_number(write):
    """A code of digits is a name like any other: in lists, as a key, in the path of --set."""
    path = write(
        "title: Numbers\nextends: ladders/seven-rungs.yaml\n"
        "sides: {a: ['375'], b: ['008']}\n"
        "actors:\n  375: {name: Finland}\n  '008': {name: Albania}\n"
    )

    changed = load_scenario(path, ["actors.375.resolve=1.5"])

    assert list(changed.actors) == ["375", "008"]
    assert changed.actors["375"].resolve == Fixed(1.5)
    assert "there is no" in refusal(path, "actors.376.resolve=1.5")
