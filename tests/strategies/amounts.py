"""Strategies for the numbers of a document, read off the fields that a scenario declares."""

from typing import Any, get_args

from hypothesis import strategies as st

from brinkmanship.sim.scenario.format.base import Model
from brinkmanship.sim.scenario.format.kinds import Between, Flag, Whole
from brinkmanship.sim.scenario.format.text_kinds import Named

Document = dict[str, Any]
INSIDE = 1e-3  # distance from an edge that is itself excluded
UNITS = st.integers(0, 997).map(lambda n: n / 997) | st.floats(0, 1)
SHARES = UNITS.map(lambda u: u**3) | UNITS


def numbers(kind):
    """Numbers of a range: more of them near its lower end, and its edges."""
    low = kind.low + INSIDE * kind.above
    high = kind.high - INSIDE * kind.below
    return SHARES.map(lambda u: min(low + (high - low) * u, high))


@st.composite
def values(draw: st.DrawFn, kind):
    """What a value can be: a number three times out of four, else a distribution."""
    if draw(st.integers(0, 3)):
        return draw(numbers(kind))
    low, mode, high = sorted(draw(numbers(kind)) for _ in range(3))
    if low == high:
        return draw(numbers(kind))
    edges = draw(st.sampled_from([{}, {"low": low}, {"high": high}, {"low": low, "high": high}]))
    shapes = {
        "uniform": {"low": low, "high": high},
        "triangular": {"low": low, "mode": mode, "high": high},
        "choice": [low, high, mode],
        "normal": {"mean": mode, "sd": high - low, **edges},
    }
    name = draw(st.sampled_from(sorted(shapes)))
    return {name: shapes[name]}


def leaves(model: type[Model], name: str, rungs):
    """What one field of a model can hold, by the kind it declares."""
    field = model.model_fields[name]
    kind = next(one for one in field.metadata if isinstance(one, Between | Whole | Flag | Named))
    match kind:
        case Between():
            return values(kind) if get_args(field.annotation) else numbers(kind)
        case Whole():
            return st.integers(kind.low, min(kind.high, 12))
        case Flag():
            return st.booleans()
        case _:
            return st.sampled_from(rungs)


def parts(model: type[Model], rungs, *left_out: str) -> st.SearchStrategy[Document]:
    """A part of a document in which each field may be written or left out."""
    fields = {
        name: leaves(model, name, rungs) for name in model.model_fields if name not in left_out
    }
    return st.fixed_dictionaries({}, optional=fields)


HOT: Document = {  # what would seldom come about by chance
    "accidents": {"rate": 5.0, "base": 1.0},
    "aid": {"chance": 1.0},
    "learning": {"due": 0, "standing_due": 0, "lapse": 1},
    "tripwire": {"hit": 1.0, "drawn": 0.5},
    "settlement": {"chance": 0.5, "imposed": 0.5},
    "nuclear_use": {"clash": 0.9, "war": 0.9},
    "consensus": {"weight": 9.0, "tolerance": 0.0},
    "activity": {"chance": 0.2},
    "resolve": {"common_sd": 2.0, "private_sd": 2.0},
    "misperception": {"pi": 0.5, "sigma": 0.3},
    "seizure": {"gain": 1.0},
}


@st.composite
def mechanism_tables(draw: st.DrawFn, models: type[Model], rungs) -> Document:
    """All mechanisms: each as it is, switched off, or with numbers of its own."""
    written: Document = {}
    for name, field in models.model_fields.items():
        part: Any = field.annotation
        way = draw(st.sampled_from(["left out", "off", "drawn", "drawn"]))
        if way == "off" and "enabled" in part.model_fields:
            written[name] = {"enabled": False}
        elif way != "left out":
            written[name] = draw(parts(part, rungs, "enabled"))
    for name in draw(st.lists(st.sampled_from(sorted(HOT)), max_size=4, unique=True)):
        written[name] = written.get(name, {}) | HOT[name]
    return written
