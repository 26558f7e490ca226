"""Where the commands of these tests are typed."""

import pytest

from tests.sweep.small_sweeps import sweep_file


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with the small scenario and the small sweep in it."""
    monkeypatch.chdir(tmp_path)
    return sweep_file(tmp_path)
