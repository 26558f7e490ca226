"""The levers of a scenario, and the ways in which each can be pulled."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brinkmanship.sim.lint.places import Leaf, is_fact, leaves
from brinkmanship.sim.scenario import Scenario
from brinkmanship.sim.scenario.format.kinds import Between, Flag, Whole
from brinkmanship.sim.scenario.format.mechanisms.base import Mechanism
from brinkmanship.sim.scenario.format.text_kinds import Named
from brinkmanship.sim.scenario.tree import Node, Path, Place, Scalar

PULLED = ("actors", "alliances", "mechanisms", "client_war", "dispute", "terminal")
PARTS = {"red_lines": "red line", "rules": "rule"}
TRIES = 6  # other rungs tried for a lever that is the name of one


class Pull(NamedTuple):
    """One way to pull a lever: another ``value``, or the part removed."""

    path: Path
    value: Scalar
    gone: bool = False


class Lever(NamedTuple):
    """Something in a scenario that should make a difference.

    Attributes:
        path: Where it stands.
        kind: mechanism, number, flag, rung, or the part that is removed: a red line, ...
        pulls: Ways to pull it, tried one after another until a run differs.
        written: Whether the document sets it; else it is a default.
    """

    path: Path
    kind: str
    pulls: tuple[Pull, ...]
    written: bool = True


def levers(root: Node, scenario: Scenario) -> Iterator[Lever]:
    """The levers of a document: mechanisms, parts of policies, injects, each written value.

    Args:
        root: The document without annotations.
        scenario: The scenario that it declares.
    """
    yield from _mechanisms(root, scenario)
    yield from _removable_parts(scenario)
    for leaf in leaves(root):
        if leaf.path[0] in PULLED and leaf.path[-1] != "enabled" and not is_fact(leaf.path):
            pulls = tuple(_pulls(leaf, scenario))
            if pulls:
                yield Lever(leaf.path, _kind_name(leaf), pulls)


def _mechanisms(root: Node, scenario: Scenario) -> Iterator[Lever]:
    for name in type(scenario.mechanisms).model_fields:
        part = getattr(scenario.mechanisms, name)
        if isinstance(part, Mechanism) and part.enabled:
            path: Path = ("mechanisms", name)
            pull = Pull((*path, "enabled"), value=False)
            yield Lever(path, "mechanism", (pull,), written=root.find(path)[1])


def _removable_parts(scenario: Scenario) -> Iterator[Lever]:
    """Parts that can be removed: north stars, red lines, rules, injects."""
    for code, actor in scenario.actors.items():
        path: Path = ("actors", code, "policy")
        if actor.policy.north_star is not None:
            yield _removal((*path, "north_star"), "north star")
        for key, name in PARTS.items():
            for i in range(len(getattr(actor.policy, key))):
                yield _removal((*path, key, i), name)
    for i in range(len(scenario.injects)):
        yield _removal(("injects", i), "inject")


def _removal(path: Path, kind: str) -> Lever:
    return Lever(path, kind, (Pull(path, None, gone=True),))


def _kind_name(leaf: Leaf) -> str:
    names = {Between: "number", Whole: "number", Flag: "flag", Named: "rung"}
    return names[type(leaf.kind)]


def _pulls(leaf: Leaf, scenario: Scenario) -> Iterator[Pull]:
    match leaf.kind:
        case Flag():
            yield Pull(leaf.path, value=not leaf.value)
        case Between():
            yield from (Pull(leaf.path, value) for value in _numbers(leaf.kind, leaf.value))
        case Whole(low, high):
            for value in (low, high):
                if value != leaf.value:
                    yield Pull(leaf.path, value)
        case Named(thing="rung"):
            yield from (Pull(leaf.path, name) for name in _rungs(leaf, scenario.ladder.ids))


def _numbers(kind: Between, value: object) -> Iterator[float]:
    """The ends of the range, then values half-way to them, in case a check refuses the ends."""
    inner = (kind.high - kind.low) / 1000.0
    low = kind.low + inner if kind.above else kind.low
    high = kind.high - inner if kind.below else kind.high
    now = float(value) if isinstance(value, int | float) else None
    tried = [low, high]
    if now is not None:
        tried += [(now + low) / 2.0, (now + high) / 2.0]
    yield from (one for one in dict.fromkeys(tried) if one != now)


def _rungs(leaf: Leaf, ids: Sequence[str]) -> list[str]:
    """Other rungs: the nearest first, then the lowest and the highest."""
    at = ids.index(str(leaf.value)) if leaf.value in ids else 0
    near = [place for step in (1, 2) for place in (at - step, at + step)]
    places = [one for one in (*near, 0, len(ids) - 1) if 0 <= one < len(ids) and one != at]
    return [ids[one] for one in dict.fromkeys(places)][:TRIES]


def with_pull(root: Node, pull: Pull) -> Node:
    """The document with a lever pulled, with or without annotations."""
    return _with_value(root, pull.path, pull)


def _with_value(node: Node, path: Path, pull: Pull) -> Node:
    if not path:
        return Node(pull.value, node.place, node.key)
    step, rest = path[0], path[1:]
    if isinstance(node.value, tuple) and isinstance(step, int):
        items = list(node.value)
        if not rest and pull.gone:
            del items[step]
        else:
            items[step] = _with_value(items[step], rest, pull)
        return Node(tuple(items), node.place, node.key)
    inner = dict(node.value) if isinstance(node.value, dict) else {}
    name = str(step)
    if not rest and pull.gone:
        inner.pop(name, None)
    else:
        inner[name] = _with_value(inner.get(name, Node({}, Place(node.place.file))), rest, pull)
    return Node(inner, node.place, node.key)
