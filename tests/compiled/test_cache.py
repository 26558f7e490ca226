"""Laws of kept machine code: only ours is run, only as it was written, and none is needed."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from brinkmanship.commands.shared import compiling
from brinkmanship.sim.compiled import cache, native
from brinkmanship.sim.compiled.cache import cache_folder, keep_bytes, kept_bytes
from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.lower import machine_code
from brinkmanship.sim.compiled.module import bitcode

ROOT = Path(__file__).parents[2]
CODE = bytes(range(256)) + b"machine code"
posix = pytest.mark.skipif(os.name == "nt", reason="the folder is inside the user's profile")
PLAY = """
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.runs.ensemble import run_ensemble, way_of
from brinkmanship.sim.scenario import load_scenario
premise = prepare(load_scenario("nato-ground-troops-2024"))
for engine in ("native", "compiled"):
    blocks = run_ensemble(premise, seed=0, runs=3, way=way_of(engine))
    print(sum(len(block.played.runs) for block in blocks))
"""


@pytest.fixture(params=["BRINK_CACHE", "the default"])
def folder(request, tmp_path, monkeypatch):
    """The folder of the cache, three levels deep in a folder of ours, named or by default."""
    place = tmp_path / "one" / "two" / "cache"
    monkeypatch.delenv("BRINK_CACHE", raising=False)
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: place)
    if request.param == "BRINK_CACHE":
        monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: tmp_path / "other")
        monkeypatch.setenv("BRINK_CACHE", str(place))
    assert cache_folder() == place
    return place


@pytest.fixture
def kept(folder):
    """The file in which some code is kept."""
    assert keep_bytes("code", CODE)
    assert kept_bytes("code") == CODE
    return folder / "code.o"


def others(facts):
    """What the system says of a file, but that somebody else owns it."""
    cells = list(facts)
    cells[stat.ST_UID] = os.getuid() + 1
    return os.stat_result(cells)


@posix
@pytest.mark.parametrize("level", [0, 1, 2, 3])
@pytest.mark.parametrize("trouble", ["owner", stat.S_IWGRP, stat.S_IWOTH])
def test_a_folder_that_others_have_a_hand_in_keeps_nothing(kept, monkeypatch, level, trouble):
    """Whoever owns or can write to it, or to one above it, could lay code there to be run."""
    chosen = kept.parents[level]
    if trouble == "owner":
        ask = Path.stat
        monkeypatch.setattr(
            Path, "stat", lambda one, **k: others(ask(one, **k)) if one == chosen else ask(one, **k)
        )
    else:
        chosen.chmod(chosen.stat().st_mode | trouble)

    assert cache_folder() is None
    assert kept_bytes("code") is None
    assert not keep_bytes("more", CODE)
    assert kept.read_bytes().endswith(CODE)


@posix
def test_a_shared_folder_may_stand_above_it_only_if_nobody_can_rename_there(kept):
    """As in /tmp, where others put files of their own; but it is never the folder itself."""
    kept.parents[1].chmod(0o1777)
    assert kept_bytes("code") == CODE

    kept.parent.chmod(0o1777)
    assert kept_bytes("code") is None


@posix
def test_a_link_is_as_good_as_what_it_leads_to(folder, tmp_path, monkeypatch):
    """The rules hold for the folder that is written to, not for the name it has."""
    link, shared = tmp_path / "link", tmp_path / "shared"
    link.symlink_to(folder)
    shared.mkdir()
    shared.chmod(0o777)
    (tmp_path / "trap").symlink_to(shared)

    monkeypatch.setenv("BRINK_CACHE", str(link))
    assert cache_folder() == folder
    monkeypatch.setenv("BRINK_CACHE", str(tmp_path / "trap"))
    assert cache_folder() is None


@posix
def test_a_new_folder_is_for_its_owner_alone(folder):
    """Nobody else can read it or write to it."""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
@pytest.mark.parametrize("trouble", ["owner", "mode", "link", "folder", "absent"])
def test_a_file_that_is_not_ours_is_not_run(kept, tmp_path, monkeypatch, trouble):
    """Somebody else's file, one that others can write to, a link or none: as good as nothing."""
    ask = os.fstat
    match trouble:
        case "owner":
            monkeypatch.setattr(os, "fstat", lambda handle: others(ask(handle)))
        case "mode":
            kept.chmod(0o620)
        case "link":
            kept.symlink_to(kept.rename(tmp_path / "elsewhere"))
        case "folder":
            kept.unlink()
            kept.mkdir()
        case _:
            kept.unlink()

    assert kept_bytes("code") is None


def test_a_flipped_bit_is_noticed_wherever_it_is(kept):
    """Each byte of the file counts, those of its digest too."""
    whole = kept.read_bytes()
    assert len(whole) == len(CODE) + 32
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        kept.write_bytes(damaged)
        assert kept_bytes("code") is None, place


def test_a_file_cut_short_or_grown_is_noticed(kept):
    """A file of any other length is not taken, and an empty one least of all."""
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert kept_bytes("code") is None, length
    kept.write_bytes(whole + b"\0")
    assert kept_bytes("code") is None


@pytest.fixture
def makers(monkeypatch):
    """Native code as in a process that has just started; each making of it is counted."""
    whole: bytes = machine_code(bitcode())
    made: list[bytes] = []

    def count(text: bytes) -> bytes:
        made.append(text)
        return whole

    monkeypatch.setattr(native, "machine_code", count)

    def start():
        monkeypatch.setattr(native, "_loaded", [])
        monkeypatch.setattr(native, "_kept", [])
        made.clear()
        return made

    return start


