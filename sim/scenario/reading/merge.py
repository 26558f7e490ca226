"""Merges one document over another: mappings merge, the rest replaces, null removes."""

from collections.abc import Iterator
from dataclasses import replace

from brinkmanship.sim.errors import Problem
from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.tree import Node, Path, problem

WHOLE = frozenset({"value", *DISTRIBUTIONS})  # a number in long form is one thing, never half
EITHER = frozenset({"stay_below", "avoid"})  # writing one of them takes the other away


def merge(base: Node, over: Node) -> Node:
    """``over`` merged over ``base``; each node keeps the place where it was written.

    Mappings merge key by key. A scalar, a list, or a number in long form replaces what is
    there. ``null`` removes a key of ``base``. A mapping of positions over a list (only ``--set``
    makes one) changes single items.
    """
    if isinstance(base.value, tuple) and _has_positions(over):
        return replace(base, value=_merged_items(base.value, over))
    if not (isinstance(base.value, dict) and isinstance(over.value, dict)):
        return replace(over, replaces=True)
    if WHOLE & over.value.keys() and not _same_distribution(base.value, over.value):
        return replace(over, replaces=True)
    return replace(over, value=_merged_keys(base.value, over.value), key=over.key or base.key)


def _same_distribution(base: dict[str, Node], over: dict[str, Node]) -> bool:
    """Whether both are the same distribution, so that one of its numbers may be changed."""
    kinds = WHOLE & over.keys()
    return "value" not in kinds and kinds == WHOLE & base.keys()


def _merged_keys(base: dict[str, Node], over: dict[str, Node]) -> dict[str, Node]:
    other = EITHER - over.keys() if EITHER & over.keys() else frozenset()
    merged = {key: node for key, node in base.items() if key not in other}
    for key, node in over.items():
        if key in merged and node.value is None:
            del merged[key]
        else:
            merged[key] = merge(merged[key], node) if key in merged else node
    return merged


def _has_positions(over: Node) -> bool:
    return isinstance(over.value, dict) and all(key.isdecimal() for key in over.value)


def _merged_items(base: tuple[Node, ...], over: Node) -> tuple[Node, ...]:
    laid = {int(str(key)): node for key, node in over.children()}
    return tuple(merge(node, laid[i]) if i in laid else node for i, node in enumerate(base))


def null_problem(root: Node, path: Path) -> Problem:
    """The problem that null stands where there is nothing to remove."""
    what = "null takes away what a base file says, and no base file says this"
    return problem(root, path, what, "write a value, or take the key out")


def null_paths(node: Node, path: Path = ()) -> Iterator[Path]:
    """Every place where null stands."""
    if node.value is None:
        yield path
    for step, below in node.children():
        yield from null_paths(below, (*path, step))
