import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete, ShellComplete, ZshComplete

from brinkmanship.cli import COMMANDS, brink
from brinkmanship.commands.shared import completion
from brinkmanship.sim.scenario.reading.library import shipped
from brinkmanship.sim.story.routes import MEANING
from tests.commands.calling import invoke

ROOT = Path(__file__).parents[3]
HEAVY = ("mesa", "numpy", "pyarrow", "matplotlib", "pandas", "pydantic", "yaml", "rich")
TRADE = "trade-war", "--set"
FRANCE = "nato-ground-troops-2024", "--set", "actors.FRA"


def completed(*words):
    """What the last of these words, begun behind ``brink``, may become."""
    *args, begun = words
    shell = ShellComplete(brink, {}, "brink", "_BRINK_COMPLETE")
    return [item.value for item in shell.get_completions(list(args), begun)]


def names(kind, begun=""):
    """Names of what is shipped."""
    return [one.name for one in shipped() if one.kind == kind and one.name.startswith(begun)]


def test_commands_are_completed():
    """Each command is offered, also after a word that is none: then nothing is raised."""
    assert completed("") == list(COMMANDS)
    assert completed("re") == ["report", "reproduce"]
    assert completed("rnu", "") == list(COMMANDS)


@pytest.mark.parametrize("command", ["run", "story", "explain", "animate", "check", "compare"])
def test_scenarios_are_completed(desk, command):
    """Shipped scenarios, YAML files and folders to look into; what a shell would misread is not."""
    for name in ("one file.yaml", "a;b.yaml", ".hidden.yaml", "\x1b[2J.yaml", "notes.txt"):
        (desk / name).touch()
    (desk / "more").mkdir()
    shutil.copy(desk / "small.yaml", desk / "more" / "mine.yml")

    assert completed(command, "") == [*names("scenario"), "more/", "small.yaml"]
    assert completed(command, "nato-3") == names("scenario", "nato-3")
    assert completed(command, "more/") == ["more/mine.yml"]
    assert completed(command, "nowhere/") == []


def test_sweeps_and_folders_are_completed(desk):
    """Sweep files for a sweep, folders of results for what reads them, all for sensitivity."""
    for name in ("out/done", "out/begun"):
        (desk / name).mkdir(parents=True)
    (desk / "out" / "done" / "manifest.json").touch()

    assert completed("sweep", "n") == names("sweep", "n")
    for command in ("plot", "report", "reproduce"):
        assert completed(command, "") == ["out/"]
        assert completed(command, "out/d") == ["out/done"]
    assert "out/done" in completed("animate", "out/")
    assert completed("fit", "") == ["out/", "small.yaml"]
    assert completed("fit", "small.yaml", "--data", "out/d") == ["out/done/"]
    everything = {*names("scenario"), *names("sweep"), "out/", "small.yaml"}
    assert sorted(completed("sensitivity", "")) == sorted(everything)


def test_routes_are_those_of_the_stories():
    """The routes offered, and told by the help, are those that a run can take."""
    routes = [*completion.ROUTES_UP, *completion.ROUTES_DOWN]

    assert routes == list(MEANING)
    assert completed("story", FRANCE[0], "--find", "") == routes
    assert completed("animate", FRANCE[0], "--find", "sal") == ["salami"]


