"""Files are opened for writing in one place, which follows no link below a folder."""

import ast
import os
import socket
from pathlib import Path

import pytest

from brinkmanship import files
from tests.commands.calling import invoke
from tests.small import small_file
from tests.sweep.small_sweeps import sweep_file
from tests.test_architecture import SOURCES, nodes_of

WRITERS = {"write_text", "write_bytes", "touch", "symlink_to", "mkstemp", "NamedTemporaryFile",
           "mkdir", "makedirs", "savetxt", "urlretrieve"}  # fmt: skip
MAY_WRITE = {
    "commands.jobs.february.__main__": "writes pages of a checkout",
    "commands.jobs.validity": "writes pages of a checkout",
    "files": "the one place",
    "sim.results.folder": "makes a folder under a new name, which nobody can have prepared",
    "sim.compiled.cache": "docs/adr/0043-what-the-cache-may-run.md",
    "sim.compiled.compiler.write": "makes the shipped modules, in a checkout",
    "sim.scenario.publish": "writes pages of a checkout",
    "sim.story.routes_page": "writes a page of a checkout",
    "sim.sweep.storage.remote": "a store has no links",
}
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def opened_elsewhere(sources):
    """Calls that write a file or make a folder, by the modules they stand in."""
    return {
        f"{module}: {call}"
        for module, text in sources.items()
        if module not in MAY_WRITE
        for node in nodes_of(text)
        if isinstance(node, ast.Call) and (call := writing_call(node))
    }


def writing_call(node):
    """The name of the call if it writes; an ``open`` writes if its mode says so."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    words = [one.value for one in (*node.args, *(key.value for key in node.keywords))
             if isinstance(one, ast.Constant) and isinstance(one.value, str)]  # fmt: skip
    if name == "open" and any(word and set(word) <= set("rwxab+t") and set(word) & set("wxa+")
                              for word in words):  # fmt: skip
        return name
    return name if name in WRITERS else ""


def test_every_file_is_opened_in_one_place():
    """No module writes a file or makes a folder but through ``brinkmanship.files``."""
    assert opened_elsewhere(SOURCES) == set()


def test_the_law_sees_a_writer():
    """A writer planted in a module is found."""
    planted = 'from pathlib import Path\nPath("x").open("w")\nPath("x").write_bytes(b"")\n'

    found = opened_elsewhere({"commands.run": planted})

    assert found == {"commands.run: open", "commands.run: write_bytes"}


@pytest.fixture
def box(tmp_path):
    """A folder, with a victim beside it."""
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/file").write_text("mine", encoding="utf-8")
    (tmp_path / "box").mkdir()
    return tmp_path / "box"


@pytest.mark.parametrize(
    "name", ["../victim/file", "/etc/hostname", "", "a/../../x", "nul\0", "\ud800"]
)
def test_a_name_that_leads_out_is_refused(box, name):
    """A name with ``..``, from the root, empty or impossible is refused before anything is done."""
    with pytest.raises(OSError, match=r"leads out|no file can have"):
        files.write_whole(box, name, b"x")


@needs_links
def test_no_link_is_followed(box):
    """A link on the way or at the end is refused to writers and readers; its target is whole."""
    (box / "file").symlink_to(box.parent / "victim/file")
    (box / "folder").symlink_to(box.parent / "victim")
    (box / ".lock").symlink_to(box.parent / "victim/file")

    for name in ("file", "folder/file", "folder/new"):
        for act in (lambda name: files.write_whole(box, name, b"x"),
                    lambda name: files.inner_file(box, name),
                    lambda name: files.remove(box, name)):  # fmt: skip
            with pytest.raises(OSError, match="is a link"):
                act(name)
    with pytest.raises(OSError, match="is a link"):
        files.make_folder(box, "folder")
    with pytest.raises(OSError, match="is a link"):
        files.open_lock(box, ".lock")
    assert [one.read_text(encoding="utf-8") for one in (box.parent / "victim").iterdir()] == [
        "mine"
    ]


@needs_links
def test_special_files_are_named(box):
    """A pipe, a socket and a folder in the place of a file are said to be that; none is awaited."""
    os.mkfifo(box / "pipe")
    (box / "folder").mkdir()
    before = Path.cwd()
    os.chdir(box)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    os.chdir(before)

    for name, kind in (("pipe", "a pipe"), ("socket", "a socket"), ("folder", "a folder")):
        with pytest.raises(OSError, match=f"{name} is {kind}"):
            files.write_whole(box, name, b"x")
        with pytest.raises(OSError, match=f"{name} is {kind}"):
            files.inner_file(box, name)


def test_only_what_brink_wrote_is_replaced(box):
    """A file without Brink's mark is refused; with it, it is replaced."""
    (box / "page").write_bytes(b"somebody's")

    with pytest.raises(OSError, match="did not write it"):
        files.write_whole(box, "page", b"Brink 1", is_own=lambda head: b"Brink" in head)
    (box / "page").write_bytes(b"Brink 0")
    files.write_whole(box, "page", b"Brink 1", is_own=lambda head: b"Brink" in head)

    assert (box / "page").read_bytes() == b"Brink 1"


@needs_links
def test_unfinished_files_are_not_looked_for_behind_links(box):
    """What a killed writer left is removed two folders deep, and never in a folder linked to."""
    left = ".plan.json.0123abcd.partial"
    (box / "a/b/c").mkdir(parents=True)
    (box / "link").symlink_to(box.parent / "victim")
    places = [box / left, box / "a" / left, box / "a/b" / left]
    kept = [box / "a/b/c" / left, box.parent / "victim" / left]
    for file in (*places, *kept):
        file.touch()

    files.remove_unfinished(box, 2)

    assert [file.exists() for file in (*places, *kept)] == [False] * 3 + [True] * 2


@needs_links
def test_the_lock_of_a_sweep_empties_nobodys_file(tmp_path, monkeypatch):
    """``.lock`` in a sweep folder that leads elsewhere is refused, and its target is whole."""
    monkeypatch.chdir(tmp_path)
    sweep_file(tmp_path)
    assert invoke("sweep", "warnings.yaml", "--out", "box", "--workers", 1).exit_code == 0
    (tmp_path / "victim").write_text("mine", encoding="utf-8")
    (tmp_path / "box/.lock").unlink()
    (tmp_path / "box/.lock").symlink_to(tmp_path / "victim")

    answer = invoke("sweep", "warnings.yaml", "--out", "box", "--workers", 1)

    assert (answer.exit_code, answer.output.count("\n")) == (2, 1)
    assert "box: cannot be written (.lock is a link)" in answer.output
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "mine"


@needs_links
def test_figures_fill_nobodys_folder(tmp_path, monkeypatch):
    """``figures`` in a run folder that leads elsewhere, or a picture of the user's, is refused."""
    monkeypatch.chdir(tmp_path)
    small_file(tmp_path)
    words = ("run", "small.yaml", "--runs", 20, "--workers", 1, "--no-figures", "--out", "box")
    assert invoke(*words).exit_code == 0
    (tmp_path / "victim").mkdir()
    (tmp_path / "box/figures").symlink_to(tmp_path / "victim")

    refused = invoke("plot", "box")
    (tmp_path / "victim/outcomes.png").write_bytes(b"mine")
    taken = invoke("plot", "box", "--out", "victim")

    assert (refused.exit_code, taken.exit_code) == (2, 2)
    assert "figures is a link" in refused.output
    assert "Brink did not write it" in taken.output
    assert [file.read_bytes() for file in (tmp_path / "victim").iterdir()] == [b"mine"]
