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
    found, rungs = {}, int(plain["frame"]["rungs"][0])
    for name, cell in CELLS.items():
        width = rungs if name in FILLED_UP else None
        one, other = (state[name][..., :width].reshape(-1) for state in (plain, compiled))
        for field in cell.dtype.names or ("",):
            mine, theirs = (one[field], other[field]) if field else (one, other)
            wrong = bits(mine) != bits(theirs)
            if mine.dtype == np.float64 and name not in MINUS_INFINITY:
                wrong |= ~np.isfinite(mine)
            for place in np.flatnonzero(wrong).tolist():
                found[f"{name}[{place}].{field}"] = (mine[place].item(), theirs[place].item())
    return found


FILLED_UP = ("yields", "expected")  # behind the last rung there is only what fills a vector
MINUS_INFINITY = ("gains",)  # of those whom nobody asks


def bits(cells):
    """The 64 bits of each number as an integer, so that 0.0 and -0.0 differ."""
    return np.ascontiguousarray(cells).view(np.int64)
