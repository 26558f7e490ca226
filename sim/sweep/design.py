"""The points of a design: the values that the parameters take together.

Samplers are SciPy's and SALib's; the logarithms are our own, so that a point has the same bits
on every machine. Every value of a range is rounded to twelve digits.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brinkmanship.sim.mechanisms.numeric import exp, log
from brinkmanship.sim.scenario.sweepfile.format import STEPS, Parameter, SweepFile

Point = tuple[Any, ...]
LEVELS = 4  # of a Morris design, as in morris1991


def points_of(sweep: SweepFile, base: Sequence[Any]) -> list[Point]:
    """Every point once, in the order of the design.

    Args:
        sweep: What was declared.
        base: Value of each parameter in the scenario; only one at a time needs it.

    Returns:
        One value a parameter, in the order of the file. A grid varies its last parameter
        fastest; one at a time begins with the base; equal points of a drawn design are kept,
        because the analysis of its indices needs their number.
    """
    if sweep.design == "grid":
        return list(product(*(grid_values(one) for one in sweep.parameters)))
    if sweep.design == "list":
        return list(zip(*(one.values or () for one in sweep.parameters), strict=True))
    if sweep.design == "one_at_a_time":
        return list(_one_at_a_time(sweep.parameters, base))
    return [
        tuple(value_at_share(one, float(u)) for one, u in zip(sweep.parameters, row, strict=True))
        for row in unit_samples(sweep)
    ]


def grid_values(one: Parameter) -> list[Any]:
    """The values of a parameter in a grid, ends included."""
    if one.values is not None:
        return list(one.values)
    steps = one.points or STEPS
    return list(dict.fromkeys(value_at_share(one, i / (steps - 1)) for i in range(steps)))


def value_at_share(one: Parameter, u: float) -> Any:  # noqa: ANN401 - a value of any kind
    """The value of a parameter at a share ``u`` of its range, 0 <= u <= 1.

    >>> rate = Parameter(path="rate", low=0.01, high=1.0, scale="log")
    >>> [value_at_share(rate, u) for u in (0.0, 0.5, 1.0)]
    [0.01, 0.1, 1.0]
    """
    if one.values is not None:
        return one.values[min(int(u * len(one.values)), len(one.values) - 1)]
    low, high = one.low or 0.0, one.high or 0.0
    if u in {0.0, 1.0}:  # the ends as they were written
        found = high if u else low
        return round(found) if one.whole else found
    if one.scale == "log":
        found = exp(log(low) + u * (log(high) - log(low)))
    else:
        found = low + u * (high - low)
    tidy = min(max(float(f"{found:.12g}"), low), high)
    return round(tidy) if one.whole else tidy


def unit_samples(sweep: SweepFile) -> NDArray[np.float64]:
    """The points of a drawn design, each parameter as a share of its range."""
    from scipy.stats import qmc  # noqa: PLC0415 - takes as long as all else, and 40 MB

    width, count = len(sweep.parameters), sweep.points or 1
    dice = np.random.default_rng(sweep.seed)
    if sweep.design == "latin_hypercube":
        return np.asarray(qmc.LatinHypercube(width, seed=dice).random(count))
    if sweep.design == "sobol":  # whole powers of two keep its balance; a longer one begins alike
        drawn = qmc.Sobol(width, seed=dice).random_base2((count - 1).bit_length())
        return np.asarray(drawn)[:count]
    return _salib_samples(sweep, dice)


def _salib_samples(sweep: SweepFile, dice: np.random.Generator) -> NDArray[np.float64]:
    from SALib.sample import morris, sobol  # noqa: PLC0415 - takes 0.7 s, and few designs need it

    width, count, second = len(sweep.parameters), sweep.points or 1, sweep.second_order
    names = [f"x{i}" for i in range(width)]
    problem = {"num_vars": width, "names": names, "bounds": [[0.0, 1.0]] * width}
    if sweep.design == "morris":
        return np.asarray(morris.sample(problem, count, num_levels=LEVELS, seed=dice))
    return np.asarray(sobol.sample(problem, count, calc_second_order=second, seed=dice))


def _one_at_a_time(parameters: Sequence[Parameter], base: Sequence[Any]) -> Iterator[Point]:
    yield tuple(base)
    for i, one in enumerate(parameters):
        for value in grid_values(one):
            if value != base[i]:
                yield (*base[:i], value, *base[i + 1 :])
