"""Elementary functions made only of IEEE additions, multiplications and divisions.

The C library's ``exp`` and ``log`` differ between machines in the last bit, and one bit is
enough to send a run another way. These do not: the same argument gives the same bits
everywhere, in plain Python and compiled. Their series are summed in groups that do not wait for
one another. Each is within one unit in the last place
(``tests/mechanisms/test_numeric.py`` holds them to a 60-digit reference).
"""

from math import frexp, ldexp, sqrt

LN2_HIGH = 6.93147180369123816490e-01  # ln 2 rounded to 33 bits: n * LN2_HIGH is exact
LN2_LOW = 1.90821492927058770002e-10  # ln 2 - LN2_HIGH
INVERSE_LN2 = 1.4426950408889634
LARGEST_EXPONENT = 709.0
SMALLEST_EXPONENT = -708.0
SMALLEST_NORMAL = 2.2250738585072014e-308  # below it, splitting by bits and frexp disagree
HALF_ROOT = 0.7071067811865476
NEAR = 0.425  # half the width of the middle of the normal's inversion


def scaled(x: float, n: int) -> float:
    """``x`` times two to the power ``n``, exactly; the result must be a normal number."""
    return ldexp(x, n)


def split(x: float) -> tuple[float, int]:
    """Fraction in [0.5, 1) and power of two of a positive normal ``x``, exactly."""
    return frexp(x)


def exp(x: float) -> float:
    """Exponential of ``x``; 0 below -708 and infinity above 709.

    Reduces to ``x = n ln 2 + r`` with ``|r| <= ln 2 / 2`` and sums the Taylor series of
    ``exp(r)`` to the 13th power, whose remainder is below 2**-57.

    >>> exp(0.0), round(exp(1.0), 12)
    (1.0, 2.718281828459)
    """
    if x > LARGEST_EXPONENT:
        return float("inf")
    if x < SMALLEST_EXPONENT:
        return 0.0
    n = int(x * INVERSE_LN2 + (0.5 if x >= 0.0 else -0.5))
    high = x - n * LN2_HIGH
    low = n * LN2_LOW
    r = high - low
    square = r * r
    fourth = square * square
    first = 0.5 + r * (1.0 / 6.0) + square * (1.0 / 24.0 + r * (1.0 / 120.0))
    second = 1.0 / 720.0 + r * (1.0 / 5040.0) + square * (1.0 / 40320.0 + r * (1.0 / 362880.0))
    third = 1.0 / 3628800.0 + r * (1.0 / 39916800.0)
    third = third + square * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0))
    tail = first + fourth * (second + fourth * third)
    return scaled(1.0 + (high + (square * tail - low)), n)


def log(x: float) -> float:
    """Natural logarithm of a positive, finite ``x``.

    Writes ``x = 2**n (1 + f)`` with ``1 + f`` in [0.707, 1.414) and sums the series of
    ``2 artanh(f / (2 + f))``; the first neglected term is below 2**-58 of the result.

    >>> log(1.0), round(log(10.0), 12)
    (0.0, 2.302585092994)
    """
    fraction, n = split(x)
    if fraction < HALF_ROOT:
        fraction = fraction * 2.0
        n = n - 1
    f = fraction - 1.0
    s = f / (2.0 + f)
    z = s * s
    square = z * z
    fourth = square * square
    first = 2.0 / 3.0 + z * (2.0 / 5.0) + square * (2.0 / 7.0 + z * (2.0 / 9.0))
    second = 2.0 / 11.0 + z * (2.0 / 13.0) + square * (2.0 / 15.0 + z * (2.0 / 17.0))
    third = 2.0 / 19.0 + z * (2.0 / 21.0) + square * (2.0 / 23.0 + z * (2.0 / 25.0))
    series = z * (first + fourth * (second + fourth * third))
    half = 0.5 * f * f
    return n * LN2_HIGH - ((half - (s * (half + series) + n * LN2_LOW)) - f)


