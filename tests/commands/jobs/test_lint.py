import json
import subprocess
import sys
from pathlib import Path

import pytest

from brinkmanship.commands.jobs.checking.lint import Search, lint_scenario
from brinkmanship.sim.lint.finding import Findings
from brinkmanship.sim.lint.static import note_edges
from brinkmanship.sim.scenario.reading.library import shipped
from tests.commands.calling import invoke
from tests.lint.dead_wood import PLANTED, open_planted

ROOT = Path(__file__).parents[3]
SEARCH = Search(runs=60, watched=20, seed=0)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What the closer look finds in the scenario with dead wood."""
    folder = tmp_path_factory.mktemp("lint")
    open_planted(folder)
    return lint_scenario(str(folder / "planted.yaml"), SEARCH)


def kinds(found, path):
    """Level and kind of each finding about a path."""
    return [(one["level"], one["kind"]) for one in found["findings"] if one["path"] == path]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("actors.DDD.exposure", "dead lever"),
        ("actors.CCC.policy.style.hint", "dead lever"),
        ("actors.AAA.policy.rules[0]", "idle rule"),
        ("injects[0]", "idle inject"),
    ],
)
def test_what_was_planted_is_found(found, path, kind):
    """Each piece of dead wood is a problem, told once, in the place where it stands."""
    assert [one for one in kinds(found, path) if one[0] == "problem"] == [("problem", kind)]


def test_an_actor_for_whom_nothing_is_at_stake_is_idle(tmp_path):
    """Whatever others do, it never leaves its start, and that is told once."""
    open_planted(tmp_path, PLANTED.replace("name: Betaland", "name: Betaland\n    resolve: 0.001"))

    found = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

    problems = [one for one in kinds(found, "actors.BBB") if one[0] == "problem"]
    assert problems == [("problem", "idle actor")]


def test_what_is_alive_is_left_alone(found):
    """No live lever, rule or inject is found fault with."""
    for path in (
        "actors.AAA.policy.rules[1]",
        "injects[1]",
        "actors.AAA",
        "mechanisms.retaliation",
    ):
        assert not [one for one in kinds(found, path) if one[1] != "source"]


def test_a_part_of_dead_wood_is_not_told_again(found):
    """The turn of a rule that never fires is no finding of its own."""
    assert [one["path"] for one in found["findings"] if "rules[0]" in one["path"]] == [
        "actors.AAA.policy.rules[0]"
    ]


def test_a_default_that_does_nothing_is_only_a_note(found):
    """Mechanisms that the file does not mention and that have nothing to do are one note."""
    (told,) = [one for one in found["findings"] if one["path"] == "mechanisms"]

    assert (told["level"], told["kind"]) == ("note", "idle default")
    assert "consensus" in told["problem"].partition(":")[0].split(", ")
    assert "retaliation" not in told["problem"]


def test_values_without_a_source_are_noted(found):
    """Numbers with a source, or below one, are not counted; the others are named."""
    told = {one["path"]: one["problem"] for one in found["findings"] if one["kind"] == "source"}

    assert told["actors.AAA"].startswith("3 numbers without a source (policy.goals.survival, ")
    assert told["actors.DDD"] == "1 number without a source (exposure)"
    assert "ladder" not in told


def test_rungs_never_reached_are_noted(tmp_path):
    """Of a scenario at rest the upper rungs are noted, with how rare they may still be."""
    text = (
        "title: At rest\nextends: ladders/sixteen-rungs.yaml\nclock: {horizon: 8}\n"
        "sides: {n: [AAA], s: [BBB]}\nactors:\n  AAA: {name: A, resolve: 0.001}\n"
        "  BBB: {name: B, resolve: 0.001, policy: {style: {warn: 0.4}}}\n"
    )
    open_planted(tmp_path, text)

    found = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

    bound = "reached in none of 60 runs (95% interval: below 6.0%)"
    (upper,) = [one for one in found["findings"] if one["kind"] == "rung never reached"]
    named = [one for one in found["findings"] if one["kind"] == "threshold never reached"]
    assert upper["problem"].endswith(f"nuclear_limited, nuclear_general: {bound}")
    assert "warn" not in upper["problem"]
    assert f"clash is {bound}" in [one["problem"] for one in named]


def test_an_edge_is_noted_and_off_is_not(tmp_path):
    """A value at the upper end of its range is noted; a 0 that means off is not."""
    open_planted(tmp_path, PLANTED.replace("warn: 0.4", "warn: 1.0"))

    found = lint_scenario(str(tmp_path / "planted.yaml"), Search(5, 2, 0))

    edges = [one["path"] for one in found["findings"] if one["kind"] == "edge"]
    assert edges == ["actors.CCC.policy.style.warn"]


@pytest.mark.parametrize(
    ("value", "edges"),
    [
        ("{normal: {mean: 50, sd: 0.25}}", ["normal.mean"]),
        ("{normal: {mean: 1, sd: 5, high: 50}}", ["normal.high"]),
        ("{uniform: {low: 0, high: 50}}", ["uniform.high"]),
        ("{triangular: {low: 0, mode: 50, high: 50}}", ["triangular.mode", "triangular.high"]),
        ("{choice: [0, 1, 50]}", ["choice[2]"]),
        ("{normal: {mean: 49, sd: 5}}", []),
    ],
)
def test_an_edge_within_a_distribution_is_noted(tmp_path, value, edges):
    """Each number of a distribution that must lie in the range is held to it; a spread is not."""
    document = open_planted(tmp_path, PLANTED.replace("resolve: 2\n", f"resolve: {value}\n"))
    findings = Findings(document.root)

    note_edges(document, findings)

    told = [one.problem.path for one in findings.all if one.kind == "edge"]
    assert told == [f"actors.CCC.resolve.{edge}" for edge in edges]


def test_an_actor_without_a_choice_is_a_problem(tmp_path):
    """A north star on the second rung leaves one: no choice, settled by the star alone."""
    star = "policy: {style: {activity: 0.0}}"
    text = PLANTED.replace(star, "policy: {north_star: {stay_below: protest, hard: true}}")
    open_planted(tmp_path, text)

    found = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

    assert ("problem", "no choice") in kinds(found, "actors.BBB")
    (row,) = found["compliance"]
    assert row["actor"] == "BBB"
    assert 0 < row["bound"] <= row["decisions"]
    assert row["low"] < row["share"] <= row["high"]


def test_an_actor_of_whom_one_rung_is_required_has_no_choice(tmp_path):
    """A rule that requires a rung leaves that one alone, however many others are open."""
    rule = "policy: {rules: [{when: {turn_at_least: 1}, require: {rung: threat}}]}"
    open_planted(tmp_path, PLANTED.replace("policy: {style: {activity: 0.0}}", rule))

    found = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

    assert ("problem", "no choice") in kinds(found, "actors.BBB")


def test_a_requirement_that_passes_leaves_a_choice(tmp_path):
    """Where a rung is required in some turns only, or is closed, the actor still decides."""
    for rule in (
        "{when: {turn_at_least: 4}, require: {rung: threat}}",
        "{when: {turn_at_least: 1}, require: {rung: nuclear_general}}",
    ):
        policy = f"policy: {{rules: [{rule}]}}"
        open_planted(tmp_path, PLANTED.replace("policy: {style: {activity: 0.0}}", policy))

        found = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

        assert ("problem", "no choice") not in kinds(found, "actors.BBB")


def test_an_inherited_problem_is_only_a_note(tmp_path):
    """Dead wood of the file that is built on is for that file's author to judge."""
    open_planted(tmp_path)
    (tmp_path / "heir.yaml").write_text("extends: planted.yaml\ntitle: Heir\n", encoding="utf-8")

    found = lint_scenario(str(tmp_path / "heir.yaml"), SEARCH)

    assert found["problems"] == 0
    assert ("note", "idle inject") in kinds(found, "injects[0]")


