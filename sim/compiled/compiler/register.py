"""Registers the text with Numba: the very functions that Mesa calls, compiled when called.

``register_jitable`` leaves a function as it is for Python. Never fast-math, never contraction:
both would change bits.
"""

from collections.abc import Callable
from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from numba import types
from numba.extending import intrinsic, overload, register_jitable

import brinkmanship.sim.crisis.clash
import brinkmanship.sim.crisis.listening
import brinkmanship.sim.crisis.state
import brinkmanship.sim.crisis.words
import brinkmanship.sim.mechanisms
import brinkmanship.sim.mechanisms.words
from brinkmanship.sim.mechanisms import numeric

PYTHON_ONLY = ("key_of", "scaled", "split")
ROOMS: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (brinkmanship.sim.mechanisms, ()),
    (brinkmanship.sim.mechanisms.words, ()),
    (brinkmanship.sim.crisis.state, ("course", "fork", "layout", "records", "tables")),
    (brinkmanship.sim.crisis.listening, ("records",)),
    (brinkmanship.sim.crisis.clash, ()),
    (brinkmanship.sim.crisis.words, ()),
    (brinkmanship.sim.crisis, ("plain",)),
)
"""The rooms of the text, each with the modules that hold no part of it."""


def text_modules() -> list[ModuleType]:
    """The modules of the text and of all it calls."""
    return [
        import_module(f"{room.__name__}.{one.name}")
        for room, left_out in ROOMS
        for one in iter_modules(room.__path__)
        if not one.ispkg and one.name not in left_out
    ]


def text_functions() -> list[Callable[..., Any]]:
    """Every function of the text and of the mechanisms, in a fixed order."""
    return [
        function
        for module in text_modules()
        for name, function in vars(module).items()
        if isfunction(function)
        and function.__module__ == module.__name__
        and name not in PYTHON_ONLY
    ]


@intrinsic
def _bits(typingctx, x):
    """The 64 bits of a float as an integer."""

    def generate(context, builder, signature, args):
        return builder.bitcast(args[0], context.get_value_type(types.int64))

    return types.int64(types.float64), generate


@intrinsic
def _float(typingctx, bits):
    """The float that 64 bits are."""

    def generate(context, builder, signature, args):
        return builder.bitcast(args[0], context.get_value_type(types.float64))

    return types.float64(types.int64), generate


@overload(numeric.scaled, inline="always")
def _scaled(x, n):
    """Exact scaling without the C library, whose ``ldexp`` takes half the time of ``exp``."""

    def scaled(x, n):
        return x * _float((n + 1023) << 52)

    return scaled


@overload(numeric.split, inline="always")
def _split(x):
    """Exact splitting, likewise; for positive normal numbers."""

    def split(x):
        bits = _bits(x)
        return _float((bits & 0xFFFFFFFFFFFFF) | (1022 << 52)), (bits >> 52) - 1022

    return split


INLINED = frozenset({
    "observe", "look", "read_lines", "weeks_crossed", "assess", "outlook_of", "setting_of",
    "heaviest_stake", "weigh_all", "weigh_rungs", "first_closed", "has_means", "allies_of",
    "apply_rules", "choose", "take_best", "first_best", "collective_rung", "act", "speak",
    "chance_of", "uniforms", "grade_of", "level_of",
})  # fmt: skip
"""What every actor does every turn: as tried, 7% of the time of a run goes on calling it."""


def is_inlined(function: Callable[..., Any]) -> bool:
    """Whether a function is inlined by force: the equations, and what every actor does."""
    is_equation = not function.__module__.startswith(brinkmanship.sim.crisis.__name__)
    return is_equation or function.__name__ in INLINED


for one in text_functions():
    register_jitable(forceinline=is_inlined(one))(one)
