import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from brinkmanship.cli import COMMANDS, FUNCTIONS, brink
from tests.small import small_file, tree

ROOT = Path(__file__).parent.parent
HEAVY = ("mesa", "numpy", "numba", "pyarrow", "matplotlib", "pandas", "pydantic", "yaml", "rich")
IMPORTS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from brinkmanship import cli
try:
    cli.brink(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def start(*words, cwd, **options):
    """The command as a process of its own, in a folder that is not the checkout."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=cwd, start_new_session=True, **(pipes | options))


def wait_for(folder, process):
    """Wait until the run folder is in the making."""
    while process.poll() is None and not list(folder.glob(".*.partial")):
        time.sleep(0.01)


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["--version"], *([name, "--help"] for name in COMMANDS)]
)
def test_help_waits_for_no_library(tmp_path, words):
    """Help and version import nothing heavy, the help of a command included."""
    command = [sys.executable, "-c", IMPORTS, *words]

    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert answer.stdout.splitlines()[-1] == "[]", answer.stderr


def test_help_names_every_command():
    """Each command is listed with a line of help."""
    answer = CliRunner().invoke(brink, ["--help"])

    assert answer.exit_code == 0
    for name, line in COMMANDS.items():
        assert f"  {name:<{max(map(len, COMMANDS))}}  {line}" in answer.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name):
    """The help of each command ends with an example that begins with its name."""
    answer = CliRunner().invoke(brink, [name, "--help"])

    assert answer.exit_code == 0
    assert f"\n    brink {name}" in answer.stdout.split("Example")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_is_true(name):
    """The name under which a command is listed is its own."""
    module = import_module(f"brinkmanship.commands.{name}")

    command = getattr(module, FUNCTIONS.get(name, name))

    assert isinstance(command, click.Command)
    assert command.name == name


def test_a_misspelt_command_is_recognised():
    """An unknown command is refused with the one perhaps meant."""
    answer = CliRunner().invoke(brink, ["shcema"])

    assert answer.exit_code == 2
    assert 'did you mean "schema"?' in answer.stderr


@pytest.mark.parametrize("name", ["run", "check", "plot", "new"])
def test_a_missing_argument_is_refused(name):
    """A command without its argument says so, and how to learn more."""
    answer = CliRunner().invoke(brink, [name])

    assert answer.exit_code == 2
    assert "Missing argument" in answer.stderr


def test_works_from_any_folder(tmp_path):
    """In a folder with spaces and letters of any kind, a process of its own plays and reports."""
    home = tmp_path / "größe 核 x"
    home.mkdir()
    small_file(home)

    process = start("run", "small.yaml", "--runs", 3, "--json", "--no-figures", cwd=home)
    stdout, stderr = process.communicate()

    assert (process.returncode, stderr) == (0, "")
    assert json.loads(stdout)["runs"] == 3
    assert (home / "out" / "small-seed0" / "runs.parquet").is_file()


def test_a_terminal_without_letters_is_no_error(tmp_path):
    """Where a letter of a title cannot be printed, its code is."""
    file = small_file(tmp_path)
    file.write_text(file.read_text("utf-8").replace("small", "größer \N{EN DASH}"), "utf-8")
    env = {**os.environ, "PYTHONIOENCODING": "latin-1"}

    process = start("check", file, cwd=tmp_path, env=env, encoding="latin-1")
    stdout, stderr = process.communicate()

    assert (process.returncode, stderr) == (0, "")
    assert "größer \\u2013 quarrel" in stdout


def test_a_reader_that_leaves_is_no_error(tmp_path):
    """A closed pipe ends the command without a word."""
    read, write = os.pipe()
    os.close(read)

    process = start("schema", cwd=tmp_path, stdout=write)
    os.close(write)
    _, stderr = process.communicate()

    assert stderr == ""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("everyone", [True, False])
def test_an_interrupt_is_quiet_and_leaves_nothing(tmp_path, workers, everyone):
    """Ctrl-C, to the whole group or to the parent alone, gives 130, one word and no folder."""
    file = small_file(tmp_path)
    words = ("--runs", 10**7, "--workers", workers, "--out", "here")

    process = start("run", file, *words, cwd=tmp_path)
    wait_for(tmp_path, process)
    (os.killpg if everyone else os.kill)(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate()

    assert (process.returncode, stdout, stderr) == (130, "", "Interrupted.\n")
    assert tree(tmp_path) == ["small.yaml"]


def test_a_request_to_end_leaves_nothing(tmp_path):
    """SIGTERM ends the command by its own code, and no folder stays behind."""
    file = small_file(tmp_path)

    process = start("run", file, "--runs", 10**7, "--workers", 2, "--out", "here", cwd=tmp_path)
    wait_for(tmp_path, process)
    process.terminate()
    stdout, stderr = process.communicate()

    assert (process.returncode, stdout, stderr) == (143, "", "")
    assert tree(tmp_path) == ["small.yaml"]
