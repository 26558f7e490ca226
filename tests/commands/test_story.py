"""``brink story`` at the command line: what it prints, finds and refuses."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from brinkmanship.cli import brink
from brinkmanship.sim.story.routes import MEANING
from brinkmanship.sim.story.trace.records import Trace
from tests.story.example_runs import SHIPPED, traced

ROOT = Path(__file__).parents[2]


def invoke(*words):
    """The command as a user types it."""
    return CliRunner().invoke(brink, ["story", *words])


def test_help_names_every_route():
    """What --find takes is what the help lists, in the same order."""
    text = " ".join(invoke("--help").stdout.split())
    listed = re.findall(r"\w+", text.split("Routes up: ")[1].split("Examples")[0])

    assert [name for name in listed if name not in ("Routes", "down")] == list(MEANING)


def test_json_is_the_whole_trace_and_nothing_else():
    """What is printed is one JSON document with the fields of the trace, and twice the same."""
    first, second = (invoke(SHIPPED, "--run", "8", "--json") for _ in range(2))
    document = json.loads(first.stdout)

    assert first.stdout == second.stdout
    assert list(document) == list(Trace.__dataclass_fields__)
    assert document["run"] == 8
    assert len(document["turns"]) == document["record"]["turns"]


def test_every_field_of_the_trace_is_documented():
    """docs/reference/trace.md names each key that the JSON has."""
    page = (ROOT / "docs" / "reference" / "trace.md").read_text(encoding="utf-8")
    document = json.loads(invoke(SHIPPED, "--run", "52", "--json").stdout)

    assert not {key for key in keys_of(document) if f"`{key}`" not in page}


def keys_of(node):
    """All fixed keys of a trace; codes, terms and names of alliances are data."""
    data = ("actors", "beliefs", "cohesion", "routes", "terms", "gains")
    if isinstance(node, list):
        return {key for part in node for key in keys_of(part)}
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, part in node.items():
        inside = part.values() if key in data and isinstance(part, dict) else [part]
        found |= {deep for one in inside for deep in keys_of(one)}
    return found


def test_find_tells_the_first_run_that_takes_the_route():
    """The run told is the one named, none before it takes the route, and stderr says so."""
    often = "mechanisms.accidents.rate=3"
    words = ("--find", "accident_answered", "--search", "60", "--turns", "1", "--set", often)
    found = invoke(SHIPPED, *words)
    run = int(found.stdout.split("; not a forecast")[0].split()[-1])

    assert found.exit_code == 0
    assert f"Run {run} is the first from run 0 on that takes accident_answered." in found.stderr
    assert "accident_answered" in traced(run, often).routes
    assert not any("accident_answered" in traced(earlier, often).routes for earlier in range(run))


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--find", "settlment"), 2, 'no route "settlment"; did you mean "settlement"?'),
        (("--turns", "7-3"), 2, '"7-3" is no range of turns'),
        (("--turns", "x"), 2, '"x" is no range of turns'),
        (("--run", "-1"), 2, "-1"),
        (("--set", "clock.horizon=0"), 2, "horizon"),
        (("--find", "troops_hit", "--search", "1"), 1, "none of runs 0 to 0 takes troops_hit"),
    ],
)
def test_what_cannot_be_told_is_said_in_one_message(words, code, message):
    """Wrong input is 2, a search without a find 1; no traceback, nothing on stdout."""
    result = invoke(SHIPPED, *words)

    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


def test_a_story_needs_no_tables_and_no_figures():
    """The command imports neither the compiler of the ensemble nor what draws results."""
    heavy = ("numba", "matplotlib", "brinkmanship.analysis")
    program = (
        "import sys; from brinkmanship.commands.story import story\n"
        f"story(['{SHIPPED}', '--turns', '1'], standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
