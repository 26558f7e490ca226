"""A crisis is loaded and changed as the command loads and changes it."""

import json
from pathlib import Path

import numpy as np
import pytest
import yaml

import brinkmanship as bk
from brinkmanship.api.crisis import load_file
from brinkmanship.sim.scenario.reading.library import find_shipped
from tests.commands.calling import invoke
from tests.small import SMALL

SHIPPED = "nato-ground-troops-2024"
FILE = find_shipped(SHIPPED)
SAME = {
    "a path": FILE,
    "a path as text": str(FILE),
    "a shipped name in its folder": f"scenarios/{SHIPPED}.yaml",
    "YAML text": FILE.read_text(encoding="utf-8"),
    "text as Windows writes it": "\ufeff" + FILE.read_text(encoding="utf-8").replace("\n", "\r\n"),
    "a mapping": yaml.safe_load(FILE.read_text(encoding="utf-8")),
}
BAD = {
    "no such name": ("nothing-of-that-name", ()),
    "no such file": ("missing/file.yaml", ()),
    "a folder": (".", ()),
    "an unknown key": ("bad.yaml", ()),
    "an unknown path": ("small.yaml", {"actors.AAA.reslve": 1}),
    "out of range": ("small.yaml", {"clock.horizon": 0}),
    "an unknown actor": ("small.yaml", {"actors.AAB.resolve": 1}),
    "a word for a number": ("small.yaml", {"actors.AAA.resolve": "high"}),
    "nothing there to take away": ("small.yaml", {"actors.CCC.exposure": None}),
    "no value": ("small.yaml", ["clock.horizon"]),
    "several at once": ("small.yaml", {"clock.horizon": 0, "actors.AAA.resolve": -1}),
}


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_every_way_to_give_a_scenario_gives_the_same(source):
    """Name, path, text and mapping mean the same scenario, so it has the same digest."""
    assert bk.load(source).digest == bk.load(SHIPPED).digest


def test_a_document_loads_again(crisis):
    """What a crisis holds is a mapping that loads: changed values and bases are in it."""
    changed = crisis.set({"actors.CCC.resolve": 1.5})

    again = bk.load(changed.scenario.document)

    assert again.digest == changed.digest != crisis.digest


@pytest.mark.usefixtures("desk")
def test_paths_in_a_text_count_from_the_working_folder():
    """A text extends a file that lies here, and what is shipped."""
    text = "extends: small.yaml\nclock: {horizon: 3}\n"

    assert bk.load(text).digest == bk.load("small.yaml", {"clock.horizon": 3}).digest
    assert bk.load(SMALL).digest == bk.load("small.yaml").digest


def test_results_name_a_file_and_else_what_they_are_told(desk):
    """The name is that of the file; a text has none, and both may be given one."""
    names = [bk.load(one).name for one in (SHIPPED, desk / "small.yaml", SMALL)]
    given = [bk.load(one, name="mine").name for one in ("small.yaml", SMALL)]

    assert names == [SHIPPED, "small", "crisis"]
    assert given == ["mine", "mine"]


@pytest.mark.parametrize(("source", "changes"), BAD.values(), ids=BAD)
def test_bad_input_is_answered_in_the_words_of_the_command(desk, source, changes):
    """The error is, word for word, what ``brink run`` prints."""
    (desk / "bad.yaml").write_text(SMALL.replace("title", "titel"), encoding="utf-8")
    words = (
        [f"{p}={_typed(v)}" for p, v in changes.items()] if isinstance(changes, dict) else changes
    )

    with pytest.raises(bk.BrinkError) as caught:
        bk.load(source, changes)

    answer = invoke("run", source, *(word for text in words for word in ("--set", text)))
    assert answer.exit_code == 2
    assert str(caught.value) == answer.stderr.removesuffix("\n")


def _typed(value):
    """A value as one types it behind ``--set PATH=``."""
    return "null" if value is None else f'"{value}"' if isinstance(value, str) else value


def test_changing_later_is_loading_with_the_change(desk, crisis):
    """A change is refused with the same problems, and merged the same, now and after loading."""
    change = {"actors.AAA": {"resolve": -1}, "clock.horizon": 0}

    with pytest.raises(bk.ScenarioError) as at_once:
        bk.load(desk / "small.yaml", change)
    with pytest.raises(bk.ScenarioError) as later:
        crisis.set(change)

    assert later.value.problems == at_once.value.problems
    assert len(later.value.problems) == 2