def power(x: float, exponent: float) -> float:
    """``x`` to a real power, for ``x >= 0``; 0 stays 0, and a subnormal ``x`` counts as 0.

    >>> power(0.0, 1.25), round(power(0.25, 0.5), 12)
    (0.0, 0.5)
    """
    if x < SMALLEST_NORMAL:
        return 0.0
    return exp(exponent * log(x))


def logistic(x: float) -> float:
    """1 / (1 + exp(-x)), between 0 and 1 for every ``x``.

    >>> logistic(0.0)
    0.5
    """
    return 1.0 / (1.0 + exp(-x))


def clip(x: float, low: float, high: float) -> float:
    """``x`` held between ``low`` and ``high``."""
    if x < low:
        return low
    if x > high:
        return high
    return x


def normal(u: float) -> float:
    """Standard normal deviate from one uniform ``u`` in (0, 1), by inversion.

    Accurate to about 1e-15 in relative terms. Source: wichura1988, algorithm AS 241.

    >>> normal(0.5), round(normal(0.975), 9)
    (0.0, 1.959963985)
    """
    return near_normal(u) if is_near(u) else far_normal(u)


def is_near(u: float) -> bool:
    """Whether the deviate of ``u`` is one of the middle 85%."""
    return -NEAR <= u - 0.5 <= NEAR


def near_normal(u: float) -> float:
    """The deviate of a ``u`` that is near; without a branch, so that many go side by side."""
    q = u - 0.5
    return q * _central(0.180625 - q * q)


def far_normal(u: float) -> float:
    """The deviate of a ``u`` in the tails."""
    q = u - 0.5
    tail = u if q < 0.0 else 1.0 - u
    r = sqrt(-log(tail))
    z = _near_tail(r - 1.6) if r <= 5.0 else _far_tail(r - 5.0)
    return -z if q < 0.0 else z


def gumbel(u: float) -> float:
    """Standard Gumbel deviate (mode 0, mean 0.577) from one uniform ``u`` in (0, 1).

    The choice ``argmax(U + gumbel / beta)`` is the quantal response with rationality beta.
    Source: mckelvey1995.

    >>> abs(round(gumbel(0.36787944117144233), 9))
    0.0
    """
    return -log(-log(u))


def _central(r: float) -> float:
    above = 3.3430575583588128105e4 + r * 2.5090809287301226727e3
    above = 4.5921953931549871457e4 + r * (6.7265770927008700853e4 + r * above)
    above = 1.9715909503065514427e3 + r * (1.3731693765509461125e4 + r * above)
    above = 3.3871328727963666080e0 + r * (1.3314166789178437745e2 + r * above)
    below = 2.8729085735721942674e4 + r * 5.2264952788528545610e3
    below = 2.1213794301586595867e4 + r * (3.9307895800092710610e4 + r * below)
    below = 6.8718700749205790830e2 + r * (5.3941960214247511077e3 + r * below)
    return above / (1.0 + r * (4.2313330701600911252e1 + r * below))


def _near_tail(r: float) -> float:
    above = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
    above = 1.27045825245236838258e0 + r * (2.41780725177450611770e-1 + r * above)
    above = 5.76949722146069140550e0 + r * (3.64784832476320460504e0 + r * above)
    above = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * above)
    below = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
    below = 1.48103976427480074590e-1 + r * (1.51986665636164571966e-2 + r * below)
    below = 1.67638483018380384940e0 + r * (6.89767334985100004550e-1 + r * below)
    return above / (1.0 + r * (2.05319162663775882187e0 + r * below))


def _far_tail(r: float) -> float:
    above = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    above = 2.65321895265761230930e-2 + r * (1.24266094738807843860e-3 + r * above)
    above = 1.78482653991729133580e0 + r * (2.96560571828504891230e-1 + r * above)
    above = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * above)
    below = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    below = 7.86869131145613259100e-4 + r * (1.84631831751005468180e-5 + r * below)
    below = 1.36929880922735805310e-1 + r * (1.48753612908506148525e-2 + r * below)
    return above / (1.0 + r * (5.99832206555887937690e-1 + r * below))
