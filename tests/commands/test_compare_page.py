import re
import shlex
from pathlib import Path

import pytest

from tests.commands.calling import invoke

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "compare.md"
BLOCK = r"<!-- {} -->\n```console\n\$ brink (.*)\n((?:.*\n)*?)```"


@pytest.mark.parametrize("name", ["levers", "deters", "provokes"])
@pytest.mark.usefixtures("home")
def test_the_page_shows_what_the_command_prints(name):
    """Each table of the page is what the command above it prints now, line by line."""
    found = re.search(BLOCK.format(name), PAGE.read_text(encoding="utf-8"))
    assert found is not None
    command, printed = found.groups()

    answer = invoke(*shlex.split(command), "--no-figures")

    lines = [line for line in answer.stdout.splitlines() if not line.startswith("Tables:")]
    assert printed.splitlines() == lines
