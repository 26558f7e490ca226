"""``extends``: a document built on others, each merged over the ones before it."""

import os
from dataclasses import replace
from pathlib import Path

from brinkmanship.printable import printable
from brinkmanship.sim import SCENARIOS
from brinkmanship.sim.errors import Problem, ScenarioError
from brinkmanship.sim.scenario.reading.files import read_text, similar_file_cure
from brinkmanship.sim.scenario.reading.library import lookup_shipped, portable
from brinkmanship.sim.scenario.reading.merge import merge
from brinkmanship.sim.scenario.reading.parsing import parse
from brinkmanship.sim.scenario.reading.slips.characters import in_quotes
from brinkmanship.sim.scenario.tree import Node, Place, problem
from brinkmanship.sim.scenario.wording import Cure, described, quoted

DEEPEST = 16
OR_ABOVE = "into this folder, or give brink a file of the folder above that extends both"

Chain = tuple[tuple[Path, str], ...]


def assemble(path: Path, shown: str, problems: list[Problem], chain: Chain = ()) -> Node:
    """The document of a file merged with all it extends, without the key ``extends``.

    Args:
        path: The file.
        shown: How messages name it.
        problems: Takes problems that do not stop the reading.
        chain: The files that led here, outermost first.

    Raises:
        ScenarioError: A file cannot be read, is not YAML, or extends itself directly or indirectly.
    """
    root = parse_mapping(read_text(path, shown), shown, problems)
    return merge_bases(root, problems, (*chain, (path.resolve(), shown)))


def merge_bases(root: Node, problems: list[Problem], chain: Chain) -> Node:
    """A document merged with all it extends, without the key ``extends``.

    Args:
        root: The document.
        problems: Takes problems that do not stop the reading.
        chain: The files that led here, and as the last the document's own; it may be one that
            does not exist, in the folder from which paths count.

    Raises:
        ScenarioError: As for :func:`assemble`.
    """
    base = Node({}, Place(chain[-1][1]))
    for wanted in _base_names(root):
        base = merge(base, _base_document(wanted, problems, chain))
    own = {str(key): node for key, node in root.children() if key != "extends"}
    return merge(base, replace(root, value=own))


def parse_mapping(text: str, shown: str, problems: list[Problem]) -> Node:
    """The document of a text, ``extends`` not followed; arguments as of :func:`assemble`.

    Raises:
        ScenarioError: It is not YAML, or not a mapping of keys.
    """
    root = parse(text, shown, problems)
    if not isinstance(root.value, dict):
        what = f"the file holds {described(root.plain())}, not a mapping of keys"
        raise _problem_at(root.place, "", what, "begin with title:")
    return root


def _base_names(root: Node) -> tuple[Node, ...]:
    listed = root.child("extends")
    if listed is None:
        return ()
    names = listed.value if isinstance(listed.value, tuple) else (listed,)
    for name in names:
        if not isinstance(name.value, str) or not name.value:
            what = f"{described(name.plain())} is not the name of a file"
            raise _problem_at(name.place, "extends", what, "write a path, or a list of paths")
    return names


def refuse_escapes(named: Node, path: str) -> None:
    r"""Refuse the path of a file in which an escape of double quotes made a tab or a line end.

    Raises:
        ScenarioError: ``"ladders\two"`` holds a tab; with the path as it was meant.
    """
    if str(named.value).isprintable():
        return
    meant = in_quotes(named.written)
    what = "in double quotes \\ begins an escape, and no file has such a name"
    cure = Cure(f"write {printable(meant)}, or / for \\", meant)
    raise _problem_at(named.place, path, what, cure if named.written else "write a path")


def _base_document(wanted: Node, problems: list[Problem], chain: Chain) -> Node:
    refuse_escapes(wanted, "extends")
    path, label = _find_base(wanted, chain)
    if path.resolve() in [seen for seen, _ in chain]:
        circle = " -> ".join([*(label for _, label in chain), label])
        what = f"the files extend one another in a circle: {circle}"
        raise _problem_at(wanted.place, "extends", what, "take one of these out")
    if len(chain) >= DEEPEST:
        what = f"more than {DEEPEST} files extend one another"
        raise _problem_at(wanted.place, "extends", what, "merge some of them")
    try:
        return assemble(path, label, problems, chain)
    except ScenarioError as error:
        if len(error.problems) > 1 or error.problems[0].line:
            raise
        only = error.problems[0]  # it cannot be read: said where it is named
        what = f"{quoted(str(wanted.value))}: {only.problem}"
        raise _problem_at(wanted.place, "extends", what, only.cure) from error


def _find_base(wanted: Node, chain: Chain) -> tuple[Path, str]:
    """Path and shown name of a base file: beside the file that names it, else shipped."""
    includer, shown = chain[-1]
    name = portable(str(wanted.value), includer.parent)
    path = includer.parent / name
    try:
        if lies_outside(path, chain[0][0].parent):
            what = f"{quoted(name)} lies outside the folder of {quoted(chain[0][0].name)}"
            raise _problem_at(wanted.place, "extends", what, f"copy it {OR_ABOVE}")
        if os.path.lexists(path):
            return path, os.path.normpath(Path(shown).parent / name)
    except (OSError, ValueError) as error:  # a name too long, or with NUL
        what = "no file can have this name"
        raise _problem_at(wanted.place, "extends", what, "write a path") from error
    found = lookup_shipped(name)
    if found is None:
        near = similar_file_cure(path, name)
        cure = Cure(f"{near} (paths count from this file)", near.instead)
        raise _problem_at(wanted.place, "extends", f"there is no file {quoted(name)}", cure)
    return found, displayed_path(found)


def lies_outside(path: Path, folder: Path) -> bool:
    """Whether a path leads, by whatever links, out of a folder and of what Brink ships.

    A file may name only files that lie below its own folder: docs/explanation/trust.md.
    """
    resolved = path.resolve()
    return not any(resolved.is_relative_to(one) for one in (folder.resolve(), SCENARIOS))


def displayed_path(path: Path) -> str:
    """A path as a user would type it from the current folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _problem_at(place: Place, path: str, what: str, cure: str) -> ScenarioError:
    found = problem(Node("", place), (), what, cure)
    return ScenarioError((replace(found, path=path),))
