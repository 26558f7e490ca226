"""One text, two engines: every mechanism compiles unchanged and gives the same bits."""

import math
import random
import struct
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from brinkmanship.sim.ensemble.compiled import mechanism_functions
from brinkmanship.sim.mechanisms.numeric import scaled, split

FUNCTIONS = {
    f"{one.__module__.split('.')[-1]}.{one.__name__}": one for one in mechanism_functions()
}


@njit
def moved(x):
    """Fraction and exponent, compiled."""
    return split(x)


@njit
def scaled_by(x, n):
    """Scaling, compiled."""
    return scaled(x, n)


def sample(kind, rng):
    """A value of an annotated kind: numbers in the open unit interval, small integers."""
    if kind is float:
        return rng.uniform(0.02, 0.98)
    if kind is int:
        return rng.randint(1, 12)
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return kind(*(sample(hints[name], rng) for name in kind._fields))
    return tuple(sample(part, rng) for part in get_args(kind))


def bits(found):
    """The bytes of a result, so that -0.0 is not 0.0."""
    if isinstance(found, tuple):
        return tuple(bits(part) for part in found)
    return struct.pack("d", found) if isinstance(found, float) else found


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_mechanism_compiles_to_the_same_bits(name):
    """Compiled and plain Python agree in every bit on two hundred random arguments."""
    function = FUNCTIONS[name]
    kinds = [kind for key, kind in get_type_hints(function).items() if key != "return"]
    compiled = njit(function, error_model="numpy")
    rng = random.Random(name)  # noqa: S311 - arguments of a test

    for _ in range(200):
        arguments = [sample(kind, rng) for kind in kinds]
        assert bits(compiled(*arguments)) == bits(function(*arguments))


@given(st.floats(1e-280, 1e280), st.integers(-40, 40))
def test_bits_are_moved_exactly(x, n):
    """The compiled scaling and splitting of a float are the C library's, to the bit."""
    fraction, exponent = moved(x)

    assert (fraction, exponent) == math.frexp(x)
    assert scaled_by(x, n) == math.ldexp(x, n)
