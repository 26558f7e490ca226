"""The source archive is the checkout: documents, citation and tests that pass."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"PKG-INFO", "setup.cfg"}  # written by the build
SAMPLE = (
    "tests/test_docs.py",
    "tests/scenario/test_library.py",
    "tests/analysis/statistics/test_intervals.py",
    "README.md",
)


def names(folder):
    """Relative names of a tree's files, without what is generated or belongs to a machine."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not any(part.endswith(".egg-info") for part in path.parts)
    }


def test_the_archive_is_the_checkout(archive, unpacked):
    """All of the checkout is in the archive: pages, changelog, citation, tests, benchmarks."""
    checkout = names(archive.parent / "tree")

    assert names(unpacked) - LEFT_OUT == checkout
    assert {"CHANGELOG.md", "CITATION.cff", "docs/tutorial.md", "tests/test_docs.py"} <= checkout


def test_its_tests_pass(unpacked):
    """Unpacked anywhere, a sample of the tests passes, and imports the archive's own files."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SAMPLE]
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=unpacked, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
