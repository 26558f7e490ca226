"""Laws of the elementary functions: accurate, monotone, the same everywhere."""

import math
from decimal import Decimal, getcontext

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from brinkmanship.sim.mechanisms.numeric import exp, gumbel, log, logistic, normal, power

getcontext().prec = 60


def ulps(found, wanted):
    """Distance in units of the last place of the nearest float."""
    return abs((Decimal(found) - wanted) / Decimal(math.ulp(float(wanted))))


@given(st.floats(-700, 700))
def test_exp_is_within_one_ulp_of_the_reference(x):
    """The exponential differs from a 60-digit reference by at most one unit in the last place."""
    assert ulps(exp(x), Decimal(x).exp()) <= 1


@given(st.floats(1e-300, 1e300) | st.floats(0.9, 1.1))
def test_log_is_within_one_ulp_of_the_reference(x):
    """Log differs from a 60-digit reference by at most one unit in the last place."""
    assert x == 1.0 or ulps(log(x), Decimal(x).ln()) <= 1


def test_accuracy_holds_on_a_dense_sweep():
    """No point of a dense sweep near the hard places is off by more than one unit."""
    xs = np.concatenate([np.linspace(-1, 1, 4001), np.linspace(-40, 40, 4001)])
    ys = np.concatenate([np.linspace(0.65, 1.5, 4001), np.geomspace(1e-12, 1e12, 4001)])

    worst_exp = max(ulps(exp(float(x)), Decimal(float(x)).exp()) for x in xs)
    worst_log = max(ulps(log(float(y)), Decimal(float(y)).ln()) for y in ys if y != 1)

    assert worst_exp <= 1
    assert worst_log <= 1


def test_exp_saturates_instead_of_overflowing():
    """Beyond the range of a float exp is 0 or infinity, never an error."""
    assert exp(-1e9) == 0.0
    assert exp(1e9) == math.inf
    assert logistic(-4e9) == 0.0
    assert logistic(4e9) == 1.0


@given(st.floats(2**-33, 1 - 2**-33))
def test_normal_agrees_with_scipy(u):
    """The inverse normal agrees with SciPy's to nine digits over all uniforms drawn."""
    assert math.isclose(normal(u), float(ndtri(u)), rel_tol=1e-9, abs_tol=1e-12)


@given(st.floats(2**-33, 1 - 2**-33), st.floats(2**-33, 1 - 2**-33))
def test_quantiles_rise_with_the_uniform(u, v):
    """A greater uniform never gives a smaller normal or Gumbel deviate."""
    low, high = sorted((u, v))

    assert normal(low) <= normal(high)
    assert gumbel(low) <= gumbel(high)


def test_power_of_zero_is_zero():
    """Nothing borne at no intensity, whatever the exponent."""
    assert power(0.0, 1.25) == 0.0


@given(st.floats(0.01, 1), st.floats(0.1, 5))
def test_power_agrees_with_the_library(x, exponent):
    """Powers on the ladder's scale agree with the C library's to twelve digits."""
    assert math.isclose(power(x, exponent), x**exponent, rel_tol=1e-12)
