"""``--set PATH=VALUE``: a one-value document merged over the whole one, checked like a file."""

import re
from collections.abc import Sequence
from dataclasses import replace

from brinkmanship.printable import printable
from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.data import yaml_text
from brinkmanship.sim.scenario.reading.merge import merge
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.tree import Node, Path, Place, dotted, moved_to
from brinkmanship.sim.scenario.wording import described, quoted, suggestion

DEEPEST = 16
LONGEST = 60
CLOSED = ("actors", "alliances", "sides", "sources")  # names a path must not invent
STEP = re.compile(r"\[(\d{1,6})\]|\.?([^.\[\]=]+)")


def apply_overrides(root: Node, overrides: Sequence[str], problems: list[Problem]) -> Node:
    """The document with every ``PATH=VALUE`` merged over it, in order.

    Args:
        root: The document.
        overrides: What ``--set`` says.
        problems: Takes the problem of each override that is malformed or leads nowhere; it is
            then left out.
    """
    for text in overrides:
        try:
            root = _apply_override(root, text)
        except ScenarioError as error:
            problems.extend(error.problems)
    return root


def _apply_override(root: Node, text: str) -> Node:
    named = printable(text)
    shown = f"--set {named if len(text) <= LONGEST else named[: LONGEST - 1] + '…'}"
    place = Place(shown)
    name, equals, written = text.partition("=")
    path = split_path(name.strip())
    if not equals or not path or len(path) > DEEPEST:
        what = "this is not PATH=VALUE"
        raise ScenarioError.of(shown, what, "write for example actors.FRA.resolve=1.2")
    flaws: list[Problem] = []
    value = moved_to(parse(written if written.strip() else "null", shown, flaws), place)
    if flaws:
        raise ScenarioError(tuple(replace(flaw, line=0, column=0, fix=None) for flaw in flaws))
    _check_path(root, path, shown, removes=value.value is None)
    for step in reversed(path):
        value = Node({str(step): value}, place, place)
    return merge(root, value)


def override_text(path: str, value: object) -> str:
    """``PATH=VALUE``, the value as JSON and so as YAML.

    >>> override_text("actors.FRA.policy.north_star.stay_below", "clash")
    'actors.FRA.policy.north_star.stay_below="clash"'

    Raises:
        ScenarioError: The value is, or holds, what no file can hold.
    """
    return f"{path}={yaml_text(value, f'--set {path}')}"


def split_path(name: str) -> Path:
    """The steps of a dotted path; an empty tuple if the text is not a path.

    >>> split_path("actors.RUS.policy.red_lines[0].at")
    ('actors', 'RUS', 'policy', 'red_lines', 0, 'at')
    >>> split_path("red_lines.0.at"), split_path("a..b")
    (('red_lines', 0, 'at'), ())
    """
    steps: list[str | int] = []
    end = 0
    for match in STEP.finditer(name):
        if match.start() != end or (not steps and name.startswith(".")):
            return ()
        position, word = match.groups()
        digits = position or (word if word.isdecimal() else "")
        steps.append(int(digits[:9]) if digits else word.strip())
        end = match.end()
    return tuple(steps) if end == len(name) else ()


def _check_path(root: Node, path: Path, shown: str, *, removes: bool) -> None:
    for length, step in enumerate(path):
        node, whole = root.find(path[:length])
        at = dotted(path[:length])
        if not whole:
            break
        if isinstance(node.value, tuple):
            if not isinstance(step, int) or step >= len(node.value):
                what = f"the list has {len(node.value)} items, counted from 0; {step} is none"
                raise ScenarioError.of(shown, what, "write the position of an item", at)
        elif not isinstance(node.value, dict):
            what = f"{described(node.plain())} has nothing below it"
            raise ScenarioError.of(shown, what, "end the path here", at)
        elif length == 1 and path[0] in CLOSED and len(path) > 2 and str(step) not in node.value:  # noqa: PLR2004 - actors.FRA.resolve
            what = f"there is no {quoted(str(step))}"
            raise ScenarioError.of(shown, what, suggestion(str(step), list(node.value)), at)
    if removes and not root.find(path)[1]:
        what = "there is nothing to take away"
        raise ScenarioError.of(shown, what, "write a value", dotted(path))
