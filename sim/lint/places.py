"""Every value that a document itself writes, with the kind of value its place takes."""

from collections.abc import Iterator
from typing import NamedTuple

from brinkmanship.sim.scenario.format.kinds import Between, Flag, Kind, Whole
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.text_kinds import Named
from brinkmanship.sim.scenario.format.values import DISTRIBUTIONS
from brinkmanship.sim.scenario.format.walk import kinds, shape_below
from brinkmanship.sim.scenario.tree import Node, Path


class Leaf(NamedTuple):
    """A value that the document writes.

    Attributes:
        path: Its place.
        kind: What the place takes: a number in a range, a whole number, a flag, a name.
        value: The number, flag or name; None for a distribution.
    """

    path: Path
    kind: Kind
    value: object


def leaves(root: Node) -> Iterator[Leaf]:
    """The leaves of a document without annotations, in the order of the file."""
    yield from _leaves_below(root, Scenario, ())


def _leaves_below(node: Node, shape: object, path: Path) -> Iterator[Leaf]:
    wanted = (Between, Whole, Flag, Named)
    kind = next((one for one in kinds(shape) if isinstance(one, wanted)), None)
    if kind is not None and not isinstance(node.value, tuple) and not _is_mapping(node):
        yield Leaf(path, kind, None if isinstance(node.value, dict) else node.value)
        return
    for step, below in node.children():
        inner = shape_below(shape, step)
        if inner is not None:
            yield from _leaves_below(below, inner, (*path, step))


def is_fact(path: Path) -> bool:
    """Whether a place holds what was known of an actor: no author can pull that."""
    return "facts" in path


def _is_mapping(node: Node) -> bool:
    """Whether a node is a mapping of other things, not one number as a distribution."""
    return isinstance(node.value, dict) and not (set(node.value) & set(DISTRIBUTIONS))