@pytest.mark.parametrize("folder", ["BRINK_CACHE"], indirect=True)
def test_damaged_code_is_made_again(folder, makers, premise):
    """In whichever part of the file a bit has flipped: it is not loaded, and replaced."""
    makers()
    wanted = Engine(premise, native.native()).play(0, 0, 20)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    made = makers()
    assert native.is_kept()
    assert native.native()
    assert made == []

    step = len(whole) // 24
    for place in [0, 31, 32, 33, *range(64, len(whole), step), len(whole) - 1]:
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        file.write_bytes(damaged)
        made = makers()

        assert not native.is_kept()
        played = Engine(premise, native.native()).play(0, 0, 20)

        assert len(made) == 1
        assert file.read_bytes() == whole
        assert all(a.tobytes() == b.tobytes() for a, b in zip(played, wanted, strict=True))


def test_what_nobody_read_for_a_month_is_removed(kept):
    """Code of other versions goes when code is kept; what is still read, and others', stays."""
    names, month = ("unused.o", "read.o", "theirs.txt", "unfinished.o"), cache.UNUSED
    for name in names:
        (kept.parent / name).write_bytes(kept.read_bytes())
        os.utime(kept.parent / name, (time.time() - month - 60,) * 2)
    assert kept_bytes("read") == CODE

    keep_bytes("new", CODE)

    left = {file.name for file in kept.parent.iterdir()}
    assert left == {"code.o", "new.o", "read.o", "theirs.txt"}


def test_code_is_kept_whole_or_not_at_all(kept, monkeypatch):
    """A full disk leaves what was there, and nothing half-written beside it."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert not keep_bytes("code", b"other")
    assert kept_bytes("code") == CODE
    assert list(kept.parent.iterdir()) == [kept]


def test_who_reads_while_others_write_gets_code_or_none(kept):
    """Processes that start together each find a whole file."""
    versions = [bytes([number]) * 5000 for number in range(8)]

    def work(content):
        keep_bytes("code", content)
        return kept_bytes("code")

    with ThreadPoolExecutor(len(versions)) as pool:
        found = list(pool.map(work, versions * 10))

    assert set(found) <= set(versions)
    assert [file.name for file in kept.parent.iterdir()] == ["code.o"]


@pytest.mark.parametrize("trouble", ["a file", "below a file", "no home", "read-only", "gone"])
def test_where_nothing_can_be_kept_nothing_is(tmp_path, monkeypatch, trouble):
    """A place that cannot be written to is no reason to fail."""
    (tmp_path / "file").write_text("")
    places = {"a file": tmp_path / "file", "below a file": tmp_path / "file" / "cache"}
    monkeypatch.setenv("BRINK_CACHE", str(places.get(trouble, tmp_path / "cache")))

    def refuses(*_, **__):
        if trouble == "no home":
            raise RuntimeError("Could not determine home directory.")
        raise PermissionError(13, "Permission denied")

    if trouble == "no home":
        monkeypatch.delenv("BRINK_CACHE")
        monkeypatch.setattr(cache, "user_cache_path", refuses)
    elif trouble == "read-only":
        monkeypatch.setattr(tempfile, "TemporaryFile", refuses)
    elif trouble == "gone":
        monkeypatch.setattr(cache, "is_ours", refuses)

    assert cache_folder() is None
    assert kept_bytes("code") is None
    assert not keep_bytes("code", CODE)


@pytest.mark.parametrize("changes", [
    {"BRINK_CACHE": str(Path(os.devnull) / "nowhere")},
    {"HOME": None, "XDG_CACHE_HOME": None, "BRINK_CACHE": None},
    {"HOME": os.devnull, "XDG_CACHE_HOME": None, "BRINK_CACHE": None},
    {"HOME": "", "XDG_CACHE_HOME": "", "BRINK_CACHE": ""},
], ids=["no cache", "HOME missing", "HOME a file", "all empty"])  # fmt: skip
def test_without_a_cache_runs_are_played(changes):
    """Native code is then made for this process alone, without a word of trouble."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | changes
    kept = {name: value for name, value in environment.items() if value is not None}

    done = subprocess.run(
        [sys.executable, "-c", PLAY], capture_output=True, text=True, check=False, env=kept
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n3\n", "")


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("folder", ["BRINK_CACHE"], indirect=True)
def test_only_a_first_start_says_that_it_makes_code(folder, monkeypatch, capsys, ready):
    """The one wait is announced on stderr, terminal or not, and only when there is one."""
    monkeypatch.setattr(native, "is_kept", lambda: ready)
    monkeypatch.setattr(native, "native", lambda: None)

    compiling.compile_engine()

    shown = capsys.readouterr()
    assert folder.is_dir()
    assert (shown.out, shown.err) == ("", "" if ready else f"{compiling.NOTICE}\n")


def test_a_cache_that_keeps_nothing_is_reported(monkeypatch, capsys):
    """Then every start takes some seconds, and the message says how to change that."""
    monkeypatch.setenv("BRINK_CACHE", os.devnull)
    monkeypatch.setattr(native, "is_kept", lambda: False)
    monkeypatch.setattr(native, "native", lambda: None)

    compiling.compile_engine()

    assert "every start makes it again: name a folder in BRINK_CACHE" in capsys.readouterr().err


def test_an_interrupt_waits_until_code_is_loaded(monkeypatch):
    """Ctrl-C in the middle of loading machine code takes effect right after it, not in it."""
    done = []

    def loading():
        signal.raise_signal(signal.SIGINT)
        done.append("loaded")

    monkeypatch.setattr(native, "is_kept", lambda: True)
    monkeypatch.setattr(native, "native", loading)

    with pytest.raises(KeyboardInterrupt):
        compiling.compile_engine()

    assert done == ["loaded"]
