import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brinkmanship.commands.new import NAME
from brinkmanship.sim.premise import prepare
from brinkmanship.sim.scenario import load_scenario
from tests.commands.calling import invoke
from tests.small import SMALL, tree


@pytest.mark.parametrize("name", ["my-crisis", "my-crisis.yaml", "7", "null", "x" * 64])
def test_a_new_file_passes_check_and_runs(home, name):
    """The starter file is a good scenario under any name, and plays."""
    answer = invoke("new", name)

    (file,) = tree(home)
    assert answer.exit_code == 0, answer.output
    assert file == f"{name.removesuffix('.yaml')}.yaml"
    assert prepare(load_scenario(file)).codes == ("ALPHA", "BETA", "GAMMA")
    assert load_scenario(file).title.casefold() == file.removesuffix(".yaml").replace("-", " ")
    assert invoke("run", file, "--runs", 2, "--workers", 1, "--no-figures").exit_code == 0


def test_a_new_file_overwrites_nothing(home):
    """A file that exists is refused, and keeps every byte."""
    (home / "mine.yaml").write_text(SMALL, encoding="utf-8")

    answer = invoke("new", "mine")

    assert answer.exit_code == 2
    assert answer.stderr == "mine.yaml: already exists; choose another name\n"
    assert (home / "mine.yaml").read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "-x", "a b", "é", "x" * 65, "a\n"])
def test_a_bad_name_is_refused(home, name):
    """A name that is no plain file name is refused, and nothing is written."""
    answer = invoke("new", "--", name)

    assert answer.exit_code == 2
    assert "write for example my-crisis" in answer.stderr
    assert tree(home) == []


@given(st.text(max_size=70))
def test_a_name_stays_in_the_folder(name):
    """No accepted name holds anything but letters, digits, - and _."""
    accepted = NAME.fullmatch(name) is not None

    letters = set(string.ascii_letters + string.digits + "-_")
    assert not accepted or (0 < len(name) <= 64 and set(name) <= letters)


def test_a_folder_that_cannot_be_written_is_one_message(home, monkeypatch):
    """An error of the disk is a message."""

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("brinkmanship.commands.new.create", full)

    answer = invoke("new", "mine")

    assert answer.exit_code == 2
    assert answer.stderr == "mine.yaml: cannot be written (No space left on device)\n"
    assert tree(home) == []
