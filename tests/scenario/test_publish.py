"""What is generated from the models is fresh, and agrees with the loader."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from brinkmanship.sim.scenario import json_schema, load_scenario
from brinkmanship.sim.scenario.format.walk import sections
from brinkmanship.sim.scenario.publish import generated
from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.reference.guide import BEFORE

HERE = Path(__file__).parent
FILES = [HERE / "bad/bases/good.yaml", *(one.path for one in shipped() if one.kind != "sweep")]
SEEN_BY_EDITORS = (
    "unknown-key", "unknown-key-deep", "norway-as-flag", "text-for-number", "out-of-range",
    "horizon-zero", "misspelt-signal", "free-text-turn", "list-for-mapping", "missing-in-list",
    "actor-code-small", "too-many-lines",
)  # fmt: skip


@pytest.fixture(scope="module")
def editor():
    """What an editor checks a file with."""
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def written(path):
    """The file alone, as an editor sees it."""
    text = path.read_text(encoding="utf-8")
    return json.loads(json.dumps(parse(text, path.name, []).plain()))


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_generated_files_are_fresh(path):
    """The committed file is what ``python -m brinkmanship.sim.scenario.publish`` writes."""
    assert path.read_text(encoding="utf-8") == generated()[path]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_editor_accepts_what_the_loader_accepts(path, editor):
    """No shipped file, whole or in part, is underlined in red."""
    assert [error.message for error in editor.iter_errors(written(path))] == []


@pytest.mark.parametrize("name", SEEN_BY_EDITORS)
def test_an_editor_sees_what_is_wrong_in_place(name, editor):
    """Flaws that need no second look at the document are underlined already in the editor."""
    assert list(editor.iter_errors(written(HERE / "bad" / f"{name}.yaml"))) != []


def test_every_key_is_explained():
    """Each field of each model has a description that ends like a sentence."""
    bare = [
        f"{path}.{name}"
        for path, model in sections()
        for name, field in model.model_fields.items()
        if not (field.description or "").endswith(".")
    ]

    assert bare == []


def test_the_example_of_the_reference_loads(tmp_path):
    """The small scenario printed in the reference is a scenario."""
    example = re.findall(r"```yaml\n(.*?)```", BEFORE, re.DOTALL)[1]
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")

    assert load_scenario(path).actors["CCC"].policy.red_lines[0].promise == "limited_force"
