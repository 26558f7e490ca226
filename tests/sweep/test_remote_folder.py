import json
import sys
from hashlib import sha256

import fsspec.registry
import pytest

from brinkmanship.installed import install_hint
from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.sweep.planning import plan_sweep
from brinkmanship.sim.sweep.runner import settle_plan
from brinkmanship.sim.sweep.storage.folder import SweepFolder
from tests.sweep.small_sweeps import called, digests, played, spied, sweep_file

URL = "memory://bucket/warnings"


@pytest.fixture
def store():
    """An object store in memory, empty before and after."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def stored(files, url=URL):
    """SHA-256 of each file of a sweep in a store, but the manifest, which tells the time."""
    root = "/" + url.partition("://")[2]
    return {
        name.removeprefix(f"{root}/"): sha256(files.cat_file(name)).hexdigest()
        for name in files.find(root)
        if not name.endswith("manifest.json")
    }


def on_disk(expected):
    """The same of a folder on a disk, without its lock, which a store has not."""
    return {name: digest for name, digest in expected.items() if name != ".lock"}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_store_holds_the_same_bytes(clean, store, workers):
    """A sweep in a store has the files of one on a disk, byte for byte, and no others."""
    file, _, expected = clean

    played(file, URL, workers)

    assert stored(store) == on_disk(expected)
    manifest = json.loads(store.cat_file("/bucket/warnings/manifest.json"))
    assert set(manifest["files"]) == set(stored(store))


def test_a_file_url_is_a_disk(clean, tmp_path):
    """``file://`` is the same as the path: whole files, and a lock."""
    file, _, expected = clean

    played(file, f"file://{tmp_path}/out")

    assert digests(tmp_path / "out") == expected


def test_in_a_store_too_only_what_is_missing_is_played(clean, store, monkeypatch):
    """A rerun in a store plays the missing block alone, and the bytes are as if it had not."""
    file, _, expected = clean
    played(file, URL)
    store.rm_file("/bucket/warnings/runs/00-000002.parquet")
    names = spied(monkeypatch)

    played(file, URL)

    assert names == ["00-000002.parquet"]
    assert stored(store) == on_disk(expected)


def test_a_store_that_refuses_is_one_message(clean, store, monkeypatch):
    """Whatever put a store refuses, it is one message, and a rerun ends with the clean bytes."""
    file, _, expected = clean
    real = type(store).pipe_file

    for allowed in range(0, 8, 2):
        store.store.clear()
        puts = iter(range(allowed))

        def refuses(self, path, value, puts=puts, **kwargs):
            if next(puts, None) is None:
                raise PermissionError("Access Denied")
            real(self, path, value, **kwargs)

        monkeypatch.setattr(type(store), "pipe_file", refuses)
        with pytest.raises(BrinkError, match=r"cannot be written \(Access Denied\).*is kept"):
            played(file, URL)
        monkeypatch.setattr(type(store), "pipe_file", real)
        played(file, URL)
        assert stored(store) == on_disk(expected)


def test_where_puts_are_not_whole_files_are_renamed(clean, store, monkeypatch):
    """Where a store may show half a file, no name is put that anybody reads."""
    file, _, expected = clean
    names: list[str] = []
    real = type(store).pipe_file

    def noted(self, path, value, **kwargs):
        names.append(path)
        real(self, path, value, **kwargs)

    monkeypatch.setattr("brinkmanship.sim.sweep.storage.remote.WHOLE", set())
    monkeypatch.setattr(type(store), "pipe_file", noted)
    played(file, URL)

    assert names
    assert all(name.endswith(".partial") for name in names)
    assert stored(store) == on_disk(expected)


def test_a_plan_changed_meanwhile_is_noticed(store, tmp_path, monkeypatch):
    """Two sweeps that no lock keeps apart: the one whose plan was replaced does not finish."""
    file = sweep_file(tmp_path)
    real = settle_plan

    def settled(planned, folder):
        plan = real(planned, folder)
        real(plan_sweep(sweep_file(tmp_path, runs=60)), folder)
        return plan

    monkeypatch.setattr("tests.sweep.small_sweeps.settle_plan", settled)

    with pytest.raises(BrinkError, match="another brink sweep has changed the plan here"):
        played(file, URL)
    assert not store.exists("/bucket/warnings/manifest.json")


def test_other_things_in_a_store_are_left_alone(store):
    """A prefix that holds other things is no folder for a sweep."""
    store.pipe_file("/bucket/warnings/thesis.txt", b"mine")

    with pytest.raises(BrinkError, match="holds something that is no sweep"):
        SweepFolder(URL).make()


def test_a_sweep_in_a_store_reproduces(clean, store):
    """Played again from its URL a sweep has the same files; a changed one is named."""
    file, _, _ = clean
    played(file, URL)

    same = called("reproduce", URL, "--workers", 1)
    store.pipe_file("/bucket/warnings/summary.csv", b"changed")
    changed = called("reproduce", URL, "--workers", 1)

    assert (same.exit_code, changed.exit_code) == (0, 1)
    assert "the same, byte for byte" in same.output
    assert f"{URL}/summary.csv: differs" in changed.output


def test_nothing_to_reproduce_is_one_message(store):
    """A URL without a sweep is refused with exit code 2."""
    answer = called("reproduce", "memory://bucket/nothing")

    assert store.find("/bucket") == []
    assert answer.exit_code == 2
    assert answer.output.startswith("memory://bucket/nothing: no manifest.json here")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nowhere://bucket/x", "nowhere://bucket/x: cannot be used (Protocol not known"),
        ("s3://bucket/x", f"a package for s3:// is missing; {install_hint('s3')}"),
    ],
)
def test_a_store_that_is_not_known_is_one_message(clean, monkeypatch, url, said):
    """An unknown kind of URL, or one whose package is missing, ends with exit code 2."""
    file, _, _ = clean
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)

    answer = called("sweep", file, "--out", url)

    assert answer.exit_code == 2
    assert said in answer.output
    assert answer.output.count("\n") == 1