def test_the_same_look_finds_the_same(tmp_path, found):
    """Findings depend on the file, the runs and the seed alone."""
    open_planted(tmp_path)

    again = lint_scenario(str(tmp_path / "planted.yaml"), SEARCH)

    assert [one["problem"] for one in again["findings"]] == [
        one["problem"] for one in found["findings"]
    ]
    assert again["levers"] == found["levers"]


def test_the_command_says_it_in_lines_and_ends_with_1(home):
    """Each finding is one line with file, line, level, place and cure; a problem is exit code 1."""
    open_planted(home)

    answer = invoke("check", "planted.yaml", "--lint", "--runs", 40, "--watch", 10)

    assert answer.exit_code == 1, answer.output
    lines = answer.stdout.splitlines()
    assert lines[0].startswith("OK planted.yaml: A quarrel with dead wood")
    assert any(
        line.startswith("planted.yaml:26:36: problem: actors.DDD.exposure: with ") and "; " in line
        for line in lines
    )
    assert "problems, " in lines[-1]
    assert lines[-1].endswith(
        "levers pulled in 40 runs each, idle ones in 400, 10 runs watched, seed 0"
    )


def test_notes_alone_end_with_0(home):
    """Where there are only notes the exit code is 0."""
    (home / "bare.yaml").write_text(
        "title: Bare\nextends: ladders/seven-rungs.yaml\nsides: {n: [AAA], s: [BBB]}\n"
        "clock: {horizon: 8}\nactors:\n  AAA: {name: A, resolve: 2}\n"
        "  BBB: {name: B, resolve: 2}\n",
        encoding="utf-8",
    )

    answer = invoke("check", "bare.yaml", "--lint", "--runs", 30, "--watch", 5)

    assert answer.exit_code == 0, answer.output
    assert "0 problems, " in answer.stdout


def test_an_error_is_2_and_is_not_looked_into(home):
    """A file with errors is reported as ever; the others are looked into."""
    (home / "bad.yaml").write_text("title: 3\n", encoding="utf-8")
    open_planted(home)

    answer = invoke(
        "check", "bad.yaml", "planted.yaml", "--lint", "--runs", 5, "--watch", 2, "--json"
    )

    bad, good = json.loads(answer.stdout)["files"]
    assert answer.exit_code == 2
    assert "lint" not in bad
    assert good["lint"]["levers"]["pulled"] > 20


def test_without_lint_nothing_is_run():
    """A plain check imports neither engine."""
    code = (
        "import sys; from click.testing import CliRunner; from brinkmanship.cli import brink; "
        "CliRunner().invoke(brink, ['check', 'nato-ground-troops-2024']); "
        "print('numba' in sys.modules, 'mesa' in sys.modules)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout.split() == ["False", "False"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [one.name for one in shipped() if one.kind == "scenario"])
def test_a_shipped_scenario_has_no_problem(name):
    """What we ship is a good example: notes only."""
    found = lint_scenario(name, Search(200, 50, 0))

    assert [one["text"] for one in found["findings"] if one["level"] == "problem"] == []
