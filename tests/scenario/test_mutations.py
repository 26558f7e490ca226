"""No change to a good file gives a traceback or a hang: a scenario, or one of our messages."""

import copy
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import Scenario, load_scenario
from brinkmanship.sim.scenario.reading.parsing import parse

GOOD = Path(__file__).parent / "bad/bases/good.yaml"
BYTES = GOOD.read_bytes()
TREE = json.loads(json.dumps(parse(BYTES.decode(), "good.yaml", []).plain()))
PATIENT = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ODD: st.SearchStrategy[object] = st.sampled_from(
    [
        None, True, -1, 0, 1, 2.5, 10**17, -(10**17), 10**40, 1e300, "", " ", "NO", "tripwire",
        "clash", "SYL", "none", "assumption", "a" * 6000, "\u2028", [], {}, [[]], [{}], ["SYL"],
        {"value": 1}, {"value": {}}, {"source": "assumption"}, {"note": []}, {"normal": {}},
        {"normal": {"mean": 1, "sd": 1}}, {"choice": [1, "x"]}, {"rung": "show"},
        {"": 1}, {"[key]": 1}, {"<number>": 2},
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of its own, since extends looks beside the file."""
    return tmp_path_factory.mktemp("mutations")


def outcome(folder, data):
    """What comes of a mutant file; JSON is YAML too."""
    path = folder / "mutant.yaml"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return loaded(path)


def loaded(path, *overrides):
    """A scenario or the lines of a message; anything else is a failure."""
    try:
        return load_scenario(path, overrides)
    except ScenarioError as error:
        return str(error).splitlines()


def well_behaved(found):
    """Whether an outcome is a scenario, or lines that all speak our language."""
    if isinstance(found, Scenario):
        return len(found.digest) == 64
    return bool(found) and not any(re.search("(?i)pydantic|input should", one) for one in found)


def steps(tree, way=()):
    """Every path into a tree."""
    yield way
    if isinstance(tree, dict | list):
        for key, part in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from steps(part, (*way, key))


def at(tree, way):
    """What stands at a path."""
    for step in way:
        tree = tree[step]
    return tree


PATHS = [way for way in steps(TREE) if way]


@PATIENT
@given(
    start=st.integers(0, len(BYTES)),
    length=st.integers(0, 40),
    instead=st.one_of(
        st.binary(max_size=12),
        st.sampled_from(
            [b"\t", b"\n", b"{", b"[", b"]", b": ", b"- ", b"&a ", b"*a", b"!!int ", b"#"]
        ),
    ),
)
@example(start=0, length=0, instead=b"\xff\xfe")
@example(start=0, length=len(BYTES), instead=b"")
def test_changed_bytes_are_read_or_refused(folder, start, length, instead):
    """Cutting bytes out anywhere and putting others in gives a scenario or a message."""
    mutant = BYTES[:start] + instead + BYTES[start + length :]

    assert well_behaved(outcome(folder, mutant))


@PATIENT
@given(way=st.sampled_from(PATHS), value=ODD)
def test_a_wrong_value_anywhere_is_read_or_refused(folder, way, value):
    """Putting any odd value at any place gives a scenario or a message."""
    tree = copy.deepcopy(TREE)
    at(tree, way[:-1])[way[-1]] = value

    assert well_behaved(outcome(folder, tree))


@PATIENT
@given(way=st.sampled_from(PATHS))
def test_anything_left_out_is_read_or_refused(folder, way):
    """Taking any one thing out gives a scenario or a message."""
    tree = copy.deepcopy(TREE)
    del at(tree, way[:-1])[way[-1]]

    assert well_behaved(outcome(folder, tree))


@PATIENT
@given(first=st.sampled_from(PATHS), second=st.sampled_from(PATHS))
def test_things_in_each_others_place_are_read_or_refused(folder, first, second):
    """Copying one part of the document into the place of another gives a scenario or a message."""
    tree = copy.deepcopy(TREE)
    at(tree, second[:-1])[second[-1]] = copy.deepcopy(at(TREE, first))

    assert well_behaved(outcome(folder, tree))


@PATIENT
@given(way=st.sampled_from(PATHS), value=ODD)
def test_any_override_is_applied_or_refused(way, value):
    """--set of any odd value on any path gives a scenario or a message."""
    name = ".".join(str(step) for step in way)

    assert well_behaved(loaded(GOOD, f"{name}={json.dumps(value)}"))


@PATIENT
@given(text=st.text(max_size=40))
def test_any_text_as_override_is_applied_or_refused(text):
    """Whatever follows --set, a message answers it."""
    assert well_behaved(loaded(GOOD, text))
