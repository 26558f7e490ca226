"""Translates errors of pydantic into problems in the words of the format."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.checks.retired import retired_key
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.kinds import Flag
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.text_kinds import Word
from brinkmanship.sim.scenario.format.walk import (
    kinds,
    known_keys,
    model_of,
    section_of,
    shape_at,
)
from brinkmanship.sim.scenario.tree import Node, Path, Place, problem
from brinkmanship.sim.scenario.wording import (
    CODE_IN_QUOTES,
    IN_QUOTES,
    Cure,
    described,
    quoted,
    short_list,
    suggestion,
    yaml_word,
)

SHAPE = {
    "model_type": ("a mapping", "write keys and values below it"),
    "model_attributes_type": ("a mapping", "write keys and values below it"),
    "dict_type": ("a mapping", "write keys and values below it"),
    "tuple_type": ("a list", "write [one, two], or items that begin with - "),
}
EXAMPLES = {
    "title": "write title: and what the scenario is, in one line",
    "ladder": "write extends: ladders/sixteen-rungs.yaml, or a ladder of your own",
    "relations.opponents": "write opponents: [[CODE, CODE], …]",
    "actors": "write actors: and below it a CODE: {name: …} for each",
}
NOTHING = {
    "none", "no", "off", "nil", "null", "nothing", "never", "n/a", "na", "nan", "-", "--", "~",
}  # fmt: skip
SWITCH = {
    **dict.fromkeys(("off", "no", "none", "false", "disabled", "0"), "{enabled: false}"),
    **dict.fromkeys(("on", "yes", "true", "enabled", "1"), "{enabled: true}"),
}
NEVER = {*NOTHING, "false"}
MOST_ITEMS = 20
LONGEST_LIST = 100
BETWEEN_ITEMS = re.compile(r"\s*[,;]\s*|(?:^|\s+)[-\U00002013\U00002014\U00002022]\s+")
KEY_AND_VALUE = re.compile(r"(\w+)\s*[:\uff1a=]?\s*(\S.*)", re.DOTALL)


def translate(root: Node, error: ErrorDetails, whole: type[Model] = Scenario) -> Problem:
    """The problem, with place and cure, for one error of pydantic.

    Args:
        root: The document.
        error: What pydantic says of it.
        whole: The model of the document.
    """
    path = document_path(error["loc"], root)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "brink":
        at_key = error["loc"][-1:] == ("[key]",) or context["problem"].startswith("unknown key")
        path = (*path, *context["at"])
        cure = context["cure"] if at_key else fitting_cure(root, path, context["cure"], whole)
        return problem(root, path, context["problem"], cure, at_key=at_key)
    if kind == "missing":
        what = f"the key {quoted(str(path[-1]))} is missing"
        cure = EXAMPLES.get(".".join(map(str, path)), _missing_cure(path, whole))
        return problem(root, path[:-1], what, cure, at_key=True)
    if kind == "extra_forbidden":
        return _unknown_key(root, path, whole)
    if kind in SHAPE:
        what = f"{described(error['input'])} is not {SHAPE[kind][0]}"
        return problem(root, path, what, _shape_cure(root, path, kind, whole))
    return _wrong_length(root, path, kind, context)


def _missing_cure(path: Path, whole: type[Model]) -> str:
    """The cure for a missing key: the words it may be, if there are not many."""
    found = [kind.words for kind in kinds(shape_at(path, whole)) if isinstance(kind, Word)]
    return f"write {path[-1]}: " + (f"and one of {short_list(found[0])}" if found else "…")


def document_path(loc: tuple[int | str, ...], root: Node) -> Path:
    """The path in the document: the location without pydantic's own marks.

    A mark begins with ``[`` or ``<``; so may a key, which the document has.
    """
    path: list[int | str] = []
    here: Node | None = root
    for step in loc:
        below = here.child(step) if here else None
        if below is None and isinstance(step, str) and step[:1] in {"[", "<"}:
            continue
        path.append(step)
        here = below
    return tuple(path)


def fitting_cure(root: Node, path: Path, cure: str, whole: type[Model] = Scenario) -> str:
    """The cure of a refused value: a better one where its text shows what was meant.

    Args:
        root: The document.
        path: Where the value stands.
        cure: What is said of any such value.
        whole: The model of the document.
    """
    node, exact = root.find(path)
    if exact and cure in {IN_QUOTES, CODE_IN_QUOTES}:
        text = node.written or described(node.value)
        codes = [str(code) for code, _ in root.find(("actors",))[0].children()]
        if cure == CODE_IN_QUOTES and text not in codes:
            return suggestion(text, codes)
        return Cure(f"{cure}: {json.dumps(text)}", json.dumps(text))
    return (_nothing_cure(node, path, whole) if exact else None) or cure


def _nothing_cure(node: Node, path: Path, whole: type[Model]) -> Cure | None:
    """The cure for a word such as ``none`` or ``off`` where a key may be left out."""
    if not isinstance(node.value, str) or node.value.strip().casefold() not in NOTHING or not path:
        return None
    model = model_of(shape_at(path[:-1], whole))
    field = model.model_fields.get(str(path[-1])) if model else None
    flag = any(isinstance(kind, Flag) for kind in kinds(shape_at(path, whole)))
    if field is None or field.is_required() or (flag and node.value.casefold() in Flag.NEAR):
        return None
    if node.replaces:
        return Cure("write null, which takes away what the base file says", "null")
    return Cure("if nothing is meant, take the key out")


def _shape_cure(root: Node, path: Path, kind: str, whole: type[Model]) -> str:
    """The cure for a scalar where a list or a mapping is expected."""
    usual = SHAPE[kind][1].strip()
    node, exact = root.find(path)
    if not exact or isinstance(node.value, dict | tuple):
        return usual
    text = node.value if isinstance(node.value, str) else node.written or described(node.value)
    return (
        _switch_cure(text.strip().casefold(), path, whole)
        or _nothing_cure(node, path, whole)
        or (_list_cure(text) if kind == "tuple_type" else _pair_cure(text, known_keys(path, whole)))
        or usual
    )


def _switch_cure(word: str, path: Path, whole: type[Model]) -> Cure | None:
    """The cure for ``off`` where a mechanism has ``enabled``, or where ``none`` is a value."""
    if "enabled" in known_keys(path, whole) and word in SWITCH:
        return Cure(f"write {SWITCH[word]}", SWITCH[word])
    words = [kind.words for kind in kinds(shape_at(path, whole)) if isinstance(kind, Word)]
    return Cure("write none", "none") if ("none",) in words and word in NEVER else None


def _list_cure(text: str) -> Cure | None:
    """The cure for one scalar where a list is expected."""
    items = [one for one in BETWEEN_ITEMS.split(text) if one][:MOST_ITEMS]
    listed = f"[{', '.join(map(yaml_word, items))}]"
    return Cure(f"write {listed}", listed) if len(listed) <= LONGEST_LIST else None


def _pair_cure(text: str, known: Sequence[str]) -> Cure | None:
    """The cure for ``horizon 3`` where a mapping with such a key is expected."""
    pair = KEY_AND_VALUE.fullmatch(text)
    if not pair or pair[1] not in known:
        return None
    return Cure(f"write {pair[1]}: {pair[2]}", f"{{{pair[1]}: {pair[2]}}}")


def _unknown_key(root: Node, path: Path, whole: type[Model]) -> Problem:
    key = str(path[-1])
    beside = {str(one): node.key for one, node in root.find(path[:-1])[0].children()}
    here = {one for one, place in beside.items() if place and place.file == _file_of(beside[key])}
    gone = retired_key(path, here) if whole is Scenario else None
    if gone:
        return problem(root, path, *gone, at_key=True)
    cure = suggestion(key, [one for one in known_keys(path[:-1], whole) if one not in here])
    elsewhere = "" if cure.instead else section_of(key, whole)
    where = f"it belongs in {elsewhere}" if elsewhere else cure
    return problem(root, path, f"unknown key {quoted(key)}", where, at_key=True)


def _file_of(place: Place | None) -> str:
    return place.file if place else ""


def _wrong_length(root: Node, path: Path, kind: str, context: Mapping[str, Any]) -> Problem:
    few = kind == "too_short"
    limit = context["min_length" if few else "max_length"]
    found = "no" if few and not context["actual_length"] else context["actual_length"]
    found = f"more than {limit}" if found is None else found
    what = f"{found} {'entry is' if found == 1 else 'entries are'} too {'few' if few else 'many'}"
    return problem(root, path, what, f"write at {'least' if few else 'most'} {limit}", at_key=True)
