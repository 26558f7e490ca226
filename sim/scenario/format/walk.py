"""A walk through the format: which keys stand where, and what kind of value each place takes."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.kinds import Kind
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.tree import Path

ITEM = {dict: 1, tuple: 0}  # which argument of the type stands below a key or position
FACTUAL = {"facts", "relations", "history"}  # most files have none of these
NAMES = {"actors": "CODE", "alliances": "NAME", "sides": "NAME", "sources": "KEY"}


def shape_of(field: FieldInfo) -> object:
    """The type of a field with its annotations."""
    return Annotated[field.annotation, *field.metadata, None]


def shape_below(shape: object, step: str | int) -> object:
    """The shape of what stands under a key or at a position; None where nothing may."""
    for one in alternatives(shape):
        origin: Any = get_origin(one)
        if origin in ITEM:
            return get_args(one)[ITEM[origin]]
    model = model_of(shape)
    field = model.model_fields.get(str(step)) if model else None
    return shape_of(field) if field else None


def shape_at(path: Path, whole: type[Model] = Scenario) -> object:
    """The shape of what stands at a path of a scenario or another whole; None if nothing may."""
    shape: object = whole
    for step in path:
        shape = shape_below(shape, step)
    return shape


def kinds(shape: object) -> Iterator[Kind]:
    """The kinds of leaf that a shape itself takes, in the order of its alternatives."""
    if get_origin(shape) is Annotated:
        yield from (one for one in getattr(shape, "__metadata__", ()) if isinstance(one, Kind))
        yield from kinds(get_args(shape)[0])
    elif get_origin(shape) in {Union, UnionType}:
        for one in get_args(shape):
            yield from kinds(one)


def alternatives(shape: object) -> Iterator[object]:
    """The types a field may hold, without annotations."""
    origin = get_origin(shape)
    if origin is Annotated:
        yield from alternatives(get_args(shape)[0])
    elif origin in {Union, UnionType}:
        for one in get_args(shape):
            yield from alternatives(one)
    else:
        yield shape


def model_of(shape: object) -> type[Model] | None:
    """The model among the alternatives of a field's type, if there is one."""
    for one in alternatives(shape):
        if isinstance(one, type) and issubclass(one, Model):
            return one
    return None


def known_keys(path: Path, whole: type[Model] = Scenario) -> list[str]:
    """Keys allowed in the mapping at ``path`` of a scenario, or of another whole.

    >>> known_keys(("clock",))
    ['turn', 'horizon', 'starts', 'order', 'sequence']
    """
    model = model_of(shape_at(path, whole))
    return list(model.model_fields) if model else []


def sections(whole: type[Model] = Scenario) -> Iterator[tuple[str, type[Model]]]:
    """Every model with the path where it stands, from the outside in.

    >>> [path for path, _ in sections()][:4]
    ['', 'sources.KEY', 'clock', 'ladder']
    """
    waiting: list[tuple[str, type[Model]]] = [("", whole)]
    while waiting:
        path, model = waiting.pop(0)
        yield path, model
        below: list[tuple[str, type[Model]]] = []
        for name, field in model.model_fields.items():
            below.extend(_models(f"{path}.{name}".removeprefix("."), field.annotation))
        waiting[:0] = below


def _models(path: str, shape: object) -> Iterator[tuple[str, type[Model]]]:
    for one in alternatives(shape):
        origin = get_origin(one)
        if origin is dict:
            yield from _models(f"{path}.{NAMES.get(path, 'NAME')}", get_args(one)[1])
        elif origin is tuple:
            yield from _models(f"{path}[…]", get_args(one)[0])
        elif isinstance(one, type) and issubclass(one, Model):
            yield path, one


@cache
def section_of(key: str, whole: type[Model] = Scenario) -> str:
    """The first section of the format, or of another whole, that knows a key; or nothing.

    What facts say of a key comes last: most files have none.

    >>> section_of("north_star"), section_of("horizon"), section_of("colour")
    ('actors.CODE.policy', 'clock', '')
    """
    known = [path for path, model in sections(whole) if key in model.model_fields]
    known.sort(key=lambda path: not FACTUAL.isdisjoint(path.split(".")))
    return (known[0] or "the top level") if known else ""
