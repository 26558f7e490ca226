"""The reference of the public Python: its examples run, and it names all there is."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

import brinkmanship as bk

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_examples_of_the_page_run():
    """What the page prints is what Python answers."""
    result = doctest.testfile(str(PAGE), module_relative=False)

    assert result.failed == 0
    assert result.attempted > 10


@pytest.mark.parametrize("kind", [bk.Crisis, bk.Runs])
def test_the_page_names_every_method(kind):
    """Methods and properties of a crisis and of runs have a row."""
    public = [name for name in vars(kind) if not name.startswith("_")]
    rows = " ".join(re.findall(r"^\| (`.*?) \|", TEXT, flags=re.MULTILINE))

    fields = {"draft", "ensemble", "tally", "kept"}  # what methods work with
    assert [name for name in public if name not in fields and f"`{name}" not in rows] == []


@pytest.mark.parametrize("function", [bk.load, bk.Crisis.run, bk.Crisis.story, bk.Crisis.model])
def test_the_page_has_the_arguments_and_defaults(function):
    """Signatures on the page are those of the code, without their types."""
    shown: list[str] = []
    star = False
    for one in inspect.signature(function).parameters.values():
        if one.kind is one.KEYWORD_ONLY and not star:
            shown, star = [*shown, "*"], True
        default = "" if one.default is one.empty else f"={one.default!r}"
        shown.append(f"{one.name}{default}")
    arguments = ", ".join(name for name in shown if name != "self").replace("'", '"')

    assert f"{function.__name__}({arguments})" in TEXT


def test_the_page_names_every_public_name():
    """Each name that the package hands on is in the first table."""
    assert [name for name in bk.__all__ if f"`{name}" not in TEXT] == []
