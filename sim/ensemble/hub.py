"""One record that leads to everything: the addresses and shapes of all arrays of an engine.

Compiled code that passes thirty arrays from call to call spends most of its time on passing
them. It passes this one record instead and looks an array up where it is used. The views made
here are not reference-counted: the engine that made the hub holds the arrays and outlives
every call.
"""

import numpy as np
from numba import carray, types
from numba.extending import intrinsic

from sim.ensemble.compiled import compiled
from sim.ensemble.state import (
    ACTOR,
    DICE,
    DYAD,
    GRADE,
    LINE_STATE,
    PACT_STATE,
    SIDE,
    Crisis,
    State,
)
from sim.ensemble.tables import (
    DRAWN,
    EFFECT,
    FRAME,
    INJECT,
    LINE,
    PACT,
    RULE,
    STATURE,
    TRAITS,
    Records,
    Tables,
)
from sim.fork import NO_FORK, Fork

SIZES = ("actors", "rungs", "grades", "lines", "rules", "pacts", "injects", "effects",
         "numbers", "drawn", "choices")  # fmt: skip
FORK = tuple(f"fork_{name}" for name in Fork._fields)
ARRAYS = {  # name: what a cell is, and how many axes it has
    "frame": (FRAME, 1), "keys": (np.int64, 1), "statures": (STATURE, 1),
    "levels": (np.float64, 1), "prices": (np.float64, 1), "open_rungs": (np.int64, 2),
    "red_lines": (LINE, 1), "rules": (RULE, 1), "pacts": (PACT, 1), "injects": (INJECT, 1),
    "effects": (EFFECT, 1), "base": (np.float64, 1), "drawn": (DRAWN, 1),
    "choices": (np.float64, 1), "actors": (ACTOR, 1), "dyads": (DYAD, 2),
    "utility": (np.float64, 2), "bonus": (np.float64, 2), "banned": (np.int64, 2),
    "rises": (np.float64, 1), "burdens": (np.float64, 1), "shocks": (np.float64, 2),
    "dice": (DICE, 1), "roster": (np.int64, 2), "tally": (np.int64, 1),
    "scores": (np.float64, 2), "gains": (np.float64, 1), "backing": (np.float64, 1),
    "noises": (np.float64, 1), "line_states": (LINE_STATE, 1), "pact_states": (PACT_STATE, 1),
    "grades": (GRADE, 1), "threats": (np.float64, 1), "speech": (np.float64, 3),
    "fired": (np.int64, 1), "vector": (np.float64, 1), "traits": (TRAITS, 1),
    "war": (np.float64, 1), "done": (np.int64, 1), "sides": (SIDE, 1), "counts": (np.int64, 1),
    "first": (np.int64, 1),
}  # fmt: skip
PLACES = [
    field
    for name, (_, axes) in ARRAYS.items()
    for field in (f"{name}_at", *(f"{name}_{axis}" for axis in range(axes)))
]
HUB = np.dtype([(name, np.int64) for name in (*SIZES, *FORK, *PLACES)])


def hub_of(tables: Tables, state: State, crisis: Crisis, traits: Records) -> Records:
    """The hub of an engine's arrays, shape (1,); the caller keeps the arrays alive.

    Raises:
        TypeError: An array is not what the compiled code takes it for.
    """
    arrays = {
        **tables._asdict(), **state._asdict(), **crisis._asdict(), "traits": traits,
        "choices": tables.options, "lines": tables.lines,
        "red_lines": tables.lines, "line_states": state.lines, "pact_states": state.pacts,
        "pacts": tables.pacts,
    }  # fmt: skip
    hub = np.zeros(1, HUB)
    lengths = {"numbers": "base", "rungs": "levels"}
    for name in SIZES:
        hub[name] = len(arrays[lengths.get(name, name)])
    for name, value in zip(FORK, NO_FORK, strict=True):
        hub[name] = value
    for name, (cell, axes) in ARRAYS.items():
        array = arrays[name]
        if array.dtype != cell or array.ndim != axes:
            raise TypeError(f"{name} is {array.ndim} axes of {array.dtype}, not {axes} of {cell}")
        hub[f"{name}_at"] = array.ctypes.data
        for axis, length in enumerate(array.shape):
            hub[f"{name}_{axis}"] = length
    return hub


@intrinsic
def _pointer(typingctx, address):  # noqa: ANN202, ARG001 - Numba's own signature
    """An address as a pointer that :func:`numba.carray` accepts."""

    def generate(context, builder, signature, args):  # noqa: ANN202, ARG001 - Numba's own signature
        return builder.inttoptr(args[0], context.get_value_type(types.voidptr))

    return types.voidptr(types.int64), generate


def _view(name):  # noqa: ANN202 - compiled
    """The compiled look at one array, given the hub."""
    cell, axes = ARRAYS[name]
    at, first, second, third = f"{name}_at", f"{name}_0", f"{name}_1", f"{name}_2"

    def row(g):  # noqa: ANN202 - compiled
        return carray(_pointer(g[at]), (g[first],), cell)

    def table(g):  # noqa: ANN202 - compiled
        return carray(_pointer(g[at]), (g[first], g[second]), cell)

    def box(g):  # noqa: ANN202 - compiled
        return carray(_pointer(g[at]), (g[first], g[second], g[third]), cell)

    return compiled((row, table, box)[axes - 1])


@compiled
def frame_of(g):
    """The record of the frame."""
    return carray(_pointer(g.frame_at), (1,), FRAME)[0]


keys_of = _view("keys")
statures_of = _view("statures")
levels_of = _view("levels")
prices_of = _view("prices")
open_rungs_of = _view("open_rungs")
red_lines_of = _view("red_lines")
rules_of = _view("rules")
pacts_of = _view("pacts")
injects_of = _view("injects")
effects_of = _view("effects")
base_of = _view("base")
drawn_of = _view("drawn")
choices_of = _view("choices")
actors_of = _view("actors")
dyads_of = _view("dyads")
utility_of = _view("utility")
bonus_of = _view("bonus")
banned_of = _view("banned")
rises_of = _view("rises")
burdens_of = _view("burdens")
shocks_of = _view("shocks")
dice_of = _view("dice")
roster_of = _view("roster")
tally_of = _view("tally")
scores_of = _view("scores")
gains_of = _view("gains")
backing_of = _view("backing")
noises_of = _view("noises")
line_states_of = _view("line_states")
pact_states_of = _view("pact_states")
grades_of = _view("grades")
threats_of = _view("threats")
speech_of = _view("speech")
fired_of = _view("fired")
vector_of = _view("vector")
traits_of = _view("traits")
war_of = _view("war")
done_of = _view("done")
sides_of = _view("sides")
counts_of = _view("counts")
first_of = _view("first")
