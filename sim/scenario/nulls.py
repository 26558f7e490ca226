"""``null`` takes away what a base file says; where there is nothing to take away it is a slip."""

from collections.abc import Iterator

from sim.errors import Problem
from sim.scenario.tree import Node, Path, problem


def nothing_at(root: Node, path: Path) -> Problem:
    """The problem that null stands where there is nothing to take away."""
    what = "null takes away what a base file says, and no base file says this"
    return problem(root, path, what, "write a value, or take the key out")


def empty(node: Node, path: Path = ()) -> Iterator[Path]:
    """Every place where null stands."""
    if node.value is None:
        yield path
    for step, below in node.children():
        yield from empty(below, (*path, step))
