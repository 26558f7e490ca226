"""Two coders of the library: the page says what the two folders hold."""

from copy import deepcopy

import pytest

from brinkmanship.analysis.validity.agreement import agreements
from brinkmanship.analysis.validity.coding import coding_lines
from brinkmanship.commands.jobs.validity import LIBRARY, OUT, SECOND, codings
from tests.checkout import SCRIPT

ROOT = SCRIPT.parent


@pytest.fixture(scope="module")
def library():
    """The first coding of each crisis."""
    return codings(ROOT / LIBRARY)


def test_who_codes_the_same_agrees(library):
    """A coding agrees with itself on every fact."""
    found = agreements(library, library)

    assert len(found) > 10
    assert all(one.agreed == one.n for one in found)
    assert all(one.kappa in (None, 1.0) for one in found)


def test_one_other_code_is_one_disagreement(library):
    """A changed regime of one actor is counted once, with its fact and no other."""
    second = {"cuba-1962": deepcopy(library["cuba-1962"])}
    second["cuba-1962"]["actors"]["USA"]["facts"]["regime"] = "another"

    missed = {one.fact: one.n - one.agreed for one in agreements(library, second)}

    assert missed.pop("regime") == 1
    assert set(missed.values()) == {0}


def test_the_page_is_what_the_folders_say(library):
    """The page in docs/validity is the one that the command writes."""
    second = codings(ROOT / SECOND)

    page = coding_lines(agreements(library, second), len(second), len(library))

    assert "\n".join(page) in (ROOT / OUT / "coding.md").read_text(encoding="utf-8")
