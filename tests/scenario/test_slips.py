"""A slip in any line of a good file: the messages lead back to the same scenario."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brinkmanship.sim.errors import ScenarioError
from brinkmanship.sim.scenario.loading import draft_of

GOOD = Path(__file__).parent / "bad/bases/good.yaml"
ROWS = GOOD.read_text(encoding="utf-8").split("\n")
TEXT = r"^(\s*\w+: )([\w ]+)$"
SLIPS: dict[str, tuple[str, Any]] = {
    "no blank behind the colon": (r"^(\s*\w+): ", r"\1:"),
    "a full-width colon": (r"^(\s*\w+): ?", "\\1\uff1a"),
    "= for the colon": (r"^(\s*\w+): ", r"\1 = "),
    "no-break blanks before a line": (r"^ +", lambda found: "\u00a0" * len(found[0])),
    "a no-break blank behind the colon": (": ", ":\u00a0"),
    "an open quote": (TEXT, r'\1"\2'),
    "an open single quote": (TEXT, r"\1'\2"),
    "a bracket too many": (r"([}\]])$", r"\1\1"),
    "a dash for the hyphen": (r"^(\s*)- ", "\\1\u2013 "),
    "no blank behind the hyphen": (r"^(\s*)- ", r"\1-"),
    "a number in quotes": (r": (\d[\d.]*)", r': "\1"'),
    "yes for true": (": true", ": yes"),
    "an apostrophe in quotes": (r"(name: )(\w+)", r"\1'\2's'"),
}
CASES = [
    (name, i)
    for name, (pattern, _) in SLIPS.items()
    for i, row in enumerate(ROWS)
    if not row.startswith("#") and re.search(pattern, row)
]


def with_slip(name, line):
    """The good file with a slip in one line."""
    pattern, instead = SLIPS[name]
    slipped = re.sub(pattern, instead, ROWS[line], count=1)
    return "\n".join([*ROWS[:line], slipped, *ROWS[line + 1 :]])


def mended(text, line):
    """The scenario after all edits that messages ask for; the first one is about the line."""
    for step in range(10):
        try:
            return draft_of(text).scenario()
        except ScenarioError as error:
            first = error.problems[0]
        assert step or first.line == line + 1, f"the slip is in line {line + 1}: {first}"
        assert first.fix, f"no edit: {first}"
        text = first.fix.apply(text)
    raise AssertionError(first)


@pytest.fixture(scope="module")
def good():
    """The digest of the good file."""
    return draft_of("\n".join(ROWS)).scenario().digest


@settings(deadline=None, max_examples=25)
@given(case=st.sampled_from(CASES))
def test_a_slip_is_named_in_its_line_and_mended_by_the_advice(good, case):
    """The message names the line of the slip, and its edits give back what the file meant."""
    name, line = case
    scenario = mended(with_slip(name, line), line)

    assert name == "an apostrophe in quotes" or scenario.digest == good


@pytest.mark.slow
def test_every_slip_in_every_line_is_mended():
    """The same for all the slips in all the lines."""
    for name, line in CASES:
        assert mended(with_slip(name, line), line).digest
