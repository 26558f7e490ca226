import json
import os
from pathlib import Path

import pytest

from brinkmanship.sim.errors import BrinkError
from brinkmanship.sim.results.folder import WholeFolder, json_text, next_free
from tests.small import tree


def made(target):
    """A folder in the making."""
    whole = WholeFolder(target)
    whole.make()
    return whole


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_what_is_there_is_left_alone(tmp_path, what):
    """A folder, a file or a broken link of the name is refused and not touched."""
    target = tmp_path / "out"
    {
        "folder": target.mkdir,
        "file": target.touch,
        "link": lambda: target.symlink_to(tmp_path / "nowhere"),
    }[what]()
    before = tree(tmp_path)

    with pytest.raises(BrinkError, match="already exists"):
        WholeFolder(target)
    assert tree(tmp_path) == before


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path):
    """A folder that appears meanwhile stays; ours takes the next free number."""
    whole = made(tmp_path / "out")
    whole.target.mkdir()

    place = whole.publish({"a.json": {"a": 1}}, numbered=True)

    assert place == tmp_path / "out-2"
    assert tree(tmp_path) == ["out", "out-2", "out-2/a.json"]
    assert next_free(tmp_path / "out") == tmp_path / "out-3"


def test_a_given_name_taken_meanwhile_is_refused(tmp_path):
    """Where the user gave the name, another is not made up."""
    whole = made(tmp_path / "out")
    whole.target.mkdir()

    with pytest.raises(BrinkError, match="appeared"):
        whole.publish({}, numbered=False)

    whole.discard()
    assert tree(tmp_path) == ["out"]


def test_a_published_folder_stays(tmp_path):
    """To discard what was published does nothing."""
    whole = made(tmp_path / "new" / "out")
    whole.publish({}, numbered=False)

    whole.discard()

    assert tree(tmp_path) == ["new", "new/out"]


def test_parents_that_others_use_stay(tmp_path):
    """A parent made for the folder goes with it, unless somebody else put something there."""
    whole = made(tmp_path / "used" / "deep" / "out")
    (tmp_path / "used" / "theirs").touch()

    whole.discard()

    assert tree(tmp_path) == ["used", "used/theirs"]


@pytest.mark.skipif(not hasattr(os, "umask"), reason="permissions are POSIX's")
def test_a_folder_can_be_read_by_others(tmp_path):
    """The folder has the permissions that any new folder has."""
    (tmp_path / "plain").mkdir()

    folder = made(tmp_path / "out").publish({}, numbered=False)

    assert folder.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_documents_are_json_of_one_form(tmp_path):
    """A document on disk is what is printed: indented, ASCII, and read back the same."""
    content = {"title": "26\N{EN DASH}27", "shares": [0.1, 1e-9]}

    folder = made(tmp_path / "out").publish({"a.json": content}, numbered=False)

    text = (folder / "a.json").read_text(encoding="ascii")
    assert text == json_text(content)
    assert json.loads(text) == content


@pytest.mark.parametrize("url", ["s3://bucket/x", "memory://x"])
def test_a_url_is_no_folder(url):
    """Where only a disk will do a URL is refused before anything is played."""
    with pytest.raises(BrinkError, match="only brink sweep writes to a URL; choose another --out"):
        WholeFolder(Path(url))
