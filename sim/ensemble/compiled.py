"""Makes the mechanisms callable from compiled code: the very functions Mesa calls.

``register_jitable`` leaves a function as it is for Python and lets compiled callers compile
its text; there is no second copy of any equation. Never fast-math, never contraction: both
would change bits.
"""

from collections.abc import Callable
from inspect import isfunction
from types import ModuleType
from typing import Any

from numba import config, njit, types
from numba.extending import intrinsic, overload, register_jitable

from sim import chance, numeric
from sim.ensemble.cache import find_cache
from sim.mechanisms import (
    alliance,
    choice,
    credibility,
    endings,
    lines,
    perception,
    policy,
    risk,
    signals,
    values,
    weighing,
)

MECHANISMS: tuple[ModuleType, ...] = (
    numeric, chance, alliance, choice, credibility, endings, lines, perception, policy, risk,
    signals, values, weighing,
)  # fmt: skip
PYTHON_ONLY = ("key_of", "scaled", "split")


def mechanism_functions() -> list[Callable[..., Any]]:
    """Every function of the mechanisms and of what they call, in a fixed order."""
    return [
        found
        for module in MECHANISMS
        for name, found in vars(module).items()
        if isfunction(found) and found.__module__ == module.__name__ and name not in PYTHON_ONLY
    ]


@intrinsic
def _bits(typingctx, x):  # noqa: ANN202, ARG001 - Numba's own signature
    """The 64 bits of a float as an integer."""

    def generate(context, builder, signature, args):  # noqa: ANN202, ARG001
        return builder.bitcast(args[0], context.get_value_type(types.int64))

    return types.int64(types.float64), generate


@intrinsic
def _float(typingctx, bits):  # noqa: ANN202, ARG001 - Numba's own signature
    """The float that 64 bits are."""

    def generate(context, builder, signature, args):  # noqa: ANN202, ARG001
        return builder.bitcast(args[0], context.get_value_type(types.float64))

    return types.float64(types.int64), generate


@overload(numeric.scaled, inline="always")
def _scaled(x, n):  # noqa: ANN202, ARG001 - compiled
    """Exact scaling without the C library, whose ``ldexp`` takes half the time of ``exp``."""

    def scaled(x, n):  # noqa: ANN202
        return x * _float((n + 1023) << 52)

    return scaled


@overload(numeric.split, inline="always")
def _split(x):  # noqa: ANN202, ARG001 - compiled
    """Exact splitting, likewise; for positive normal numbers."""

    def split(x):  # noqa: ANN202
        bits = _bits(x)
        return _float((bits & 0xFFFFFFFFFFFFF) | (1022 << 52)), (bits >> 52) - 1022

    return split


for function in mechanism_functions():
    register_jitable(forceinline=True)(function)

# Inlined by force: passing an outlook of twenty numbers costs more than weighing a rung.
compiled = njit(error_model="numpy", nogil=True, forceinline=True)

CACHE = find_cache()
if CACHE is not None:
    config.CACHE_DIR = str(CACHE)
kept = njit(error_model="numpy", nogil=True, cache=CACHE is not None)
