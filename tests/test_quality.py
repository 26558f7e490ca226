"""The habits of the house are checked where every other law is: in the test run."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.type_check import check_types

ROOT = Path(__file__).parent.parent
CHECKS = ("ruff check --no-fix", "ruff format --check")


@pytest.mark.parametrize("check", CHECKS)
def test_the_house_style_holds(check):
    """Every file passes the linter and the formatter."""
    command = [sys.executable, "-m", *check.split()]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_types_are_right():
    """Every file passes the strict type checker."""
    code, output = check_types()

    assert code == 0, output
