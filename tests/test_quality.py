"""The habits of the house are checked where every other law is: in the test run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKS = ("ruff check --no-fix", "ruff format --check", "mypy")


@pytest.mark.parametrize("check", CHECKS)
def test_the_house_style_holds(check):
    """Every file passes the linter, the formatter and the strict type checker."""
    command = [sys.executable, "-m", *check.split()]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr
