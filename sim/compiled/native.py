"""The text as machine code of this processor, loaded once a process."""

import ctypes
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.compiled.cache import keep_bytes, kept_bytes
from brinkmanship.sim.compiled.lower import machine_code, processor
from brinkmanship.sim.compiled.memory import addresses_of
from brinkmanship.sim.compiled.module import ENTRIES, bitcode
from brinkmanship.sim.crisis.state.layout import Arrays

Entry = Callable[..., int]
LOCK = Lock()
OK = 0


class Native:
    """The entries of the text in machine code, which work on arrays where they lie.

    A call lets go of the interpreter's lock, so engines in threads run side by side.
    """

    name = "native"

    def __init__(self, code: bytes) -> None:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        target = llvm.Target.from_default_triple().create_target_machine(jit=True)
        self.linker = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
        self.linker.add_object_file(llvm.ObjectFileRef.from_data(code))
        self.linker.finalize_object()
        self.entries: dict[str, Entry] = {}
        for name, arguments in ENTRIES.items():
            form = ctypes.CFUNCTYPE(
                ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * arguments
            )
            self.entries[name] = form(self.linker.get_function_address(f"brink_{name}"))

    def place(self, arrays: Arrays, room: int) -> tuple[Arrays, int, object]:  # noqa: ARG002
        """The arrays as they lie, the address of their addresses, and what keeps that valid."""
        record = addresses_of(arrays)
        return arrays, record.ctypes.data, record

    def clear(self) -> None:
        """Forget the tables; nothing is kept of them here."""

    def table(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:  # noqa: ANN401
        """A table of zeros that the machine can write to."""
        return np.zeros(shape, dtype)

    def address(self, array: NDArray[Any]) -> int:
        """Where an array of the machine's lies."""
        return array.ctypes.data

    def call(self, entry: str, *arguments: int) -> int:
        """Call an entry; what it answers.

        Raises:
            RuntimeError: The text raised an error, which no checked scenario brings about.
        """
        answer = (ctypes.c_int64 * 2)()
        place = ctypes.addressof(answer)
        if self.entries[entry](place, place + 8, *arguments) != OK:
            raise RuntimeError(f"{entry} failed")
        return answer[0]


_loaded: list[Native] = []
_kept: list[bool] = []


def code_name() -> str:
    """The name under which the machine code of this text and processor is kept."""
    parts = (bitcode(), llvmlite.__version__.encode(), *(part.encode() for part in processor()))
    return sha256(b"\0".join(parts)).hexdigest()


def is_kept() -> bool:
    """Whether machine code is loaded, or was in the cache when this process first asked."""
    if not _kept:
        _kept.append(bool(_loaded) or kept_bytes(code_name()) is not None)
    return bool(_loaded) or _kept[0]


def native() -> Native:
    """The text in machine code: from the cache, or made and kept there."""
    with LOCK:
        if not _loaded:
            name = code_name()
            code = kept_bytes(name)
            if code is None:
                code = machine_code(bitcode())
                keep_bytes(name, code)
            _loaded.append(Native(code))
        return _loaded[0]
