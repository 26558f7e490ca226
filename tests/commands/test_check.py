import json
import re

import pytest

from brinkmanship.commands.check import check_scenario
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from brinkmanship.sim.scenario.reading.library import shipped
from tests.commands.calling import invoke
from tests.small import small_file, tree

BAD = (
    "title: 3\nextends: ladders/seven-rungs.yaml\nsides: {a: [AAA], b: [XXX]}\nactors: {AAA: {}}\n"
)


def test_check_names_a_good_scenario(home):
    """A good file gives one line: its title, its actors and the first digits of its digest."""
    late(home, 1)
    digest = load_scenario("small.yaml").digest

    answer = invoke("check", "small.yaml")

    assert answer.exit_code == 0
    line = f"OK small.yaml: A small quarrel (AAA, CCC, DDD) {digest[:12]}\n"
    gap = "  no rung has the role aid: aid is switched off\n"
    assert (answer.stdout, answer.stderr) == (line + gap, "")


def test_check_says_what_a_ladder_without_roles_rules_out(home):
    """Each missing role with the outcomes that cannot come and the mechanisms that are off."""
    answer = invoke("check", "trade-war")

    gaps = answer.stdout.splitlines()[1:]
    assert (answer.exit_code, len(gaps)) == (0, 6)
    assert gaps[-3] == (
        "  no rung has the role clash: no run ends in direct_clash; tripwire is switched off"
    )
    (told,) = json.loads(invoke("check", "--json", "trade-war").stdout)["files"]
    assert told["missing_roles"][-2] == {"role": "war", "outcomes": ["war"], "mechanisms": []}
    assert tree(home) == []


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
        "file", "line", "column", "path", "problem", "cure", "fix", "text",
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


def late(home, turn):
    """The small scenario with its second inject at another turn; most of its runs last a turn."""
    file = small_file(home)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("at: 2, join", f"at: {turn}, join"), encoding="utf-8")


def test_a_note_leaves_the_exit_code(home):
    """A note is a line under the scenario, a row in JSON, and no error."""
    late(home, 900)

    plain, machine = invoke("check", "small.yaml"), invoke("check", "small.yaml", "--json")

    assert (plain.exit_code, plain.stderr, machine.exit_code) == (0, "", 0)
    note = plain.stdout.splitlines()[-1]
    [row] = json.loads(machine.stdout)["files"][0]["notes"]
    assert row["text"] == note
    assert note.startswith("small.yaml:20:10: note: injects[1].at: turn 900 lies behind")
    assert (row["level"], row["kind"]) == ("note", "behind the horizon")


def test_an_inject_after_most_runs_says_the_share(home):
    """The share of runs that are over before an inject is counted, with the seed that is given."""
    late(home, 3)
    shares = []

    for seed in (0, 1):
        *_, told, note = invoke("check", "small.yaml", "--seed", seed).stdout.splitlines()
        [counted] = re.findall(r"(\d+) of (\d+) runs \((\d+)%\)", note)
        over, of, percent = map(int, counted)
        engine = Engine(prepare(load_scenario("small.yaml")))
        assert over == sum(one.turns < 3 for one in engine.records(seed, 0, of))
        assert (of, percent) == (500, round(100 * over / of))
        assert told.startswith(f"  injects[1], turn 3: {over / of:.1%} of runs are over before it")
        assert told.endswith(f"; 500 runs, seed {seed})")
        shares.append(over)
    assert shares[0] != shares[1]


def test_an_event_that_few_runs_miss_is_told_too(home):
    """An event in time gives a share and an interval around it, and no note; the day if known."""
    late(home, 2)
    with (home / "small.yaml").open("a", encoding="utf-8") as file:
        file.write("terminal: {absorb_on_clash: false}\nclock: {horizon: 6, starts: 1914-07-23}\n")
    text = (home / "small.yaml").read_text("utf-8").replace("clock: {horizon: 6}\n", "")
    (home / "small.yaml").write_text(text, encoding="utf-8")

    plain, machine = invoke("check", "small.yaml"), invoke("check", "small.yaml", "--json")

    [found] = json.loads(machine.stdout)["files"]
    [event] = found["events"]
    assert found["notes"] == []
    assert (event["inject"], event["turn"], event["day"]) == (1, 2, "1914-07-30")
    assert event["low"] <= event["share"] <= event["high"] < 0.5
    assert "injects[1], turn 2, from 30 July 1914: " in plain.stdout


def test_a_check_without_a_timed_inject_plays_no_run(home, monkeypatch):
    """An inject at the first turn, or on a condition, cannot be late: no engine is needed."""
    late(home, 1)
    monkeypatch.delattr(Engine, "play")

    answer = invoke("check", "small.yaml")

    assert (answer.exit_code, answer.exception) == (0, None)


@pytest.mark.parametrize("name", [one.name for one in shipped() if one.kind == "scenario"])
def test_shipped_scenarios_need_no_note(name):
    """What is shipped is worded and timed so that check has nothing to note."""
    assert check_scenario(name)["notes"] == []


def test_check_can_be_kept(home):
    """With --out what is printed is a file; the exit code and the errors stay."""
    (home / "bad.yaml").write_text(BAD, encoding="utf-8")
    small_file(home)
    printed = invoke("check", "small.yaml", "bad.yaml")

    kept = invoke("check", "small.yaml", "bad.yaml", "--out", "found/check.txt")

    assert (kept.exit_code, kept.stdout) == (2, "")
    assert (home / "found" / "check.txt").read_text("utf-8") == printed.stdout
    assert kept.stderr == f"found/check.txt: written\n{printed.stderr}"
