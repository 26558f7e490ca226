import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.new import NAME
from sim.premise import prepare
from sim.scenario import json_schema, load_scenario
from sim.scenario.reading.library import shipped
from sim.scenario.sweepfile.schema import sweep_schema_text
from tests.commands.calling import invoke
from tests.small import SMALL, small_file, tree

BAD = (
    "title: 3\nextends: ladders/seven-rungs.yaml\nsides: {a: [AAA], b: [XXX]}\nactors: {AAA: {}}\n"
)


def test_check_names_a_good_scenario(home):
    """A good file gives one line: its title, its actors and the first digits of its digest."""
    digest = load_scenario(small_file(home)).digest

    answer = invoke("check", "small.yaml")

    assert answer.exit_code == 0
    line = f"OK small.yaml: A small quarrel (AAA, CCC, DDD) {digest[:12]}\n"
    assert (answer.stdout, answer.stderr) == (line, "")


def test_check_tells_every_error_of_every_file(home):
    """All problems of all files are told, a line each, and the good file is still named."""
    (home / "bad.yaml").write_text(BAD, encoding="utf-8")
    small_file(home)

    answer = invoke("check", "bad.yaml", "small.yaml", "nothing.yaml")

    assert answer.exit_code == 2
    assert answer.stdout.startswith("OK small.yaml")
    lines = answer.stderr.splitlines()
    assert sum(line.startswith("bad.yaml:") for line in lines) > 1
    assert lines[-1].startswith("nothing.yaml: ")


def test_check_can_be_read_by_programs(home):
    """The JSON of check has each problem with its place, and the same exit code."""
    (home / "bad.yaml").write_text(BAD, encoding="utf-8")
    small_file(home)

    answer = invoke("check", "--json", "small.yaml", "bad.yaml")

    good, bad = json.loads(answer.stdout)["files"]
    assert (answer.exit_code, answer.stderr) == (2, "")
    assert (good["ok"], good["title"], good["problems"]) == (True, "A small quarrel", [])
    assert (bad["ok"], bad["problems"][0]["line"]) == (False, 1)
    assert set(bad["problems"][0]) == {
        "file", "line", "column", "path", "problem", "cure", "text",
    }  # fmt: skip


def test_check_of_good_files_as_json_is_0(home):
    """With nothing wrong the exit code is 0 in JSON too."""
    small_file(home)

    assert invoke("check", "--json", "small.yaml").exit_code == 0


def test_check_writes_nothing(home):
    """Checking leaves the folder as it was."""
    small_file(home)

    invoke("check", "small.yaml")

    assert tree(home) == ["small.yaml"]


def test_list_names_everything_shipped():
    """Each shipped file has a line with kind, name and title; the JSON has the same."""
    plain, machine = invoke("list"), invoke("list", "--json")

    entries = [(one.name, one.kind, one.title) for one in shipped()]
    found = json.loads(machine.stdout)["files"]
    assert [(row["name"], row["kind"], row["title"]) for row in found] == entries
    lines = plain.stdout.splitlines()
    assert len(lines) == len(entries)
    for line, (name, kind, title) in zip(lines, entries, strict=True):
        assert line.split()[:2] == [kind, name]
        assert line.endswith(title)


def test_schema_prints_the_schema():
    """What is printed is JSON, and the schema of the format."""
    answer = invoke("schema")

    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == json.loads(json.dumps(json_schema()))


def test_schema_prints_that_of_sweeps_too():
    """With --sweep it is the schema of sweep files, as it is published."""
    answer = invoke("schema", "--sweep")

    assert answer.exit_code == 0
    assert answer.stdout == sweep_schema_text()


@pytest.mark.parametrize("name", ["my-crisis", "my-crisis.yaml", "7", "null", "x" * 64])
def test_a_new_file_passes_check_and_runs(home, name):
    """The starter file is a good scenario under any name, and plays."""
    answer = invoke("new", name)

    (file,) = tree(home)
    assert answer.exit_code == 0, answer.output
    assert file == f"{name.removesuffix('.yaml')}.yaml"
    assert prepare(load_scenario(file)).codes == ("ALPHA", "BETA", "GAMMA")
    assert load_scenario(file).title.casefold() == file.removesuffix(".yaml").replace("-", " ")
    assert invoke("run", file, "--runs", 2, "--workers", 1, "--no-figures").exit_code == 0


def test_a_new_file_overwrites_nothing(home):
    """A file that exists is refused, and keeps every byte."""
    (home / "mine.yaml").write_text(SMALL, encoding="utf-8")

    answer = invoke("new", "mine")

    assert answer.exit_code == 2
    assert answer.stderr == "mine.yaml: already exists; choose another name\n"
    assert (home / "mine.yaml").read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "-x", "a b", "é", "x" * 65, "a\n"])
def test_a_bad_name_is_refused(home, name):
    """A name that is no plain file name is refused, and nothing is written."""
    answer = invoke("new", "--", name)

    assert answer.exit_code == 2
    assert "write for example my-crisis" in answer.stderr
    assert tree(home) == []


@given(st.text(max_size=70))
def test_a_name_stays_in_the_folder(name):
    """No accepted name holds anything but letters, digits, - and _."""
    accepted = NAME.fullmatch(name) is not None

    letters = set(string.ascii_letters + string.digits + "-_")
    assert not accepted or (0 < len(name) <= 64 and set(name) <= letters)


def test_a_folder_that_cannot_be_written_is_one_message(home, monkeypatch):
    """An error of the disk is a message."""
    plain = Path.open

    def full(path, mode="r", *rest, **named):
        if mode == "x":
            raise OSError(28, "No space left on device")
        return plain(path, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", full)

    answer = invoke("new", "mine")

    assert answer.exit_code == 2
    assert answer.stderr == "mine.yaml: cannot be written (No space left on device)\n"
    assert tree(home) == []


@pytest.fixture
def folders(home):
    """Two run folders without figures."""
    small_file(home)
    for name in "ab":
        invoke("run", "small.yaml", "--runs", 4, "--workers", 1, "--no-figures", "--out", name)
    return home


def test_plot_draws_one_folder_into_it(folders):
    """Each file that plot names is there, in figures of the run folder."""
    answer = invoke("plot", "a")

    assert answer.exit_code == 0, answer.output
    named = answer.stdout.splitlines()
    assert named
    assert sorted(named) == [f"a/{name}" for name in tree(folders / "a") if "figures/" in name]


def test_plot_draws_where_it_is_told(folders):
    """With --out the run folder stays as it was."""
    before = tree(folders / "a")

    answer = invoke("plot", "a", "--out", "there")

    assert sorted(answer.stdout.splitlines()) == [
        f"there/{name}" for name in tree(folders / "there")
    ]
    assert tree(folders / "a") == before


def test_plot_compares_several(folders):
    """Two folders give pictures of both in a folder of their own, never the same one twice."""
    first, second = invoke("plot", "a", "b"), invoke("plot", "a", "b")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert all(line.startswith("out/comparison/") for line in first.stdout.splitlines())
    assert all(line.startswith("out/comparison-2/") for line in second.stdout.splitlines())
    assert tree(folders / "out" / "comparison") == tree(folders / "out" / "comparison-2")


@pytest.mark.parametrize("words", [["missing"], ["."], ["a", "missing"], ["a", "a", "a", "a", "a"]])
def test_plot_refuses_what_is_no_run_folder(folders, words):
    """A folder that is missing or no run folder, or too many, is a message and no file."""
    before = tree(folders)

    answer = invoke("plot", *words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr
    assert tree(folders) == before
