"""The shipped WebAssembly module in wasmtime: its memory as arrays, and calls of its entries."""

import atexit
from ctypes import addressof
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any
from weakref import finalize

import numpy as np
import wasmtime
from numpy.typing import NDArray

from brinkmanship.sim.compiled.memory import ADDRESSES
from brinkmanship.sim.compiled.module import WASM, StaleModuleError, is_stale
from brinkmanship.sim.compiled.wasm.binary import BASE, PAGE
from brinkmanship.sim.crisis.state.layout import CELLS, Arrays

ALIGNED = 16
LARGEST = 65_536  # pages of four gigabytes
MOST_INSTANCES = 2**31  # one, and one more for each call that breaks off


class TrapError(RuntimeError):
    """The module broke off: the text met what it has no answer to."""


class _Bytes:
    """The bytes of a linear memory as NumPy takes them in; they live as long as this does."""

    def __init__(self, store: wasmtime.Store, linear: wasmtime.Memory) -> None:
        finalize(self, store.close)
        self.__array_interface__ = {
            "version": 3,
            "typestr": "|u1",
            "shape": (linear.data_len(store),),
            "data": (addressof(linear.data_ptr(store).contents), False),
        }


@cache
def _compiled() -> tuple[wasmtime.Engine, wasmtime.Module]:
    """The module as machine code, made once a process and shared by its threads."""
    if is_stale():
        raise StaleModuleError(
            "the text of a turn in sim/ has been changed since engine.wasm was made of it; "
            "run python -m brinkmanship.sim.compiled.compiler"
        )
    engine = wasmtime.Engine()
    compiled = wasmtime.Module(engine, files(__package__).joinpath(WASM).read_bytes())
    for one in (engine, compiled):  # while wasmtime still stands: at exit it is torn down in pieces
        atexit.register(one.close)
    return engine, compiled


class Wasm:
    """One instance of the module with a memory of its own, for one thread at a time."""

    name = "wasm"

    def __init__(self) -> None:
        engine, self._module = _compiled()
        self._store = wasmtime.Store(engine)
        self._store.set_limits(instances=MOST_INSTANCES)
        self._memory: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self._start = self._free = BASE

    def place(self, arrays: Arrays, room: int) -> tuple[Arrays, int, object]:
        """Copy arrays into a memory of their own; their views, the address of their addresses.

        Args:
            arrays: By the names of the state.
            room: Bytes for tables beside them.

        Raises:
            RuntimeError: The machine holds arrays already, which another engine works with.
            MemoryError: There are too many.
        """
        if len(self._memory):
            raise RuntimeError("a WebAssembly machine holds one crisis; make another machine")
        size = sum(array.nbytes + ALIGNED for array in arrays.values()) + ADDRESSES.itemsize
        pages = -(-(BASE + size + room + ALIGNED) // PAGE)
        if pages > LARGEST:
            raise MemoryError("a WebAssembly module has no more than four gigabytes")
        limits = wasmtime.Limits(pages, pages)  # a memory that never grows never moves
        linear = wasmtime.Memory(self._store, wasmtime.MemoryType(limits))
        self._memory, self._free = np.asarray(_Bytes(self._store, linear)), BASE
        self._linear, self._entries = linear, self._instance(linear)
        views = {}
        for name, array in arrays.items():
            if name not in ("world", "traits"):  # parts of the vector
                views[name] = self.table(array.shape, array.dtype)
                views[name][...] = array
        for name in ("world", "traits"):
            at = arrays[name].ctypes.data - arrays["vector"].ctypes.data
            bytes_of = views["vector"].view(np.uint8)[at : at + arrays[name].nbytes]
            views[name] = bytes_of.view(arrays[name].dtype)
        record = self.table((1,), ADDRESSES)
        for name, cell in CELLS.items():
            record[f"{name}_at"] = self.address(views[name])
            for axis in range(cell.axes):
                record[f"{name}_{axis}"] = views[name].shape[axis]
        self._start = self._free
        return {name: views[name] for name in CELLS}, self.address(record), linear

    def clear(self) -> None:
        """Forget the tables; their room is used again."""
        self._free = self._start

    def table(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:  # noqa: ANN401
        """A table in the memory; what stood there before is not wiped."""
        kind = np.dtype(dtype)
        at = self._free + -self._free % ALIGNED
        self._free = at + prod(shape) * kind.itemsize
        return np.ndarray(shape, kind, self._memory, at)

    def address(self, array: NDArray[Any]) -> int:
        """Where a table lies."""
        return int(array.ctypes.data - self._memory.ctypes.data)

    def image(self) -> bytes:
        """The memory from BASE to where tables begin: the arrays as they stand."""
        return self._memory[BASE : self._start].tobytes()

    def call(self, entry: str, *arguments: int) -> int:
        """Call an entry; what it answers. Other threads go on meanwhile.

        Raises:
            TrapError: It broke off; the next call finds the memory as it is.
        """
        try:
            return int(self._entries[entry](self._store, *arguments))
        except wasmtime.Trap as error:
            self._entries = self._instance(self._linear)  # the old one's stack is not unwound
            reason = str(error).strip().splitlines()[-1].strip()
            raise TrapError(f"{entry} broke off: {reason}") from error

    def _instance(self, linear: wasmtime.Memory) -> dict[str, wasmtime.Func]:
        instance = wasmtime.Instance(self._store, self._module, [linear])
        exports = instance.exports(self._store)
        return {name: one for name, one in exports.items() if isinstance(one, wasmtime.Func)}
