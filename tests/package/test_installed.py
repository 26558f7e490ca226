import subprocess
import sys
import tomllib
from importlib import util
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from brinkmanship.installed import EXTRAS, VERSION, install_hint

ROOT = Path(__file__).parents[2]
ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def only(monkeypatch):
    """An environment with the installers that are given, and no others."""

    def arrange(*installers):
        monkeypatch.setattr(util, "find_spec", lambda name: name in installers or None)
        monkeypatch.setattr("shutil.which", lambda name: name if name in installers else None)
        monkeypatch.setattr(sys, "executable", "/a house/.venv/bin/python")
        monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3")

    return arrange


PYTHON = '"/a house/.venv/bin/python"' if sys.platform == "win32" else "'/a house/.venv/bin/python'"


@pytest.mark.parametrize(
    ("installers", "start"),
    [
        (("pip", "uv"), f"{PYTHON} -m pip install"),
        (("uv",), f"uv pip install --python {PYTHON}"),
        ((), f"/usr/bin/python3 -m pip --python {PYTHON} install"),
    ],
)
def test_a_hint_uses_the_installer_there_is(installers, start, only):
    """Where pip is missing, as in an environment of go.py, another way into it is shown."""
    only(*installers)

    assert install_hint("video") == f"{start} imageio-ffmpeg"


def test_a_hint_can_be_typed():
    """The shell takes a hint as it is printed: asked to change nothing, the installer answers."""
    command = install_hint("dask").replace(" install ", " install --help ")
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a person's shell

    assert done.returncode == 0, done.stderr
    assert "requirement" in done.stdout.lower()


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_is_the_package_of_pyproject(extra):
    """A hint installs what pyproject.toml lists under the extra."""
    asked = {Requirement(one).name for one in ASKED["optional-dependencies"][extra]}

    assert asked == {EXTRAS[extra]}


def test_messages_ask_in_one_place_how_to_install():
    """No other source file writes an installer's command of its own."""
    rooms = ("analysis", "brinkmanship", "commands", "sim")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]

    assert [
        path.name
        for path in files
        if "pip install" in path.read_text(encoding="utf-8") and path.name != "installed.py"
    ] == []


def test_the_version_is_cited():
    """The file for citations names the version of the package."""
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
