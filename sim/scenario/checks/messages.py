"""Translates errors of pydantic into problems in the words of the format."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.format.walk import known_keys, section_of
from brinkmanship.sim.scenario.tree import Node, Path, problem
from brinkmanship.sim.scenario.wording import described, quoted, suggestion

SHAPE = {
    "model_type": ("a mapping", "write keys and values below it"),
    "model_attributes_type": ("a mapping", "write keys and values below it"),
    "dict_type": ("a mapping", "write keys and values below it"),
    "tuple_type": ("a list", "write [one, two], or items that begin with - "),
}
EXAMPLES = {
    "title": "write title: and what the scenario is, in one line",
    "ladder": "write extends: ladders/sixteen-rungs.yaml, or a ladder of your own",
    "sides": "write sides: {west: [CODE, …], east: [CODE, …]}",
    "actors": "write actors: and below it a CODE: {name: …} for each",
}


def translate(root: Node, error: ErrorDetails) -> Problem:
    """The problem, with place and cure, for one error of pydantic."""
    path = document_path(error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "brink":
        at_key = error["loc"][-1:] == ("[key]",) or context["problem"].startswith("unknown key")
        return problem(
            root, (*path, *context["at"]), context["problem"], context["cure"], at_key=at_key
        )
    if kind == "missing":
        what = f"the key {quoted(str(path[-1]))} is missing"
        cure = EXAMPLES.get(".".join(map(str, path)), f"write {path[-1]}: …")
        return problem(root, path[:-1], what, cure, at_key=True)
    if kind == "extra_forbidden":
        return _unknown_key(root, path)
    if kind in SHAPE:
        shape, cure = SHAPE[kind]
        return problem(root, path, f"{described(error['input'])} is not {shape}", cure.strip())
    return _wrong_length(root, path, kind, context)


def document_path(loc: tuple[int | str, ...]) -> Path:
    """The path in the document: the location without pydantic's own marks."""
    return tuple(step for step in loc if not (isinstance(step, str) and step[:1] in {"[", "<"}))


def _unknown_key(root: Node, path: Path) -> Problem:
    key = str(path[-1])
    known = known_keys(path[:-1])
    cure = suggestion(key, known)
    elsewhere = "" if cure.startswith("did") else section_of(key)
    where = f"it belongs in {elsewhere}" if elsewhere else cure
    return problem(root, path, f"unknown key {quoted(key)}", where, at_key=True)


def _wrong_length(root: Node, path: Path, kind: str, context: Mapping[str, Any]) -> Problem:
    few = kind == "too_short"
    limit = context["min_length" if few else "max_length"]
    found = "no" if few and not context["actual_length"] else context["actual_length"]
    found = f"more than {limit}" if found is None else found
    what = f"{found} {'entry is' if found == 1 else 'entries are'} too {'few' if few else 'many'}"
    return problem(root, path, what, f"write at {'least' if few else 'most'} {limit}", at_key=True)
