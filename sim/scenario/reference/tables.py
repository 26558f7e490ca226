"""``scenarios/README.md``: the reference of the format, made from the models themselves."""

from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from brinkmanship.sim.scenario.format.base import BY_ROLE, Model
from brinkmanship.sim.scenario.format.kinds import Between, Kind
from brinkmanship.sim.scenario.format.values import (
    Choice,
    Fixed,
    Normal,
    Triangular,
    Uniform,
    Value,
    as_written,
)
from brinkmanship.sim.scenario.format.walk import model_of, sections
from brinkmanship.sim.scenario.reference.guide import AFTER, BEFORE
from brinkmanship.sim.scenario.wording import described

HEAD = "| key | what may stand there | if left out | meaning |\n|---|---|---|---|\n"


def format_reference() -> str:
    """The whole text of the reference."""
    tables = "\n".join(section_table(path, model) for path, model in sections())
    return f"{BEFORE}\n{tables}\n{AFTER}"


def section_table(path: str, model: type[Model]) -> str:
    """The table of the keys that stand at a path."""
    name = f"`{path}`" if path else "The top level"
    says = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    rows = "".join(_row(key, field) for key, field in model.model_fields.items())
    return f"### {name}\n\n{says}\n\n{HEAD}{rows}"


def _row(key: str, field: FieldInfo) -> str:
    cells = (f"`{key}`", _wanted(field), _default(field), field.description or "")
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


def _wanted(field: FieldInfo) -> str:
    kinds = [mark for mark in field.metadata if isinstance(mark, Kind)]
    return _kind(kinds[0], field.annotation) if kinds else _shape(field.annotation)


def _kind(kind: Kind, annotation: object) -> str:
    drawn = isinstance(kind, Between) and annotation is not float
    return f"{kind.expected()}{', or a distribution' if drawn else ''}"


def _shape(annotation: Any) -> str:  # noqa: ANN401 - any annotation
    if annotation is Any:
        return "any value"
    marks = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Kind)]
    if marks:
        return _kind(marks[0], get_args(annotation)[0])
    if get_origin(annotation) is dict:
        return f"a mapping; each: {_shape(get_args(annotation)[1])}"
    if get_origin(annotation) is tuple:
        return f"a list; each: {_shape(get_args(annotation)[0])}"
    found = [_shape(one) for one in get_args(annotation) if one is not type(None)]
    if found and not (isinstance(annotation, type) and issubclass(annotation, Model)):
        return " or ".join(one for one in found if one)
    return "a mapping, see below" if model_of(annotation) else ""


def _default(field: FieldInfo) -> str:
    return "**needed**" if field.is_required() else _left_out(field.default)


def _left_out(default: object) -> str:
    match default:
        case Fixed() | Normal() | Uniform() | Triangular() | Choice() as value:
            return _number(value)
        case bool() | int() | float() as value:
            return described(value)
        case (str(), *_) as names:
            return f"[{', '.join(map(str, names))}]"
        case Model():
            return "see there"
        case str() as text if text != BY_ROLE:
            return text
    return "-"


def _number(value: Value) -> str:
    return f"{value.mean:g}" if isinstance(value, Fixed) else str(as_written(value))
