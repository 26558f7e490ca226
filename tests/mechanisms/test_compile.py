"""One text: every mechanism compiles unchanged, and gives the bits that it gives in Python."""

import math
import random
import struct
from importlib import import_module
from inspect import isfunction
from pkgutil import walk_packages
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import brinkmanship.sim.mechanisms
from brinkmanship.sim.mechanisms.numeric import scaled, split

numba = pytest.importorskip("numba", reason="needs what makes the shipped modules")
register = import_module("brinkmanship.sim.compiled.compiler.register")

FUNCTIONS = {
    f"{one.__module__.split('.')[-1]}.{one.__name__}": one
    for one in register.text_functions()
    if one.__module__.startswith(f"{brinkmanship.sim.mechanisms.__name__}.")
}


@numba.njit
def split_compiled(x):
    """Fraction and exponent."""
    return split(x)


@numba.njit
def scaled_compiled(x, n):
    """Scaling."""
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


def test_every_mechanism_is_compiled():
    """No function of the mechanisms is left out but three, which compiled code need not have."""
    room = brinkmanship.sim.mechanisms
    written = {
        f"{one.name.split('.')[-1]}.{name}"
        for one in walk_packages(room.__path__, f"{room.__name__}.")
        for name, function in vars(import_module(one.name)).items()
        if isfunction(function) and function.__module__ == one.name
    }

    assert written - set(FUNCTIONS) == {"chance.key_of", "numeric.scaled", "numeric.split"}
    assert len(FUNCTIONS) > 50


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_mechanism_compiles_to_the_same_bits(name):
    """Compiled and plain Python agree in every bit on two hundred random arguments."""
    function = FUNCTIONS[name]
    kinds = [kind for key, kind in get_type_hints(function).items() if key != "return"]
    compiled = numba.njit(function, error_model="numpy")
    rng = random.Random(name)  # noqa: S311 - arguments of a test

    for _ in range(200):
        arguments = [sample(kind, rng) for kind in kinds]
        assert bits(compiled(*arguments)) == bits(function(*arguments))


@given(st.floats(1e-280, 1e280), st.integers(-40, 40))
def test_scaling_and_splitting_are_those_of_the_c_library(x, n):
    """What compiled code does with the bits of a float is exact."""
    fraction, exponent = split_compiled(x)

    assert (fraction, exponent) == math.frexp(x)
    assert scaled_compiled(x, n) == math.ldexp(x, n)
