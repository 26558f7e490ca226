"""The entry points of the compiled text: what a machine can ask of it.

All arguments are 64-bit integers; arrays come as addresses, so nothing of Python or NumPy is
called. ``address`` is that of the addresses of a crisis (``brinkmanship.sim.compiled.memory``).
"""

import numpy as np
from numba import carray, types
from numba.extending import intrinsic, register_jitable

from brinkmanship.sim.compiled.compiler import register
from brinkmanship.sim.compiled.compiler.crisis_type import crisis_at
from brinkmanship.sim.crisis.draws import draw_numbers
from brinkmanship.sim.crisis.opening import begin
from brinkmanship.sim.crisis.state.row import ENDING, write_row
from brinkmanship.sim.crisis.turn import play_turn

FUNCTIONS = register.text_functions  # importing it has registered the text


@intrinsic
def _pointer(typingctx, address):
    """An address as a pointer that ``carray`` accepts."""

    def generate(context, builder, signature, args):
        return builder.inttoptr(args[0], context.get_value_type(types.voidptr))

    return types.voidptr(types.int64), generate


@register_jitable
def begin_run(address, seed, run, later):
    """Set a crisis to the start of a run; after a fork the dice are those of ``later``."""
    crisis = crisis_at(address)
    crisis.course.seed, crisis.course.run, crisis.course.later = seed, run, later
    draw_numbers(crisis)
    begin(crisis)
    return 0


@register_jitable
def play_turns(address, last):
    """Play until a turn has been played; 1 if the run is over."""
    crisis = crisis_at(address)
    while crisis.course.turn < last:
        if play_turn(crisis):
            return 1
    return 0


@register_jitable
def write_run(address, row, ending_at, first_at, peaks_at, sums_at, inputs_at):
    """Write the result of a finished run into a row of these tables."""
    crisis = crisis_at(address)
    n, rungs = len(crisis.actors), len(crisis.kinds)
    drawn = len(crisis.draws) + 1 + n
    size = row + 1
    write_row(
        crisis,
        carray(_pointer(ending_at), (size, ENDING), np.int64)[row],
        carray(_pointer(first_at), (size, rungs), np.int64)[row],
        carray(_pointer(peaks_at), (size, n), np.int64)[row],
        carray(_pointer(sums_at), (size, n), np.int64)[row],
        carray(_pointer(inputs_at), (size, drawn), np.float64)[row],
    )
    return 0


@register_jitable
def play_block(
    address, seed, count, runs_at, laters_at, ending_at, first_at, peaks_at, sums_at, inputs_at
):
    """Play the runs of these numbers to their ends; each row of the tables is a run."""
    crisis = crisis_at(address)
    runs = carray(_pointer(runs_at), (count,), np.int64)
    laters = carray(_pointer(laters_at), (count,), np.int64)
    for row in range(count):
        begin_run(address, seed, runs[row], laters[row])
        while not play_turn(crisis):
            pass
        write_run(address, row, ending_at, first_at, peaks_at, sums_at, inputs_at)
    return 0
