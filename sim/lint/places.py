"""Every leaf that a document itself writes, with the kind of value its place takes."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from sim.scenario.format.base import Model
from sim.scenario.format.kinds import Between, Flag, Kind, Whole
from sim.scenario.format.scenario import Scenario
from sim.scenario.format.text_kinds import Named
from sim.scenario.format.values import DISTRIBUTIONS
from sim.scenario.reading.tree import Node, Path


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
    yield from _walk(root, Scenario, (), ())


def _walk(node: Node, shape: object, kinds: tuple[Any, ...], path: Path) -> Iterator[Leaf]:
    found = _kind(shape, kinds)
    if found is not None and (not isinstance(node.value, tuple) and not _open(node)):
        yield Leaf(path, found, None if isinstance(node.value, dict) else node.value)
        return
    for step, below in node.children():
        inner = _below(shape, step)
        if inner is not None:
            yield from _walk(below, *inner, (*path, step))


def _open(node: Node) -> bool:
    """Whether a node is a mapping of other things, not one number in long form."""
    return isinstance(node.value, dict) and not (set(node.value) & set(DISTRIBUTIONS))


def _kind(shape: object, kinds: tuple[Any, ...]) -> Kind | None:
    """The kind of leaf a place takes, if it takes one."""
    around = [*kinds, *_metadata(shape)]
    wanted = (Between, Whole, Flag, Named)
    return next((one for one in around if isinstance(one, wanted)), None)


def _metadata(shape: object) -> Iterator[Any]:
    """What is annotated on a type or on one of its alternatives."""
    if get_origin(shape) is Annotated:
        yield from getattr(shape, "__metadata__", ())
        yield from _metadata(get_args(shape)[0])
    elif get_origin(shape) in {Union, UnionType}:
        for one in get_args(shape):
            yield from _metadata(one)


def _below(shape: object, step: str | int) -> tuple[object, tuple[Any, ...]] | None:
    """Type and annotations of what stands under a key or at a position."""
    for one in _bare(shape):
        origin = get_origin(one)
        if origin is dict:
            return get_args(one)[1], ()
        if origin is tuple:
            return get_args(one)[0], ()
        if isinstance(one, type) and issubclass(one, Model) and step in one.model_fields:
            field = one.model_fields[str(step)]
            return field.annotation, tuple(field.metadata)
    return None


def _bare(shape: object) -> Iterator[object]:
    if get_origin(shape) is Annotated:
        yield from _bare(get_args(shape)[0])
    elif get_origin(shape) in {Union, UnionType}:
        for one in get_args(shape):
            yield from _bare(one)
    else:
        yield shape