@pytest.mark.parametrize(("words", "offered"), [
    (("run", *FRANCE[:2], "clock."),
     ["clock.turn=", "clock.horizon=", "clock.starts=", "clock.order=", "clock.sequence="]),
    (("run", *FRANCE[:2], "actors.FR"), ["actors.FRA."]),
    (("run", *TRADE, "actors.CCC.res"), ["actors.CCC.resolve.", "actors.CCC.resolve="]),
    (("run", *TRADE, "actors.CCC.resolve.normal.m"), ["actors.CCC.resolve.normal.mean="]),
    (("run", *FRANCE[:2], "actors.FRA.res"), ["actors.FRA.resolve="]),
    (("run", *FRANCE[:2], "actors.RUS.policy.red_lines[0].p"),
     ["actors.RUS.policy.red_lines[0].promise=", "actors.RUS.policy.red_lines[0].public="]),
    (("run", *FRANCE[:2], "actors.UKR.policy.north_star.st"),
     ["actors.UKR.policy.north_star.stay_below=", "actors.UKR.policy.north_star.strength="]),
    (("compare", FRANCE[0], FRANCE[0], "--set-b", "actors.FR"), ["actors.FRA."]),
    (("sensitivity", FRANCE[0], "--tipping", "alliances.NATO.coh"), ["alliances.NATO.cohesion:"]),
    (("run", *FRANCE[:2], "actors.FRA.resolve=1"), []),
    (("run", *FRANCE[:2], "actors..x"), []),
    (("run", "no-such-file", "--set", ""), []),
    (("run", "--set", ""), []),
], ids=lambda value: value[-1] if isinstance(value, tuple) else "")  # fmt: skip
def test_paths_are_completed(words, offered):
    """A path of --set goes on step by step, keys that the file leaves out included, to its sign."""
    assert completed(*words) == offered


@pytest.mark.usefixtures("desk")
def test_every_path_offered_is_taken():
    """Walking to the end of every offer, each path that is complete is one that --set knows."""
    waiting, ends = [""], list[str]()
    while waiting:
        for path in completed("run", "small.yaml", "--set", waiting.pop()):
            (ends if path.endswith("=") else waiting).append(path)

    assert len(ends) > 200
    words = [word for path in ends for word in ("--set", f"{path}[[]]")]
    answer = invoke("run", "small.yaml", *words)
    unknown = [line for line in answer.stderr.splitlines() if "unknown key" in line]
    assert (answer.exit_code, unknown) == (2, [])


def test_completing_a_name_waits_for_no_library(tmp_path):
    """Commands, scenarios and folders are offered without importing anything heavy."""
    code = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from click.shell_completion import ShellComplete\n"
        "from brinkmanship.cli import brink\n"
        "shell = ShellComplete(brink, {}, 'brink', '_BRINK_COMPLETE')\n"
        "for words in ([], ['run'], ['sweep'], ['plot'], ['story', 'x', '--find']):\n"
        "    assert shell.get_completions(words, '') or words == ['plot']\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert answer.stdout == "[]\n", answer.stderr


def test_no_blank_is_put_behind_what_goes_on():
    """The scripts of click have the places where ours put their words."""
    assert completion.BASH in BashComplete.source_template
    assert completion.ZSH in ZshComplete.source_template


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes(desk):
    """A real Bash, given the script of the how-to, offers paths, and no blank behind a dot."""
    command = desk / "bin" / "brink"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n')
    command.chmod(0o755)
    script = (
        'eval "$(_BRINK_COMPLETE=bash_source brink)"\n'
        'compopt() { echo compopt "$@"; }\n'
        "ask() { COMP_WORDS=(brink run small.yaml --set $1); COMP_CWORD=4; COMPREPLY=()\n"
        '  _brink_completion brink; echo "${COMPREPLY[*]}"; }\n'
        "ask actors.CC; ask clock.h; COMP_WORDS=(brink repo); COMP_CWORD=1; COMPREPLY=()\n"
        '_brink_completion brink; echo "${COMPREPLY[*]}"\n'
    )
    env = {**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}

    answer = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=desk, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    blank = "compopt -o nospace"
    assert answer.stdout.splitlines() == [blank, "actors.CCC.", blank, "clock.horizon=", "report"]


def test_every_place_of_a_scenario_is_completed():
    """A parameter that takes a scenario, a sweep, a folder or a path says how it is completed."""
    wanted = ("SCENARIO", "DIR", "PATH=VALUE", "PATH:LOW:HIGH", "ROUTE", "FILE")
    context = click.Context(brink)
    bare = [
        f"{name} {one.name}"
        for name in COMMANDS
        for one in brink.get_command(context, name).params
        if one.make_metavar(context).strip("[].") in wanted and one._custom_shell_complete is None
        if one.name != "out"
    ]

    assert bare == []
