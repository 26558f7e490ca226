"""The arrays of a crisis by their addresses: the one record that compiled code is handed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.crisis.state.layout import CELLS, Arrays

ADDRESSES = np.dtype(
    [
        (field, np.int64)
        for name, cell in CELLS.items()
        for field in (f"{name}_at", *(f"{name}_{axis}" for axis in range(cell.axes)))
    ]
)
"""Where each array lies and how long its axes are."""


def addresses_of(arrays: Arrays) -> NDArray[Any]:
    """The addresses of these arrays, shape (1,); the caller keeps the arrays alive."""
    record = np.zeros(1, ADDRESSES)
    for name, cell in CELLS.items():
        array = arrays[name]
        if not array.flags.c_contiguous:
            raise TypeError(f"{name} does not lie in one piece")
        record[f"{name}_at"] = array.ctypes.data
        for axis in range(cell.axes):
            record[f"{name}_{axis}"] = array.shape[axis]
    return record
