"""A working folder of its own for each test of a command."""

import pytest

from tests.small import small_file
from tests.sweep.small_sweeps import sweep_file


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def desk(home):
    """A working folder with the small scenario in it."""
    small_file(home)
    return home


@pytest.fixture
def sweep_yaml(home):
    """The file of the small sweep, in a working folder."""
    return sweep_file(home)
