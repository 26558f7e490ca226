"""``brink new``: a starter file to change."""

import re
from pathlib import Path

import click

from brinkmanship.commands.shared.printing import say_line
from brinkmanship.files import create
from brinkmanship.sim.errors import BrinkError

STARTER = Path(__file__).with_name("starter.yaml")
TITLE = "A crisis between two blocs"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@click.command(
    epilog="""\b
Example:
  brink new my-crisis
  brink run my-crisis.yaml --runs 200"""
)
@click.argument("name")
def new(name: str) -> None:
    """Write a commented starter file NAME.yaml into this folder.

    It passes brink check and runs as it is; every part says what it does. A file that exists
    is left alone.
    """
    stem = name.removesuffix(".yaml")
    if not NAME.fullmatch(stem):
        what = "a name is 1 to 64 letters, digits, - or _, and begins with a letter or digit"
        raise BrinkError(f"{name!a}: {what}; write for example my-crisis")
    file = Path(f"{stem}.yaml")
    words = re.sub("[-_]+", " ", stem).strip()
    text = STARTER.read_text(encoding="utf-8").replace(TITLE, words.capitalize(), 1)
    try:
        with create(file) as stream:
            stream.write(text.encode())
    except FileExistsError as error:
        raise BrinkError(f"{file}: already exists; choose another name") from error
    except OSError as error:
        raise BrinkError(f"{file}: cannot be written ({error.strerror})") from error
    say_line(f"{file}: written. Try: brink run {file} --runs 200")
