"""What a page needs beside the module: a crisis in memory, and where everything in it lies.

The page copies the image into a memory of its own, calls the module's entries with addresses in
it, and reads the state by the description, after each turn if it likes.
"""

from typing import Any, NamedTuple

import numpy as np

from brinkmanship.sim.compiled.engine import Engine
from brinkmanship.sim.compiled.wasm.binary import BASE
from brinkmanship.sim.compiled.wasm.machine import Wasm
from brinkmanship.sim.crisis.state.layout import CELLS
from brinkmanship.sim.premise import Premise
from brinkmanship.sim.results.played import Played


class PageMemory(NamedTuple):
    """The memory of a crisis before its first run.

    Attributes:
        image: Bytes to be copied to the address ``start``.
        description: As JSON can hold it. ``start`` and ``end`` of the image; ``crisis``, which
            entries are called with; ``arrays``, for each its address ``at``, its ``shape``, the
            ``width`` of a cell in bytes, and its ``fields`` as (name, i or f, offset), all of
            eight bytes; ``tables`` of results as (name, columns), to be laid out behind ``end``.
    """

    image: bytes
    description: dict[str, Any]


def page_memory(premise: Premise, *, listening: bool = False) -> PageMemory:
    """The memory for a page; ``listening`` if it is to read what is noted."""
    machine = Wasm()
    engine = Engine(premise, machine, listening=listening)
    image = machine.image()
    tables = Played.blank(np.zeros(0, np.int64), engine.shape)._asdict()
    arrays = {
        name: {
            "at": machine.address(array),
            "shape": array.shape,
            "width": array.itemsize,
            "fields": _fields(name),
        }
        for name, array in engine.arrays.items()
    }
    description = {
        "start": BASE,
        "end": BASE + len(image),
        "crisis": engine.crisis,
        "arrays": arrays,
        "tables": [(name, *table.shape[1:]) for name, table in tables.items() if name != "runs"],
    }
    return PageMemory(image, description)


def _fields(name: str) -> list[tuple[str, str, int]]:
    cell = CELLS[name].dtype
    fields: Any = cell.fields or {"": (cell, 0)}
    return [(field, kind.kind, offset) for field, (kind, offset) in fields.items()]
