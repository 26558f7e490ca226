"""Parameters of a set stand in where a file says nothing; stakes come through facts alone."""

import json

import pytest

from brinkmanship.sim.errors import BrinkError, ScenarioError
from brinkmanship.sim.premise.parameters import WORLD
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.facts.fitted import STAKES
from brinkmanship.sim.scenario.format.mechanisms import Mechanisms
from brinkmanship.sim.scenario.format.policy import Style
from brinkmanship.sim.scenario.format.values import Fixed
from brinkmanship.sim.scenario.loading import draft_of, read_draft
from brinkmanship.sim.scenario.vectors import ParameterVector, read_parameters
from tests.scenario.test_origins import TEXT


def shipped_number(part, name):
    """The number of a part of the format where a file leaves it out; None if it is drawn."""
    value = getattr(part, name)
    return value.value if isinstance(value, Fixed) else None


def shipped_numbers():
    """Every generic number of the model by its path under ``mechanisms``."""
    found = {
        f"{one.part}.{one.name}": shipped_number(getattr(Mechanisms(), one.part), one.name)
        for one in WORLD
        if one.part in Mechanisms.model_fields
    }
    return {path: number for path, number in found.items() if number is not None}


PLAIN = {
    "mechanisms": shipped_numbers(),
    "traits": {
        "activity": shipped_number(Mechanisms().activity, "chance"),
        "rationality": shipped_number(Style(), "rationality"),
    },
    "stakes": STAKES._asdict(),
}
"""The shipped numbers as a vector."""


def vector(**changes):
    """The shipped numbers with some of a part changed."""
    return ParameterVector(**{key: {**PLAIN[key], **changes.get(key, {})} for key in PLAIN})


@pytest.mark.parametrize("name", ["nato-ground-troops-2024", "july-1914", "trade-war", "pair"])
def test_the_shipped_numbers_as_a_vector_change_nothing(name):
    """A scenario under the numbers that it has anyway means the same."""
    assert read_draft(name).scenario((), vector()).digest == load_scenario(name).digest


def test_a_number_stands_in_where_the_file_gives_none():
    """What the file, or an override, gives directly wins over the vector."""
    under = vector(mechanisms={"accidents.rate": 0.33, "salami.weight": 0.77},
                   traits={"rationality": 55.5, "activity": 0.44})  # fmt: skip
    text = TEXT.replace(
        "title:", "mechanisms: {salami: {weight: {value: 1.25, source: book}}}\ntitle:"
    )
    text = text.replace("name: A,", "name: A, policy: {style: {rationality: 99}},")

    found = draft_of(text).scenario((), under)
    given = draft_of(text).scenario(["mechanisms.accidents.rate=0.2"], under)

    assert found.mechanisms.accidents.rate == Fixed(0.33)
    assert given.mechanisms.accidents.rate == Fixed(0.2)
    assert found.mechanisms.salami.weight == Fixed(1.25)
    assert found.mechanisms.activity.chance == Fixed(0.44)
    assert found.actors["AAA"].policy.style.rationality == Fixed(99.0)
    assert found.actors["BBB"].policy.style.rationality == Fixed(55.5)


def test_stakes_come_through_facts_alone():
    """A larger base raises each stake that follows from facts, and no stake given directly."""
    under = vector(stakes={"base": STAKES.base + 1.0})

    before, after = draft_of(TEXT).scenario(), draft_of(TEXT).scenario((), under)

    assert after.actors["AAA"].resolve == before.actors["AAA"].resolve == Fixed(2.0)
    assert after.actors["BBB"].resolve.mean > 2.5 * before.actors["BBB"].resolve.mean
    pair = read_draft("pair")
    assert pair.scenario((), under).digest == pair.scenario().digest


@pytest.mark.parametrize(("content", "named"), [
    ("no json", "no JSON text"),
    ("[]", "sets"),
    ('{"sets": []}', "sets"),
    (json.dumps({"sets": [{**PLAIN, "mechanisms": {"accidents.rte": 1.0}}]}), "accidents.rte"),
    (json.dumps({"sets": [{**PLAIN, "traits": {"luck": 1.0}}]}), "luck"),
    (json.dumps({"sets": [{**PLAIN, "stakes": {"base": 1.0}}]}), "stakes"),
    (json.dumps({"sets": [{**PLAIN, "mechanisms": {"accidents.rate": "a"}}]}), "accidents.rate"),
])  # fmt: skip
def test_what_is_no_set_is_one_message(tmp_path, content, named):
    """A file that brink fit did not write is refused with the name of what is wrong."""
    file = tmp_path / "set.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(BrinkError, match=named) as refused:
        read_parameters(str(file))

    assert str(refused.value).startswith("--parameters ")
    assert "\n" not in str(refused.value)


def test_a_number_out_of_range_is_refused_by_the_format():
    """The vector is checked like a file."""
    with pytest.raises(ScenarioError, match="accidents") as refused:
        draft_of(TEXT).scenario((), vector(mechanisms={"accidents.rate": -1.0}))

    assert refused.value.problems[0].file == "--parameters"


def test_the_shipped_set_is_one_and_is_found_by_name():
    """Its name is suggested where it is misspelt, and every scenario can be played under it."""
    found = read_parameters("fitted")

    assert all(load_scenario("pair") is not None for _ in found.sets)
    read_draft("nato-ground-troops-2024").scenario((), found.sets[0])
    with pytest.raises(BrinkError, match='"fitted"'):
        read_parameters("fited")
