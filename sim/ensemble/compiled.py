"""Makes the mechanisms callable from compiled code: the very functions Mesa calls.

``register_jitable`` leaves a function as it is for Python and lets compiled callers compile
its text; there is no second copy of any equation. Never fast-math, never contraction: both
would change bits.
"""

from collections.abc import Callable
from inspect import isfunction
from types import ModuleType
from typing import Any

from numba import njit
from numba.extending import register_jitable

from sim import chance, numeric
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
PYTHON_ONLY = ("key_of",)


def mechanism_functions() -> list[Callable[..., Any]]:
    """Every function of the mechanisms and of what they call, in a fixed order."""
    return [
        found
        for module in MECHANISMS
        for name, found in vars(module).items()
        if isfunction(found) and found.__module__ == module.__name__ and name not in PYTHON_ONLY
    ]


for function in mechanism_functions():
    register_jitable(function)

compiled = njit(error_model="numpy", nogil=True)
