import json

from brinkmanship.sim.scenario import load_scenario
from tests.commands.calling import invoke
from tests.small import small_file, tree

BAD = (
    "title: 3\nextends: ladders/seven-rungs.yaml\nsides: {a: [AAA], b: [XXX]}\nactors: {AAA: {}}\n"
)


def test_check_names_a_good_scenario(home):
    """A good file gives a line: its title, its actors and the first digits of its digest."""
    digest = load_scenario(small_file(home)).digest

    answer = invoke("check", "small.yaml")

    assert answer.exit_code == 0
    line = f"OK small.yaml: A small quarrel (AAA, CCC, DDD) {digest[:12]}\n"
    gap = "  no rung has the role aid: aid is switched off\n"
    assert (answer.stdout, answer.stderr) == (line + gap, "")


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
