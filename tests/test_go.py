"""Any machine gets either a running command or one clear sentence."""

import ast
import subprocess
import sys

import pytest

import go
from tests.checkout import SCRIPT, Checkout, posix


@pytest.fixture
def checkout(tmp_path):
    """A checkout with no environment yet."""
    return Checkout(tmp_path)


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_it_explains_itself_and_sets_nothing_up(checkout, words):
    """Without words, or asked for help, it prints what it does and makes no environment."""
    answer = checkout.go(*words)

    assert answer.returncode == 0
    assert "python3 go.py demo" in answer.stdout
    assert not checkout.venv.exists()


def test_an_old_python_can_read_it():
    """The text is Python 3.6, so that an old Python gets to the line that says what is wrong."""
    text = SCRIPT.read_text(encoding="utf-8")

    assert ast.parse(text, feature_version=(3, 6)).body


def test_an_old_python_is_told_which_one_is_needed():
    """Python 3.10 gets two plain lines and exit code 2, not a traceback."""
    old = f"import sys, runpy; sys.version_info = (3, 10); runpy.run_path({str(SCRIPT)!r})"

    answer = subprocess.run(
        [sys.executable, "-c", old], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 2
    assert "needs 3.11 or newer" in answer.stderr
    assert "Traceback" not in answer.stderr


@posix
def test_other_words_go_to_brink(checkout):
    """The words, the folder one stands in and the exit code are those of brink itself."""
    answer = checkout.go("run", "a b", "--help", PYTHONPATH="/nowhere")

    assert answer.returncode == 3
    assert answer.stdout == f"brink run a b --help in {checkout.root.parent} path=\n"


@posix
def test_an_exit_by_a_signal_is_told_as_shells_do(checkout):
    """A command ended by signal 15 gives exit code 128 + 15."""
    answer = checkout.go("run", FAKE_END="kill -TERM $$")

    assert answer.returncode == 143


@pytest.mark.parametrize(
    "name", ["PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_PYTHON", "UV_PYTHON"]
)
def test_no_variable_leads_elsewhere(monkeypatch, name):
    """What would put packages or imports anywhere but into .venv is not passed on."""
    monkeypatch.setenv(name, "/elsewhere")

    assert name not in go.environment()


@pytest.mark.parametrize("name", ["PIP_INDEX_URL", "UV_DEFAULT_INDEX", "PIP_CERT", "HTTPS_PROXY"])
def test_where_packages_come_from_is_the_users_choice(monkeypatch, name):
    """Mirrors, certificates and proxies of the user stay as they are."""
    monkeypatch.setenv(name, "here")

    assert go.environment()[name] == "here"


@posix
def test_a_demo_never_writes_into_an_earlier_one(checkout):
    """Each demo plays the scenario into the next folder that is free and says what to read next."""
    first = checkout.go("demo", FAKE_END="mkdir -p out/demo")

    second = checkout.go("demo", "--seed", "3", FAKE_END="exit 0")

    assert "--out out/demo in" in first.stdout
    assert "--out out/demo-2 --seed 3 in" in second.stdout
    assert "To read one run turn by turn: " in second.stdout
