"""The corpus: each bad file, and beside it the whole message it must give."""

import os
import re
from pathlib import Path

import pytest

from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario import load_scenario

BAD = Path(__file__).parent / "bad"
FILES = sorted(path.name for path in BAD.glob("*.yaml"))
LINE = re.compile(r"(?P<place>[^:]+(:\d+:\d+)?): ((?P<path>[A-Za-z][\w.\[\]-]*): )?.+; .+")


@pytest.fixture(scope="module")
def messages():
    """What loading each file of the corpus says, with the place of the shipped files taken out."""
    before = Path.cwd()
    os.chdir(BAD)
    try:
        return {name: _message(name) for name in FILES}
    finally:
        os.chdir(before)


def _message(name):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(name)
    return str(caught.value).replace(str(SCENARIOS), "SHIPPED")


@pytest.fixture
def message(request, messages):
    """The message of one file."""
    return messages[request.param]


@pytest.mark.parametrize(
    ("message", "expected"),
    [(name, BAD / name.replace(".yaml", ".txt")) for name in FILES],
    indirect=["message"],
    ids=FILES,
)
def test_a_bad_file_gives_exactly_its_message(message, expected):
    """Loading a bad file says what stands in the text file beside it, to the letter."""
    wanted = expected.read_text(encoding="utf-8")

    assert (message + "\n").replace("\\", "/") == wanted.replace("\\", "/")


@pytest.mark.parametrize("message", FILES, indirect=True, ids=FILES)
def test_every_line_has_place_problem_and_cure(message):
    """Each line is ``place: path: what is wrong; what would be right``."""
    lines = message.split("\n")

    assert [line for line in lines if "empty; begin" not in line and not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("message", FILES, indirect=True, ids=FILES)
def test_no_message_speaks_of_the_library(message):
    """A message speaks of YAML and of the crisis, never of the library that found the flaw."""
    assert not re.search(
        r"(?i)input should|pydantic|yaml\.|traceback|valid string|\bdict\b", message
    )


def test_the_corpus_is_large_and_complete():
    """There are at least 45 bad files, each with its message and no message without a file."""
    texts = {path.stem for path in BAD.glob("*.txt")}

    assert len(FILES) >= 45
    assert texts == {name.removesuffix(".yaml") for name in FILES}
