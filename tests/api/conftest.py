"""The small scenario as a file in a working folder of its own."""

import pytest

import brinkmanship as bk
from tests.small import small_file


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with the small scenario in it."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)
    return tmp_path


@pytest.fixture
def crisis(desk):
    """The small scenario, loaded from its file."""
    return bk.load(desk / "small.yaml")
