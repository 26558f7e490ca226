"""The same kernel in C, built on the spot and played through ctypes.

The header with the records' layout is written from the NumPy dtypes, so a field that is
added to the model moves nothing in the C source.
"""

import ctypes
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.ensemble import tables
from sim.ensemble.tables import Floats, Tables, tables_of
from sim.played import Played
from sim.premise import Premise

SOURCE = Path(__file__).parent / "kernel" / "kernel.c"
FLAGS = ("-O3", "-ffp-contract=off")
TUNED = ("-march=native", "-fno-math-errno", "-fno-trapping-math")
"""What LLVM assumes of its own accord; changes no bit, but lets gcc use vectors."""
RECORDS = {
    "World": tables.WORLD, "Traits": tables.TRAITS, "Stature": tables.STATURE,
    "Frame": tables.FRAME, "Line": tables.LINE, "Pact": tables.PACT,
    "Rule": tables.RULE, "Drawn": tables.DRAWN, "Inject": tables.INJECT, "Effect": tables.EFFECT,
}  # fmt: skip
ARRAYS = {
    "frame": "Frame", "keys": "int64_t", "statures": "Stature",
    "levels": "double", "prices": "double", "open_rungs": "int64_t",
    "lines": "Line", "rules": "Rule", "pacts": "Pact",
    "injects": "Inject", "effects": "Effect", "base": "double", "drawn": "Drawn",
    "options": "double",
}  # fmt: skip
WORK = ("blocks", "exponentials", "logarithms", "normals", "gumbels", "rungs weighed")
SIZES = {
    "actors": "keys", "rungs": "levels", "lines": "lines", "pacts": "pacts", "injects": "injects",
    "effects": "effects", "numbers": "base", "drawn": "drawn",
}  # fmt: skip


def compiler() -> str | None:
    """The C compiler at hand, None where there is none."""
    return shutil.which("gcc")


def header() -> str:
    """The records of the tables as C structs, in the order and width of their dtypes."""
    lines = ["#include <stdint.h>"]
    for name, dtype in RECORDS.items():
        width = {"f": "double", "i": "int64_t"}
        fields = [f"{width[dtype[field].kind]} {field};" for field in dtype.names or ()]
        lines.append(f"typedef struct {{ {' '.join(fields)} }} {name};")
    members = [f"int64_t size_{size};" for size in SIZES]
    members += [f"const {kind} *{name};" for name, kind in ARRAYS.items()]
    lines.append(f"typedef struct {{ {' '.join(members)} }} Tables;")
    return "\n".join(lines) + "\n"


def build(folder: Path, *extra: str) -> Path:
    """Compile the kernel into ``folder``; the shared library's path.

    Raises:
        subprocess.CalledProcessError: The compiler refused.
    """
    (folder / "layout.h").write_text(header(), encoding="utf-8")
    library = folder / "kernel.so"
    command = [str(compiler()), *FLAGS, *extra, "-shared", "-fPIC", f"-I{folder}", str(SOURCE)]
    # The compiler found on the path, our own source, a folder made for this: nothing from outside.
    subprocess.run([*command, "-o", str(library), "-lm"], check=True)  # noqa: S603
    return library


@lru_cache
def library_of(*flags: str) -> ctypes.CDLL:
    """The kernel built with further flags; once, for it is the same for every premise."""
    with tempfile.TemporaryDirectory() as folder:
        return ctypes.CDLL(str(build(Path(folder), *flags)))


class Native:
    """A premise played by the kernel in C: the twin of ``sim.ensemble.engine.Engine``."""

    def __init__(self, premise: Premise, *flags: str) -> None:
        self.tables = tables_of(premise)
        self.library = library_of(*flags)
        self.packed = _packed(self.tables)

    def play(self, seed: int, first: int, count: int) -> Played:
        """``count`` runs from run number ``first`` on."""
        return self._play(seed, range(first, first + count), None)

    def minds(self, seed: int, run: int) -> Floats:
        """What a run leaves in its actors' minds, as ``tell_minds`` in C lists it."""
        actors = len(self.tables.keys)
        found = np.full(actors * (3 + 4 * actors) + len(self.tables.pacts), np.nan)
        self._play(seed, range(run, run + 1), found)
        return np.asarray(found[~np.isnan(found)], dtype=np.float64)

    def _play(self, seed: int, runs: range, minds: Floats | None) -> Played:
        actors, rungs = self.tables.open_rungs.shape
        played = Played.blank(np.array(runs, np.int64), rungs, actors)
        places = [ctypes.c_void_p(array.ctypes.data) for array in played[1:]]
        places.append(ctypes.c_void_p(None if minds is None else minds.ctypes.data))
        numbers = (ctypes.c_uint64(seed), ctypes.c_int64(runs.start), ctypes.c_int64(len(runs)))
        if self.library.play_block(ctypes.byref(self.packed), *numbers, *places) != 0:
            message = "the kernel in C holds at most 63 rungs"
            raise ValueError(message)
        return played

    def tally(self) -> dict[str, int]:
        """How often each kind of work was done so far; needs the flag ``-DTALLY``."""
        counts = (ctypes.c_int64 * len(WORK)).in_dll(self.library, "tally")
        return dict(zip(WORK, counts, strict=True))


def _packed(arrays: Tables) -> Any:  # noqa: ANN401 - a ctypes class made here
    kinds = [(f"size_{size}", ctypes.c_int64) for size in SIZES]
    fields = [*kinds, *((name, ctypes.c_void_p) for name in ARRAYS)]
    layout = type("Layout", (ctypes.Structure,), {"_fields_": fields})
    lengths = [len(getattr(arrays, name)) for name in SIZES.values()]
    return layout(*lengths, *(getattr(arrays, name).ctypes.data for name in ARRAYS))
