"""One record that leads to everything: the addresses and sizes of all arrays of an engine.

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
ARRAYS = (
    "frame", "keys", "statures", "levels", "prices", "open_rungs", "red_lines", "rules", "pacts",
    "injects", "effects", "base", "drawn", "choices", "actors", "dyads", "utility", "bonus",
    "banned", "rises", "burdens", "shocks", "dice", "roster", "tally", "scores",
    "gains", "backing", "noises", "line_states",
    "pact_states", "grades", "threats", "speech", "fired", "vector", "traits", "war", "done",
    "sides", "counts", "first",
)  # fmt: skip
FORK = tuple(f"fork_{name}" for name in Fork._fields)
HUB = np.dtype([(name, np.int64) for name in (*SIZES, *FORK, *(f"{name}_at" for name in ARRAYS))])


def hub_of(tables: Tables, state: State, crisis: Crisis, traits: Records) -> Records:
    """The hub of an engine's arrays, shape (1,); the caller keeps the arrays alive."""
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
    for name in ARRAYS:
        hub[f"{name}_at"] = arrays[name].ctypes.data
    return hub


@intrinsic
def _pointer(typingctx, address):  # noqa: ANN202, ARG001 - Numba's own signature
    """An address as a pointer that :func:`numba.carray` accepts."""

    def generate(context, builder, signature, args):  # noqa: ANN202, ARG001 - Numba's own signature
        return builder.inttoptr(args[0], context.get_value_type(types.voidptr))

    return types.voidptr(types.int64), generate


@compiled
def frame_of(g):
    """The record of the frame."""
    return carray(_pointer(g.frame_at), (1,), FRAME)[0]


@compiled
def keys_of(g):
    """View of ``keys``."""
    return carray(_pointer(g.keys_at), (g.actors,), np.int64)


@compiled
def statures_of(g):
    """View of ``statures``."""
    return carray(_pointer(g.statures_at), (g.actors,), STATURE)


@compiled
def levels_of(g):
    """View of ``levels``."""
    return carray(_pointer(g.levels_at), (g.rungs,), np.float64)


@compiled
def prices_of(g):
    """View of ``prices``."""
    return carray(_pointer(g.prices_at), (g.rungs,), np.float64)


@compiled
def open_rungs_of(g):
    """View of ``open_rungs``."""
    return carray(_pointer(g.open_rungs_at), (g.actors, g.rungs), np.int64)


@compiled
def red_lines_of(g):
    """View of ``red_lines``."""
    return carray(_pointer(g.red_lines_at), (g.lines,), LINE)


@compiled
def rules_of(g):
    """View of ``rules``."""
    return carray(_pointer(g.rules_at), (g.rules,), RULE)


@compiled
def pacts_of(g):
    """View of ``pacts``."""
    return carray(_pointer(g.pacts_at), (g.pacts,), PACT)


@compiled
def injects_of(g):
    """View of ``injects``."""
    return carray(_pointer(g.injects_at), (g.injects,), INJECT)


@compiled
def effects_of(g):
    """View of ``effects``."""
    return carray(_pointer(g.effects_at), (g.effects,), EFFECT)


@compiled
def base_of(g):
    """View of ``base``."""
    return carray(_pointer(g.base_at), (g.numbers,), np.float64)


@compiled
def drawn_of(g):
    """View of ``drawn``."""
    return carray(_pointer(g.drawn_at), (g.drawn,), DRAWN)


@compiled
def choices_of(g):
    """View of ``choices``."""
    return carray(_pointer(g.choices_at), (g.choices,), np.float64)


@compiled
def actors_of(g):
    """View of ``actors``."""
    return carray(_pointer(g.actors_at), (g.actors,), ACTOR)


@compiled
def dyads_of(g):
    """View of ``dyads``."""
    return carray(_pointer(g.dyads_at), (g.actors, g.actors), DYAD)


@compiled
def utility_of(g):
    """View of ``utility``."""
    return carray(_pointer(g.utility_at), (g.actors, g.rungs), np.float64)


@compiled
def bonus_of(g):
    """View of ``bonus``."""
    return carray(_pointer(g.bonus_at), (g.actors, g.rungs), np.float64)


@compiled
def banned_of(g):
    """View of ``banned``."""
    return carray(_pointer(g.banned_at), (g.actors, g.rungs), np.int64)


@compiled
def rises_of(g):
    """View of ``rises``."""
    return carray(_pointer(g.rises_at), (g.rungs,), np.float64)


@compiled
def burdens_of(g):
    """View of ``burdens``."""
    return carray(_pointer(g.burdens_at), (g.rungs,), np.float64)


@compiled
def shocks_of(g):
    """View of ``shocks``."""
    return carray(_pointer(g.shocks_at), (g.actors, (g.rungs + 3) // 4 * 4), np.float64)


@compiled
def dice_of(g):
    """View of ``dice``."""
    return carray(_pointer(g.dice_at), (g.actors,), DICE)


@compiled
def roster_of(g):
    """View of ``roster``."""
    return carray(_pointer(g.roster_at), (2, g.actors), np.int64)


@compiled
def tally_of(g):
    """View of ``tally``."""
    return carray(_pointer(g.tally_at), (g.rungs,), np.int64)


@compiled
def scores_of(g):
    """View of ``scores``."""
    return carray(_pointer(g.scores_at), (2, (g.rungs + 3) // 4 * 4), np.float64)


@compiled
def gains_of(g):
    """View of ``gains``."""
    return carray(_pointer(g.gains_at), (g.actors,), np.float64)


@compiled
def backing_of(g):
    """View of ``backing``."""
    return carray(_pointer(g.backing_at), (g.actors,), np.float64)


@compiled
def noises_of(g):
    """View of ``noises``."""
    return carray(_pointer(g.noises_at), (g.actors,), np.float64)


@compiled
def line_states_of(g):
    """View of ``line_states``."""
    return carray(_pointer(g.line_states_at), (g.lines,), LINE_STATE)


@compiled
def pact_states_of(g):
    """View of ``pact_states``."""
    return carray(_pointer(g.pact_states_at), (g.pacts,), PACT_STATE)


@compiled
def grades_of(g):
    """View of ``grades``."""
    return carray(_pointer(g.grades_at), (g.grades,), GRADE)


@compiled
def threats_of(g):
    """View of ``threats``."""
    return carray(_pointer(g.threats_at), (g.rungs + 1,), np.float64)


@compiled
def speech_of(g):
    """View of ``speech``."""
    return carray(_pointer(g.speech_at), (g.actors, 8, 3), np.float64)


@compiled
def fired_of(g):
    """View of ``fired``."""
    return carray(_pointer(g.fired_at), (g.injects,), np.int64)


@compiled
def vector_of(g):
    """View of ``vector``."""
    return carray(_pointer(g.vector_at), (g.numbers,), np.float64)


@compiled
def traits_of(g):
    """View of ``traits``."""
    return carray(_pointer(g.traits_at), (g.actors,), TRAITS)


@compiled
def war_of(g):
    """View of ``war``."""
    return carray(_pointer(g.war_at), (1,), np.float64)


@compiled
def done_of(g):
    """View of ``done``."""
    return carray(_pointer(g.done_at), (16,), np.int64)


@compiled
def sides_of(g):
    """View of ``sides``."""
    return carray(_pointer(g.sides_at), (2,), SIDE)


@compiled
def counts_of(g):
    """View of ``counts``."""
    return carray(_pointer(g.counts_at), (8,), np.int64)


@compiled
def first_of(g):
    """View of ``first``."""
    return carray(_pointer(g.first_at), (g.rungs,), np.int64)
