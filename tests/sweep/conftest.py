import pytest

from tests.sweep.small_sweeps import digests, played, sweep_file


@pytest.fixture(scope="session")
def clean(tmp_path_factory):
    """The small sweep played without trouble: its file, its folder, and the digests in it."""
    place = tmp_path_factory.mktemp("clean")
    file = sweep_file(place)
    played(file, place / "out")
    return file, place / "out", digests(place / "out")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with the small sweep in it."""
    monkeypatch.chdir(tmp_path)
    return sweep_file(tmp_path)
