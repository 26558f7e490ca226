"""Every reference must name something that the document declares."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from brinkmanship.sim.scenario.checks.finding import Finding
from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.scenario import Scenario
from brinkmanship.sim.scenario.format.text_kinds import Named
from brinkmanship.sim.scenario.tree import Path
from brinkmanship.sim.scenario.wording import Cure, quoted, suggestion, yaml_word

Known = Mapping[str, list[str]]
Reference = tuple[Path, str, str, bool]


def check_names(scenario: Scenario, data: Mapping[str, object]) -> Iterator[Finding]:
    """A finding for every unknown name, with the name perhaps meant."""
    known = declared_names(data)
    codes = {actor.name.casefold(): code for code, actor in scenario.actors.items()}
    for path, thing, name, at_key in _in_model(scenario, ()):
        if name in known[thing]:
            continue
        code = codes.get(name.casefold(), "") if thing == "actor" else ""
        cure = (
            Cure(f'write its code "{code}"', yaml_word(code))
            if code
            else suggestion(name, known[thing])
        )
        yield Finding(path, f"no {thing} is called {quoted(name)}", cure, at_key)


def declared_names(data: Mapping[str, Any]) -> Known:
    """The names a document declares, read from plain data so that other faults do not matter.

    Relations make a side of each actor and an alliance of each treaty, where a file has none.
    """
    rungs = _items(data, "ladder", "rungs")
    return {
        "rung": [str(rung.get("id")) for rung in rungs if isinstance(rung, dict)],
        "actor": _keys(data, "actors"),
        "side": _keys(data, "sides") or (_keys(data, "actors") if "relations" in data else []),
        "alliance": _keys(data, "alliances") or _keys(data.get("relations"), "treaties"),
        "aid step": [str(step) for step in _items(data, "aid", "steps")] or ["aid"],
    }


def _keys(data: object, section: str) -> list[str]:
    found = data.get(section) if isinstance(data, Mapping) else None
    return list(found) if isinstance(found, dict) else []


def _items(data: Mapping[str, Any], section: str, key: str) -> tuple[Any, ...]:
    found = data.get(section)
    items = found.get(key) if isinstance(found, dict) else None
    return items if isinstance(items, tuple) else ()


def _in_model(model: Model, path: Path) -> Iterator[Reference]:
    shapes = _shapes(type(model))
    for field in sorted(model.model_fields_set & shapes.keys()):
        yield from _in_value(getattr(model, field), shapes[field], (*path, field))


def _in_value(value: object, shape: object, path: Path) -> Iterator[Reference]:
    if isinstance(value, Model):
        yield from _in_model(value, path)
    elif isinstance(value, str) and isinstance(shape, Named):
        yield path, shape.thing, value, False
    elif isinstance(value, dict) and isinstance(shape, tuple):
        for key, below in value.items():
            if isinstance(shape[0], Named):
                yield (*path, key), shape[0].thing, key, True
            yield from _in_value(below, shape[1], (*path, key))
    elif isinstance(value, tuple) and isinstance(shape, tuple):
        for i, below in enumerate(value):
            yield from _in_value(below, shape[-1], (*path, i))


@cache
def _shapes(model: type[Model]) -> dict[str, object]:
    """Fields in which a name may stand: what it names, or the shape of what holds names."""
    shapes = {}
    for name, field in model.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Named)]
        shape = marks[0] if marks else _shape(field.annotation)
        if shape is not None:
            shapes[name] = shape
    return shapes


def _shape(annotation: Any) -> object:  # noqa: ANN401 - any annotation
    if get_origin(annotation) is Annotated:
        marks = [mark for mark in get_args(annotation)[1:] if isinstance(mark, Named)]
        return marks[0] if marks else _shape(get_args(annotation)[0])
    if get_origin(annotation) in {dict, tuple}:
        found = tuple(_shape(one) for one in get_args(annotation) if one is not Ellipsis)
        return found if any(one is not None for one in found) else None
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    parts = get_args(annotation)
    found = tuple(shape for shape in map(_shape, parts) if shape is not None)
    return found[0] if found else None
