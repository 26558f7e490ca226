import json

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.sweepfile.format import Parameter, SweepFile, Until
from brinkmanship.sim.scenario.sweepfile.schema import sweep_schema

SWEEPS = [one for one in shipped() if one.kind == "sweep"]
HEADER = "# yaml-language-server: $schema=../../docs/reference/sweep.schema.json\n"
ONE = {"path": "clock.horizon", "values": (4, 5)}
GOOD = {"scenario": "small", "parameters": (ONE,)}
RANGE = {"path": "clock.horizon", "low": 4, "high": 6}
UNTIL = {"outcome": "war", "width": 0.1, "at_most": 2000}
EDITOR = jsonschema.Draft202012Validator(sweep_schema())


def underlined(document):
    """What an editor would underline in a document."""
    return [error.message for error in EDITOR.iter_errors(json.loads(json.dumps(document)))]


def refused(document):
    """Whether the model refuses it."""
    try:
        SweepFile.model_validate(document)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("entry", SWEEPS, ids=lambda entry: entry.name)
def test_an_editor_accepts_shipped_sweeps(entry):
    """No shipped sweep is underlined in red, and each names its schema in the first line."""
    text = entry.path.read_text(encoding="utf-8")

    assert underlined(parse(text, entry.name, []).plain()) == []
    assert text.startswith(HEADER)


@pytest.mark.parametrize(
    "change",
    [
        {"desing": "grid"},
        {"design": "gird"},
        {"runs": 0},
        {"runs": 1.5},
        {"runs": "many"},
        {"seed": -1},
        {"block": 0},
        {"parameters": ()},
        {"parameters": ONE},
        {"parameters": ({"path": "x"},)},
        {"parameters": ({"path": "x", "low": 1},)},
        {"parameters": ({"path": "x", "values": ()},)},
        {"parameters": ({"values": (1, 2)},)},
        {"parameters": ({**ONE, "low": 1, "high": 2},)},
        {"parameters": ({**ONE, "high": 2},)},
        {"parameters": ({**ONE, "low": 1},)},
        {"parameters": ({**RANGE, "scale": "cubic"},)},
        {"parameters": ({**RANGE, "points": 1},)},
        {"parameters": ({**RANGE, "whole": "yes"},)},
        {"parameters": ({**RANGE, "steps": 3},)},
        {"parameters": (RANGE,), "design": "list"},
        {"design": "sobol"},
        {"design": "morris", "points": None},
        {"points": 8},
        {"design": "grid", "points": 8},
        {"until": {**UNTIL, "outcome": "peace"}},
        {"until": {**UNTIL, "width": 0}},
        {"until": {**UNTIL, "withd": 0.1}},
        {"until": {"outcome": "war"}},
        {"scenario": ""},
        {"set": []},
    ],
    ids=str,
)
def test_an_editor_sees_what_is_wrong_in_place(change):
    """What needs no look at the scenario is underlined already in the editor, and refused."""
    document = GOOD | change

    assert refused(document)
    assert underlined(document) != []


@pytest.mark.parametrize("key", ["scenario", "parameters"])
def test_a_needed_key_is_missed(key):
    """A sweep without a scenario, or with nothing to vary, is underlined."""
    assert underlined({name: value for name, value in GOOD.items() if name != key}) != []


@given(
    document=st.fixed_dictionaries(
        {
            "scenario": st.just("small"),
            "parameters": st.lists(
                st.fixed_dictionaries(
                    {"path": st.sampled_from(["a", "b.c"])},
                    optional={
                        "values": st.none() | st.lists(st.integers() | st.text(), min_size=1),
                        "low": st.none() | st.floats(-10, 10),
                        "high": st.none() | st.integers(-10, 10),
                        "scale": st.sampled_from(["linear", "log"]),
                        "points": st.none() | st.integers(0, 5),
                        "whole": st.booleans(),
                        "base": st.none() | st.integers(),
                    },
                ),
                min_size=1,
                max_size=2,
            ).map(lambda found: tuple({**one, **_listed(one)} for one in found)),
        },
        optional={
            "title": st.text(),
            "set": st.dictionaries(st.sampled_from(["d.e"]), st.integers()),
            "design": st.sampled_from(["grid", "list", "sobol", "saltelli", "one_at_a_time"]),
            "points": st.none() | st.integers(0, 9),
            "runs": st.integers(0, 10),
            "until": st.none() | st.just(UNTIL),
            "block": st.none() | st.integers(0, 5),
        },
    )
)
@example({"scenario": "small", "parameters": ({**RANGE, "values": None},)})
@example({"scenario": "small", "parameters": ({**ONE, "low": None, "high": None},)})
def test_an_editor_underlines_nothing_that_is_good(document):
    """What the model accepts, whatever its keys, the schema accepts too."""
    assert refused(document) or underlined(document) == []


def _listed(parameter):
    """The values of a parameter as the reader of files gives them."""
    values = parameter.get("values")
    return {"values": tuple(values)} if values is not None else {}


@pytest.mark.parametrize("model", [SweepFile, Parameter, Until])
def test_every_key_is_explained(model):
    """Each field has a description that ends like a sentence; the reference is made of them."""
    descriptions = [field.description or "" for field in model.model_fields.values()]

    assert [text for text in descriptions if not text.endswith(".")] == []
