import os

import pytest

from brinkmanship.commands.shared.output import print_or_write
from brinkmanship.sim.errors import BrinkError
from tests.commands.calling import invoke
from tests.small import tree

PRINTED = {
    "schema": ("schema",),
    "sweep schema": ("schema", "--sweep"),
    "list": ("list",),
    "list as JSON": ("list", "--json"),
    "story": ("story", "small.yaml", "--run", 3),
    "story as JSON": ("story", "small.yaml", "--run", 3, "--json"),
    "check": ("check", "small.yaml"),
    "check as JSON": ("check", "small.yaml", "--json"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_file_holds_what_would_be_printed(name, desk):
    """With --out nothing is printed on stdout, and the file has the bytes that were printed."""
    words = PRINTED[name]
    printed = invoke(*words)

    kept = invoke(*words, "--out", "new/kept.txt")

    assert (kept.exit_code, kept.stdout) == (0, ""), kept.output
    assert (desk / "new" / "kept.txt").read_bytes() == printed.stdout_bytes
    assert tree(desk) == ["new", "new/kept.txt", "small.yaml"]


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize(("out", "said"), [
    ("small.yaml", "small.yaml: already exists; choose another --out\n"),
    ("s3://bucket/x", "s3:/bucket/x: is no place on this machine"),
])  # fmt: skip
def test_nothing_is_replaced(name, out, said, desk):
    """A file that is there, or a URL, is refused with one line; nothing else is written."""
    before = (desk / "small.yaml").read_bytes()

    answer = invoke(*PRINTED[name], "--out", out)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(said)
    assert (desk / "small.yaml").read_bytes() == before
    assert tree(desk) == ["small.yaml"]


def test_a_link_that_leads_nowhere_is_not_followed(home):
    """A dangling symbolic link counts as something that is there."""
    (home / "link").symlink_to(home / "victim")

    assert invoke("schema", "--out", "link").exit_code == 2
    assert tree(home) == ["link"]


def test_a_reproduction_can_be_kept(home):
    """The verdict on a folder can be a file too; it is refused before anything is played."""
    (home / "there.txt").touch()

    answer = invoke("reproduce", "no-folder", "--out", "there.txt")

    assert answer.stderr == "there.txt: already exists; choose another --out\n"


def test_a_disk_that_refuses_leaves_nothing(home, monkeypatch):
    """A file that cannot be finished is one message, and nothing of it remains."""

    def full(_path):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("brinkmanship.files.flush", full)

    with pytest.raises(BrinkError, match=r"kept\.txt: cannot be written"):
        print_or_write("text\n", home / "kept.txt")

    assert tree(home) == []
