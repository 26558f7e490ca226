"""The whole state of a run as arrays of bits, whichever machine holds it."""

from operator import attrgetter

import numpy as np

from brinkmanship.sim.crisis.state.layout import CELLS


def state_of(crisis):
    """Every array of a plain crisis, as a compiled machine lays it out."""
    return {name: _array(getattr(crisis, name), cell) for name, cell in CELLS.items()}


def _array(cells, cell):
    rows = cells if cell.axes else [cells]
    if cell.dtype.names is None:
        return np.array(rows, cell.dtype)
    for _ in range(cell.axes - 1):
        rows = [one for row in rows for one in row]
    fields = attrgetter(*cell.dtype.names)
    return np.array([fields(one) for one in rows], cell.dtype)


def differences(plain, compiled):
    """The cells whose bits differ, by name and position; a number that is not finite as well."""
    found = {}
    for name, cell in CELLS.items():
        one, other = plain[name].reshape(-1), compiled[name].reshape(-1)
        for field in cell.dtype.names or ("",):
            mine, theirs = (one[field], other[field]) if field else (one, other)
            wrong = bits(mine) != bits(theirs)
            if mine.dtype == np.float64 and name not in MINUS_INFINITY:
                wrong |= ~np.isfinite(mine)
            for place in np.flatnonzero(wrong).tolist():
                found[f"{name}[{place}].{field}"] = (mine[place].item(), theirs[place].item())
    return found


MINUS_INFINITY = ("gains",)  # of those whom nobody asks


def bits(cells):
    """The 64 bits of each number as an integer, so that 0.0 and -0.0 differ."""
    return np.ascontiguousarray(cells).view(np.int64)
