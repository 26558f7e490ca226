"""The state of a run as arrays, the form that compiled machines read, and as plain objects.

Cells and shapes follow from the declarations in ``sim.crisis.state.records``. All machines
start from the same arrays, so a scenario is turned into numbers once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import accumulate
from typing import Any, NamedTuple, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.injects import COHESION, POSTURE, RESOLVE, SIGNAL
from brinkmanship.sim.crisis.state.records import Crisis
from brinkmanship.sim.mechanisms.choice import CLOSED
from brinkmanship.sim.mechanisms.words.signals import CONSULT
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.premise.rows import InjectRow
from brinkmanship.sim.premise.stage import DAYS

Arrays = Mapping[str, NDArray[Any]]
MOST_HELD = 200_000  # beliefs kept for listeners between two collections


class Cell(NamedTuple):
    """What one array of a crisis holds.

    Attributes:
        kind: ``int``, ``float`` or the class of a record.
        dtype: The same for NumPy.
        axes: Number of indices; 0 for a single record, stored as an array of length 1.
    """

    kind: type[Any]
    dtype: np.dtype[Any]
    axes: int


def field_kinds(record: type[Any]) -> dict[str, type[Any]]:
    """Names and types of the fields of a record, a dataclass or a named tuple, in order.

    The world has its fields from the file format, and each is a number.
    """
    hints = get_type_hints(record)
    names = [one.name for one in fields(record)] if is_dataclass(record) else record._fields
    return {name: hints.get(name, float) for name in names}


def dtype_of(kind: type[Any]) -> np.dtype[Any]:
    """A number or a record for NumPy; whole numbers take 64 bits, others are doubles."""
    if kind is int:
        return np.dtype(np.int64)
    if kind is float:
        return np.dtype(np.float64)
    return np.dtype([(name, dtype_of(one)) for name, one in field_kinds(kind).items()])


def _cell(hint: Any) -> Cell:  # noqa: ANN401 - an annotation is of any type
    axes = 0
    while not isinstance(hint, type):  # Sequence[X] and MutableSequence[X]
        (hint,) = get_args(hint)
        axes += 1
    return Cell(hint, dtype_of(hint), axes)


CELLS: Mapping[str, Cell] = {name: _cell(hint) for name, hint in get_type_hints(Crisis).items()}
"""What each array of a crisis holds, by name."""


def arrays_of(premise: Premise, *, listening: bool = False) -> Arrays:
    """All arrays of a crisis before its first run.

    Args:
        premise: The scenario made ready.
        listening: Whether notes are kept; see :func:`turns_kept`.
    """
    arrays = {**_tables(premise), **_state(premise), **_notes(premise, listening=listening)}
    vector, width = arrays["vector"], CELLS["world"].dtype.itemsize // 8
    stop = width + CELLS["traits"].dtype.itemsize // 8 * len(premise.codes)
    arrays["world"] = vector[:width].view(CELLS["world"].dtype)
    arrays["traits"] = vector[width:stop].view(CELLS["traits"].dtype)
    arrays["course"]["listening"] = int(listening)
    for name, cell in CELLS.items():
        if arrays[name].dtype != cell.dtype or arrays[name].ndim != max(cell.axes, 1):
            raise TypeError(f"{name} is {arrays[name].dtype} of {arrays[name].ndim} axes")
    return {name: arrays[name] for name in CELLS}


def turns_kept(premise: Premise) -> int:
    """Turns of which notes are kept before they must be collected, at least 1."""
    return max(1, min(premise.frame.horizon, MOST_HELD // len(premise.codes) ** 2))


def _rows(name: str, rows: Sequence[Sequence[float | int]]) -> NDArray[Any]:
    return np.array([tuple(row) for row in rows], dtype=CELLS[name].dtype)


def _numbers(name: str, values: Any) -> NDArray[Any]:  # noqa: ANN401 - nested sequences
    return np.array(values, dtype=CELLS[name].dtype)


def _blank(name: str, *shape: int) -> NDArray[Any]:
    return np.zeros(shape, CELLS[name].dtype)


def _tables(premise: Premise) -> dict[str, NDArray[Any]]:
    """What every run of a scenario shares."""
    draws, options = _draws(premise)
    lines = list(accumulate(map(len, premise.lines), initial=0))
    rules = list(accumulate(map(len, premise.rules), initial=0))
    places = range(len(premise.codes))
    return {
        "frame": _rows("frame", [premise.frame]),
        "statures": _rows("statures", premise.statures),
        "keys": _numbers("keys", premise.keys),
        "listed": _numbers("listed", premise.listed),
        "stretches": _rows(
            "stretches", [(lines[i], lines[i + 1], rules[i], rules[i + 1]) for i in places]
        ),
        "levels": _numbers("levels", [*premise.levels, 0.0]),
        "kinds": _numbers("kinds", premise.kinds),
        "opposed": _numbers("opposed", premise.opposed),
        "near": _numbers("near", premise.near),
        "backers": _numbers("backers", premise.backers),
        "weekly": _numbers("weekly", premise.weekly),
        "means": _numbers("means", premise.open_rungs),
        "red_lines": _rows("red_lines", [line for mine in premise.lines for line in mine]),
        "rules": _rows("rules", [rule for mine in premise.rules for rule in mine]),
        "treaties": _rows(
            "treaties",
            [
                (one.consensus, one.cohesion, one.voices, one.vetoes, one.obligation)
                for one in premise.pacts
            ],
        ),
        "injects": _rows("injects", [_inject(row) for row in premise.injects]),
        "effects": _rows("effects", _effects(premise)),
        "draws": _rows("draws", draws),
        "options": _numbers("options", [*options, 0.0]),
        "base": _numbers("base", premise.base),
    }


def _state(premise: Premise) -> dict[str, NDArray[Any]]:
    """What belongs to one run; set to its start by ``brinkmanship.sim.crisis.opening``."""
    n, rungs = len(premise.codes), len(premise.levels)
    wide = (rungs + 3) // 4 * 4
    actors = _blank("actors", n)
    actors["place"] = np.arange(n)
    members = [[int(code in pact.members) for code in premise.codes] for pact in premise.pacts]
    course = _blank("course", 1)
    course["weeks"] = DAYS[premise.scenario.clock.turn] / DAYS["1 week"]
    return {
        "vector": _blank("vector", len(premise.base)),
        "course": course,
        "fork": _blank("fork", 1),
        "sides": _blank("sides", len(premise.side_names)),
        "pacts": _numbers("pacts", members) if premise.pacts else _blank("pacts", 0, n),
        "actors": actors,
        "dice": _blank("dice", n),
        "noises": _blank("noises", n),
        "dyads": _blank("dyads", n, n),
        "utility": _blank("utility", n, rungs),
        "bonus": _blank("bonus", n, rungs),
        "banned": _blank("banned", n, rungs),
        "shocks": _blank("shocks", n, wide),
        "speech": _blank("speech", n, CONSULT + 1),
        "gains": _blank("gains", n),
        "backing": _blank("backing", n),
        "roster": _blank("roster", n, n),
        "scores": np.full((2, wide), CLOSED),
        "yields": np.ones((n, wide)),
        "expected": np.ones((2, wide)),
        "tally": _blank("tally", rungs),
        "threats": _blank("threats", n, rungs + 1),
        "grades": _blank("grades", rungs * premise.frame.steps),
        "line_states": _blank("line_states", sum(map(len, premise.lines))),
        "alliances": _blank("alliances", len(premise.pacts)),
        "fired": _blank("fired", len(premise.injects)),
        "applied": _blank("applied", sum(map(len, premise.rules))),
        "first": _blank("first", rungs),
    }


def _notes(premise: Premise, *, listening: bool) -> dict[str, NDArray[Any]]:
    """Room for what listeners get; none if nobody listens.

    In a turn each actor is vetoed, uses force, speaks, consults, and has a line and a hint
    judged at most once, each red line is judged once, and six notes are nobody's. An inject
    happens once a run and may blame somebody.
    """
    n, turns = len(premise.codes), turns_kept(premise) if listening else 0
    lines = sum(map(len, premise.lines))
    most = turns * (6 * n + lines + 6) + 2 * len(premise.injects) if listening else 0
    return {
        "notes": _blank("notes", most),
        "moments": _blank("moments", turns, n),
        "held": _blank("held", turns, n, n),
        "weighed": _blank("weighed", n if listening else 0, len(premise.levels)),
    }


def _draws(premise: Premise) -> tuple[list[tuple[float | int, ...]], list[float]]:
    options: list[float] = []
    rows: list[tuple[float | int, ...]] = []
    for one in premise.drawn:
        at = len(options)
        rows.append((one.place, one.key, one.kind, at, *one.shape, one.low, one.high))
        options.extend(one.options)
    return rows, options


def _inject(row: InjectRow) -> tuple[float | int, ...]:
    when = row.when or (-1, -1, -1, -1, -1)
    return (
        row.turn, int(row.when is not None), *when, int(row.war is not None),
        *(row.incident or (-1, -1, -1)), *(row.join or (-1, -1, -1)), row.war or 0.0,
    )  # fmt: skip


def _effects(premise: Premise) -> list[tuple[float | int, ...]]:
    rows: list[tuple[float | int, ...]] = []
    for i, row in enumerate(premise.injects):
        rows.extend((i, POSTURE, who, rung, 0.0) for who, rung in row.posture)
        rows.extend((i, RESOLVE, who, 0, shift) for who, shift in row.resolve)
        rows.extend((i, SIGNAL, who, kind, 0.0) for who, kind in row.signals)
        rows.extend((i, COHESION, who, 0, shift) for who, shift in row.cohesion)
    return rows


def plain_crisis(arrays: Arrays) -> Crisis:
    """The same as lists and objects, for plain Python; ``world`` and ``traits`` are not linked."""
    return Crisis(**{name: _plain(arrays[name].tolist(), cell, max(cell.axes, 1))
                     for name, cell in CELLS.items()})  # fmt: skip


def _plain(cells: Any, cell: Cell, axes: int) -> Any:  # noqa: ANN401 - nested lists
    if axes > 0:
        inner = [_plain(one, cell, axes - 1) for one in cells]
        return inner if cell.axes else inner[0]
    return cell.kind(*cells) if isinstance(cells, tuple) else cells
