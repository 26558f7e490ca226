"""Builds the source archive and the wheel once, offline, and installs the wheel."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_SOURCES = (
    *(".git", ".venv*", ".*_cache", ".hypothesis", ".coverage*", "__pycache__", "*.egg-info"),
    *("build", "dist", "htmlcov", "out"),
)
NAMES = ("analysis", "cli", "commands", "scenarios", "sim")
BUILD = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"
OFFLINE = ("--no-index", "--no-deps", "--disable-pip-version-check", "--quiet")


def can_build() -> bool:
    """Whether the setuptools that pyproject.toml asks for is here; importing it has effects."""
    try:
        return int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        return False


def run_python(*words: object, cwd: Path) -> None:
    """Run a step of a build with this Python; its output is shown only if it fails."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """The source archive, built from a copy of the checkout."""
    if not can_build():
        pytest.skip("setuptools is missing, or too old, as it is on macOS with Python 3.11")
    folder = tmp_path_factory.mktemp("sdist")
    shutil.copytree(ROOT, folder / "tree", ignore=shutil.ignore_patterns(*NOT_SOURCES))
    run_python("-c", BUILD, folder, cwd=folder / "tree")
    (made,) = folder.glob("*.tar.gz")
    return made


@pytest.fixture(scope="session")
def unpacked(archive):
    """The folder that the source archive unpacks to."""
    run_python("-m", "tarfile", "-e", archive, archive.parent, cwd=archive.parent)
    return archive.parent / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="session")
def wheel(archive):
    """The wheel, built from the source archive as an installer would."""
    made_by = ("-m", "pip", "wheel", *OFFLINE, "--no-build-isolation")
    run_python(*made_by, "--wheel-dir", archive.parent, archive, cwd=archive.parent)
    (made,) = archive.parent.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def site_packages(wheel):
    """A folder of installed packages: Brink, and others that own the names of its folders."""
    folder = wheel.parent / "site"
    run_python("-m", "pip", "install", *OFFLINE, "--target", folder, wheel, cwd=wheel.parent)
    for name in NAMES:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("OWNER = 'another package'\n")
    return folder


@pytest.fixture
def working_folder(tmp_path):
    """A user's folder whose own files have those names too, and must not be imported."""
    for name in NAMES:
        text = f"raise SystemExit('the user\\'s {name}.py was imported')\n"
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run_there(site_packages, working_folder):
    """Runs a command in that folder, with PYTHONPATH=. before the installed packages."""

    def run(*words):
        path = os.pathsep.join([".", str(site_packages)])
        return subprocess.run(
            list(map(str, words)),
            cwd=working_folder,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