def test_an_override_may_mend_a_file(desk):
    """Changes given to ``load`` are checked with the file, not after it."""
    (desk / "bad.yaml").write_text(SMALL.replace("horizon: 6", "horizon: 0"), encoding="utf-8")

    with pytest.raises(bk.ScenarioError, match="horizon"):
        bk.load("bad.yaml")

    assert bk.load("bad.yaml", {"clock.horizon": 6}).digest == bk.load("small.yaml").digest


def test_a_change_makes_a_new_crisis(desk, crisis):
    """The old one stays as it was, changes add up, and the file is not read again."""
    before, first = crisis.digest, crisis.set({"clock.horizon": 4})
    (desk / "small.yaml").write_text("no: scenario", encoding="utf-8")

    second = first.set(["clock.horizon=3", "title=Other"])

    assert (crisis.digest, crisis.overrides) == (before, ())
    assert second.overrides == ("clock.horizon=4", "clock.horizon=3", "title=Other")
    assert (second.scenario.clock.horizon, second.title) == (3, "Other")


def test_a_value_is_what_python_means_by_it(crisis):
    """Words stay words, numbers of NumPy are numbers, mappings are distributions, None removes."""
    changed = crisis.set(
        {
            "title": "NO",
            "summary": "two\nlines: # of 'text' \N{SNOWMAN} 1.5",
            "clock.horizon": np.int64(3),
            "actors.CCC.resolve": {"normal": {"mean": np.float64(1.25), "sd": 0.5}},
            "actors.AAA.policy.goals": None,
            "actors.CCC.nuclear": False,
        }
    ).scenario

    assert (changed.title, changed.summary.splitlines()[1]) == ("NO", "lines: # of 'text' ☃ 1.5")
    assert changed.clock.horizon == 3
    assert (changed.actors["CCC"].resolve.mean, changed.actors["CCC"].resolve.sd) == (1.25, 0.5)
    assert changed.actors["AAA"].policy.goals != crisis.scenario.actors["AAA"].policy.goals
    assert not changed.actors["CCC"].nuclear


@pytest.mark.parametrize("value", [{1, 2}, object(), [float]], ids=["set", "object", "class"])
def test_what_no_file_can_hold_is_refused(crisis, value):
    """A value that YAML has no form for is one message that names the path."""
    with pytest.raises(
        bk.ScenarioError, match=r"--set actors\.AAA\.resolve: this cannot be written"
    ):
        crisis.set({"actors.AAA.resolve": value})
    with pytest.raises(bk.ScenarioError, match="mapping: this cannot be written"):
        bk.load({"title": value})


def test_problems_of_a_mapping_are_placed_by_path():
    """A mapping has no lines: its messages are those of a text without them."""
    document = yaml.safe_load(SMALL) | {"titel": 1, "clock": {"horizon": 1e30}}

    with pytest.raises(bk.ScenarioError) as mapping:
        bk.load(document)
    with pytest.raises(bk.ScenarioError) as text:
        bk.load(json.dumps(document, indent=1))

    assert {(one.file, one.line) for one in mapping.value.problems} == {("mapping", 0)}
    assert len(mapping.value.problems) == 2
    assert sorted((one.path, one.problem, one.cure) for one in mapping.value.problems) == sorted(
        (one.path, one.problem, one.cure) for one in text.value.problems
    )
    assert all(one.file == "text" and one.line for one in text.value.problems)


@pytest.mark.usefixtures("desk")
def test_a_file_may_look_like_a_text():
    """The command takes a name that begins with a brace for a name."""
    name = "{title: x}"

    with pytest.raises(bk.ScenarioError) as caught:
        load_file(name)

    assert str(caught.value) == invoke("check", name).stderr.removesuffix("\n")
    Path("{small}.yaml").write_text(SMALL, encoding="utf-8")
    assert load_file("{small}.yaml").name == "{small}"


def test_a_crisis_prints_as_check_does():
    """``str`` is the line of ``brink check`` for a file of that name."""
    assert invoke("check", SHIPPED).stdout == f"OK {bk.load(SHIPPED)}\n"
