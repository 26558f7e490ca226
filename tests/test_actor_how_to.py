"""The how-to on writing an actor: what is printed there runs, and says what it prints."""

import re
from contextlib import redirect_stdout
from io import StringIO

import pytest

from brinkmanship.sim.agents.actor import Actor
from tests.test_how_to import HOW_TO, examples

PAGE = "write-your-own-actor.md"
ONE, MANY = (text.split("```")[0] for _, text in examples(PAGE))
TEXT = (HOW_TO / PAGE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def names():
    """The names that the first example leaves behind; what it printed as ``printed``."""
    names: dict[str, object] = {}
    with redirect_stdout(StringIO()) as printed:
        exec(compile(ONE, PAGE, "exec"), names)  # noqa: S102 - text of our own page
    return {**names, "printed": printed.getvalue()}


def test_an_actor_takes_ten_lines_at_most():
    """The class of the example is short enough to be read aloud."""
    lines = ONE.split("class ")[1].split("\n\n\n")[0].splitlines()

    assert len(lines) <= 10


def test_the_example_prints_what_the_page_says(names):
    """The highest rungs of France, by its policy and in kind, are those of the page."""
    printed = names["printed"].splitlines()

    assert all(f"`{line}`" in TEXT for line in printed)
    assert any(line.split()[1] != line.split()[2] for line in printed)


def test_the_batch_runner_of_mesa_plays_it(names, capsys):
    """The second example, which goes on from the first, is run by Mesa's own batch runner."""
    exec(compile(MANY, PAGE, "exec"), names)  # noqa: S102 - text of our own page

    assert capsys.readouterr().out == "['frozen', 'frozen', 'frozen']\n"


def test_every_method_of_the_table_can_be_overridden():
    """The table names the methods of an actor, and no other."""
    named = set(re.findall(r"^\| `(\w+)` \|", TEXT, flags=re.MULTILINE))
    methods = {name for name, one in vars(Actor).items() if callable(one) and name[0] != "_"}

    assert named == methods
