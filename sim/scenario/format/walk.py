"""The format's own map: which keys are known where, found from the models."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from sim.scenario.format.base import Model
from sim.scenario.format.scenario import Scenario
from sim.scenario.reading.tree import Path

INDEXED = {dict: 1, tuple: 0}  # which argument of the type stands below a key or position
NAMES = {"actors": "CODE", "alliances": "NAME", "sides": "NAME", "sources": "KEY"}


def known_keys(path: Path) -> list[str]:
    """Keys allowed in the mapping at ``path``.

    >>> known_keys(("clock",))
    ['turn', 'horizon', 'order', 'sequence']
    """
    shape: object = Scenario
    for step in path:
        shape = _below(shape, step)
    model = model_of(shape)
    return list(model.model_fields) if model else []


def model_of(shape: object) -> type[Model] | None:
    """The model among the alternatives of a field's type, if there is one."""
    for one in alternatives(shape):
        if isinstance(one, type) and issubclass(one, Model):
            return one
    return None


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


def _below(shape: object, step: str | int) -> object:
    for one in alternatives(shape):
        origin = get_origin(one)
        if origin in INDEXED:
            return get_args(one)[INDEXED[origin]]
    model = model_of(shape)
    field = model.model_fields.get(str(step)) if model else None
    return field.annotation if field else None


def sections() -> Iterator[tuple[str, type[Model]]]:
    """Every model with the path where it stands, from the outside in.

    >>> [path for path, _ in sections()][:4]
    ['', 'sources.KEY', 'clock', 'ladder']
    """
    waiting: list[tuple[str, type[Model]]] = [("", Scenario)]
    while waiting:
        path, model = waiting.pop(0)
        yield path, model
        below: list[tuple[str, type[Model]]] = []
        for name, field in model.model_fields.items():
            here = f"{path}.{name}".removeprefix(".")
            below.extend(_models(here, field.annotation))
        waiting[:0] = below


def _models(path: str, shape: Any) -> Iterator[tuple[str, type[Model]]]:  # noqa: ANN401 - a type
    for one in alternatives(shape):
        origin = get_origin(one)
        if origin is dict:
            yield from _models(f"{path}.{NAMES.get(path, 'NAME')}", get_args(one)[1])
        elif origin is tuple:
            yield from _models(f"{path}[…]", get_args(one)[0])
        elif isinstance(one, type) and issubclass(one, Model):
            yield path, one


@cache
def home(key: str) -> str:
    """Where a key belongs, if anywhere: the first section of the format that knows it.

    >>> home("north_star"), home("horizon"), home("colour")
    ('actors.CODE.policy', 'clock', '')
    """
    for path, model in sections():
        if key in model.model_fields:
            return path or "the top level"
    return ""
